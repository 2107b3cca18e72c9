import type { Target, TargetMeasure } from '../domain/target.ts';
import type { RowOf } from './schema.ts';
import { type Db, sql } from './sql.ts';
import type { Tx } from './tx.ts';

/** A stored target. */
export interface StoredTarget extends Target {
  readonly id: number;
  /** Name of the user or of the team; null for everybody together. */
  readonly owner: string | null;
}

/** All targets, the latest period first, in it everybody before users and teams. */
export async function targets(db: Db): Promise<StoredTarget[]> {
  const rows = await sql<RowOf<'target'> & { owner: string | null }>`
    select target.*, coalesce((select name from team where id = target.team_id),
      (select name from "user" where id = target.user_id)) as owner from target
    order by from_day desc nulls last, to_day desc nulls last, case when team_id is null then 0 else 1 end nulls last, owner nulls first, measure nulls last`.all(
    db,
  );
  return rows.map(toTarget);
}

function toTarget(row: RowOf<'target'> & { owner: string | null }): StoredTarget {
  return {
    id: row.id,
    userId: row.user_id,
    teamId: row.team_id,
    owner: row.owner,
    period: { from: row.from_day, to: row.to_day },
    measure: row.measure as TargetMeasure,
    wanted: row.wanted,
    currency: row.currency,
  };
}

/** Adds a target, or replaces that of the same owner, period and measure; returns it. */
export async function setTarget(tx: Tx, target: Target): Promise<StoredTarget> {
  const { userId, teamId, period, measure, wanted, currency } = target;
  const find = async () => (await targets(tx)).find((each) => isForTheSame(each, target));
  const existing = await find();
  if (existing) await tx.update('target', existing.id, { wanted, currency });
  else {
    const days = { from_day: period.from, to_day: period.to };
    await tx.insert('target', { user_id: userId, team_id: teamId, ...days, measure, wanted, currency });
  }
  return (await find()) as StoredTarget;
}

/** Whether two targets are of the same owner, period and measure. */
function isForTheSame(one: Target, other: Target): boolean {
  return (
    one.userId === other.userId &&
    one.teamId === other.teamId &&
    one.measure === other.measure &&
    one.period.from === other.period.from &&
    one.period.to === other.period.to
  );
}

/** Whether targets were once set by a change of this summary, undone or not; of this user, if one is given. */
export async function hasTargetChange(db: Db, summary: string, user: string | null): Promise<boolean> {
  const found = await sql<{ id: number }>`
    select change.id from change join change_row r on r.change_id = change.id
    where r.tbl = 'target' and change.summary = ${summary} and (${user} is null or change.user_name = ${user}) limit 1`.first(
    db,
  );
  return found !== undefined;
}
