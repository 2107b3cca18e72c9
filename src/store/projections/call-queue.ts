import { makeCalendar } from '../../domain/calendar/calendar.ts';
import { placeText } from '../../domain/calendar/place.ts';
import { makePlaceFinder } from '../../domain/calendar/place-finder.ts';
import type { Disposition } from '../../domain/call-results.ts';
import { type Cadence, STANDARD_CADENCE } from '../../domain/calling/cadence.ts';
import {
  numberOf,
  QUEUE_RULES_VERSION,
  type QueueCandidate,
  type QueuePosition,
  type QueueRules,
  queuePositionOf,
  waitsForDays,
} from '../../domain/calling/queue-position.ts';
import { makeZoneClock } from '../../domain/calling/zone-clock.ts';
import type { LeadStatusKind } from '../../domain/lead-status.ts';
import { cadences, type NamedCadence } from '../calls/cadences.ts';
import type { Engine } from '../engine.ts';
import type { IdSet } from '../id-set.ts';
import { LEAD_STATUS } from '../leads.ts';
import type { RowOf } from '../schema.ts';
import { scoreColumn } from '../scores/score-column.ts';
import { type Sql, sql } from '../sql.ts';

/**
 * Up to this many leads, and half of the queue, are updated in place; more are left for the next use of the queue.
 */
const MAX_LEADS_UPDATED_IN_PLACE = 5000;

/** Leads updated per statement. */
const LEADS_PER_STATEMENT = 1000;

/** The usual time until a callback that nobody answered is tried again. */
const CALLBACK_RETRY_MS = 15 * 60_000;

/** The writes that affect the call queue. */
interface DirtyQueue {
  /** New and changed leads. */
  readonly leads: IdSet;
  /** Numbers (E.164) added to or removed from the do-not-call list. */
  readonly blocked: ReadonlySet<string>;
  readonly hasOtherRules: boolean;
}

/**
 * Updates the call queue for the writes of a transaction, inside it. A queue that was never used is left alone and
 * built on first use.
 */
export async function refreshCallQueue(
  engine: Engine,
  { leads, blocked, hasOtherRules }: DirtyQueue,
  now: number,
  callbackRetryMs?: number,
): Promise<void> {
  if (hasOtherRules) await dropQueue(engine);
  if (leads.size + blocked.size === 0 || !(await isCurrent(engine))) return;
  if (leads.size > MAX_LEADS_UPDATED_IN_PLACE) {
    const queue = await sql<{ size: number }>`select count(*) as size from call_queue`.one(engine);
    // Rebuilding costs the same, and is not needed by users who import but do not call.
    if (leads.size * 2 > queue.size) return dropQueue(engine);
  }
  if (blocked.size > 0) {
    const rows = await sql<{ lead_id: number }>`
      select lead_id from phone where e164 ${sql.among([...blocked])} and lead_id is not null`.all(engine);
    for (const row of rows) leads.add(row.lead_id);
  }
  await recomputeLeads(engine, leads, now, callbackRetryMs);
}

/** Drops the queue; the next use rebuilds it. */
async function dropQueue(engine: Engine): Promise<void> {
  await engine.run(sql`delete from derived where name = 'call_queue'`);
}

/** Recomputes the positions of these leads. In a writing transaction. */
export async function recomputeLeads(
  engine: Engine,
  leadIds: Iterable<number>,
  now: number,
  callbackRetryMs?: number,
): Promise<void> {
  const places = await positionReader(engine, now, callbackRetryMs);
  for (const ids of inRunsOf(LEADS_PER_STATEMENT, leadIds)) {
    await engine.run(sql`delete from call_queue where lead_id ${sql.among(ids)}`);
    await insertQueueRows(engine, await places(sql`lead.id ${sql.among(ids)}`));
  }
}

