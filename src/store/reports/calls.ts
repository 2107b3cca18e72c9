import type { CallCounts, CallGrouping } from '../../domain/call-metrics.ts';
import type { Engine } from '../engine.ts';
import { type Sql, sql } from '../sql.ts';
import {
  type DialSelection,
  dialledIn,
  fits,
  IS_CONNECT,
  IS_DIAL,
  isMeetingSet,
  isSelected,
  localDay,
  localHour,
} from './dials.ts';
import { type Evidence, evidence, type Figure } from './question.ts';

/** Which calls to count, and how. */
export interface CallQuestion extends DialSelection {
  /** Minimum seconds of a conversation. */
  readonly conversationSeconds: number;
  /** Outcomes that agree on a meeting. */
  readonly meetingWords: readonly string[];
}

/** The counts of a group: name of the user, source or campaign, day or hour; null for calls without one. */
export interface CallGroup extends CallCounts {
  readonly group: string | number | null;
}

/** SQL of the group of a call, of a lead's first connect, and of a meeting held. */
interface Keys {
  readonly call: Sql<unknown>;
  readonly held: Sql<unknown>;
  /** Whether the lead table is needed. */
  readonly lead?: true;
}

/** The counts of all calls together. */
export async function callTotals(engine: Engine, question: CallQuestion): Promise<CallCounts> {
  const none = { call: sql`0`, held: sql`0` };
  const [found] = await counted(engine, question, none);
  const { group: _, ...totals } = found ?? { group: null, ...NO_CALLS, attempts: new Map() };
  return totals;
}

/** The calls behind the counts, by group or all together. */
export function countedCalls(engine: Engine, by: CallGrouping | null, question: CallQuestion): Evidence {
  const { conversationSeconds, meetingWords } = question;
  const key = by === null ? sql`null` : by === 'user' ? CALLER : keysOf(by, question).call;
  const calls = (which: Sql): Figure['records'] => sql`
    select call.id as id, ${key} as key from activity as call left join lead on lead.id = call.lead_id
    where ${dialledIn(question)} and ${isSelected(question)} and ${which}`;
  return evidence(
    engine,
    { records: calls(sql`true`) },
    { columns: ['connects', 'connect_rate', 'talk_time'], records: calls(IS_CONNECT) },
    {
      columns: ['conversations', 'conversation_rate'],
      records: calls(sql`${IS_CONNECT} and call.duration >= ${conversationSeconds}`),
    },
    { columns: ['meetings_set', 'dials_per_meeting'], records: calls(isMeetingSet(meetingWords)) },
  );
}

const CALLER = sql`(select name from "user" where id = call.user_id)`;

/** The counts by group: days and hours in order, else most dials first. */
export async function callGroups(
  engine: Engine,
  by: CallGrouping,
  question: CallQuestion,
): Promise<CallGroup[]> {
  const groups = await counted(engine, question, keysOf(by, question));
  if (by !== 'user') return inOrder(groups, by);
  const users = await sql<{ id: number; name: string }>`select id, name from "user"`.all(engine);
  const names = new Map<CallGroup['group'], string>(users.map(({ id, name }) => [id, name]));
  const named = groups.map((each) => ({ ...each, group: names.get(each.group) ?? null }));
  return inOrder(named, by);
}

/** With days, meetings count on the day they were held; otherwise for the call that set them. */
function keysOf(by: CallGrouping, question: CallQuestion): Keys {
  const at = sql<string>`call.at`;
  switch (by) {
    case 'user':
      return { call: sql`call.user_id`, held: sql`call.user_id` };
    case 'day':
      return { call: localDay(at, question), held: localDay(sql`meeting.at`, question) };
    case 'hour':
      return { call: localHour(at, question), held: localHour(at, question) };
    case 'source':
      return { call: sql`lead.source`, held: sql`lead.source`, lead: true };
    case 'campaign':
      return { call: sql`lead.campaign`, held: sql`lead.campaign`, lead: true };
  }
}

const NO_CALLS = {
  dials: 0,
  connects: 0,
  conversations: 0,
  meetingsSet: 0,
  meetingsHeld: 0,
  talkSeconds: 0,
  leads: 0,
  leadsConnected: 0,
};

async function counted(engine: Engine, question: CallQuestion, keys: Keys): Promise<CallGroup[]> {
  const groups = new Map<CallGroup['group'], CallGroup>();
  const groupOf = (key: CallGroup['group']): CallGroup =>
    groups.get(key) ?? { group: key, ...NO_CALLS, attempts: new Map() };
  for (const row of await dialCounts(engine, question, keys)) {
    groups.set(row.key, {
      ...groupOf(row.key),
      dials: row.dials,
      connects: row.connects,
      conversations: row.conversations,
      meetingsSet: row.meetings_set,
      talkSeconds: row.talk_seconds,
      leads: row.leads,
      leadsConnected: row.leads_connected,
    });
  }
  for (const { key, attempt, leads } of await firstConnects(engine, question, keys)) {
    const group = groupOf(key);
    groups.set(key, { ...group, attempts: new Map([...group.attempts, [attempt, leads]]) });
  }
  for (const { key, held } of await meetingsHeld(engine, question, keys))
    groups.set(key, { ...groupOf(key), meetingsHeld: held });
  return [...groups.values()];
}

