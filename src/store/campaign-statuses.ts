import { refused } from '../domain/errors.ts';
import { picklistKey } from '../domain/picklists.ts';
import { findNearest } from '../domain/suggest.ts';
import { readPicklist, valueNamed } from './picklists.ts';
import type { RowOf } from './schema.ts';
import { type Db, sql } from './sql.ts';
import type { Tx } from './tx.ts';
import { addPicklistValue, listedValue } from './write/picklist-values.ts';

/** What a member of a campaign can have done. */
export type CampaignStatus = Pick<RowOf<'campaign_status'>, 'name' | 'is_response'>;

/** The statuses of a type of campaigns in order: its own, else those of all. */
export async function statusesOf(db: Db, type: string | null): Promise<readonly CampaignStatus[]> {
  const own = type === null ? [] : await ownStatuses(db, type);
  if (own.length > 0) return own;
  return sql<CampaignStatus>`
    select name, case when kind = 'response' then 1 else 0 end as is_response from picklist_value
    where list = 'member-status' and alias_of is null order by position, id`.all(db);
}

/** The statuses that a type has of its own, in order. */
export function ownStatuses(db: Db, type: string): Promise<RowOf<'campaign_status'>[]> {
  return sql<RowOf<'campaign_status'>>`
    select * from campaign_status where lower(type) = ${type.toLowerCase()} order by position, id`.all(db);
}

/** The types that have statuses of their own. */
export async function typesWithStatuses(db: Db): Promise<string[]> {
  const rows = await sql<{
    type: string;
  }>`select distinct type from campaign_status order by type nulls first`.all(db);
  return rows.map(({ type }) => type);
}

/** A status that is added where a campaign does not have it yet. */
export interface NewStatus {
  readonly isResponse: boolean;
}

/** A status as campaigns of the type spell it. Throws `refused` for one that they do not have, unless it is to be added. */
export async function listedStatus(
  tx: Tx,
  campaignId: number,
  text: string,
  fresh?: NewStatus,
): Promise<string> {
  const campaign = await sql<{ type: string | null }>`
    select type from campaign where id = ${campaignId}`.first(tx);
  const type = campaign?.type ?? null;
  const own = type === null ? [] : await ownStatuses(tx, type);
  if (own.length === 0) {
    const list = await readPicklist(tx, 'member-status');
    if (!fresh || valueNamed(list, text)) return listedValue(tx, 'member-status', text);
    await addPicklistValue(tx, 'member-status', text, fresh.isResponse ? 'response' : 'waiting');
    return text;
  }
  const found = own.find(({ name_key: key }) => key === picklistKey(text));
  if (found) return found.name;
  if (fresh) {
    const [key, position] = [picklistKey(text), (own.at(-1)?.position ?? 0) + 1];
    const is_response = fresh.isResponse ? 1 : 0;
    await tx.insert('campaign_status', {
      type: own[0]?.type as string,
      name: text,
      name_key: key,
      is_response,
      position,
    });
    return text;
  }
  const names = own.map(({ name }) => name);
  const [near] = findNearest(text, names);
  throw refused(`"${text}" is no status of campaigns of the type ${type}`, {
    code: 'no-member-status',
    type,
    text,
    near: near ?? null,
    names,
  });
}

/** The members of campaigns of a type that have a status. */
export function membersHaving(tx: Tx, type: string, status: string): Promise<{ id: number }[]> {
  return sql<{ id: number }>`
    select m.id from campaign_member m join campaign on campaign.id = m.campaign_id
    where lower(campaign.type) = ${type.toLowerCase()} and m.status = ${status} order by m.id`.all(tx);
}
