import type { Noun } from '../../domain/field.ts';
import { type Db, sql } from '../sql.ts';
import type { Tx } from '../tx.ts';

/** Why a rule gave a record to somebody. */
export interface Assignment {
  readonly noun: Noun;
  readonly id: number;
  /** When the change was made, UTC ISO 8601. */
  readonly at: string;
  /** `rule 3: ann has account 7`. */
  readonly reason: string;
}

/** Notes why a rule gave records to somebody, for the history. */
export async function noteAssignments(
  tx: Tx,
  { noun, ruleId }: { readonly noun: Noun; readonly ruleId: number },
  owners: ReadonlyMap<number, { readonly reason: string }>,
): Promise<void> {
  const groups = new Map<string, number[]>();
  for (const [id, { reason }] of owners) {
    const ids = groups.get(reason);
    if (ids) ids.push(id);
    else groups.set(reason, [id]);
  }
  for (const [reason, ids] of groups)
    await tx.executeUnjournaled(sql`
      insert into assignment (noun, record_id, at, rule_id, reason)
      select ${noun}, given.value, ${tx.now}, ${ruleId}, ${reason}
      from ${(dialect) => dialect.each(ids, 'given')}`);
}

/** Why rules gave records of a noun to somebody, the latest first. */
export async function assignmentsOf(db: Db, noun: Noun, ids: readonly number[]): Promise<Assignment[]> {
  const rows = await sql<{ id: number; at: string; ruleId: number; reason: string }>`
    select record_id as id, at, rule_id as "ruleId", reason from assignment
    where noun = ${noun} and record_id ${sql.among(ids)} order by assignment.id desc`.all(db);
  return rows.map(({ id, at, ruleId, reason }) => ({ noun, id, at, reason: `rule ${ruleId}: ${reason}` }));
}
