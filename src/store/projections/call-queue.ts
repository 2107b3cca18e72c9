import type { Disposition } from '../../domain/call-results.ts';
import { type Cadence, STANDARD_CADENCE } from '../../domain/calling/cadence.ts';
import { makeDialZones } from '../../domain/calling/dial-zones.ts';
import {
  QUEUE_RULES_VERSION,
  type QueueCandidate,
  type QueuePosition,
  type QueueRules,
  queuePositionOf,
} from '../../domain/calling/queue-position.ts';
import { makeZoneClock } from '../../domain/calling/zone-clock.ts';
import type { LeadStatusKind } from '../../domain/lead-status.ts';
import { cadences, type NamedCadence } from '../calls/cadences.ts';
import type { Bound, Engine, RawRow } from '../engine.ts';
import type { Tx } from '../tx.ts';

/** So many leads, and as many as half of those in the queue, are not placed before somebody calls. */
const MAX_LEADS_UPDATED_IN_PLACE = 5000;

/** More leads than this are placed in runs. */
const LEADS_PER_STATEMENT = 1000;

/**
 * Brings the call queue in step with what a transaction touched, inside that transaction. A queue that nobody has
 * asked for yet is left alone: it is made when somebody does.
 */
export async function refreshCallQueue(
  engine: Engine,
  { dirtyCallQueue: callable }: Pick<Tx, 'dirtyCallQueue'>,
  now: number,
): Promise<void> {
  const { leads, listed, cadences: all } = callable;
  if (all) await dropQueue(engine);
  if (leads.size + listed.size === 0 || !(await isCurrent(engine))) return;
  if (leads.size > MAX_LEADS_UPDATED_IN_PLACE) {
    const [queue] = await engine.all('select count(*) as size from call_queue', []);
    // To make it anew costs as much as this, and is not done for those who import and do not call.
    if (leads.size * 2 > (queue?.size as number)) return dropQueue(engine);
  }
  if (listed.size > 0) {
    const rows = await engine.all(
      'select lead_id from phone where e164 in (select value from json_each(?)) and lead_id is not null',
      [JSON.stringify([...listed])],
    );
    for (const row of rows) leads.add(row.lead_id as number);
  }
  await recomputeLeads(engine, leads, now);
}

/** Has the queue made anew when somebody asks for it. */
async function dropQueue(engine: Engine): Promise<void> {
  await engine.run("delete from derived where name = 'call_queue'", []);
}

