import fc from 'fast-check';
import { expect, test } from 'vitest';
import { importCalls } from '../../../src/app/calls/import/import-calls.ts';
import type { Deps } from '../../../src/app/deps.ts';
import { callResult } from '../../../src/domain/call-results.ts';
import { dayAfter } from '../../../src/domain/calling/call-effects.ts';
import { openTable } from '../../../src/formats/table.ts';
import { logCall } from '../../../src/store/activities/call.ts';
import { type RawRow, sql } from '../../../src/store/sql.ts';
import { insertRecord } from '../../../src/store/write/record.ts';
import { openDeps } from '../../support/deps.ts';

const WORDS = [
  'no-answer',
  'busy',
  'voicemail',
  'gatekeeper',
  'wrong-number',
  'failed',
  'callback',
  'connected',
  'interested',
  'not-interested',
  'qualified',
  'do-not-call',
] as const;

/** The people: three leads, one of whom has two numbers, and two contacts of an account. */
const NUMBERS = [
  '+14155550171',
  '+14155550172',
  '+14155550173',
  '+14155550174',
  '+14155550175',
  '+14155550176',
] as const;

interface RandomCall {
  readonly minute: number;
  readonly number: string;
  readonly direction: 'in' | 'out';
  readonly word: (typeof WORDS)[number];
  readonly seconds: number;
}

const randomCall: fc.Arbitrary<RandomCall> = fc.record({
  // Far enough from each other to be different calls.
  minute: fc.nat({ max: 400 }).map((n) => n * 7),
  number: fc.constantFrom(...NUMBERS),
  direction: fc.constantFrom('in', 'out'),
  word: fc.constantFrom(...WORDS),
  seconds: fc.nat({ max: 300 }),
});

test('a file of calls has the effects of the same calls, logged one by one in the order of their times', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(randomCall, { minLength: 1, maxLength: 25, selector: ({ minute }) => minute }),
      fc.nat(),
      fc.boolean(),
      async (calls, cut, hasIds) => {
        const [imported, logged] = [await openPeople(), await openPeople()];
        const inOrder = calls.toSorted((a, b) => a.minute - b.minute);
        for (const call of inOrder) await logOne(logged, call);
        // Two files, the second of which has some calls of the first again; the newest call comes first.
        const middle = cut % (inOrder.length + 1);
        await importFile(imported, inOrder.slice(0, middle).toReversed(), hasIds);
        const second = await importFile(
          imported,
          inOrder.slice(Math.max(0, middle - 3)).toReversed(),
          hasIds,
        );
        expect(second.unchanged).toBe(Math.min(3, middle));
        expect(await stateOf(imported)).toEqual(await stateOf(logged));
      },
    ),
    { numRuns: 25 },
  );
});

async function openPeople(): Promise<Deps> {
  const deps = await openDeps();
  const { store } = deps;
  await store.change(async (tx) => {
    const account = await insertRecord(tx, 'account', { name: 'Acme' }, deps);
    await insertRecord(tx, 'lead', { name: 'A', phone: NUMBERS[0], other_phones: [NUMBERS[1]] }, deps);
    await insertRecord(tx, 'lead', { name: 'B', phone: NUMBERS[2] }, deps);
    await insertRecord(tx, 'lead', { name: 'C', phone: NUMBERS[3] }, deps);
    await insertRecord(tx, 'contact', { name: 'D', phone: NUMBERS[4], account_id: account }, deps);
    await insertRecord(tx, 'contact', { name: 'E', phone: NUMBERS[5] }, deps);
  });
  return deps;
}

/** Logs a call by hand. What a phone system does not know is added: the time of a callback, and why it was made. */
async function logOne(deps: Deps, { minute, number, direction, word, seconds }: RandomCall): Promise<void> {
  const result = callResult(word);
  if (!result) throw new Error(`no result ${word}`);
  const at = timeOf(minute);
  await deps.store.change(async (tx) => {
    const owner = await sql<{ lead_id: number | null; contact_id: number | null }>`
      select lead_id, contact_id from phone where e164 = ${number}`.one(tx);
    const noun = owner.lead_id === null ? 'contact' : 'lead';
    await logCall(
      tx,
      {
        type: 'call',
        with: { noun, id: (owner.lead_id ?? owner.contact_id) as number, title: '' },
        at,
        direction,
        duration: isReached(word) ? seconds : 0,
        outcome: null,
        subject: null,
        body: null,
        next: result.callback ? dayAfter(at) : null,
        // A network that fails says nothing of the number.
        result: word === 'failed' ? { ...result, badNumber: false } : result,
        number,
        override: direction === 'out' ? 'recorded' : null,
      },
      deps,
    );
  });
}

async function importFile(deps: Deps, calls: readonly RandomCall[], hasIds: boolean) {
  const lines = calls.map(({ minute, number, direction, word, seconds }) =>
    [timeOf(minute), number, direction, word, seconds, ...(hasIds ? [`id-${minute}`] : [])].join(),
  );
  const text = `${['date,number,direction,outcome,duration', ...(hasIds ? ['id'] : [])].join()}\n${lines.join('\n')}\n`;
  const table = await openTable(
    (async function* () {
      yield new TextEncoder().encode(text);
    })(),
    { name: 'calls.csv' },
  );
  const { counts } = await importCalls(deps, {
    name: 'calls.csv',
    table,
    map: [],
    mapValue: [],
    dateFormat: undefined,
    preset: undefined,
    system: '',
    createsLeads: false,
    createsUsers: false,
    dryRun: false,
    isOpenEnded: false,
    total: () => undefined,
    onRejected: async (row, error) => {
      throw new Error(`line ${row.line}: ${error.message}`);
    },
    beforeCommit: async () => {},
  });
  return counts;
}

/** All that calls leave behind. */
async function stateOf({ store: { db } }: Deps): Promise<Record<string, readonly RawRow[]>> {
  return {
    calls: await sql<RawRow>`
      select at, direction, disposition, outcome, duration, lead_id, contact_id, account_id, user_id
      from activity where type = 'call' order by at`.all(db),
    leads: await sql<RawRow>`
      select id, status, reason, attempts, last_attempt_at, next_attempt_at, do_not_call from lead order by id`.all(
      db,
    ),
    contacts: await sql<RawRow>`select id, do_not_call from contact order by id`.all(db),
    phones: await sql<RawRow>`select e164, bad from phone order by e164`.all(db),
    blocked: await sql<RawRow>`select e164, reason, source from suppression order by e164`.all(db),
    tasks: await sql<RawRow>`
      select subject, kind, due_date, due_at, status, lead_id, contact_id, account_id from task
      order by subject, kind, due_date, status`.all(db),
  };
}

function isReached(word: string): boolean {
  return word !== 'no-answer' && word !== 'busy' && word !== 'failed';
}

function timeOf(minute: number): string {
  return new Date(Date.UTC(2026, 1, 1) + minute * 60_000).toISOString();
}
