import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { assignLead, cancelOpenWork, stepLead } from '../../src/app/leads/status-changes.ts';
import { closeOpp, moveOpp, reopenOpp, stepOpp } from '../../src/app/opps/stage-changes.ts';
import { CALL_RESULTS } from '../../src/domain/call-results.ts';
import { isCrmError } from '../../src/domain/errors.ts';
import type { Noun } from '../../src/domain/field.ts';
import { builtInNouns } from '../../src/nouns/index.ts';
import { logCall } from '../../src/store/activities/call.ts';
import { convertLead } from '../../src/store/conversion/convert.ts';
import { customFields, declareField, removeField } from '../../src/store/fields.ts';
import { markDistinct } from '../../src/store/merge/distinct.ts';
import { mergeRecords } from '../../src/store/merge/merge.ts';
import type { RowOf } from '../../src/store/schema.ts';
import { sql } from '../../src/store/sql.ts';
import { Store } from '../../src/store/store.ts';
import { readTitles } from '../../src/store/titles.ts';
import type { Tx } from '../../src/store/tx.ts';
import { insertRecord, updateRecord } from '../../src/store/write/record.ts';
import { removeRecord } from '../../src/store/write/remove.ts';
import type { Values, WriteEnv } from '../../src/store/write/values.ts';
import { NOW } from './program.ts';
import { databaseFolder, openStore, writeEnv } from './store.ts';

/** One command of a made-up day: its action, and numbers that choose its records. */
export interface Step {
  readonly act: keyof typeof ACTS;
  readonly a: number;
  readonly b: number;
}

/** Two users: neither undoes the other's change by accident. */
const USERS = ['ann', 'bob'] as const;

const COMPANIES = ['Acme', 'Acme, Inc.', 'Globex', null] as const;
const PEOPLE = [
  ['Jane', 'Doe'],
  ['Bob', "O'Roe"],
  [null, 'Müller'],
  [null, null],
] as const;
const EMAILS = ['jane@acme.test', 'info@acme.test', 'bob@globex.test', 'jane@gmail.com'];
const PHONES = ['+1 415 555 0100', '415 555 0101', 'extension 12'];
const TAGS = ['hot', 'Hot', 'expo', 'uk'];
const STAGES = ['prospecting', 'proposal', 'negotiation', 'won'];

const pick = <T>(items: readonly T[], n: number): T => items[n % items.length] as T;
const several = <T>(items: readonly T[], n: number): T[] => items.filter((_, i) => (n >> i) & 1);

/** A record of the noun, or undefined if there is none. */
async function any(tx: Tx, noun: Noun, n: number): Promise<number | undefined> {
  const rows = await sql<{ id: number }>`select id from ${sql.ref(noun)} order by id`.all(tx);
  return rows.length === 0 ? undefined : pick(rows, n).id;
}

async function first(tx: Tx, noun: Noun, n: number): Promise<number | null> {
  return (await any(tx, noun, n)) ?? null;
}

/** A value of each type of custom fields; a lookup has the number of an account. */
const CUSTOM_VALUES = {
  text: 'a; "b"',
  longtext: 'one\ntwo',
  number: 1.5,
  percent: 20,
  money: { minor: 1250, currency: 'EUR' },
  date: '2026-04-01',
  datetime: '2026-04-01T10:30:00.000Z',
  bool: true,
  choice: 'low',
  multichoice: ['low', 'high'],
  url: 'https://acme.test',
  email: 'jane@acme.test',
  phone: '+1 415 555 0100',
  user: 1,
  lookup: 1,
} as const;
const CUSTOM_TYPES = Object.keys(CUSTOM_VALUES) as (keyof typeof CUSTOM_VALUES)[];
const CUSTOM_NOUNS = ['lead', 'account', 'opp', 'task'] as const;

