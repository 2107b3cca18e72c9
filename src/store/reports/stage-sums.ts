import { addMinor, type Minor } from '../../domain/money.ts';
import { readSum, sumColumns } from '../money-sums.ts';
import { type RawRow, sql } from '../sql.ts';
import type { Tx } from '../tx.ts';

/** The sum of some opportunities in one stage and currency. */
export interface StageSum {
  readonly stage: string;
  readonly currency: string;
  readonly count: number;
  /** Minor units. */
  readonly minor: Minor;
}

/** Numbers per statement. */
const IDS_PER_STATEMENT = 500;

/** The stored amounts of opportunities by stage and currency. */
export async function stageSums(tx: Tx, ids: readonly number[]): Promise<StageSum[]> {
  const sums = new Map<string, StageSum>();
  for (let at = 0; at < ids.length; at += IDS_PER_STATEMENT) {
    const query = sql<RawRow & { stage: string; currency: string; count: number }>`
      select stage.name as stage, opp.currency, count(*) as count, ${sumColumns(sql`opp.amount_minor`, 'amount')}
      from opp join stage on stage.id = opp.stage_id
      where opp.id ${sql.among(ids.slice(at, at + IDS_PER_STATEMENT))}
      group by stage.id, opp.currency`;
    for (const row of await query.all(tx)) {
      const { stage, currency } = row;
      const key = `${currency} ${stage}`;
      const before = sums.get(key);
      sums.set(key, {
        stage,
        currency,
        count: row.count + (before?.count ?? 0),
        minor: addMinor(readSum(row, 'amount'), before?.minor ?? 0),
      });
    }
  }
  return [...sums.values()];
}
