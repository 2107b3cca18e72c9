import type { PersonNoun } from '../../domain/field.ts';
import type { RecordRef } from '../../domain/record-ref.ts';
import type { RunState, StepKind } from '../../domain/sequences/sequence.ts';
import type { RowOf } from '../schema.ts';
import { type Db, type Sql, sql } from '../sql.ts';

/** A person in a sequence. */
export interface SequenceRun {
  readonly id: number;
  readonly sequenceId: number;
  readonly sequence: string;
  readonly version: number;
  readonly person: RecordRef & { readonly noun: PersonNoun };
  readonly name: string;
  readonly state: RunState;
  /** The number of the step that is next, or that waits to be done. */
  readonly step: number;
  /** What kind of step that is. */
  readonly kind: StepKind;
  /** UTC ISO 8601; null once it has ended. */
  readonly dueAt: string | null;
  readonly skipAt: string | null;
  /** The open task of a call or task. */
  readonly taskId: number | null;
  readonly reason: string | null;
  readonly detail: string | null;
  readonly account: string;
  readonly userId: number | null;
  readonly startedAt: string;
  readonly startsAt: string;
  readonly endedAt: string | null;
}

interface RunRow extends RowOf<'sequence_run'> {
  sequence: string;
  person_name: string | null;
}

const RUNS = sql`
  select sequence_run.*, sequence.name as sequence, coalesce(lead.name, contact.name) as person_name
  from sequence_run join sequence on sequence.id = sequence_run.sequence_id
    left join lead on lead.id = sequence_run.lead_id left join contact on contact.id = sequence_run.contact_id`;

const OPEN = sql`sequence_run.state in ('active', 'paused')`;

/** Which runs. */
export interface RunQuery {
  readonly sequenceId?: number | undefined;
  readonly person?: RecordRef | undefined;
  readonly states?: readonly RunState[] | undefined;
  /** Those whose next step is due by then, UTC ISO 8601. */
  readonly dueBy?: string | undefined;
  readonly limit: number;
}

/** Runs, those that are due first, then the latest. */
export async function sequenceRuns(
  db: Db,
  { sequenceId, person, states, dueBy, limit }: RunQuery,
): Promise<SequenceRun[]> {
  const conditions: Sql[] = [sql`true`];
  if (sequenceId !== undefined) conditions.push(sql`sequence_run.sequence_id = ${sequenceId}`);
  if (person) conditions.push(isOf(person));
  if (states) conditions.push(sql`sequence_run.state ${sql.among(states)}`);
  if (dueBy !== undefined) conditions.push(sql`sequence_run.due_at <= ${dueBy}`);
  const rows = await sql<RunRow>`
    ${RUNS} where ${sql.join(conditions, ' and ')}
    order by case when ${OPEN} then 0 else 1 end nulls last, sequence_run.due_at nulls last, sequence_run.id desc nulls last limit ${limit}`.all(
    db,
  );
  return rows.map(toRun);
}

const isOf = ({ noun, id }: RecordRef): Sql => sql`${sql.ref(`sequence_run.${noun}_id`)} = ${id}`;

/** Runs of these numbers, in order. */
export async function runsNumbered(db: Db, ids: readonly number[]): Promise<SequenceRun[]> {
  const rows = await sql<RunRow>`
    ${RUNS} where sequence_run.id ${sql.among(ids)} order by sequence_run.id`.all(db);
  return rows.map(toRun);
}

/** The open runs that were moved last after a moment, UTC ISO 8601. */
export async function runsMovedAfter(db: Db, moment: string): Promise<SequenceRun[]> {
  const rows = await sql<RunRow>`
    ${RUNS} where ${OPEN} and sequence_run.updated_at > ${moment} order by sequence_run.id`.all(db);
  return rows.map(toRun);
}

/**
 * The next run with something to do by now (UTC ISO 8601): a mail of one of these accounts that is due, or a call or task
 * that is skipped.
 */
export async function nextDueRun(
  db: Db,
  now: string,
  accounts: readonly string[],
): Promise<SequenceRun | null> {
  const row = await sql<RunRow>`
    ${RUNS} where sequence_run.state = 'active' and (
      (sequence_run.task_id is null and sequence_run.due_at <= ${now} and sequence_run.account ${sql.among(accounts)})
      or sequence_run.skip_at <= ${now})
    order by sequence_run.due_at nulls last, sequence_run.id limit 1`.first(db);
  return row ? toRun(row) : null;
}

/** When somebody begins a sequence. */
export interface PersonStart {
  /** UTC ISO 8601. */
  readonly startsAt: string;
  /** Whether the first step is behind them. */
  readonly hasBegun: boolean;
}

/** Who of a sequence has begun since a moment or is to begin, by the number of the run. */
export async function startsFrom(
  db: Db,
  sequenceId: number,
  since: string,
): Promise<Map<number, PersonStart>> {
  const rows = await sql<{ id: number; starts_at: string; begun: number }>`
    select id, starts_at, case when step > 1 or state = 'finished' then 1 else 0 end as begun from sequence_run
    where sequence_id = ${sequenceId} and starts_at >= ${since}
      and (step > 1 or state in ('active', 'finished')) order by id`.all(db);
  return new Map(
    rows.map(({ id, starts_at, begun }) => [id, { startsAt: starts_at, hasBegun: begun === 1 }]),
  );
}

/** How many people of a sequence each account writes to or has written to. */
export function runsByAccount(db: Db, sequenceId: number): Promise<{ account: string; n: number }[]> {
  return sql<{ account: string; n: number }>`
    select account, count(*) as n from sequence_run where sequence_id = ${sequenceId} group by account`.all(
    db,
  );
}

/** How many people are in versions of a sequence before one. */
export async function openRunsBefore(db: Db, sequenceId: number, version: number): Promise<number> {
  const row = await sql<{ n: number }>`
    select count(*) as n from sequence_run
    where sequence_id = ${sequenceId} and version < ${version} and ${OPEN}`.one(db);
  return row.n;
}

/** How many people are in a sequence by state. */
export interface RunCounts {
  readonly sequenceId: number;
  readonly active: number;
  readonly paused: number;
  readonly finished: number;
  readonly stopped: number;
}

export function runCounts(db: Db): Promise<RunCounts[]> {
  return sql<RunCounts>`
    select sequence_id as "sequenceId",
      count(case when state = 'active' then 1 end) as active,
      count(case when state = 'paused' then 1 end) as paused,
      count(case when state = 'finished' then 1 end) as finished,
      count(case when state = 'stopped' then 1 end) as stopped
    from sequence_run group by sequence_id`.all(db);
}

function toRun(row: RunRow): SequenceRun {
  return {
    id: row.id,
    sequenceId: row.sequence_id,
    sequence: row.sequence,
    version: row.version,
    person:
      row.lead_id === null
        ? { noun: 'contact', id: row.contact_id as number }
        : { noun: 'lead', id: row.lead_id },
    name: row.person_name ?? '',
    state: row.state as RunState,
    step: row.step,
    kind: row.kind as StepKind,
    dueAt: row.due_at,
    skipAt: row.skip_at,
    taskId: row.task_id,
    reason: row.reason,
    detail: row.detail,
    account: row.account,
    userId: row.user_id,
    startedAt: row.started_at,
    startsAt: row.starts_at,
    endedAt: row.ended_at,
  };
}