/** Sets or clears the value of a custom field that is there. */
async function customValue(tx: Tx, a: number, b: number, env: WriteEnv): Promise<void> {
  const noun = pick(CUSTOM_NOUNS, a);
  const fields = (await customFields(tx, noun)).filter(({ name }) => /^own_.*(?<!_id)$/.test(name));
  const id = await any(tx, noun, b);
  if (fields.length === 0 || id === undefined) return;
  const { name } = pick(fields, b);
  const type = name.replace('own_', '') as keyof typeof CUSTOM_VALUES;
  await updateRecord(tx, noun, id, { [name]: a % 5 === 0 ? null : CUSTOM_VALUES[type] }, env);
}

/** Adds a custom field, or removes it with its values. */
async function customField(tx: Tx, a: number, b: number): Promise<void> {
  const noun = pick(CUSTOM_NOUNS, a);
  const type = pick(CUSTOM_TYPES, b);
  const name = `own_${type}`;
  if ((await customFields(tx, noun)).some((field) => field.name === name)) return removeField(tx, noun, name);
  await declareField(tx, noun, {
    name,
    label: type,
    type,
    choices: type === 'choice' || type === 'multichoice' ? ['low', 'high'] : null,
    target: type === 'lookup' ? 'account' : null,
    indexed: a % 2 === 0 && type !== 'multichoice',
  });
}

type Act = (tx: Tx, a: number, b: number, env: WriteEnv) => Promise<unknown>;

const on =
  (noun: Noun, act: (tx: Tx, id: number, b: number, env: WriteEnv) => Promise<unknown>): Act =>
  async (tx, a, b, env) => {
    const id = await any(tx, noun, a);
    return id === undefined ? undefined : act(tx, id, b, env);
  };

const leadValues = (a: number, b: number): Values => {
  const [first_name, last_name] = pick(PEOPLE, a);
  const [email = null, ...other_emails] = several(EMAILS, b);
  const [phone = null, ...other_phones] = several(PHONES, a + b);
  return {
    first_name,
    last_name,
    company: pick(COMPANIES, b) ?? (last_name === null ? 'Nameless' : null),
    email,
    other_emails,
    phone,
    other_phones,
    tags: several(TAGS, a),
    city: b % 3 === 0 ? 'Rome' : null,
    score: a % 5 === 0 ? 50 : null,
    source: a % 2 === 0 ? 'expo' : null,
    ...(b % 2 === 0 ? { budget: { minor: 1200 + a, currency: 'EUR' } } : {}),
  };
};

