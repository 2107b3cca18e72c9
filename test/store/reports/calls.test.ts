import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CallCounts } from '../../../src/domain/call-metrics.ts';
import { CALL_GROUPINGS, type CallGrouping } from '../../../src/domain/call-metrics.ts';
import type { Row } from '../../../src/domain/field.ts';
import { LEAD } from '../../../src/nouns/lead/definition.ts';
import { type CallQuestion, callGroups, callTotals } from '../../../src/store/reports/calls.ts';
import type { Store } from '../../../src/store/store.ts';
import { addRecords, addUser, openStore } from '../../support/store.ts';
import {
  everyActivity,
  FIRST_DAY,
  inTime,
  isDial,
  isWithin,
  LAST_DAY,
  someActivities,
} from './some-calls.ts';

const zoneBefore = process.env.TZ;
beforeAll(() => {
  process.env.TZ = 'America/New_York';
});
afterAll(() => {
  process.env.TZ = zoneBefore;
});

const QUESTION: CallQuestion = {
  since: FIRST_DAY,
  until: LAST_DAY,
  conversationSeconds: 60,
  meetingWords: ['meeting-set'],
};

interface Lead {
  readonly id: number;
  readonly source: string | null;
  readonly campaign: string | null;
}

async function someLeads(store: Store): Promise<Lead[]> {
  const leads = [
    { name: 'A', source: 'expo', campaign: null },
    { name: 'B', source: 'expo', campaign: 'spring' },
    { name: 'C', source: null, campaign: 'spring' },
    { name: 'D', source: 'web', campaign: 'autumn' },
  ];
  const ids = await addRecords(store, 'lead', leads);
  return leads.map((lead, at) => ({ ...lead, id: ids[at]! }));
}

/** The whole report computed by going through the records, one by one. */
function byHand(all: readonly Row[], leads: readonly Lead[], by: CallGrouping | null) {
  const groups = new Map<unknown, { -readonly [K in keyof CallCounts]: CallCounts[K] }>();
  const dialled = new Map<unknown, Set<unknown>>();
  const reached = new Map<unknown, Set<unknown>>();
  const groupOf = (key: unknown) => {
    const fresh = { dials: 0, connects: 0, conversations: 0, meetingsSet: 0, meetingsHeld: 0 };
    const group = groups.get(key) ?? {
      ...fresh,
      talkSeconds: 0,
      leads: 0,
      leadsConnected: 0,
      attempts: new Map(),
    };
    groups.set(key, group);
    return group;
  };
  const keyOf = (call: Row, day = call.at) => {
    const lead = leads.find(({ id }) => id === call.lead_id);
    const local = new Date(String(by === 'day' ? day : call.at));
    if (by === 'user') return call.user;
    if (by === 'source' || by === 'campaign') return lead?.[by] ?? null;
    if (by === 'hour') return local.getHours();
    if (by === null) return null;
    return [local.getFullYear(), local.getMonth() + 1, local.getDate()]
      .map((n) => String(n).padStart(2, '0'))
      .join('-');
  };
  const ordered = all.toSorted(inTime);
  const dials = ordered.filter(isDial);
  const isConnect = (row: Row) => row.disposition === 'answered';
  const setsMeeting = (row: Row) => isDial(row) && isConnect(row) && row.outcome === 'meeting-set';
  for (const call of dials.filter((each) => isWithin(each, FIRST_DAY, LAST_DAY))) {
    const key = keyOf(call);
    const group = groupOf(key);
    group.dials++;
    if (isConnect(call)) group.connects++;
    if (isConnect(call) && Number(call.duration) >= 60) group.conversations++;
    if (isConnect(call)) group.talkSeconds += Number(call.duration ?? 0);
    if (setsMeeting(call)) group.meetingsSet++;
    if (call.lead_id !== null) {
      dialled.set(key, (dialled.get(key) ?? new Set()).add(call.lead_id));
      if (isConnect(call)) reached.set(key, (reached.get(key) ?? new Set()).add(call.lead_id));
    }
  }
  for (const { id } of leads) {
    const own = dials.filter((call) => call.lead_id === id);
    const first = own.find(isConnect);
    if (!first || !isWithin(first, FIRST_DAY, LAST_DAY)) continue;
    const attempt = own.filter((call) => String(call.at) < String(first.at)).length + 1;
    const group = groupOf(keyOf(first));
    group.attempts = new Map([...group.attempts, [attempt, (group.attempts.get(attempt) ?? 0) + 1]]);
  }
  for (const { id } of leads) {
    let setter: Row | null = null;
    for (const each of ordered.filter((row) => row.lead_id === id)) {
      if (setsMeeting(each)) setter = each;
      if (each.type !== 'meeting' || !setter) continue;
      if (isWithin(each, FIRST_DAY, LAST_DAY)) groupOf(keyOf(setter, each.at)).meetingsHeld++;
      setter = null;
    }
  }
  for (const [key, found] of dialled) groupOf(key).leads = found.size;
  for (const [key, found] of reached) groupOf(key).leadsConnected = found.size;
  return groups;
}

