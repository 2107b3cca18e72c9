import type { Noun } from '../../domain/field.ts';
import { picklistKey } from '../../domain/picklists.ts';
import { sql } from '../sql.ts';
import type { RowChange, Tx } from '../tx.ts';
import { selectionsOf, selectionsOfNumbers, touchedRows } from './touched-rows.ts';

/** Adds campaigns that records name for the first time; a campaign that is renamed keeps those that name it. */
export async function keepCampaigns(tx: Tx): Promise<void> {
  await followRenames(tx);
  await followMerges(tx);
  await addNamed(tx);
}

async function addNamed(tx: Tx): Promise<void> {
  const names = new Map<string, string>();
  for (const table of tx.nouns.namingCampaigns) {
    const rows = touchedRows(tx, table).filter(
      ({ op, after }) => op === 'insert' || (op === 'update' && typeof after?.campaign === 'string'),
    );
    for (const among of selectionsOf(rows, sql`id`))
      for (const { campaign } of await sql<{ campaign: string }>`
        select distinct campaign from ${sql.ref(table)} where ${among} and campaign <> ''`.all(tx)) {
        const key = picklistKey(campaign);
        if (key !== '' && !names.has(key)) names.set(key, campaign.trim());
      }
  }
  for (const [key, name] of names) {
    const there = await sql<{ id: number }>`select id from campaign where name_key = ${key} limit 1`.first(
      tx,
    );
    if (there) continue;
    const merged = await mergedCampaign(tx, key);
    if (merged !== null) for (const table of tx.nouns.namingCampaigns) await rename(tx, table, key, merged);
    else await tx.insert('campaign', { name, name_key: key, status: 'active' });
  }
}

/** The name of the campaign that one of this name was merged into; null for none. */
async function mergedCampaign(tx: Tx, key: string): Promise<string | null> {
  const found = await sql<{ name: string }>`
    select campaign.name from former join campaign on campaign.id = former.campaign_id
    where former.kind = 'name' and former.value = ${key} limit 1`.first(tx);
  return found?.name ?? null;
}

async function followRenames(tx: Tx): Promise<void> {
  const renamed = touchedRows(tx, 'campaign').filter(
    ({ op, before, after }) => op === 'update' && before?.name !== undefined && after?.name !== before.name,
  );
  for (const { before, after } of renamed) {
    const key = picklistKey(String(before?.name));
    // Another campaign still has the name.
    if (await sql<{ id: number }>`select id from campaign where name_key = ${key} limit 1`.first(tx))
      continue;
    for (const table of tx.nouns.namingCampaigns) await rename(tx, table, key, String(after?.name));
  }
}

/** A campaign that another was merged into keeps those that name that one. */
async function followMerges(tx: Tx): Promise<void> {
  const merged = touchedRows(tx, 'former').filter(({ op }) => op === 'insert');
  for (const among of selectionsOf(merged, sql`former.id`))
    for (const { value, name } of await sql<{ value: string; name: string }>`
      select former.value, campaign.name from former join campaign on campaign.id = former.campaign_id
      where ${among} and former.kind = 'name' and not exists (select 1 from campaign as other where other.name_key = former.value)
      order by former.id`.all(tx))
      for (const table of tx.nouns.namingCampaigns) await rename(tx, table, value, name);
}

async function rename(tx: Tx, table: Noun, key: string, name: string): Promise<void> {
  const texts = await sql<{ campaign: string }>`
    select distinct campaign from ${sql.ref(table)} where campaign is not null`.all(tx);
  for (const { campaign } of texts.filter((each) => picklistKey(each.campaign) === key)) {
    const ids = await sql<{ id: number }>`
      select id from ${sql.ref(table)} where campaign = ${campaign} order by id`.all(tx);
    for (const among of selectionsOfNumbers(
      ids.map(({ id }) => id),
      sql`id`,
    )) {
      const rows = await sql<{ id: number; updated_at: string }>`
        select id, updated_at from ${sql.ref(table)} where ${among}`.all(tx);
      const changes = rows.map(
        ({ id, updated_at }): RowChange => ({
          id,
          before: { campaign, updated_at },
          after: { campaign: name, updated_at: tx.now },
        }),
      );
      await tx.updateMany(table, changes);
    }
  }
}