/** The effects of the commands on the store, by the name of the command. */
const SINGLE = {
  'lead add': (tx, a, b, env) => insertRecord(tx, 'lead', { ...leadValues(a, b), owner_id: tx.userId }, env),
  'lead edit': on('lead', (tx, id, b, env) => updateRecord(tx, 'lead', id, leadValues(b, b >> 2), env)),
  'lead import': async (tx, a, b, env) => {
    for (let i = 0; i < 5; i++) await insertRecord(tx, 'lead', leadValues(a + i, b + i), env);
    await SINGLE['lead edit'](tx, a, b, env);
  },
  'lead qualify': on('lead', (tx, id, _, env) => stepLead(tx, id, 'qualified', { reason: null }, env)),
  'lead disqualify': on('lead', async (tx, id, b, env) => {
    await cancelOpenWork(tx, id, env);
    await stepLead(tx, id, 'disqualified', { reason: pick(TAGS, b), next_attempt_at: null }, env);
  }),
  'lead assign': on('lead', (tx, id, b, env) => assignLead(tx, id, (b % USERS.length) + 1, env)),
  'lead convert': on('lead', async (tx, id, b, env) => {
    const stages = await sql<RowOf<'stage'>>`select * from stage where kind = 'open'`.all(tx);
    const stage = pick(stages, b);
    const opp = { pipeline_id: stage.pipeline_id, stage_id: stage.id, close_date: '2026-05-01' };
    const anew = b % 5 === 0 ? ({ type: 'new' } as const) : ({ type: 'find' } as const);
    return convertLead(
      tx,
      id,
      {
        account: anew,
        contact: anew,
        oppId: b % 4 === 1 ? await first(tx, 'opp', b) : null,
        opp: b % 4 > 1 ? opp : null,
        ownerId: b % 3 === 0 ? 1 : null,
        currency: 'USD',
      },
      env,
    );
  }),
  'account add': (tx, a, b, env) =>
    insertRecord(tx, 'account', { name: pick(COMPANIES, a) ?? 'Other', tags: several(TAGS, b) }, env),
  'contact add': async (tx, a, b, env) => {
    const { company: _, score: __, budget: ___, ...person } = leadValues(a, b);
    const values = {
      ...person,
      last_name: person.last_name ?? 'Poe',
      account_id: await first(tx, 'account', a),
    };
    return insertRecord(tx, 'contact', values, env);
  },
  'opp add': async (tx, a, b, env) =>
    insertRecord(
      tx,
      'opp',
      {
        name: `Deal ${a}`,
        account_id: await first(tx, 'account', a),
        contact_id: await first(tx, 'contact', b),
        pipeline_id: 1,
        stage_id: (b % 4) + 1,
        currency: 'USD',
        ...(b % 2 === 0 ? { amount: { minor: a * 100, currency: 'EUR' } } : {}),
      },
      env,
    ),
  'opp edit': on('opp', (tx, id, b, env) =>
    updateRecord(tx, 'opp', id, { probability: b % 100, tags: several(TAGS, b) }, env),
  ),
  'opp advance': on('opp', (tx, id, _, env) => stepOpp(tx, id, 1, env)),
  'opp retreat': on('opp', (tx, id, _, env) => stepOpp(tx, id, -1, env)),
  'opp move': on('opp', (tx, id, b, env) => moveOpp(tx, id, pick(STAGES, b), env)),
  'opp win': on('opp', (tx, id, b, env) =>
    closeOpp(tx, id, { kind: 'won', on: b % 2 ? '2026-03-01' : null, values: {} }, env),
  ),
  'opp lose': on('opp', (tx, id, b, env) =>
    closeOpp(tx, id, { kind: 'lost', on: null, values: { lost_reason: pick(TAGS, b) } }, env),
  ),
  'opp reopen': on('opp', (tx, id, _, env) => reopenOpp(tx, id, undefined, env)),
  'log call': on('lead', async (tx, id, b, env) => {
    const [party] = await readTitles(tx, 'lead', [id]);
    if (!party) return;
    const at = Date.parse(tx.now) + 86_400_000;
    await logCall(
      tx,
      {
        type: 'call',
        with: party,
        at: tx.now,
        direction: 'out',
        duration: b % 90,
        outcome: null,
        subject: null,
        body: b % 2 ? 'said hello' : null,
        next: { date: new Date(at).toISOString().slice(0, 10), time: '10:00', at },
        result: pick(CALL_RESULTS, b),
        number: null,
        override: b % 7 === 0 ? 'they asked' : null,
      },
      env,
    );
  }),
  'task add': async (tx, a, b, env) =>
    insertRecord(
      tx,
      'task',
      {
        subject: `Do ${b}`,
        due_date: '2026-03-20',
        owner_id: tx.userId,
        [`${pick(['lead', 'contact', 'account', 'opp'] as const, a)}_id`]: await first(
          tx,
          pick(['lead', 'contact', 'account', 'opp'] as const, a),
          b,
        ),
        ...(b % 2 ? { every: 'week' } : {}),
      },
      env,
    ),
  'task done': on('task', (tx, id, _, env) => updateRecord(tx, 'task', id, { status: 'done' }, env)),
  merge: async (tx, a, b, env) => {
    const noun = pick(tx.nouns.mergeable, a);
    const [keep, other] = [await any(tx, noun, b), await any(tx, noun, b + 1 + a)];
    if (keep === undefined || other === undefined) return;
    await mergeRecords(tx, noun, { keep, others: [other] }, new Map(), env);
  },
  'not the same': async (tx, a, b) => {
    const [one, other] = [await any(tx, 'lead', a), await any(tx, pick(['lead', 'contact'], b), b)];
    if (one === undefined || other === undefined || one === other) return;
    await markDistinct(tx, { noun: 'lead', id: one }, { noun: pick(['lead', 'contact'], b), id: other });
  },
  rm: async (tx, a, b) => {
    const noun = pick(builtInNouns().names, a);
    const id = await any(tx, noun, b);
    if (id !== undefined) await removeRecord(tx, noun, id);
  },
  'custom value': customValue,
  'custom field': customField,
} satisfies Record<string, Act>;

