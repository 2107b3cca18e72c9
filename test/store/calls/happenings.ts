import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect } from 'vitest';
import { runCli } from '../../../src/cli.ts';
import { type CallResult, callResult } from '../../../src/domain/call-results.ts';
import { EXIT_PARTLY } from '../../../src/domain/errors.ts';
import { logCall } from '../../../src/store/activities/call.ts';
import { blockNumber, blockPerson, unblockNumber } from '../../../src/store/calls/do-not-call.ts';
import { convertLead } from '../../../src/store/conversion/convert.ts';
import { mergeRecords } from '../../../src/store/merge/merge.ts';
import { sql } from '../../../src/store/sql.ts';
import type { Store } from '../../../src/store/store.ts';
import type { Tx } from '../../../src/store/tx.ts';
import { insertRecord, updateRecord } from '../../../src/store/write/record.ts';
import { removeRecord } from '../../../src/store/write/remove.ts';
import type { WriteEnv } from '../../../src/store/write/values.ts';
import { fakeIO } from '../../render/fake-io.ts';
import { databaseFolder, openStore, writeEnv } from '../../support/store.ts';

/** Few numbers, so that several leads share them and lists match leads. */
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

/** A database for random events. */
export interface World {
  readonly store: Store;
  readonly env: WriteEnv;
  /** Runs a command line on it; `file` stands for a file with these lines. A refusal is a valid answer. */
  crm(args: readonly string[], lines?: readonly string[]): Promise<string>;
  /** Lines of the last export of its leads. */
  exported: readonly string[];
  /** One of its leads or contacts by a small number. */
  pick(noun: 'lead' | 'contact', n: number): Promise<number | undefined>;
}

/** A random event. Throws a CrmError if a business rule refuses it. */
export type Step = (world: World) => Promise<unknown>;
type Work = (tx: Tx, id: number, env: WriteEnv) => Promise<unknown>;

/** A change to one of the leads, if there is one. */
const toLead =
  (n: number, work: Work): Step =>
  async ({ store, env, pick }) => {
    const id = await pick('lead', n);
    if (id !== undefined) await store.change((tx) => work(tx, id, env));
  };

const addLead = fc.tuple(numbers, fc.array(numbers, { maxLength: 2 }), fc.boolean()).map(
  ([phone, others, blocked]): Step =>
    ({ store, env }) => {
      const values = { first_name: 'Some', last_name: 'One', phone, other_phones: others };
      return store.change((tx) => insertRecord(tx, 'lead', { ...values, do_not_call: blocked }, env));
    },
);

const editLead = fc
  .tuple(
    lead,
    fc.oneof(
      numbers.map((phone) => ({ phone })),
      fc.boolean().map((blocked) => ({ do_not_call: blocked })),
      fc.constantFrom('2026-01-05T10:00:00.000Z', null).map((time) => ({ next_attempt_at: time })),
      fc.constantFrom('new', 'disqualified', 'nurturing').map((status) => ({ status })),
    ),
  )
  .map(([n, values]) => toLead(n, (tx, id, env) => updateRecord(tx, 'lead', id, values, env)));

const logWord = fc.tuple(lead, word).map(([n, said]) =>
  toLead(n, (tx, id, env) =>
    logCall(
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
        result: callResult(said) as CallResult,
        number: null,
        override: null,
      },
      env,
    ),
  ),
);

const removeLead = lead.map((n) => toLead(n, (tx, id) => removeRecord(tx, 'lead', id)));

const convert = fc.tuple(lead, fc.constantFrom('find', 'new')).map(([n, type]) =>
  toLead(n, (tx, id, env) => {
    const wish = { type: type as 'find' | 'new' };
    const terms = { account: wish, contact: wish, oppId: null, opp: null, currency: 'USD', ownerId: null };
    return convertLead(tx, id, terms, env);
  }),
);

const merge = fc.tuple(fc.constantFrom('lead' as const, 'contact' as const), lead, lead).map(
  ([noun, a, b]): Step =>
    async ({ store, env, pick }) => {
      const [keep, other] = [await pick(noun, a), await pick(noun, b)];
      if (keep === undefined || other === undefined || keep === other) return;
      await store.change((tx) => mergeRecords(tx, noun, { keep, others: [other] }, new Map(), env));
    },
);

