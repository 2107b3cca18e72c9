import type { CallingTimes } from '../../domain/calendar/calling-times.ts';
import { type Place, placeText, readPlace } from '../../domain/calendar/place.ts';
import type { Barrier } from '../../domain/calling/queue-position.ts';
import { isoTime } from '../../domain/dates/calendar.ts';
import type { Condition } from '../../domain/filter/ast.ts';
import { LEAD } from '../../nouns/lead/definition.ts';
import type { Engine } from '../engine.ts';
import { filterSql } from '../filter-sql.ts';
import type { RowOf } from '../schema.ts';
import { type Sql, sql } from '../sql.ts';
import { notClaimed } from './claims.ts';

/** The user who calls, the time, and the filter of leads. */
export interface Caller {
  readonly userId: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** When leads may be called. */
  readonly times: CallingTimes;
  /** Only matching leads; undefined for all. */
  readonly where: Condition | undefined;
}

/** A lead that may be called now. */
export interface QueuedLead {
  readonly leadId: number;
  /** The number to dial, E.164. */
  readonly phone: string;
  /** Digits to dial once somebody answers; null for none. */
  readonly extension: string | null;
  readonly place: Place;
  /** The sequence that has it called, with its step; null for none. */
  readonly sequence: string | null;
  /** Whether a callback is agreed and the lead was not reached since. */
  readonly callback: boolean;
  /** The earliest time it may be called, UTC ISO 8601; empty for any time. */
  readonly dueAt: string;
  /** -1 for none. */
  readonly score: number;
  /** UTC ISO 8601; empty for never. */
  readonly lastTry: string;
}

/** Why leads wait; `ahead` means that they do not. */
export type QueueStatus =
  | 'ahead'
  | 'callback later'
  | 'tried too recently'
  | 'out of hours'
  | 'claimed'
  | 'skipped'
  | 'owned by others'
  | Barrier;

/** The owner number of leads without an owner. */
export const NO_USER_ID = 0;

const CALLBACK = sql`callback = 1 and barrier is null`;
const WAITING = sql`ready = 0 and callback = 0 and barrier is null`;
const READY = sql`ready = 1 and callback = 0 and barrier is null`;

/** Moves leads whose pause is over to their place by priority. In a writing transaction. */
export async function promote(engine: Engine, now: number): Promise<void> {
  await engine.run(
    sql`update call_queue set ready = 1 where ready = 0 and callback = 0 and barrier is null and due_at <= ${now}`,
  );
}

/**
 * The next leads to call, at most `limit`: due callbacks by time, then by score, then leads never tried, then those
 * tried longest ago. Each place and owner has a range in an index with this order, so the first of each are found
 * without reading the others.
 */
export async function queuedLeads(engine: Engine, caller: Caller, limit: number): Promise<QueuedLead[]> {
  const rows = await rowsFor(engine, caller.where);
  const callbacks = await firstOf(engine, caller, rows, limit, CALLBACK, sql`due_at, lead_id`, byDue);
  if (callbacks.length >= limit) return callbacks;
  const left = limit - callbacks.length;
  const order = sql`score desc, last_try, lead_id`;
  const others = await firstOf(engine, caller, rows, left, READY, order, byPriority);
  return [...callbacks, ...others];
}

/**
 * Number of leads that may be called now, at most `most`. Changes nothing: also finds leads whose pause has just
 * ended.
 */
export async function countQueuedLeads(engine: Engine, caller: Caller, most: number): Promise<number> {
  const due = await queuedLeads(engine, caller, most);
  if (due.length >= most) return most;
  const rows = await rowsFor(engine, caller.where);
  const waiting = await firstOf(engine, caller, rows, most - due.length, WAITING, sql`due_at`, byDue);
  return due.length + waiting.length;
}

/** One lead of the queue with what bars it from being called; null for one that is not in the queue. */
export async function queuedLead(
  engine: Engine,
  leadId: number,
): Promise<(QueuedLead & { readonly barrier: Barrier | null }) | null> {
  const row = await sql<PlaceRow & { readonly place: string; readonly barrier: Barrier | null }>`
    select lead_id, phone, ${EXTENSION} as extension, ${SEQUENCE_CALL} as sequence, callback, due_at, score, last_try, place, barrier from call_queue q
    where lead_id = ${leadId}`.first(engine);
  return row === undefined ? null : { ...queued(row, readPlace(row.place)), barrier: row.barrier };
}

type PlaceRow = Pick<RowOf<'call_queue'>, 'lead_id' | 'callback' | 'due_at' | 'score' | 'last_try'> & {
  readonly phone: string;
  readonly extension: string | null;
  readonly sequence: string | null;
};

/** The extension of the number of a row `q` of the queue. */
export const EXTENSION = sql`(
  select extension from phone where phone.lead_id = q.lead_id and e164 = q.phone and bad = 0
  order by position limit 1)`;

