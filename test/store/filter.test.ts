import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fieldsOf } from '../../src/app/records/fields.ts';
import { CUSTOM_TYPES, type CustomField, type CustomType } from '../../src/domain/custom-field.ts';
import { toLocalDate } from '../../src/domain/dates.ts';
import type { Field, Noun, Row, Value } from '../../src/domain/field.ts';
import { operatorsOf } from '../../src/domain/filter/operators.ts';
import { parseFilter } from '../../src/domain/filter/parse.ts';
import { decimalText, type Money } from '../../src/domain/money.ts';
import { profileText } from '../../src/domain/profile.ts';
import { builtInNouns } from '../../src/nouns/index.ts';
import { declareField } from '../../src/store/fields.ts';
import { records } from '../../src/store/records.ts';
import { sql } from '../../src/store/sql.ts';
import { pipelineNamed } from '../../src/store/stages.ts';
import type { Store } from '../../src/store/store.ts';
import { insertRecord } from '../../src/store/write/record.ts';
import { NOW } from '../support/program.ts';
import { openStore, writeEnv } from '../support/store.ts';

const isInRange = ({ range: [min, max] = [0, Number.POSITIVE_INFINITY] }: Field, value: number) =>
  min <= value && value <= max;

/** Each noun after those it references. */
const ORDER = [
  'account',
  'contact',
  'opp',
  'product',
  'quote',
  'pricebook',
  'price',
  'campaign',
  'line',
  'purchase',
  'contract',
  'asset',
  'expense',
  'lead',
  'case',
  'doc',
  'task',
  'meeting',
  'activity',
] as const satisfies readonly Noun[];
const RECORDS_PER_NOUN = 9;
const VALUES_PER_FIELD = 3;

const TEXTS = [
  'Acme',
  'ACME east',
  'Müller & Co',
  'MÜLLER',
  '100% _sure_',
  'a "b" c',
  "it's",
  'new',
  '7',
  'me',
];
const ENV = { now: Date.parse(NOW), user: 'tester', currency: 'USD', nouns: builtInNouns().names };

/** A seeded sequence of numbers, so that a failure can be repeated. */
type Dice = (sides: number) => number;

function diceOf(seed: number): Dice {
  let state = seed;
  return (sides) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % sides;
  };
}

const pick = <T>(dice: Dice, from: readonly T[]): T => from[dice(from.length)] as T;

/** A random value of any editable field, or undefined if this test sets it elsewhere. */
function madeUp(field: Field, dice: Dice, at: number): Value | undefined {
  const { name, type } = field;
  if (name === 'external_id') return `x-${at}`;
  if (type === 'list' && field.choices) return field.choices.filter(() => dice(2) === 0);
  if (name === 'timezone') return pick(dice, ['Europe/Berlin', 'America/New_York']);
  if (name === 'every') return pick(dice, ['week', '2 weeks']);
  if (name === 'id' || name === 'currency' || name.endsWith('_id') || name.endsWith('_ids')) return undefined;
  if (type === 'list' && (field.target !== undefined || name.endsWith('_labels'))) return undefined;
  // A meeting or a term ends after it begins.
  if (name === 'ends_at' || name === 'ends_on') return undefined;
  if (name === 'probability') return dice(101);
  switch (type) {
    case 'text':
    case 'url':
      return pick(dice, TEXTS);
    case 'choice':
      return pick(
        dice,
        (field.choices ?? []).filter((choice) => choice !== 'converted'),
      );
    case 'email':
      return `Jane${dice(5)}@acme.example`;
    case 'phone':
      return pick(dice, ['+1 415 555 0100', '(415) 555-0101', 'ask at the desk']);
    case 'integer':
    case 'number':
      return pick(
        dice,
        [0, 1, 3, 7, 50].filter((value) => isInRange(field, value)),
      );
    case 'bool':
      return dice(2) === 1;
    case 'money':
      return {
        minor: pick(dice, [0, 100, 12_000, 1_200_000]),
        currency: pick(dice, ['USD', 'EUR', 'JPY', 'KWD']),
      };
    case 'date':
      return pick(dice, ['2026-03-11', '2026-03-12', '2025-01-01']);
    case 'datetime':
      return pick(dice, ['2026-03-11T23:30:00.000Z', '2026-03-12T10:00:00.000Z', '2025-01-01T00:00:00.000Z']);
    case 'duration':
      return pick(dice, [0, 90, 3600]);
    case 'list':
      return listOf(field, dice);
    default:
      return undefined;
  }
}

