import { type Db, sql } from '../sql.ts';

/** The sequences of somebody as their page shows them, the latest first. */
export function sequencesOfPerson(
  db: Db,
  person: { readonly noun: string; readonly id: number },
): Promise<Record<string, string | number | null>[]> {
  return sql<Record<string, string | number | null>>`
    select sequence.name, sequence_run.state,
      case when sequence_run.state in ('active', 'paused') then sequence_run.step end as step,
      case when sequence_run.state in ('active', 'paused') then sequence_run.kind end as kind,
      case when sequence_run.state = 'active' then sequence_run.due_at end as due_at, sequence_run.reason
    from sequence_run join sequence on sequence.id = sequence_run.sequence_id
    where ${sql.ref(`sequence_run.${person.noun}_id`)} = ${person.id} order by sequence_run.id desc nulls last`.all(
    db,
  );
}