/** Several of them as one change, like bulk commands: the same record can be changed again. */
const inOneGo: Act = async (tx, a, b, env) => {
  const acts = Object.values(SINGLE);
  for (let i = 0; i < 4; i++) await pick(acts, a + i * b)(tx, a % 3, b + i, env);
};

const ACTS = { ...SINGLE, 'in one go': inOneGo };

/** Changes before the day begins. */
const MORNING: readonly Step[] = [
  { act: 'account add', a: 0, b: 1 },
  { act: 'account add', a: 2, b: 0 },
  { act: 'contact add', a: 4, b: 3 },
  { act: 'contact add', a: 5, b: 6 },
  { act: 'lead import', a: 0, b: 6 },
  { act: 'opp add', a: 0, b: 0 },
  { act: 'opp add', a: 1, b: 3 },
  { act: 'opp add', a: 2, b: 2 },
  { act: 'task add', a: 0, b: 1 },
  { act: 'task add', a: 3, b: 2 },
  { act: 'log call', a: 1, b: 6 },
];

/** The database in the morning: a story uses a copy. */
let made: Uint8Array | undefined;

/** A database with some of everything, so that every command has data. */
export async function morning(): Promise<Store> {
  made ??= await makeMorning();
  const path = join(databaseFolder(), 'crm.db');
  writeFileSync(path, made);
  return openStore({ path });
}

async function makeMorning(): Promise<Uint8Array> {
  const path = join(databaseFolder(), 'crm.db');
  const store = openStore({ path });
  const env = await writeEnv();
  for (const user of USERS) await store.changes.change({ ...store.act, user }, async () => undefined);
  for (const noun of ['lead', 'contact', 'opp']) {
    const field = { noun, name: 'budget', label: 'Budget', type: 'money', choices: null };
    await store.change((tx) => tx.insert('field', field));
  }
  for (const step of MORNING) {
    if ((await take(store, step, env)) === null) throw new Error(`${step.act} did nothing`);
  }
  await store.close();
  return readFileSync(path);
}

/** A day of commands in random order. Leads and conversions are more frequent, because everything depends on them. */
export const story = (longest: number): fc.Arbitrary<Step[]> => {
  const acts = Object.keys(ACTS) as (keyof typeof ACTS)[];
  const act = fc.constantFrom(
    ...acts,
    'lead add',
    'lead convert',
    'opp advance',
    'custom field',
    'custom value',
    'custom value',
    'in one go',
    'task add',
    'log call',
    'merge',
    'merge',
  );
  return fc.array(fc.record({ act, a: fc.nat(30), b: fc.nat(30) }) as fc.Arbitrary<Step>, {
    minLength: 1,
    maxLength: longest,
  });
};

/** The store of one of the users some steps into the day; every other step is in the same millisecond. */
export function later({ engine }: Store, steps: number): Store {
  const now = new Date(Date.parse(NOW) + Math.floor(steps / 2) * 60_000).toISOString();
  return new Store(engine, { user: pick(USERS, steps >> 2), now, command: `step ${steps}` });
}

/** Runs a step as one change; returns its id, or null if it did nothing or was refused. */
export async function take(store: Store, { act, a, b }: Step, env: WriteEnv): Promise<number | null> {
  try {
    return (await store.change((tx) => ACTS[act](tx, a, b, env))).id;
  } catch (error) {
    if (isCrmError(error)) return null;
    throw error;
  }
}
