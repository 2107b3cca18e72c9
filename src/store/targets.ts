import type { Target, TargetMeasure } from '../domain/target.ts';
import type { RowOf } from './schema.ts';
import { type Db, sql } from './sql.ts';
import type { Tx } from './tx.ts';

/** A stored target. */
export interface StoredTarget extends Target {
  readonly id: number;
  /** Name of the user; null for the team. */
  readonly user: string | null;
}

/** All targets, the latest period first, in it the team before users. */
export async function targets(db: Db): Promise<StoredTarget[]> {
  const rows = await sql<RowOf<'target'> & { user: string | null }>`
    select target.*, (select name from "user" where id = target.user_id) as "user" from target
    order by from_day desc nulls last, to_day desc nulls last, "user" nulls first, measure nulls last`.all(
    db,
  );
  return rows.map(toTarget);
}

function toTarget(row: RowOf<'target'> & { user: string | null }): StoredTarget {
  return {
    id: row.id,
    userId: row.user_id,
    user: row.user,
    period: { from: row.from_day, to: row.to_day },
    measure: row.measure as TargetMeasure,
    wanted: row.wanted,
    currency: row.currency,
  };
}

/** Adds a target, or replaces that of the same person, period and measure; returns it. */
export async function setTarget(tx: Tx, target: Target): Promise<StoredTarget> {
  const { userId, period, measure, wanted, currency } = target;
  const find = async () => (await targets(tx)).find((each) => isForTheSame(each, target));
  const existing = await find();
  if (existing) await tx.update('target', existing.id, { wanted, currency });
  else {
    const days = { from_day: period.from, to_day: period.to };
    await tx.insert('target', { user_id: userId, ...days, measure, wanted, currency });
  }
  return (await find()) as StoredTarget;
}

/** Whether two targets are of the same person, period and measure. */
function isForTheSame(one: Target, other: Target): boolean {
  return (
    one.userId === other.userId &&
    one.measure === other.measure &&
    one.period.from === other.period.from &&
    one.period.to === other.period.to
  );
}