const blockSomebody = fc.tuple(fc.constantFrom('lead' as const, 'contact' as const), lead).map(
  ([noun, n]): Step =>
    async ({ store, pick }) => {
      const id = await pick(noun, n);
      if (id !== undefined) await store.change((tx) => blockPerson(tx, { noun, id }, null));
    },
);

const list = fc.tuple(e164, fc.constantFrom(blockNumber, unblockNumber)).map(
  ([number, change]): Step =>
    ({ store }) =>
      store.change((tx) => change(tx, number, null, null)),
);

/** Files partly repeat known data: rows match leads by number, by name, or are new. */
const row = fc
  .tuple(
    fc.constantFrom('Some One', 'Jane Doe', 'Raj Rao'),
    fc.oneof(numbers, fc.constant('')),
    fc.oneof(numbers, fc.constant('')),
    fc.constantFrom('yes', 'no', ''),
    fc.constantFrom('', 'new', 'nurturing', 'converted'),
  )
  .map((cells) => cells.join(','));
const importFile = fc
  .tuple(
    fc.constantFrom('lead', 'contact'),
    fc.array(row, { minLength: 1, maxLength: 4 }),
    fc.constantFrom('update', 'skip'),
  )
  .map(
    ([noun, rows, onMatch]): Step =>
      ({ crm }) =>
        crm(
          [noun, 'import', 'file', '--on-match', onMatch, '--rejects', 'rejects'],
          ['name,phone,other phones,do not call,status', ...rows],
        ),
  );

const importList = fc.array(numbers, { minLength: 1, maxLength: 3 }).map(
  (rows): Step =>
    ({ crm }) =>
      crm(['dnc', 'import', 'file', '--rejects', 'rejects'], ['number', ...rows]),
);

/** An export of leads is imported later, after other events. */
const exportAll: fc.Arbitrary<Step> = fc.constantFrom<Step>(
  async (world) => {
    world.exported = (await world.crm(['lead', 'export'])).trimEnd().split('\n');
  },
  ({ crm, exported }) => crm(['lead', 'import', 'file', '--rejects', 'rejects'], exported),
);

const whenever: fc.Arbitrary<Step> = fc.constantFrom<Step>(
  ({ store }) => store.changes.undo(store.act),
  ({ store }) => store.changes.redo(store.act),
  // The queue belongs to nobody until it is requested again.
  ({ store }) => store.change((tx) => tx.update('cadence', 1, { attempts: 5 })),
);

/** All possible events. */
export const steps = fc.oneof(
  { weight: 3, arbitrary: addLead },
  { weight: 3, arbitrary: importFile },
  { weight: 2, arbitrary: editLead },
  { weight: 2, arbitrary: convert },
  { weight: 3, arbitrary: merge },
  { weight: 2, arbitrary: list },
  { weight: 2, arbitrary: whenever },
  logWord,
  removeLead,
  blockSomebody,
  importList,
  exportAll,
);

/** A new database, closed and removed when the test ends. */
export async function openWorld(): Promise<World> {
  const folder = databaseFolder();
  const path = join(folder, 'crm.db');
  const store = openStore({ path });
  const env = { CRM_DB: path, CRM_NOW: store.act.now, HOME: folder, XDG_CONFIG_HOME: join(folder, 'config') };
  return {
    store,
    env: await writeEnv(),
    exported: ['name'],
    async crm(args, lines = []) {
      const names: Record<string, string> = {
        file: join(folder, 'file.csv'),
        rejects: join(folder, 'rejects.csv'),
      };
      writeFileSync(join(folder, 'file.csv'), `${lines.join('\n')}\n`);
      const io = fakeIO(undefined, { env });
      const code = await runCli(
        args.map((arg) => names[arg] ?? arg),
        io,
      );
      expect([0, EXIT_PARTLY], io.stderr.text).toContain(code);
      rmSync(join(folder, 'rejects.csv'), { force: true });
      return io.stdout.text;
    },
    async pick(noun, n) {
      const ids = await sql<{ id: number }>`select id from ${sql.ref(noun)} order by id`.all(store.db);
      return ids[n % ids.length]?.id;
    },
  };
}