function listOf({ element }: Field, dice: Dice): string[] {
  if (element === 'email') return [`second${dice(3)}@acme.example`, 'Third@acme.example'].slice(dice(3));
  if (element === 'phone') return ['+44 20 7946 0958', '+1 415 555 0102'].slice(dice(3));
  return TEXTS.filter(() => dice(4) === 0);
}

/** One noun has the others too: all of them everywhere would take minutes. */
const PLAIN_TYPES = ['text', 'number', 'money', 'date', 'bool', 'choice'] as const;

const FORMULAS: Partial<Record<CustomType, Pick<CustomField, 'expression' | 'result'>>> = {
  formula: { expression: 'own_number * 2 + 1', result: 'number' },
  rollup: { expression: 'count(tasks)', result: 'number' },
};

/** A database with records of every noun, with values for every field, including custom ones of every type. */
async function filled(dice: Dice): Promise<Store> {
  const store = openStore();
  const env = await writeEnv();
  const { id: pipeline_id, stages } = await pipelineNamed(store.db);
  await store.change(async (tx) => {
    for (const noun of builtInNouns().names) {
      for (const type of noun === 'opp' ? CUSTOM_TYPES : PLAIN_TYPES)
        await declareField(tx, noun, {
          name: `own_${type}`,
          label: type,
          type,
          choices: type === 'choice' || type === 'multichoice' ? ['low', 'High'] : null,
          target: type === 'lookup' ? 'account' : null,
          ...FORMULAS[type],
        });
    }
  });
  await store.change(async (tx) => {
    const users = [
      tx.userId,
      await tx.insert('user', { name: 'ann', full_name: 'Ann Lee', email: 'ann@us.example' } as never),
      null,
    ];
    const ids: Record<string, number[]> = {
      account: [],
      contact: [],
      opp: [],
      lead: [],
      case: [],
      doc: [],
      task: [],
      meeting: [],
      product: [],
      quote: [],
      pricebook: [],
      price: [],
      campaign: [],
      line: [],
      purchase: [],
      contract: [],
      asset: [],
      expense: [],
      activity: [],
    };
    const link = (noun: Noun) => (dice(3) === 0 ? null : (pick(dice, ids[noun] ?? []) ?? null));
    for (const noun of ORDER) {
      const fields = await fieldsOf(store, builtInNouns().get(noun));
      const currencies = (await sql<{ currency: string }>`select currency from opp order by id`.all(tx)).map(
        ({ currency }) => currency,
      );
      for (let at = 0; at < RECORDS_PER_NOUN; at++) {
        const values: Record<string, Value> = {};
        for (const field of fields) {
          if (field.access === 'computed' || dice(4) === 0) continue;
          const value = madeUp(field, dice, at);
          if (value !== undefined) values[field.name] = value;
          if (field.type !== 'ref' || field.target === 'pipeline' || field.target === 'stage') continue;
          values[`${field.name}_id`] =
            field.target === 'user' ? pick(dice, users) : link(field.target as Noun);
        }
        for (const address of ['email', 'phone'])
          if (values[address] !== undefined && dice(2) === 0)
            values[`${address}_labels`] = [`${pick(dice, ['work', 'bad', 'home bad'])}: ${values[address]}`];
        const needed = { name: pick(dice, TEXTS), company: pick(dice, TEXTS), subject: pick(dice, TEXTS) };
        for (const [name, value] of Object.entries(needed))
          if (fields.some((field) => field.name === name && field.name !== 'id')) values[name] ??= value;
        if (noun === 'contact')
          Object.assign(values, {
            last_name: values.name,
            name: undefined,
            other_accounts: links(ids.account ?? [], dice).map((id, i) =>
              i === 0 ? `${id} (since 2024-01-01)` : id,
            ),
            related_contacts: links(ids.contact ?? [], dice)
              .filter((id) => id !== 'undefined')
              .map((id) => `${id} (mentor)`),
          });
        if (noun === 'lead') delete values.name;
        if (noun === 'opp')
          Object.assign(values, {
            pipeline_id,
            stage_id: pick(dice, stages).id,
            currency: (values.amount as Money | undefined)?.currency ?? 'USD',
            other_contacts: links(ids.contact ?? [], dice).map((id, i) =>
              i === 0 ? `${id} (champion)` : id,
            ),
          });
        if (noun === 'doc') values.url ??= 'https://files.example/a.pdf';
        if (noun === 'quote') values.opp_id = at + 1;
        if (noun === 'pricebook' || noun === 'price') delete values.valid_until;
        if (noun === 'price')
          Object.assign(values, {
            pricebook_id: at + 1,
            product_id: at + 1,
            price: { minor: dice(9999), currency: 'EUR' },
          });
        if (noun === 'line')
          Object.assign(values, {
            opp_id: at + 1,
            price: { minor: dice(9999), currency: currencies[at] ?? 'USD' },
            discount: 0,
            discount_amount: null,
            recurring: 'month',
          });
        if (noun === 'account')
          values.team = links(
            users.filter((id) => id !== null),
            dice,
          ).map((id) => `${id} (support)`);
        if (noun === 'opp')
          values.splits = links(
            users.filter((id) => id !== null),
            dice,
          );
        // A handle is stored as its address, which is that of one person.
        if (typeof values.linkedin === 'string')
          values.linkedin = profileText(`${values.linkedin}.${at}`, 'linkedin');
        // What is expected of a deal is in the currency of its amount.
        if (noun === 'opp' && values.forecast_amount && values.amount)
          values.forecast_amount = {
            ...(values.forecast_amount as Money),
            currency: (values.amount as Money).currency,
          };
        // A recurring amount is that of a month or a year.
        if (noun === 'purchase') values.recurring ??= 'year';
        if (noun === 'expense')
          Object.assign(values, { amount: { minor: dice(9999), currency: 'EUR' }, campaign_id: null });
        if (noun === 'contract') Object.assign(values, { ends_on: null, notice_on: null, term: null });
        if (noun === 'activity')
          Object.assign(values, { type: values.type ?? 'note', at: values.at ?? tx.now });
        ids[noun]?.push(
          await insertRecord(tx, noun, values, { ...env, declared: fields.filter(({ custom }) => custom) }),
        );
      }
    }
  });
  return store;
}