/** The sequence that has a row `q` of the queue called now, with its step; null for none. */
const SEQUENCE_CALL = sql<string | null>`(
  select sequence.name || ', step ' || sequence_run.step || coalesce(': ' || task.subject, '')
  from sequence_run join sequence on sequence.id = sequence_run.sequence_id
    left join task on task.id = sequence_run.task_id
  where sequence_run.lead_id = q.lead_id and sequence_run.state = 'active' and sequence_run.kind = 'call'
  order by sequence_run.due_at nulls last limit 1)`;

const queued = (row: PlaceRow, place: Place): QueuedLead => ({
  leadId: row.lead_id,
  phone: row.phone,
  extension: row.extension,
  sequence: row.sequence,
  place,
  callback: row.callback === 1,
  dueAt: timeOf(row.due_at),
  score: row.score,
  lastTry: timeOf(row.last_try),
});

async function firstOf(
  engine: Engine,
  caller: Caller,
  { from, fits }: Rows,
  limit: number,
  which: Sql,
  order: Sql,
  compare: (a: QueuedLead, b: QueuedLead) => number,
): Promise<QueuedLead[]> {
  const found: QueuedLead[] = [];
  const { times, now } = caller;
  const places = await placesOf(engine, which);
  await times.load(places);
  for (const place of places) {
    if (!times.isOpen(place, now)) continue;
    for (const owner of [NO_USER_ID, caller.userId]) {
      const rows = await sql<PlaceRow>`
        select lead_id, phone, ${EXTENSION} as extension, ${SEQUENCE_CALL} as sequence, callback, due_at, score, last_try from ${from}
        where ${fits} and ${which} and place = ${placeText(place)} and owner_id = ${owner} and due_at <= ${caller.now}
          and ${notClaimed(caller.userId, caller.now)}
        order by ${order} limit ${limit}`.all(engine);
      found.push(...rows.map((row) => queued(row, place)));
    }
  }
  return found.sort(compare).slice(0, limit);
}

/** UTC ISO 8601; empty for 0. */
const timeOf = (ms: number): string => (ms === 0 ? '' : isoTime(ms));

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function byDue(a: QueuedLead, b: QueuedLead): number {
  return text(a.dueAt, b.dueAt) || a.leadId - b.leadId;
}

function byPriority(a: QueuedLead, b: QueuedLead): number {
  return b.score - a.score || text(a.lastTry, b.lastTry) || a.leadId - b.leadId;
}

/** The places of a part of the queue: each is one index step after the one before. */
async function placesOf(engine: Engine, which: Sql): Promise<Place[]> {
  const rows = await sql<{ place: string }>`with recursive places (place) as (
       select min(place) from call_queue where ${which}
       union all
       select (select min(place) from call_queue where ${which} and place > places.place)
       from places where places.place is not null)
     select place from places where place is not null`.all(engine);
  return rows.map((row) => readPlace(row.place));
}

/** Which rows `q` of the queue a filter selects. */
interface Rows {
  readonly from: Sql;
  readonly fits: Sql;
}

/** A filter with no more leads than this is evaluated first, because walking the queue could take long. */
const MAX_LEADS_LISTED = 1000;

async function rowsFor(engine: Engine, where: Condition | undefined): Promise<Rows> {
  if (!where) return { from: sql`call_queue q`, fits: sql`true` };
  const filter = filterSql(where, 'lead', LEAD.columns());
  const some = sql<{ id: number }>`select lead.id from lead where ${filter} limit ${MAX_LEADS_LISTED + 1}`;
  const ids = (await some.all(engine)).map((row) => row.id);
  if (ids.length <= MAX_LEADS_LISTED) {
    const from = sql`${(dialect) =>
      dialect.nested(dialect.each(ids, 'few'), sql`call_queue q`, sql`q.lead_id = few.value`)}`;
    return { from, fits: sql`true` };
  }
  const fits = sql`exists (select 1 from lead where lead.id = q.lead_id and ${filter})`;
  return { from: sql`call_queue q`, fits };
}

/** Number of leads per status, and the next time a waiting lead may be called. */
export interface QueueStatuses {
  /** Each lead counts once, for its first reason to wait. */
  readonly counts: ReadonlyMap<QueueStatus, number>;
  /** UTC ISO 8601, and where that lead is; null when none waits. */
  readonly nextDue: { readonly at: string; readonly place: Place | null } | null;
}

