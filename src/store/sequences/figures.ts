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
    select sequence_touch.version, sequence_touch.step, sequence_touch.kind, sequence_touch.variant, count(*) as n
    from sequence_run join sequence_touch on sequence_touch.run_id = sequence_run.id
    where sequence_run.sequence_id = ${sequenceId}
    group by sequence_touch.version, sequence_touch.step, sequence_touch.kind, sequence_touch.variant`.all(
    db,
  );
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
    select last.version, last.step, last.variant, sequence_run.reason, count(*) as n
    from sequence_run join sequence_touch last
      on last.id = (select max(id) from sequence_touch where run_id = sequence_run.id)
    where sequence_run.sequence_id = ${sequenceId} and sequence_run.state = 'stopped'
    group by last.version, last.step, last.variant, sequence_run.reason`.all(db);
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
