import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isCrmError } from '../../../src/domain/errors.ts';
import { callList } from '../../../src/store/calls/call-list.ts';
import { claimNextLead, previewQueue, releaseLeads } from '../../../src/store/calls/claim-next.ts';
import { blockNumber } from '../../../src/store/calls/do-not-call.ts';
import { verifyQueue } from '../../../src/store/projections/call-queue.ts';
import { planCandidates } from '../../../src/store/reports/plan.ts';
import type { Store } from '../../../src/store/store.ts';
import { insertRecord } from '../../../src/store/write/record.ts';
import { everyDay } from '../../support/calling-times.ts';
import { rowsOf } from '../../support/store.ts';
import { openWorld, type Step, steps, type World } from './happenings.ts';

const asking = { now: 0, times: everyDay('00:00-24:00'), where: undefined };

/** Leads that can be called, computed from the records without the queue. */
async function mayBeCalled(
  store: Store,
  noun: 'lead' | 'contact' = 'lead',
): Promise<Map<number, Set<string>>> {
  const rows = await rowsOf(
    store.engine,
    `select one.id, phone.e164 from ${noun} one join phone on phone.${noun}_id = one.id
     where one.do_not_call = 0 and phone.bad = 0
       ${noun === 'lead' ? "and one.status not in ('converted', 'disqualified')" : ''}
       and phone.e164 is not null and phone.e164 not in (select e164 from suppression)`,
  );
  const may = new Map<number, Set<string>>();
  for (const row of rows) {
    const id = row.id as number;
    may.set(id, (may.get(id) ?? new Set()).add(row.e164 as string));
  }
  return may;
}

/** Takes a step; a business rule can refuse it: then nothing happens. */
async function attempt(step: Step, world: World): Promise<void> {
  try {
    await step(world);
  } catch (error) {
    if (!isCrmError(error)) throw error;
  }
}

test('the queue never returns a blocked number or lead, after any events', {
  timeout: 120_000,
}, async () => {
  const story = fc.array(fc.record({ step: steps, look: fc.boolean() }), { minLength: 1, maxLength: 25 });
  await fc.assert(
    fc.asyncProperty(story, async (done) => {
      const world = await openWorld();
      const { store } = world;
      const now = Date.parse(store.act.now);
      for (const { step, look } of done) {
        await attempt(step, world);
        if (!look) continue;
        const may = await mayBeCalled(store);
        const { leads: ahead } = await previewQueue(store, { ...asking, now }, 100);
        for (const { leadId, phone } of ahead) expect([...(may.get(leadId) ?? [])]).toContain(phone);
        const until = now + 24 * 3_600_000;
        const planned = await planCandidates(store, { now, until, where: undefined, most: 100 });
        for (const { id, phone } of planned) expect([...(may.get(id) ?? [])]).toContain(phone);
        expect(await verifyQueue(store.engine, now)).toEqual({ missing: 0, stale: 0, wrong: 0 });
        const left = { doNotCall: 0, noNumber: 0, done: 0 };
        const listed = new Map<number, string>();
        for await (const { id, phone } of callList(store, 'lead', {}, left)) listed.set(id, phone);
        for (const [id, phone] of listed) expect([...(may.get(id) ?? [])]).toContain(phone);
        expect([...listed.keys()].sort()).toEqual([...may.keys()].sort());
        const contacts = await mayBeCalled(store, 'contact');
        for await (const { id, phone } of callList(store, 'contact', {}, left))
          expect([...(contacts.get(id) ?? [])]).toContain(phone);
        const first = await claimNextLead(store, { ...asking, now }, { minutes: 5, terminal: null });
        expect(first?.leadId).toBe(ahead[0]?.leadId);
        await releaseLeads(store, null);
        // And no untried lead is lost: all are there.
        const fresh = await rowsOf(
          store.engine,
          "select id from lead where attempts = 0 and status in ('new', 'attempting', 'connected')",
        );
        const queued = new Set(ahead.map(({ leadId }) => leadId));
        for (const { id } of fresh) if (may.has(id as number)) expect(queued).toContain(id);
      }
    }),
    { numRuns: 60 },
  );
});

test('an import removes do-not-call leads from the queue, and adds none back', async () => {
  const { store, crm } = await openWorld();
  const marked = async () => {
    const rows = await rowsOf(store.db, 'select name from lead where do_not_call = 1');
    return rows.map(({ name }) => name);
  };
  const file = (...rows: string[]) => crm(['lead', 'import', 'file'], ['name,phone,do not call', ...rows]);
  await file('Jane Doe,+442079461001,yes', 'Raj Rao,+442079461002,no', 'Raj Rao,+442079461002,yes');
  expect(await marked()).toEqual(['Jane Doe', 'Raj Rao']);
  await file('Jane Doe,+442079461001,no', 'Raj Rao,+442079461002,');
  expect(await marked()).toEqual(['Jane Doe', 'Raj Rao']);
});

test('a queue that cannot be updated does not return leads blocked since', async () => {
  const { store, env } = await openWorld();
  const now = Date.parse(store.act.now);
  const add = (phone: string) =>
    store.change((tx) => insertRecord(tx, 'lead', { last_name: 'One', phone }, env));
  await add('+442079461001');
  await add('+442079461002');
  await previewQueue(store, { ...asking, now }, 10);
  // A change of a cadence leaves the queue outdated until it is requested.
  await store.change((tx) => tx.update('cadence', 1, { attempts: 5 }));
  await store.change((tx) => blockNumber(tx, '+442079461001', null, null));
  Object.defineProperty(store.engine, 'readonly', { value: true });
  const { leads: ahead } = await previewQueue(store, { ...asking, now }, 10);
  expect(ahead.map(({ phone }) => phone)).toEqual(['+442079461002']);
});
