import type { StepKind, StopReason } from '../../domain/sequences/sequence.ts';
import { type Db, sql } from '../sql.ts';

/** How often a step of a sequence was done, by version and template. */
export interface DoneCount {
  readonly version: number;
  readonly step: number;
  readonly kind: StepKind;
  readonly variant: string | null;
  readonly n: number;
}

export function doneCounts(db: Db, sequenceId: number): Promise<DoneCount[]> {
  return sql<DoneCount>`
    select sequence_run.version, sequence_touch.step, sequence_touch.kind, sequence_touch.variant, count(*) as n
    from sequence_run join sequence_touch on sequence_touch.run_id = sequence_run.id
    where sequence_run.sequence_id = ${sequenceId}
    group by sequence_run.version, sequence_touch.step, sequence_touch.kind, sequence_touch.variant`.all(db);
}

/** How many runs ended early after a step, which was the last that was done, and why. */
export interface EndCount {
  readonly version: number;
  readonly step: number;
  readonly variant: string | null;
  readonly reason: StopReason;
  readonly n: number;
}

export function endCounts(db: Db, sequenceId: number): Promise<EndCount[]> {
  return sql<EndCount>`
    select sequence_run.version, last.step, last.variant, sequence_run.reason, count(*) as n
    from sequence_run join sequence_touch last
      on last.id = (select max(id) from sequence_touch where run_id = sequence_run.id)
    where sequence_run.sequence_id = ${sequenceId} and sequence_run.state = 'stopped'
    group by sequence_run.version, last.step, last.variant, sequence_run.reason`.all(db);
}

/** How many people are at a step now. */
export interface WaitingCount {
  readonly version: number;
  readonly step: number;
  readonly n: number;
}

export function waitingCounts(db: Db, sequenceId: number): Promise<WaitingCount[]> {
  return sql<WaitingCount>`
    select version, step, count(*) as n from sequence_run
    where sequence_id = ${sequenceId} and state in ('active', 'paused') group by version, step`.all(db);
}

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
