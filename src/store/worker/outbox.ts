import { MAX_WAIT_MS } from '../../domain/backoff.ts';
import { isoTime } from '../../domain/dates.ts';
import type { Engine } from '../engine.ts';
import type { RowOf } from '../schema.ts';
import { type Db, type Sql, sql } from '../sql.ts';

/** What is to be done outside of the database. `doing`: it was begun; `unknown`: it was begun by a process that was killed. */
export type OutboxState = 'waiting' | 'doing' | 'done' | 'failed' | 'unknown';

/** A kind of things, and whom they are for. */
export interface OutboxLane {
  readonly kind: 'webhook' | 'reminder' | 'mail';
  /** The number of the webhook, or of the user; 0 for mail. */
  readonly target: number;
}

/** Something new to be done. */
export interface NewOutboxItem {
  /** The record that it is about: what is about one record is done in order. */
  readonly ref: string;
  /** Names it to those who get it. */
  readonly key: string;
  /** What it is, for people: `opp.won`. */
  readonly label: string;
  readonly body: string;
  /** When it is to be done, UTC ISO 8601; at once unless given. */
  readonly due?: string;
}

export interface OutboxItem extends NewOutboxItem {
  readonly id: number;
  readonly target: number;
  readonly state: OutboxState;
  readonly attempts: number;
  /** UTC ISO 8601. */
  readonly dueAt: string;
  readonly createdAt: string;
  /** When its state became this one. */
  readonly changedAt: string;
  readonly problem: string | null;
}

/** Things done that are kept, for the log. */
const DONE_ROWS_KEPT = 10_000;

/** Adds things to be done, in order, in a writing transaction. */
export async function addToOutbox(
  engine: Engine,
  { kind, target }: OutboxLane,
  items: readonly NewOutboxItem[],
  now: number,
  dueAt = now,
): Promise<void> {
  const at = isoTime(now);
  for (const { ref, key, label, body, due = isoTime(dueAt) } of items)
    await engine.run(sql`
      insert into outbox (kind, target, ref, key, label, body, state, due_at, created_at, changed_at)
      values (${kind}, ${target}, ${ref}, ${key}, ${label}, ${body}, 'waiting', ${due}, ${at}, ${at})`);
}

/** The keys of all things in the outbox, done or not. */
export async function keysInOutbox(db: Db, lane: OutboxLane): Promise<ReadonlySet<string>> {
  const rows = await sql<{ key: string }>`select key from outbox where ${inLane(lane)}`.all(db);
  return new Set(rows.map(({ key }) => key));
}

/** Whether a user is to be reminded of something: one of these keys is new, or what was put off is due. */
export async function hasNewReminder(
  db: Db,
  user: string,
  keys: readonly string[],
  now: number,
): Promise<boolean> {
  const row = await sql<{ known: number; waiting: number }>`
    select count(case when outbox.key ${sql.among(keys)} then 1 end) as known,
      count(case when outbox.state = 'waiting' and outbox.due_at <= ${isoTime(now)} then 1 end) as waiting
    from outbox join "user" on "user".id = outbox.target where outbox.kind = 'reminder' and "user".name = ${user}`.one(
    db,
  );
  return row.waiting > 0 || row.known < keys.length;
}

/** How many things are still to be done. */
export async function countWaiting(db: Db, { kind, target }: OutboxLane): Promise<number> {
  const row = await sql<{ n: number }>`
    select count(*) as n from outbox where kind = ${kind} and target = ${target} and state = 'waiting'`.one(
    db,
  );
  return row.n;
}

/**
 * Marks the next thing that is due as begun, in a writing transaction that is on the disk before it is done: should the process
 * be killed, it is not done again. Of one record, nothing is begun before what came earlier has an end.
 */
export async function claimItem(
  engine: Engine,
  { kind, target }: OutboxLane,
  {
    now,
    token,
    key,
    isScheduled = false,
  }: {
    readonly now: number;
    readonly token: string;
    /** Only this one. */
    readonly key?: string;
    /** Whether people choose when it is due: then a late time is no mistake of a clock. */
    readonly isScheduled?: boolean;
  },
): Promise<OutboxItem | null> {
  const named = key === undefined ? sql`true` : sql`key = ${key}`;
  const early = isScheduled ? sql`false` : sql`due_at > ${isoTime(now + MAX_WAIT_MS)}`;
  const row = await sql<RowOf<'outbox'>>`
    select * from outbox where kind = ${kind} and target = ${target} and state = 'waiting'
      and ${named} and (due_at <= ${isoTime(now)} or ${early})
      and not exists (
        select 1 from outbox earlier where earlier.kind = ${kind} and earlier.target = ${target}
          and earlier.ref = outbox.ref and earlier.state in ('waiting', 'doing') and earlier.id < outbox.id)
    order by id limit 1`.first(engine);
  if (!row) return null;
  const attempts = row.attempts + 1;
  await engine.run(sql`
    update outbox set state = 'doing', attempts = ${attempts}, token = ${token}, changed_at = ${isoTime(now)}
    where id = ${row.id}`);
  return toItem({ ...row, state: 'doing', attempts, token });
}

