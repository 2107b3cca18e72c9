import fc from 'fast-check';
import { expect, test } from 'vitest';
import { callResult } from '../../../src/domain/call-results.ts';
import { readHours } from '../../../src/domain/calling/hours.ts';
import { makeZoneClock } from '../../../src/domain/calling/zone-clock.ts';
import { isCrmError } from '../../../src/domain/errors.ts';
import { logCall } from '../../../src/store/activities/call.ts';
import { blockNumber, blockPerson, unblockNumber } from '../../../src/store/calls/do-not-call.ts';
import { lookAhead, releaseLeads, takeNext } from '../../../src/store/calls/take.ts';
import type { Store } from '../../../src/store/store.ts';
import type { Tx } from '../../../src/store/tx.ts';
import { insertRecord, updateRecord } from '../../../src/store/write/record.ts';
import { removeRecord } from '../../../src/store/write/remove.ts';
import type { WriteEnv } from '../../../src/store/write/values.ts';
import { openStore, writeEnv } from '../../support/store.ts';

/** Few numbers, so that several leads share them and lists meet leads. */
const numbers = fc.constantFrom(
  '+442079461001',
  '020 7946 1002',
  '+44 20 7946 1003',
  '+33170189900',
  'the desk',
);
const e164 = fc.constantFrom('+442079461001', '+442079461002', '+442079461003', '+33170189900');
const lead = fc.nat({ max: 5 });
const word = fc.constantFrom(
  'no-answer',
  'wrong-number',
  'connected',
  'do-not-call',
  'qualified',
  'not-interested',
);

/** Something that happens to leads, the list or the history. `pick` turns a small number into one of the leads. */
type Step = (tx: Tx, pick: (n: number) => number | undefined, env: WriteEnv) => Promise<unknown>;

const steps: fc.Arbitrary<Step | 'undo' | 'redo' | 'take'> = fc.oneof(
  fc.tuple(numbers, fc.array(numbers, { maxLength: 2 }), fc.boolean()).map(
    ([phone, others, blocked]): Step =>
      (tx, _, env) =>
        insertRecord(
          tx,
          'lead',
          { first_name: 'Some', last_name: 'One', phone, other_phones: others, do_not_call: blocked },
          env,
        ),
  ),
  fc.tuple(lead, numbers).map(
    ([n, phone]): Step =>
      async (tx, pick, env) => {
        const id = pick(n);
        if (id !== undefined) await updateRecord(tx, 'lead', id, { phone }, env);
      },
  ),
  fc.tuple(lead, fc.boolean()).map(
    ([n, blocked]): Step =>
      async (tx, pick, env) => {
        const id = pick(n);
        if (id !== undefined) await updateRecord(tx, 'lead', id, { do_not_call: blocked }, env);
      },
  ),
  fc.tuple(lead, fc.constantFrom('new', 'disqualified', 'nurturing')).map(
    ([n, status]): Step =>
      async (tx, pick, env) => {
        const id = pick(n);
        if (id !== undefined) await updateRecord(tx, 'lead', id, { status }, env);
      },
  ),
  fc.tuple(lead, word).map(
    ([n, said]): Step =>
      async (tx, pick, env) => {
        const id = pick(n);
        const result = callResult(said);
        if (id === undefined || !result) return;
        await logCall(
          tx,
          {
            type: 'call',
            with: { noun: 'lead', id, title: '' },
            at: tx.now,
            direction: 'out',
            duration: null,
            outcome: null,
            subject: null,
            body: null,
            next: null,
            result,
            number: null,
            override: null,
          },
          env,
        );
      },
  ),
  lead.map(
    (n): Step =>
      async (tx, pick) => {
        const id = pick(n);
        if (id !== undefined) await removeRecord(tx, 'lead', id);
      },
  ),
  lead.map(
    (n): Step =>
      async (tx, pick) => {
        const id = pick(n);
        if (id !== undefined) await blockPerson(tx, { noun: 'lead', id }, null);
      },
  ),
  e164.map(
    (number): Step =>
      (tx) =>
        blockNumber(tx, number, null, null),
  ),
  e164.map(
    (number): Step =>
      (tx) =>
        unblockNumber(tx, number),
  ),
  fc.constantFrom('undo' as const, 'redo' as const, 'take' as const),
);

const asking = { now: 0, hours: readHours('00:00-24:00'), clock: makeZoneClock(), where: undefined };

/** Who may be called, from the records themselves: nothing of the queue is asked. */
async function mayBeCalled(store: Store): Promise<Map<number, Set<string>>> {
  const rows = await store.engine.all(
    `select lead.id, phone.e164 from lead join phone on phone.lead_id = lead.id
     where lead.do_not_call = 0 and lead.status not in ('converted', 'disqualified') and phone.bad = 0
       and phone.e164 is not null and phone.e164 not in (select e164 from suppression)`,
    [],
  );
  const may = new Map<number, Set<string>>();
  for (const row of rows) {
    const id = row.id as number;
    may.set(id, (may.get(id) ?? new Set()).add(row.e164 as string));
  }
  return may;
}

async function attempt(action: () => Promise<unknown>): Promise<void> {
  try {
    await action();
  } catch (error) {
    // A rule of the business said no: nothing has happened.
    if (!isCrmError(error)) throw error;
  }
}

test('no blocked number and nobody marked ever comes out of the queue, whatever was done before', async () => {
  const env = await writeEnv();
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 1, maxLength: 25 }), async (done) => {
      const store = openStore();
      const now = Date.parse(store.act.now);
      for (const step of done) {
        const ids = (await store.db.selectFrom('lead').select('id').execute()).map(({ id }) => id);
        const pick = (n: number) => (ids.length === 0 ? undefined : ids[n % ids.length]);
        if (step === 'take') {
          await takeNext(store, { ...asking, now }, 5);
          await releaseLeads(store, null);
        } else if (step === 'undo' || step === 'redo') await attempt(() => store.changes[step](store.act));
        else await attempt(() => store.change((tx) => step(tx, pick, env)));
        const may = await mayBeCalled(store);
        const { ahead } = await lookAhead(store, { ...asking, now }, 100);
        for (const { leadId, phone } of ahead) expect([...(may.get(leadId) ?? [])]).toContain(phone);
        // Nor is anybody lost who was never tried: they are all there.
        const fresh = await store.engine.all(
          "select id from lead where attempts = 0 and status in ('new', 'attempting', 'connected')",
          [],
        );
        const queued = new Set(ahead.map(({ leadId }) => leadId));
        for (const { id } of fresh) if (may.has(id as number)) expect(queued).toContain(id);
      }
    }),
    { numRuns: 60 },
  );
});