const joined = (keys: Keys) => (keys.lead ? sql`left join lead on lead.id = call.lead_id` : sql``);

interface DialRow {
  readonly key: CallGroup['group'];
  readonly dials: number;
  readonly connects: number;
  readonly conversations: number;
  readonly meetings_set: number;
  readonly talk_seconds: number;
  readonly leads: number;
  readonly leads_connected: number;
}

function dialCounts(engine: Engine, question: CallQuestion, keys: Keys): Promise<DialRow[]> {
  const { conversationSeconds, meetingWords } = question;
  const sum = (condition: Sql<unknown>) => sql`count(case when ${condition} then 1 end)`;
  return sql<DialRow>`
    select ${keys.call} as key, count(*) as dials, ${sum(IS_CONNECT)} as connects,
      ${sum(sql`${IS_CONNECT} and call.duration >= ${conversationSeconds}`)} as conversations,
      ${sum(isMeetingSet(meetingWords))} as meetings_set,
      coalesce(sum(case when ${IS_CONNECT} then call.duration end), 0) as talk_seconds,
      count(distinct call.lead_id) as leads,
      count(distinct case when ${IS_CONNECT} then call.lead_id end) as leads_connected
    from activity as call ${joined(keys)}
    where ${dialledIn(question)} and ${isSelected(question)}
    group by 1`.all(engine);
}

/** Leads that first answered within the period, by number of dials. */
function firstConnects(
  engine: Engine,
  question: CallQuestion,
  keys: Keys,
): Promise<{ key: CallGroup['group']; attempt: number; leads: number }[]> {
  const earlier = sql`from activity as past where past.lead_id = call.lead_id and past.type = 'call'
    and coalesce(past.direction, 'out') = 'out' and past.at < call.at`;
  return sql<{ key: CallGroup['group']; attempt: number; leads: number }>`
    select key, attempt, count(*) as leads from (
      select ${keys.call} as key, 1 + (select count(*) ${earlier}) as attempt
      from (
        select *, row_number() over (partition by lead_id order by at, id) as nth
        from (select id, lead_id, at, user_id from activity as call
          where ${dialledIn(question)} and ${IS_CONNECT} and call.lead_id is not null and ${fits(question.leads)}) as connect
      ) as call ${joined(keys)}
      where nth = 1 and ${isSelected({ ...question, leads: undefined })}
        and not exists (select 1 ${earlier} and past.disposition = 'answered')
    ) as first_connect group by key, attempt order by key, attempt`.all(engine);
}

/**
 * Meetings in the period that were the first with their lead or contact after a call set one. They count for the
 * latest such call.
 */
function meetingsHeld(
  engine: Engine,
  question: CallQuestion,
  keys: Keys,
): Promise<{ key: CallGroup['group']; held: number }[]> {
  const { since, until, meetingWords } = question;
  return sql<{ key: CallGroup['group']; held: number }>`
    select ${keys.held} as key, count(*) as held
    from (
      select held.id, held.at, held.lead_id, held.contact_id, (
        select call.id from activity as call
        where ${sameParty('call', 'held')} and ${IS_DIAL} and ${isMeetingSet(meetingWords)} and ${before('call', 'held')}
        order by call.at desc, call.id desc limit 1) as set_id
      from activity as held
      where held.type = 'meeting' and held.at >= ${since} and held.at < ${until}
    ) as meeting
    join activity as call on call.id = meeting.set_id ${joined(keys)}
    where ${isSelected(question)} and not exists (
      select 1 from activity as other
      where other.type = 'meeting' and ${sameParty('other', 'meeting')}
        and ${before('call', 'other')} and ${before('other', 'meeting')})
    group by 1`.all(engine);
}

function sameParty(one: string, other: string): Sql<boolean> {
  const same = (column: string) => sql`${sql.ref(`${one}.${column}`)} = ${sql.ref(`${other}.${column}`)}`;
  return sql<boolean>`(${same('lead_id')} or ${same('contact_id')})`;
}

/** Whether one activity was before another; at the same moment, the one logged first. */
function before(one: string, other: string): Sql<boolean> {
  const [at, id] = [sql.ref(`${one}.at`), sql.ref(`${one}.id`)];
  const [otherAt, otherId] = [sql.ref(`${other}.at`), sql.ref(`${other}.id`)];
  return sql<boolean>`(${at} < ${otherAt} or (${at} = ${otherAt} and ${id} < ${otherId}))`;
}

function inOrder(groups: readonly CallGroup[], by: CallGrouping): CallGroup[] {
  const inTime = by === 'day' || by === 'hour';
  const name = (each: CallGroup) => String(each.group ?? '');
  return groups.toSorted((a, b) => {
    if (!inTime && a.dials !== b.dials) return b.dials - a.dials;
    if (by === 'hour') return Number(a.group) - Number(b.group);
    return name(a) < name(b) ? -1 : 1;
  });
}