function* inRunsOf(size: number, numbers: Iterable<number>): Generator<number[]> {
  let batch: number[] = [];
  for (const number of numbers) {
    if (batch.push(number) < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Rebuilds the queue if it is missing or of another rules version. In a writing transaction. */
export async function ensureQueue(engine: Engine, now: number, callbackRetryMs?: number): Promise<void> {
  if (!(await isCurrent(engine))) await rebuildQueue(engine, now, callbackRetryMs);
}

/** Rebuilds the queue from the tables. In a writing transaction. */
export async function rebuildQueue(engine: Engine, now: number, callbackRetryMs?: number): Promise<void> {
  await engine.run(sql`delete from call_queue`);
  for await (const batch of allPositions(engine, now, callbackRetryMs)) await insertQueueRows(engine, batch);
  await engine.run(
    sql`
    insert into derived (name, rules) values ('call_queue', ${QUEUE_RULES_VERSION})
    on conflict (name) do update set rules = excluded.rules`,
  );
}

/** Whether the queue exists in the current rules version. */
export async function isCurrent(engine: Engine): Promise<boolean> {
  const [row] = await sql<{ rules: number }>`select rules from derived where name = 'call_queue'`.all(engine);
  return row?.rules === QUEUE_RULES_VERSION;
}

/** Differences between the queue and the tables. */
export interface QueueGaps {
  /** Callable leads missing from the queue. */
  missing: number;
  /** Leads in the queue that are not callable. */
  stale: number;
  /** Leads with a wrong position or number. */
  wrong: number;
}

/** Compares a current queue with its source tables. */
export async function verifyQueue(engine: Engine, now: number): Promise<QueueGaps> {
  const gaps = { missing: 0, stale: 0, wrong: 0 };
  for await (const batch of allPositions(engine, now)) {
    const rows = await sql<
      RowOf<'call_queue'>
    >`select * from call_queue where lead_id between ${batch[0]?.leadId ?? 0} and ${batch.at(-1)?.leadId ?? 0}`.all(
      engine,
    );
    const rowsByLead = new Map(rows.map((row) => [row.lead_id, row]));
    for (const { leadId, row } of batch) {
      const there = rowsByLead.get(leadId);
      if (row && !there) gaps.missing++;
      else if (!row && there) gaps.stale++;
      else if (row && there && !isSame(row, there)) gaps.wrong++;
    }
  }
  return gaps;
}

/**
 * Whether two rows of a lead agree. Ignores the due time after an attempt, which also depends on the writer's clock
 * and zone.
 */
function isSame(row: RowOf<'call_queue'>, there: RowOf<'call_queue'>): boolean {
  const columns: readonly (keyof RowOf<'call_queue'>)[] =
    row.last_try === 0 ? [...COMPARED_COLUMNS, 'due_at'] : COMPARED_COLUMNS;
  return columns.every((column) => row[column] === there[column]);
}

const COMPARED_COLUMNS = ['owner_id', 'place', 'phone', 'barrier', 'callback', 'score', 'last_try'] as const;

/** A lead and its queue row; null if it is not callable. */
interface QueueRow {
  readonly leadId: number;
  readonly row: RowOf<'call_queue'> | null;
}

async function insertQueueRows(engine: Engine, placed: readonly QueueRow[]): Promise<void> {
  for (const { row } of placed) if (row) await engine.run(insertion(row));
}

/** The positions of all leads, by number, in non-empty chunks. */
async function* allPositions(
  engine: Engine,
  now: number,
  callbackRetryMs?: number,
): AsyncGenerator<readonly QueueRow[]> {
  const places = await positionReader(engine, now, callbackRetryMs);
  for (let last: number | undefined = 0; last !== undefined; ) {
    const batch: QueueRow[] = await places(
      sql`lead.id > ${last} order by lead.id limit ${LEADS_PER_STATEMENT}`,
    );
    last = batch.at(-1)?.leadId;
    if (last !== undefined) yield batch;
  }
}

/** Returns a function that computes the positions of matching leads. */
async function positionReader(
  engine: Engine,
  now: number,
  callbackRetryMs = CALLBACK_RETRY_MS,
): Promise<(which: Sql) => Promise<QueueRow[]>> {
  const known = await cadences(engine);
  const clock = makeZoneClock();
  const places = makePlaceFinder(clock);
  const calendar = makeCalendar();
  const rules: QueueRules = { clock, places, calendar, callbackRetryMs, now };
  const cadenceOf = cadenceChooser(known);
  const score = await scoreColumn(engine);
  return async (which) => {
    const rows = await leadsToPlace(score, which).all(engine);
    const leads = rows.map((row) => ({ row, lead: toQueueCandidate(row, cadenceOf) }));
    const people = leads.map(({ lead }) => ({ ...lead, phone: numberOf(lead).phone }));
    await places.prepare(people);
    const tried = people.filter(waitsForDays);
    await calendar.load(new Set(tried.map((person) => places.placeOf(person).country)));
    return leads.map(({ row, lead }) => {
      const position = queuePositionOf(lead, rules);
      return { leadId: row.id, row: position && queueRow(row, position, now) };
    });
  };
}

function cadenceChooser(known: readonly NamedCadence[]): (name: string | null) => Cadence {
  const usual = known.find((cadence) => cadence.usual) ?? known[0] ?? STANDARD_CADENCE;
  const byName = new Map(known.map((cadence) => [cadence.name.toLowerCase(), cadence]));
  return (name) => (name === null ? undefined : byName.get(name.toLowerCase())) ?? usual;
}

const leadsToPlace = (score: Sql, which: Sql) => sql<CandidateRow>`
  select lead.id, lead_status.kind, do_not_call, owner_id, timezone, country, region, ${score} as score, attempts, last_attempt_at, next_attempt_at, cadence,
    case when attempts > 0 then (
      select disposition from activity
      where lead_id = lead.id and type = 'call' and direction is distinct from 'in' order by at desc limit 1) end as disposition,
    case when next_attempt_at is not null and last_attempt_at >= next_attempt_at then (
      select count(*) from activity
      where lead_id = lead.id and type = 'call' and direction is distinct from 'in' and at >= next_attempt_at) else 0 end as callback_tries,
    (select case when kind = 'call' then due_at else '' end from sequence_run
      where lead_id = lead.id and state = 'active'
      order by case when kind = 'call' then 0 else 1 end nulls last, due_at nulls last limit 1) as sequence_due,
    (select max(at) from sequence_touch where lead_id = lead.id and kind = 'email') as sequence_mail,
    (select ${(dialect) => dialect.jsonList(dialect.jsonRow(sql`e164`, sql`bad`, sql`blocked`))} from (
      select phone.e164, bad, suppression.id is not null as blocked
      from phone left join suppression on suppression.e164 = phone.e164
      where phone.lead_id = lead.id order by position) as number) as numbers
  from lead ${LEAD_STATUS} where ${which}`;

function insertion(row: RowOf<'call_queue'>): Sql {
  return sql`
    insert into call_queue (lead_id, owner_id, place, phone, barrier, callback, due_at, ready, score, last_try)
    values (${row.lead_id}, ${row.owner_id}, ${row.place}, ${row.phone}, ${row.barrier}, ${row.callback},
      ${row.due_at}, ${row.ready}, ${row.score}, ${row.last_try})`;
}

/** A lead without a score comes after the lowest score. */
const NO_SCORE = -1;

function queueRow(lead: CandidateRow, position: QueuePosition, now: number): RowOf<'call_queue'> {
  return {
    lead_id: lead.id,
    owner_id: lead.owner_id ?? 0,
    place: placeText(position.place),
    phone: position.phone,
    barrier: position.barrier,
    callback: position.callback ? 1 : 0,
    due_at: msOf(position.dueAt),
    ready: msOf(position.dueAt) <= now ? 1 : 0,
    score: lead.score ?? NO_SCORE,
    last_try: msOf(position.lastTry),
  };
}

/** Milliseconds since the epoch; 0 for none. */
function msOf(time: string): number {
  return time === '' ? 0 : Date.parse(time);
}

interface CandidateRow {
  readonly id: number;
  readonly kind: string;
  readonly do_not_call: number;
  readonly owner_id: number | null;
  readonly timezone: string | null;
  readonly country: string | null;
  readonly region: string | null;
  readonly score: number | null;
  readonly attempts: number;
  readonly last_attempt_at: string | null;
  readonly next_attempt_at: string | null;
  readonly cadence: string | null;
  readonly disposition: string | null;
  readonly callback_tries: number;
  /** Null for a lead in no sequence, empty while a step other than a call is next. */
  readonly sequence_due: string | null;
  readonly sequence_mail: string | null;
  /** JSON: number, bad and blocked of each. */
  readonly numbers: string;
}

function toQueueCandidate(row: CandidateRow, cadenceOf: (name: string | null) => Cadence): QueueCandidate {
  const numbers = JSON.parse(row.numbers) as [string | null, number, number][];
  return {
    kind: row.kind as LeadStatusKind,
    doNotCall: row.do_not_call === 1,
    numbers: numbers.map(([e164, bad, blocked]) => ({ e164, bad: bad === 1, blocked: blocked === 1 })),
    timezone: row.timezone,
    country: row.country,
    region: row.region,
    callbackTries: row.callback_tries,
    attempts: row.attempts,
    lastAttemptAt: row.last_attempt_at,
    lastDisposition: row.disposition as Disposition | null,
    nextAttemptAt: row.next_attempt_at,
    cadence: cadenceOf(row.cadence),
    sequence: row.sequence_due === null ? null : { dueAt: row.sequence_due || null },
    lastSequenceMailAt: row.sequence_mail,
  };
}
