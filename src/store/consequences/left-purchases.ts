import { sql } from '../sql.ts';
import type { Tx } from '../tx.ts';
import { removeRecord } from '../write/remove.ts';
import { selectionsOf, touchedRows } from './touched-rows.ts';

/**
 * What an undo of a change from before deals made purchases leaves behind: purchases that the update of the database
 * made of deals which are not won any more. One of a deal that was reopened since then stays, as it does without an undo.
 */
export async function removeLeftPurchases(tx: Tx): Promise<void> {
  const rows = touchedRows(tx, 'opp').filter(
    ({ op, after }) => op === 'delete' || after?.stage_id !== undefined,
  );
  const stageAfter = sql`${(dialect) => dialect.jsonValue(sql`moved.after`, '$.stage_id')}`;
  for (const among of selectionsOf(rows, sql`purchase.opp_id`)) {
    const left = await sql<{ id: number }>`
      select purchase.id from purchase
      where ${among} and purchase.from_deal = 1
        and not exists (
          select 1 from opp join stage on stage.id = opp.stage_id
          where opp.id = purchase.opp_id and stage.kind = 'won')
        and not exists (
          select 1 from change_row
          where tbl = 'purchase' and op = 'insert' and purchase.id between row_id and last_id)
        and not exists (
          select 1 from change_row moved join change on change.id = moved.change_id
          where moved.tbl = 'opp' and moved.op = 'update'
            and moved.last_id >= purchase.opp_id and moved.row_id <= purchase.opp_id
            and ${stageAfter} is not null and change.kind <> 'undo' and change.undone_by is null
            and change.at > purchase.created_at)`.all(tx);
    for (const { id } of left) await removeRecord(tx, 'purchase', id);
  }
}
