import type { ChangeKind } from '../../domain/event.ts';
import type { ChangeRow } from '../change-journal.ts';
import { sql } from '../sql.ts';
import type { Tx } from '../tx.ts';
import { keepCampaigns } from './campaigns.ts';
import { sumLines } from './line-sums.ts';
import { concernsPurchases, recordPurchases } from './purchases-of-deals.ts';
import { selectionsOf } from './touched-rows.ts';

/**
 * Writes what follows from a change for other records, as part of it: the amount of a deal from its lines, the purchases
 * from deals that are won, the campaigns that leads and deals name, who is left in lists, who takes part in meetings, when cases were first answered,
 * and which were answered or solved too late. An undo takes back what followed, as it takes back the rest. Most changes have no consequences: the code for them is read only where there may be some.
 */
export async function writeConsequences(tx: Tx, kind: ChangeKind): Promise<void> {
  if (tx.isRestore) return;
  const { rows } = tx;
  if (rows.some(({ table }) => table === 'segment') || (await removesMembers(tx, rows)))
    await (await import('./segments.ts')).keepSegments(tx);
  if (kind !== 'do') {
    if (kind === 'undo' && rows.some(({ table }) => table === 'opp'))
      await (await import('./left-purchases.ts')).removeLeftPurchases(tx);
    return;
  }
  const ofPurchases = rows.some(
    (row) => row.table === 'line' || row.table === 'purchase' || concernsPurchases(row),
  );
  if (ofPurchases || (await winsDeals(tx, rows))) await recordPurchases(tx, await sumLines(tx));
  if (rows.some(({ table }) => table === 'campaign') || (await namesCampaigns(tx, rows)))
    await keepCampaigns(tx);
  const met = rows.filter(namesAttendees);
  if (met.length > 0) await (await import('./attendees.ts')).linkAttendees(tx, met);
  const logged = rows.filter(({ table, op }) => table === 'activity' && op === 'insert');
  if (await saysMoreOfCases(tx, logged))
    await (await import('./first-responses.ts')).noteFirstResponses(tx, logged);
  if (tx.rows.some(endsWait)) await (await import('./late-cases.ts')).noteLateCases(tx);
}

/** Whether it may be said of a meeting who takes part. */
const namesAttendees = ({ table, op, after }: ChangeRow): boolean =>
  table === 'meeting' && (op === 'insert' || (op === 'update' && after?.attendees !== undefined));

/** Whether a case was answered first or solved. */
const endsWait = ({ table, op, after }: ChangeRow): boolean =>
  table === 'case' &&
  op === 'update' &&
  (typeof after?.solved_at === 'string' || typeof after?.first_response_at === 'string');

/** Whether activities are about cases. */
async function saysMoreOfCases(tx: Tx, activities: readonly ChangeRow[]): Promise<boolean> {
  for (const among of selectionsOf(activities, sql`id`)) {
    const noted = await sql<{ id: number }>`
      select id from activity where ${among} and case_id is not null and direction = 'out' limit 1`.first(tx);
    if (noted) return true;
  }
  return false;
}

/** Whether records are removed while there are lists that they may be in. */
async function removesMembers(tx: Tx, rows: readonly ChangeRow[]): Promise<boolean> {
  if (!rows.some(({ op, table }) => op === 'delete' && tx.nouns.find(table))) return false;
  return (await sql<{ id: number }>`select id from segment_member limit 1`.first(tx)) !== undefined;
}

/** Whether deals came into a stage in which they are won. */
async function winsDeals(tx: Tx, rows: readonly ChangeRow[]): Promise<boolean> {
  const moved = rows.filter(
    ({ table, op, after }) => table === 'opp' && (op === 'insert' || after?.stage_id !== undefined),
  );
  for (const among of selectionsOf(moved, sql`opp.id`)) {
    const won = await sql<{ id: number }>`
      select opp.id from opp join stage on stage.id = opp.stage_id
      where ${among} and stage.kind = 'won' limit 1`.first(tx);
    if (won) return true;
  }
  return false;
}

/** Whether records came to name a campaign. */
async function namesCampaigns(tx: Tx, rows: readonly ChangeRow[]): Promise<boolean> {
  for (const noun of tx.nouns.namingCampaigns) {
    const own = rows.filter(({ table }) => table === noun);
    if (own.some(({ op, after }) => op === 'update' && typeof after?.campaign === 'string')) return true;
    const fresh = own.filter(({ op }) => op === 'insert');
    for (const among of selectionsOf(fresh, sql`id`)) {
      const named = await sql<{ id: number }>`
        select id from ${sql.ref(noun)} where ${among} and campaign <> '' limit 1`.first(tx);
      if (named) return true;
    }
  }
  return false;
}
