import { isoTime } from '../../domain/dates.ts';
import { type Db, sql } from '../sql.ts';
import type { Tx } from '../tx.ts';
import type { StoredRule } from './stored-rules.ts';

/** When a rule for times was applied last. */
export interface RuleClock {
  /** The moment of its schedule, in milliseconds since the epoch. */
  readonly moment: number;
  /** What its records had to meet then. */
  readonly condition: string;
}

/** When a rule was applied last; null if it was not yet. */
export async function readClock(db: Db, ruleId: number): Promise<RuleClock | null> {
  const row = await sql<{ moment: string; condition: string }>`
    select moment, condition from rule_clock where rule_id = ${ruleId}`.first(db);
  return row ? { moment: Date.parse(row.moment), condition: row.condition } : null;
}

/** Notes when a rule was applied. */
export async function setClock(tx: Tx, ruleId: number, { moment, condition }: RuleClock): Promise<void> {
  await tx.executeUnjournaled(sql`
    insert into rule_clock (rule_id, moment, condition) values (${ruleId}, ${isoTime(moment)}, ${condition})
    on conflict (rule_id) do update set moment = excluded.moment, condition = excluded.condition`);
}

/** Records that a rule was applied to, and that have met its condition since. */
export async function openEpisodes(db: Db, ruleId: number): Promise<ReadonlySet<number>> {
  const rows = await sql<{ id: number }>`
    select record_id as id from rule_episode where rule_id = ${ruleId}`.all(db);
  return new Set(rows.map(({ id }) => id));
}

/** Ends the episodes of records that no longer meet the condition of a rule; of all for null. */
export async function endEpisodes(
  tx: Tx,
  { id }: StoredRule,
  records: readonly number[] | null,
): Promise<void> {
  const which = records === null ? sql`` : sql` and record_id ${sql.among(records)}`;
  await tx.executeUnjournaled(sql`delete from rule_episode where rule_id = ${id}${which}`);
}

/** Begins the episodes of records that meet the condition of a rule. */
export async function beginEpisodes(tx: Tx, { id }: StoredRule, records: readonly number[]): Promise<void> {
  await tx.executeUnjournaled(sql`
    insert into rule_episode (rule_id, record_id)
    select ${id}, fresh.value from ${(dialect) => dialect.each(records, 'fresh')}
    where true on conflict do nothing`);
}
