import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinCampaign } from '../../../src/store/campaigns.ts';
import { convertLead } from '../../../src/store/conversion/convert.ts';
import { mergeRecords } from '../../../src/store/merge/merge.ts';
import { Store } from '../../../src/store/store.ts';
import { insertRecord } from '../../../src/store/write/record.ts';
import { tableRows } from '../../support/snapshot.ts';
import { openStore, rowsOf, writeEnv } from '../../support/store.ts';

/** In the order of the list, of which the last two are responses. */
const STATUSES = ['invited', 'sent', 'responded', 'attended'];

const member = fc.record({
  noun: fc.constantFrom('lead' as const, 'contact' as const),
  id: fc.integer({ min: 1, max: 3 }),
  campaign: fc.integer({ min: 1, max: 2 }),
  status: fc.constantFrom(...STATUSES),
});
const step = fc.oneof(
  fc.record({
    type: fc.constant('merge' as const),
    noun: fc.constantFrom('lead' as const, 'contact' as const, 'campaign' as const),
    keep: fc.integer({ min: 1, max: 3 }),
    other: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({
    type: fc.constant('convert' as const),
    lead: fc.integer({ min: 1, max: 3 }),
    contact: fc.integer({ min: 1, max: 3 }),
  }),
);

interface Member {
  readonly campaign: number;
  readonly person: string;
  readonly status: string;
  readonly since: string;
}

/** The store some minutes later. */
function later({ engine, act }: Store, minutes: number): Store {
  const now = new Date(Date.parse(act.now) + minutes * 60_000).toISOString();
  return new Store(engine, { ...act, now });
}

test('people and campaigns that become one are one member with the further status, and an undo takes it back', {
  timeout: 120_000,
}, async () => {
  const env = await writeEnv();
  let united = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(member, { minLength: 3, maxLength: 10 }),
      fc.array(step, { minLength: 1, maxLength: 5 }),
      async (members, steps) => {
        const store = openStore();
        await store.change(async (tx) => {
          for (const name of ['Fair', 'Talk', 'Mailing']) await insertRecord(tx, 'campaign', { name }, env);
          await insertRecord(tx, 'account', { name: 'Acme' }, env);
          for (const last_name of ['A', 'B', 'C']) {
            await insertRecord(tx, 'contact', { last_name, account_id: 1 }, env);
            await insertRecord(tx, 'lead', { last_name, company: 'Acme' }, env);
          }
        });
        for (const [at, { noun, id, campaign, status }] of members.entries()) {
          const now = later(store, at);
          await now.change((tx) => joinCampaign(tx, campaign, [{ noun, id }], status, now.act.now));
        }
        const read = async () =>
          (await rowsOf(
            store.engine,
            `select campaign_id as campaign, coalesce('contact ' || coalesce(m.contact_id, l.contact_id), 'lead ' || l.id) as person,
               m.status, m.since from campaign_member m left join lead l on l.id = m.lead_id`,
          )) as unknown as Member[];
        const before = [await tableRows(store)];
        for (const [at, each] of steps.entries()) {
          const now = later(store, 100 + at);
          const had = await read();
          try {
            await now.change(async (tx) => {
              if (each.type === 'merge')
                await mergeRecords(tx, each.noun, { keep: each.keep, others: [each.other] }, new Map(), env);
              else
                await convertLead(
                  tx,
                  each.lead,
                  {
                    account: { type: 'use', id: 1 },
                    contact: { type: 'use', id: each.contact },
                    oppId: null,
                    opp: null,
                    currency: 'USD',
                    ownerId: null,
                  },
                  env,
                );
            });
          } catch {
            continue;
          }
          before.push(await tableRows(store));
          const people = await rowsOf(store.engine, 'select id, contact_id from lead');
          const became = (person: string): string => {
            const [noun, id] = person.split(' ') as [string, string];
            const isOther = each.type === 'merge' && noun === each.noun && Number(id) === each.other;
            const now = isOther ? `${noun} ${each.keep}` : person;
            const lead = people.find((row) => now === `lead ${row.id}`);
            return typeof lead?.contact_id === 'number' ? `contact ${lead.contact_id}` : now;
          };
          const wanted = new Map<string, { status: string; since: string }>();
          for (const { campaign, person, status, since } of had) {
            const isOther = each.type === 'merge' && each.noun === 'campaign' && campaign === each.other;
            const key = `${isOther ? each.keep : campaign} ${became(person)}`;
            const there = wanted.get(key);
            if (there) united++;
            const further = !there || STATUSES.indexOf(status) > STATUSES.indexOf(there.status);
            const best = further ? { status, since } : there;
            const responses = [...(there ? [there] : []), { status, since }].filter(
              (one) => STATUSES.indexOf(one.status) >= 2,
            );
            const same = [...(there ? [there] : []), { status, since }].filter(
              (one) => one.status === best.status,
            );
            const among = responses.length > 0 ? responses : same;
            wanted.set(key, {
              status: best.status,
              since: among.map((one) => one.since).toSorted()[0] ?? '',
            });
          }
          const found = await read();
          expect(
            found.map((row) => `${row.campaign} ${row.person} ${row.status} ${row.since}`).toSorted(),
          ).toEqual([...wanted].map(([key, { status, since }]) => `${key} ${status} ${since}`).toSorted());
        }
        for (let at = before.length - 2; at >= 0; at--) {
          const now = later(store, 200 - at);
          await now.changes.undo(now.act);
          expect(await tableRows(store)).toBe(before[at]);
        }
        await store.close();
      },
    ),
    { numRuns: 25, endOnFailure: true },
  );
  expect(united).toBeGreaterThan(3);
});