const links = (ids: readonly number[], dice: Dice) =>
  [...new Set([0, 1].map(() => String(pick(dice, ids))))].slice(dice(3));

/** A query: an operator, the value as typed, and the slow answer for a row of a list. */
interface Question {
  readonly text: string;
  readonly fits: (row: Row) => boolean;
}

/** Every query of this test for a field, with existing values and a missing one. */
function questions(field: Field, rows: readonly Row[], dice: Dice): Question[] {
  const { name, type } = field;
  const asked = new Set<string>(['nothing has this']);
  const shown = rows.flatMap((row) => textsOf(field, row));
  for (let i = 0; i < VALUES_PER_FIELD && shown.length > 0; i++) asked.add(pick(dice, shown));
  const all: Question[] = [
    { text: `${name} is empty`, fits: (row) => isEmpty(row, field) },
    { text: `${name} is not empty`, fits: (row) => !isEmpty(row, field) },
  ];
  const typed = [...asked].filter((value) => canBe(field, value));
  for (const value of typed) {
    const said = dice(2) === 0 || type === 'ref' ? value : value.toUpperCase();
    const wanted = `"${said.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
    const is = (row: Row) => isEqual(field, row, said);
    const has = (row: Row) => contains(field, row, said);
    all.push(
      { text: `${name} = ${wanted}`, fits: is },
      { text: `${name} != ${wanted}`, fits: (row) => !is(row) },
    );
    if (operatorsOf(type).includes('~'))
      all.push(
        { text: `${name} ~ ${wanted}`, fits: has },
        { text: `${name} !~ ${wanted}`, fits: (row) => !has(row) },
      );
  }
  if (typed.length > 0) {
    const list = typed
      .map((value) => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`)
      .join(', ');
    const isIn = (row: Row) => typed.some((value) => isEqual(field, row, value));
    all.push({ text: `${name} in (${list})`, fits: isIn });
    all.push({ text: `${name} not in (${list})`, fits: (row) => !isIn(row) });
  }
  return all;
}