/** What became of a thing that was begun. */
export type OutboxOutcome =
  | { readonly state: 'done' }
  | { readonly state: 'failed' | 'unknown'; readonly problem: string }
  /** To be tried again at `dueAt`, in milliseconds since the epoch; `counts` says whether the attempt counts. */
  | {
      readonly state: 'waiting';
      readonly dueAt: number;
      readonly problem: string;
      readonly counts: boolean;
    };

/** Notes what became of a thing that this process has begun, in a writing transaction. */
export async function finishItem(
  engine: Engine,
  { id, attempts }: OutboxItem,
  outcome: OutboxOutcome,
  { now, token }: { readonly now: number; readonly token: string },
): Promise<void> {
  const isAgain = outcome.state === 'waiting';
  const problem = outcome.state === 'done' ? null : outcome.problem;
  const due = isAgain ? sql`, due_at = ${isoTime(outcome.dueAt)}` : sql``;
  await engine.run(sql`
    update outbox set state = ${outcome.state}, problem = ${problem}, changed_at = ${isoTime(now)},
      attempts = ${isAgain && !outcome.counts ? attempts - 1 : attempts}, token = null${due}
    where id = ${id} and token = ${token}`);
  if (outcome.state === 'done')
    await engine.run(sql`
      delete from outbox where state = 'done' and id <= (select max(id) from outbox) - ${DONE_ROWS_KEPT}`);
}

/**
 * Marks as unknown what processes have begun that were killed meanwhile, in a writing transaction. `isOver` says whether that
 * of a token was; only mail is sent by others than the one that works now. Returns how many there were.
 */
export async function markLost(
  engine: Engine,
  { now, token, isOver }: { readonly now: number; readonly token: string; isOver(token: string): boolean },
): Promise<number> {
  const begun = await sql<{ id: number; kind: string; token: string | null }>`
    select id, kind, token from outbox where state = 'doing' and token <> ${token}`.all(engine);
  const lost = begun.filter((item) => item.kind !== 'mail' || isOver(item.token ?? ''));
  if (lost.length === 0) return 0;
  const { changes } = await engine.run(sql`
    update outbox set state = 'unknown', problem = 'crm was stopped while it was done', changed_at = ${isoTime(now)}
    where state = 'doing' and id ${sql.among(lost.map(({ id }) => id))}`);
  return changes;
}

/** Has things that went wrong done again, in a writing transaction; returns how many. */
export async function repeatItems(
  engine: Engine,
  which:
    | { readonly kind: OutboxLane['kind']; readonly ids: readonly number[] }
    | { readonly lane: OutboxLane },
  now: number,
): Promise<number> {
  const named =
    'ids' in which
      ? sql`kind = ${which.kind} and id ${sql.among(which.ids)} and state <> 'doing'`
      : sql`${inLane(which.lane)} and state in ('failed', 'unknown')`;
  const { changes } = await engine.run(sql`
    update outbox set state = 'waiting', attempts = 0, due_at = ${isoTime(now)}, changed_at = ${isoTime(now)},
      problem = null, token = null where ${named}`);
  return changes;
}

/** Those of these numbers that can be done again. */
export async function repeatableItems(
  db: Db,
  { kind, ids }: { readonly kind: OutboxLane['kind']; readonly ids: readonly number[] },
): Promise<number[]> {
  const rows = await sql<{ id: number }>`
    select id from outbox where kind = ${kind} and id ${sql.among(ids)} and state <> 'doing'`.all(db);
  return rows.map(({ id }) => id);
}

/** Has what waits for another attempt done now, in a writing transaction. */
export async function hastenItems(engine: Engine, lane: OutboxLane, now: number): Promise<void> {
  await engine.run(sql`
    update outbox set due_at = ${isoTime(now)} where ${inLane(lane)} and state = 'waiting'`);
}

/** Removes what is still to be done, in a writing transaction. */
export async function dropWaiting(engine: Engine, lane: OutboxLane): Promise<void> {
  await engine.run(sql`delete from outbox where ${inLane(lane)} and state = 'waiting'`);
}

/** Things to be done or done of a kind, the latest first. */
export async function outboxItems(
  db: Db,
  {
    kind,
    target,
    states,
    limit,
  }: Pick<OutboxLane, 'kind'> & {
    readonly target?: number | undefined;
    readonly states?: readonly OutboxState[] | undefined;
    readonly limit: number;
  },
): Promise<OutboxItem[]> {
  const conditions = [sql`kind = ${kind}`];
  if (target !== undefined) conditions.push(sql`target = ${target}`);
  if (states) conditions.push(sql`state ${sql.among(states)}`);
  const rows = await sql<RowOf<'outbox'>>`
    select * from outbox where ${sql.join(conditions, ' and ')} order by id desc limit ${limit}`.all(db);
  return rows.map(toItem);
}

const inLane = ({ kind, target }: OutboxLane): Sql => sql`kind = ${kind} and target = ${target}`;

function toItem(row: RowOf<'outbox'>): OutboxItem {
  const { id, target, ref, key, label, body, attempts, problem } = row;
  return {
    id,
    target,
    ref,
    key,
    label,
    body,
    attempts,
    problem,
    state: row.state as OutboxState,
    dueAt: row.due_at,
    createdAt: row.created_at,
    changedAt: row.changed_at,
  };
}