/** The status of each of the caller's leads. */
export async function queueStatuses(engine: Engine, caller: Caller): Promise<QueueStatuses> {
  const groups = caller.where
    ? await filteredGroups(engine, caller, caller.where)
    : await allGroups(engine, caller);
  await caller.times.load(groups.flatMap(({ place }) => (place === null ? [] : [readPlace(place)])));
  const counts = new Map<QueueStatus, number>();
  let next: StatusGroup | null = null;
  for (const group of groups) {
    const { status, place, count, due } = group;
    const isClosed =
      status === 'ahead' && place !== null && !caller.times.isOpen(readPlace(place), caller.now);
    const shown = isClosed ? 'out of hours' : status;
    const sum = (counts.get(shown) ?? 0) + count;
    if (sum === 0) counts.delete(shown);
    else counts.set(shown, sum);
    const waits = status === 'callback later' || status === 'tried too recently';
    if (waits && due !== null && due < (next?.due ?? Number.POSITIVE_INFINITY)) next = group;
  }
  const nextDue = next && {
    at: isoTime(next.due ?? 0),
    place: next.place === null ? null : readPlace(next.place),
  };
  return { counts, nextDue };
}

/** Leads of one status at one place, with the first time at which one of them is due. */
interface StatusGroup {
  readonly status: QueueStatus;
  readonly place: string | null;
  /** Negative for leads that another group counts too. */
  readonly count: number;
  readonly due: number | null;
}

/** Leads without a barrier that nobody holds, by where they stand in the queue. */
const PARTS = [
  { which: CALLBACK, later: 'callback later' },
  { which: READY, later: 'tried too recently' },
  { which: WAITING, later: 'tried too recently' },
] as const;

/** The groups of all leads. Each part has an index with all that it counts; what is held is few. */
async function allGroups(engine: Engine, { userId, now }: Caller): Promise<StatusGroup[]> {
  const barred = await sql<{ barrier: string; n: number }>`
    select barrier, count(*) as n from call_queue where barrier is not null group by barrier`.all(engine);
  const groups: StatusGroup[] = barred.map(({ barrier, n }) => ({
    status: barrier as QueueStatus,
    place: null,
    count: n,
    due: null,
  }));
  for (const { which, later } of PARTS) {
    const rows = await sql<{ place: string; owner_id: number; n: number; later: number; due: number | null }>`
      select place, owner_id, count(*) as n, sum(case when due_at > ${now} then 1 else 0 end) as later,
        min(case when due_at > ${now} then due_at end) as due
      from call_queue where ${which} group by place, owner_id`.all(engine);
    for (const row of rows) {
      const { place, due } = row;
      if (row.owner_id !== NO_USER_ID && row.owner_id !== userId)
        groups.push({ status: 'owned by others', place, count: row.n, due: null });
      else
        groups.push(
          { status: later, place, count: row.later, due },
          { status: 'ahead', place, count: row.n - row.later, due: null },
        );
    }
  }
  return [...groups, ...(await heldGroups(engine, { userId, now }))];
}

/** The leads that would be ahead, but are held: taken from those ahead. */
async function heldGroups(
  engine: Engine,
  { userId, now }: Pick<Caller, 'userId' | 'now'>,
): Promise<StatusGroup[]> {
  const held = await sql<{ place: string; status: string; n: number }>`
    select place, status, count(*) as n from (
      select q.place as place, case when ${isClaimed(now)} then 'claimed' else 'skipped' end as status
      from call_queue q
      where q.lead_id in (select lead_id from call_hold where until > ${isoTime(now)}) and barrier is null
        and owner_id in (${NO_USER_ID}, ${userId}) and due_at <= ${now} and not ${notClaimed(userId, now)}) as held
    group by place, status`.all(engine);
  return held.flatMap(({ place, status, n }) => [
    { status: 'ahead', place, count: -n, due: null },
    { status: status as QueueStatus, place, count: n, due: null },
  ]);
}

/** Whether somebody has claimed the row `q` of the queue. */
const isClaimed = (now: number) => sql<boolean>`exists (
  select 1 from call_hold where lead_id = q.lead_id and kind = 'claim' and until > ${isoTime(now)})`;

/** The groups of the leads that match a filter. */
async function filteredGroups(
  engine: Engine,
  { userId, now }: Caller,
  where: Condition,
): Promise<StatusGroup[]> {
  const { from, fits } = await rowsFor(engine, where);
  const rows = await sql<{ status: string; place: string; n: number; due: number }>`
    select status, place, count(*) as n, min(due_at) as due from (
      select place, due_at, case
        when barrier is not null then barrier
        when owner_id not in (${NO_USER_ID}, ${userId}) then 'owned by others'
        when due_at > ${now} then case callback when 1 then 'callback later' else 'tried too recently' end
        when ${notClaimed(userId, now)} then 'ahead'
        when ${isClaimed(now)} then 'claimed'
        else 'skipped' end as status
      from ${from} where ${fits}) as waiting
    group by status, place`.all(engine);
  return rows.map(({ status, place, n, due }) => ({ status: status as QueueStatus, place, count: n, due }));
}