/** The texts a user can type for the value of a row: as shown, and other names. */
function textsOf(field: Field, row: Row): string[] {
  const { name, type } = field;
  const number = row[`${name}_id`];
  return entriesOf(field, row)
    .flatMap((value) => {
      if (type === 'money') {
        const amount = value as Money;
        return [decimalText(amount), `${amount.currency} ${decimalText(amount)}`];
      }
      if (type === 'ref' && typeof number === 'number')
        return [String(value), `${number}`, `${field.target}:${number}`];
      if (type === 'datetime') return [String(value), toLocalDate(String(value))];
      if (isListOfRelations(field)) return [String(value), nameAlone(value)];
      return [String(value)];
    })
    .concat(linkedNumbers(field, row).slice(0, 1));
}

const isListOfRelations = ({ type, target }: Field) => type === 'list' && target !== undefined;

/** An element without what is said of it in parentheses. */
const nameAlone = (value: Value) => String(value).replace(/ \([^()]*\)$/, '');

/** The values used to compare a field, including additional values. */
function entriesOf({ name, overflow }: Field, row: Row): Value[] {
  const further = overflow ? (row[overflow] as readonly string[] | null) : null;
  // Labels are found by what they say, not by the address that they are of.
  const own = name.endsWith('_labels')
    ? ((row[name] ?? []) as readonly string[]).flatMap((text) => text.replace(/:.*/, '').split(' '))
    : (row[name] ?? null);
  return [...(Array.isArray(own) ? own : [own]), ...(further ?? [])].filter((value) => value !== null);
}

const linkedNumbers = ({ name }: Field, row: Row): readonly string[] =>
  ['other_contacts', 'other_accounts', 'related_contacts'].includes(name)
    ? ((row[name.replace(/s$/, '_ids')] as readonly string[] | null) ?? [])
    : [];

const isNumber = ({ type }: Field) => ['integer', 'number', 'duration'].includes(type);

/** Whether a field accepts text operators: otherwise it is a usage error, which other tests cover. */
function canBe(field: Field, text: string): boolean {
  try {
    parseFilter(`${field.name} = "${text.replaceAll('"', '\\"')}"`, [field], ENV);
    return true;
  } catch {
    return false;
  }
}

function isEmpty(row: Row, field: Field): boolean {
  if (field.type === 'list') return ((row[field.name] as readonly string[] | null) ?? []).length === 0;
  return row[field.name] === null || row[field.name] === '';
}

const same = (a: unknown, b: string) => String(a).toLowerCase() === b.toLowerCase();