test('every number equals counting the records one by one, for any grouping', async () => {
  const store = openStore();
  const leads = await someLeads(store);
  const users = [null, await addUser(store, 'ann'), await addUser(store, 'bob')];
  const activities = someActivities(
    leads.map(({ id }) => id),
    users,
  );
  await fc.assert(
    fc.asyncProperty(activities, async (rows) => {
      await addRecords(store, 'activity', rows);
      const all = await everyActivity(store);
      for (const by of CALL_GROUPINGS) {
        const groups = await callGroups(store.engine, by, QUESTION);
        const counted = new Map(groups.map(({ group, ...counts }) => [group, counts]));
        expect(counted, by).toEqual(byHand(all, leads, by));
      }
      const [totals] = [...byHand(all, leads, null).values()];
      if (totals) expect(await callTotals(store.engine, QUESTION)).toMatchObject(totals);
    }),
    { numRuns: 25 },
  );
});

test('filters count only the calls of one user, or to matching leads', async () => {
  const store = openStore();
  const [a, , , d] = await someLeads(store);
  const ann = await addUser(store, 'ann');
  const bob = await addUser(store, 'bob');
  const call = (lead: Lead, user_id: number, disposition: string, hour: string) => ({
    type: 'call',
    direction: 'out',
    at: `2026-03-05T${hour}:00:00.000Z`,
    disposition,
    user_id,
    lead_id: lead.id,
  });
  await addRecords(store, 'activity', [
    call(a!, bob, 'no-answer', '09'),
    call(a!, ann, 'answered', '10'),
    call(d!, ann, 'voicemail', '11'),
  ]);
  // Whoever reaches the lead, the attempts of all users count.
  const own = await callTotals(store.engine, { ...QUESTION, userId: ann });
  expect(own).toMatchObject({ dials: 2, connects: 1, leads: 2, attempts: new Map([[2, 1]]) });
  const field = LEAD.fields.find(({ name }) => name === 'source')!;
  const web = { type: 'compare', field, op: '=', value: 'web' } as const;
  expect(await callTotals(store.engine, { ...QUESTION, leads: web })).toMatchObject({
    dials: 1,
    connects: 0,
  });
});

test('a meeting with the contact of a converted lead counts for the call that set it', async () => {
  const store = openStore();
  const [lead] = await someLeads(store);
  const [contact] = await addRecords(store, 'contact', [{ name: 'A' }]);
  const links = { lead_id: lead!.id, contact_id: contact! };
  const set = { direction: 'out', disposition: 'answered', outcome: 'meeting-set' };
  await addRecords(store, 'activity', [
    { type: 'call', at: '2026-02-20T10:00:00.000Z', ...set, ...links },
    { type: 'meeting', at: '2026-03-02T10:00:00.000Z', contact_id: contact! },
    { type: 'meeting', at: '2026-03-09T10:00:00.000Z', contact_id: contact! },
  ]);
  const [expo] = await callGroups(store.engine, 'source', QUESTION);
  expect(expo).toMatchObject({ group: 'expo', dials: 0, meetingsHeld: 1 });
});
