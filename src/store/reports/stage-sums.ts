import type { Tx } from '../tx.ts';

/** Opportunities of some numbers that stand in one stage, in one currency. */
export interface StageSum {
  readonly stage: string;
  readonly currency: string;
  readonly count: number;
  /** Minor units. */
  readonly minor: number;
}

/** Numbers asked for in one statement: SQLite binds no more than some thousands. */
const AT_ONCE = 500;

/** What opportunities are worth by stage and currency, as the database has them now. */
export async function stageSums(tx: Tx, ids: readonly number[]): Promise<StageSum[]> {
  const sums = new Map<string, StageSum>();
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const rows = await tx.db
      .selectFrom('opp')
      .innerJoin('stage', 'stage.id', 'opp.stage_id')
      .select((q) => [
        'stage.name as stage',
        'opp.currency',
        q.fn.countAll<number>().as('count'),
        q.fn.sum<number>('opp.amount_minor').as('minor'),
      ])
      .where('opp.id', 'in', ids.slice(at, at + AT_ONCE))
      .groupBy(['stage.id', 'opp.currency'])
      .execute();
    for (const { stage, currency, count, minor } of rows) {
      const key = `${currency} ${stage}`;
      const before = sums.get(key);
      sums.set(key, {
        stage,
        currency,
        count: count + (before?.count ?? 0),
        minor: (minor ?? 0) + (before?.minor ?? 0),
      });
    }
  }
  return [...sums.values()];
}