function isEqual(field: Field, row: Row, text: string): boolean {
  const { name, type } = field;
  const entries = entriesOf(field, row);
  if (type === 'bool') return (row[name] ?? false) === (text.toLowerCase() === 'true');
  if (isNumber(field)) return entries.some((value) => value === Number(text));
  if (type === 'money') {
    const [, currency, amount] = /^(?:([A-Z]{3}) )?(.*)$/.exec(text) ?? [];
    return entries.some((value) => {
      const money = value as Money;
      return (
        (currency === undefined || money.currency === currency) &&
        Number(decimalText(money)) === Number(amount)
      );
    });
  }
  if (type === 'datetime')
    return entries.some(
      (value) => value === text || (/^[\d-]{10}$/.test(text) && toLocalDate(String(value)) === text),
    );
  if (entries.some((value) => same(value, text))) return true;
  if (isPhone(field)) {
    // A national number is one of the country at home, whatever the record's own country makes of it.
    const typed = text === '(415) 555-0101' ? '+14155550101' : text;
    return entries.some((value) => /^\+/.test(typed) && String(value) === typed.replace(/[^\d+]/g, ''));
  }
  if (type === 'ref' && field.target !== 'user') {
    const number = row[`${name}_id`];
    return (
      number !== null &&
      number !== undefined &&
      (text === `${number}` || text === `${field.target}:${number}`)
    );
  }
  if (isListOfRelations(field) && entries.some((value) => same(nameAlone(value), text))) return true;
  return linkedNumbers(field, row).includes(text);
}

/** The digits of a custom field are not looked at apart. */
const isPhone = ({ type, element, custom }: Field) => !custom && (type === 'phone' || element === 'phone');

function contains(field: Field, row: Row, text: string): boolean {
  const has = (value: Value) => String(value).toLowerCase().includes(text.toLowerCase());
  const digits = text.replace(/\D/g, '');
  const dials = (value: Value) =>
    isPhone(field) && digits.length >= 3 && String(value).replace(/\D/g, '').includes(digits);
  return entriesOf(field, row).some((value) => has(value) || dials(value));
}

test('a filter on any field of any noun finds exactly the matching records', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 2 ** 31 - 2 }), async (seed) => {
      const dice = diceOf(seed);
      const store = await filled(dice);
      for (const noun of builtInNouns().names) {
        const fields = await fieldsOf(store, builtInNouns().get(noun));
        const rows: Row[] = [];
        for await (const row of records(store.engine, { noun, fields })) rows.push(row);
        // Deals that move make activities, and those that are won purchases.
        expect(rows.length).toBeGreaterThanOrEqual(RECORDS_PER_NOUN);
        for (const field of fields) {
          for (const { text, fits } of questions(field, rows, dice)) {
            const found: unknown[] = [];
            const where = parseFilter(text, fields, ENV);
            for await (const row of records(store.engine, { noun, fields: [], where })) found.push(row.id);
            const wanted = rows.filter(fits).map((row) => row.id);
            expect({ noun, text, found: found.sort() }).toEqual({ noun, text, found: wanted.sort() });
          }
        }
      }
    }),
    { numRuns: 2 },
  );
});

test('a filter can list thousands of values and search for pages of text', async () => {
  const store = openStore();
  const text = 'long '.repeat(12_000).trim();
  const env = await writeEnv();
  await store.change((tx) => insertRecord(tx, 'lead', { last_name: 'Doe', notes: `${text} end` }, env));
  const fields = await fieldsOf(store, builtInNouns().get('lead'));
  const numbers = Array.from({ length: 5000 }, (_, at) => at);
  const chain = numbers.map((number) => `score != ${number}`).join(' and ');
  for (const filter of [`id in (${numbers.join(', ')})`, chain, `notes ~ "${text.toUpperCase()}"`]) {
    const found: unknown[] = [];
    const where = parseFilter(filter, fields, ENV);
    for await (const row of records(store.engine, { noun: 'lead', fields: [], where })) found.push(row.id);
    expect(found).toEqual([1]);
  }
});