/** Finds the places of these leads anew. In a writing transaction. */
export async function recomputeLeads(engine: Engine, leadIds: Iterable<number>, now: number): Promise<void> {
  const places = await positionReader(engine, now);
  for (const ids of inRunsOf(LEADS_PER_STATEMENT, leadIds)) {
    const batch = JSON.stringify(ids);
    await engine.run('delete from call_queue where lead_id in (select value from json_each(?))', [batch]);
    await insertQueueRows(engine, await places('lead.id in (select value from json_each(?))', [batch]));
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

/** Makes the queue anew when it is not there or was made by other rules. In a writing transaction. */
export async function ensureQueue(engine: Engine, now: number): Promise<void> {
  if (!(await isCurrent(engine))) await rebuildQueue(engine, now);
}

/** Makes the whole queue anew from the tables. In a writing transaction. */
export async function rebuildQueue(engine: Engine, now: number): Promise<void> {
  await engine.run('delete from call_queue', []);
  for await (const batch of allPositions(engine, now)) await insertQueueRows(engine, batch);
  await engine.run("insert or replace into derived (name, rules) values ('call_queue', ?)", [
    QUEUE_RULES_VERSION,
  ]);
}

/** Whether the queue is there and made by the rules of this program. */
export async function isCurrent(engine: Engine): Promise<boolean> {
  const [row] = await engine.all("select rules from derived where name = 'call_queue'", []);
  return row?.rules === QUEUE_RULES_VERSION;
}

/** In how many leads the queue is not what the tables say. */
export interface QueueGaps {
  /** To be called, and not in the queue. */
  missing: number;
  /** In the queue, and not to be called. */
  stale: number;
  /** In the queue at the wrong place or with the wrong number. */
  wrong: number;
}

/** Compares a queue that is current with the tables it follows from. */
export async function verifyQueue(engine: Engine, now: number): Promise<QueueGaps> {
  const gaps = { missing: 0, stale: 0, wrong: 0 };
  for await (const batch of allPositions(engine, now)) {
    const rows = await engine.all('select * from call_queue where lead_id between ? and ?', [
      batch[0]?.leadId ?? 0,
      batch.at(-1)?.leadId ?? 0,
    ]);
    const held = new Map(rows.map((row) => [row.lead_id, row]));
    for (const { leadId, row } of batch) {
      const there = held.get(leadId);
      if (row && !there) gaps.missing++;
      else if (!row && there) gaps.stale++;
      else if (row && there && !isSame(row, there)) gaps.wrong++;
    }
  }
  return gaps;
}

/**
 * Whether two rows of a lead agree. When a lead that was tried is due again is left out: that follows from the clock
 * and the zone of whoever wrote it too.
 */
function isSame(row: RawRow, there: RawRow): boolean {
  const columns = row.last_try === 0 ? [...COMPARED_COLUMNS, 'due_at'] : COMPARED_COLUMNS;
  return columns.every((column) => row[column] === there[column]);
}

const COMPARED_COLUMNS = ['owner_id', 'zone', 'phone', 'barrier', 'callback', 'score', 'last_try'];

/** A lead and its row in the queue, null when it is not to be called. */
interface QueueRow {
  readonly leadId: number;
  readonly row: RawRow | null;
}

async function insertQueueRows(engine: Engine, placed: readonly QueueRow[]): Promise<void> {
  for (const { row } of placed) if (row) await engine.run(INSERT, Object.values(row));
}

/** The places of all leads, by number, in runs that are not empty. */
async function* allPositions(engine: Engine, now: number): AsyncGenerator<readonly QueueRow[]> {
  const places = await positionReader(engine, now);
  for (let last: number | undefined = 0; last !== undefined; ) {
    const batch: QueueRow[] = await places(`lead.id > ? order by lead.id limit ${LEADS_PER_STATEMENT}`, [
      last,
    ]);
    last = batch.at(-1)?.leadId;
    if (last !== undefined) yield batch;
  }
}

/** Returns a function that finds the places of the leads that fit. */
async function positionReader(
  engine: Engine,
  now: number,
): Promise<(which: string, params: readonly Bound[]) => Promise<QueueRow[]>> {
  const known = await cadences(engine.db);
  const rules: QueueRules = { clock: makeZoneClock(), zoneOf: makeDialZones(), now };
  const cadenceOf = cadenceChooser(known);
  return async (which, params) => {
    const rows = await engine.all(`${LEADS} where ${which}`, params);
    return rows.map((row) => {
      const place = queuePositionOf(toQueueCandidate(row, cadenceOf), rules);
      return { leadId: row.id as number, row: place && queueRow(row, place, now) };
    });
  };
}

function cadenceChooser(known: readonly NamedCadence[]): (name: string | null) => Cadence {
  const usual = known.find((cadence) => cadence.usual) ?? known[0] ?? STANDARD_CADENCE;
  const byName = new Map(known.map((cadence) => [cadence.name.toLowerCase(), cadence]));
  return (name) => (name === null ? undefined : byName.get(name.toLowerCase())) ?? usual;
}

const LEADS = `
  select lead.id, kind, do_not_call, owner_id, timezone, score, attempts, last_attempt_at, next_attempt_at, cadence,
    case when attempts > 0 then (
      select disposition from activity
      where lead_id = lead.id and type = 'call' and direction is not 'in' order by at desc limit 1) end as disposition,
    (select json_group_array(json_array(e164, bad, blocked)) from (
      select phone.e164, bad, suppression.id is not null as blocked
      from phone left join suppression on suppression.e164 = phone.e164
      where phone.lead_id = lead.id order by position)) as numbers
  from lead join lead_status on lead_status.name = lead.status`;

const INSERT = `
  insert into call_queue (lead_id, owner_id, zone, phone, barrier, callback, due_at, ready, score, last_try)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** A lead without a score comes after one with the lowest. */
const NO_SCORE = -1;

/** In the order in which `INSERT` names the columns. */
function queueRow(lead: RawRow, place: QueuePosition, now: number): RawRow {
  return {
    lead_id: lead.id as number,
    owner_id: lead.owner_id ?? 0,
    zone: place.zone,
    phone: place.phone,
    barrier: place.barrier,
    callback: place.callback ? 1 : 0,
    due_at: msOf(place.dueAt),
    ready: msOf(place.dueAt) <= now ? 1 : 0,
    score: lead.score ?? NO_SCORE,
    last_try: msOf(place.lastTry),
  };
}

/** Milliseconds since the epoch; 0 for none. */
function msOf(time: string): number {
  return time === '' ? 0 : Date.parse(time);
}

function toQueueCandidate(row: RawRow, cadenceOf: (name: string | null) => Cadence): QueueCandidate {
  const numbers = JSON.parse(row.numbers as string) as [string | null, number, number][];
  return {
    kind: row.kind as LeadStatusKind,
    doNotCall: row.do_not_call === 1,
    numbers: numbers.map(([e164, bad, blocked]) => ({ e164, bad: bad === 1, blocked: blocked === 1 })),
    timezone: row.timezone as string | null,
    attempts: row.attempts as number,
    lastAttemptAt: row.last_attempt_at as string | null,
    lastDisposition: row.disposition as Disposition | null,
    nextAttemptAt: row.next_attempt_at as string | null,
    cadence: cadenceOf(row.cadence as string | null),
  };
}
