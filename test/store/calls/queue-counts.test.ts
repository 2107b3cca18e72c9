import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseFilter } from '../../../src/domain/filter/parse.ts';
import { LEAD } from '../../../src/nouns/lead/definition.ts';
import { queueStatuses } from '../../../src/store/calls/queue.ts';
import { rebuildQueue } from '../../../src/store/projections/call-queue.ts';
import { everyDay } from '../../support/calling-times.ts';
import { addRecords, addUser, execute, openStore } from '../../support/store.ts';

const NOON = '2026-03-12T12:00:00.000Z';
const NOW = Date.parse(NOON);

const someLead = fc.record({
  phone: fc.constantFrom('+442079461001', '+14155550100', null),
  do_not_call: fc.boolean(),
  attempts: fc.constantFrom(0, 1, 6),
  owner_id: fc.constantFrom(null, 1, 2),
  next_attempt_at: fc.constantFrom(null, '2026-03-12T11:00:00.000Z', '2026-03-13T11:00:00.000Z'),
  last_attempt_at: fc.constantFrom('2026-03-02T12:00:00.000Z', '2026-03-12T11:30:00.000Z'),
});
const someHold = fc.record({
  lead: fc.nat(7),
  user: fc.constantFrom(1, 2),
  kind: fc.constantFrom('claim', 'skip'),
  until: fc.constantFrom('2026-03-12T11:00:00.000Z', '2026-03-12T13:00:00.000Z'),
});

test('all leads are counted as a filter that all of them match counts them, one by one', async () => {
  const everyLead = parseFilter('id > 0', LEAD.fields, {
    now: NOW,
    user: 'ann',
    currency: 'USD',
    nouns: [],
  } as never);
  await fc.assert(
    fc.asyncProperty(
      fc.array(someLead, { maxLength: 8 }),
      fc.uniqueArray(someHold, { maxLength: 6, selector: ({ lead, user }) => `${lead} ${user}` }),
      async (leads, holds) => {
        const store = openStore({ user: 'ann', now: NOON });
        const ann = await addUser(store, 'ann');
        await addUser(store, 'bob');
        const ids = await addRecords(
          store,
          'lead',
          leads.map(({ attempts, last_attempt_at, ...lead }, at) => ({
            first_name: `Lead ${at}`,
            ...lead,
            attempts,
            ...(attempts > 0 ? { last_attempt_at } : {}),
          })),
        );
        await rebuildQueue(store.engine, NOW);
        for (const { lead, user, kind, until } of holds)
          if (ids[lead] !== undefined)
            await execute(
              store.engine,
              'insert into call_hold (lead_id, user_id, kind, since, until) values (?, ?, ?, ?, ?)',
              [ids[lead], user, kind, '2026-03-12T10:00:00.000Z', until],
            );
        const caller = { userId: ann, now: NOW, times: everyDay(), where: undefined };
        const all = await queueStatuses(store.engine, caller);
        const one = await queueStatuses(store.engine, { ...caller, where: everyLead });
        expect(Object.fromEntries(all.counts)).toEqual(Object.fromEntries(one.counts));
        expect(all.nextDue).toEqual(one.nextDue);
        await store.close();
      },
    ),
    { numRuns: 60 },
  );
});
