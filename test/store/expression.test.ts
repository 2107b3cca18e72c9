import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { fieldsOf } from '../../src/app/records/fields.ts';
import { addDaysTo, daysBetween, startOf, toLocalDate, weekdayOf } from '../../src/domain/dates/calendar.ts';
import { parseRate } from '../../src/domain/exchange-rate.ts';
import type { Noun, Value } from '../../src/domain/field.ts';
import type { ComputedField } from '../../src/domain/filter/ast.ts';
import { parseExpression, parseFilter } from '../../src/domain/filter/parse.ts';
import { fieldTypeOf } from '../../src/domain/filter/value-types.ts';
import { minorDigits } from '../../src/domain/money.ts';
import { builtInNouns } from '../../src/nouns/index.ts';
import { declareField } from '../../src/store/fields.ts';
import { readLinks } from '../../src/store/formulas.ts';
import { setRate } from '../../src/store/rates.ts';
import { records } from '../../src/store/records.ts';
import { pipelineNamed } from '../../src/store/stages.ts';
import type { Store } from '../../src/store/store.ts';
import { crmErrorOf } from '../support/crm-error.ts';
import { exchanged, type ModelRate } from '../support/exchange.ts';
import { NOW } from '../support/program.ts';
import { addRecords, openStore } from '../support/store.ts';

const TODAY = toLocalDate(NOW);
const INDUSTRIES = ['Software', 'Retail', null];
const SOURCES = ['web', 'Expo', null];
const CURRENCIES = ['USD', 'EUR', 'JPY'];

/** There is none for euros before this day. */
const RATES: readonly ModelRate[] = [
  { currency: 'EUR', day: addDaysTo(TODAY, -100), text: '1.08' },
  { currency: 'EUR', day: addDaysTo(TODAY, -20), text: '1.123456' },
  { currency: 'JPY', day: '2020-01-01', text: '0.00667' },
];

interface Amount {
  readonly minor: number;
  readonly currency: string;
}

interface Account {
  readonly id: number;
  readonly name: string;
  readonly industry: string | null;
  readonly parent: number | null;
}

interface Opp {
  readonly id: number;
  readonly name: string;
  readonly account: number | null;
  readonly source: string | null;
  readonly amount: Amount | null;
  readonly probability: number;
  readonly close_date: string | null;
  readonly status: string;
}

const accounts: Account[] = [];
const opps: Opp[] = [];
let store: Store;
let env: Parameters<typeof parseExpression>[2];

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

/** A database with the accounts and deals of the model. */
beforeEach(async () => {
  store = openStore();
  accounts.length = 0;
  opps.length = 0;
  const dice = diceOf(7);
  for (let id = 1; id <= 8; id++)
    accounts.push({
      id,
      name: `Account ${id}`,
      industry: pick(dice, INDUSTRIES),
      parent: id < 4 ? null : dice(3) + 1,
    });
  await addRecords(
    store,
    'account',
    accounts.map(({ name, industry, parent }) => ({ name, industry, parent_id: parent })),
  );
  const { id: pipeline_id, stages } = await pipelineNamed(store.db);
  const values: Record<string, Value>[] = [];
  for (let id = 1; id <= 24; id++) {
    const stage = pick(dice, stages);
    const currency = pick(dice, CURRENCIES);
    const opp: Opp = {
      id,
      name: `Deal ${id}`,
      account: dice(5) === 0 ? null : dice(8) + 1,
      source: pick(dice, SOURCES),
      amount: dice(4) === 0 ? null : { minor: (dice(9) - 1) * 1_000, currency },
      probability: stage.probability,
      close_date: dice(4) === 0 ? null : addDaysTo(TODAY, dice(600) - 300),
      status: stage.kind,
    };
    opps.push(opp);
    const { name, source, amount, close_date } = opp;
    values.push({
      name,
      source,
      amount,
      currency,
      close_date,
      account_id: opp.account,
      pipeline_id,
      stage_id: stage.id,
    });
  }
  await addRecords(store, 'opp', values);
  await store.change(async (tx) => {
    for (const { currency, day, text } of RATES)
      await setRate(tx, { currency, base: 'USD', day, ...parseRate(text, currency, 'USD') });
  });
  env = {
    now: Date.parse(NOW),
    user: 'tester',
    currency: 'USD',
    nouns: builtInNouns().names,
  };
});

const linkedTo = async (noun: Noun) => ({ ...env, linked: { noun, links: await readLinks(store.db) } });

/** What the database makes of an expression, by record number. */
async function computed(noun: Noun, text: string): Promise<Map<number, unknown>> {
  const expression = parseExpression(text, builtInNouns().get(noun).fields, await linkedTo(noun));
  const field: ComputedField = {
    name: 'result',
    type: fieldTypeOf(expression.of),
    label: '',
    access: 'computed',
    help: '',
    expression,
  };
  const found = new Map<number, unknown>();
  for await (const { id, result } of records(store.engine, { noun, fields: [field] }))
    found.set(Number(id), result);
  return found;
}

/** The records that match a filter. */
async function matching(noun: Noun, text: string): Promise<number[]> {
  const fields = await fieldsOf(store, builtInNouns().get(noun));
  const where = parseFilter(text, fields, await linkedTo(noun));
  const found: number[] = [];
  for await (const { id } of records(store.engine, { noun, fields: [], where })) found.push(Number(id));
  return found;
}

// The slow model: an expression as text, and a function of a record.

/** A result that the model does not follow: too large, or a day that no calendar has. */
class OutOfRange extends Error {}

type Record_ = Account | Opp;
interface Made<T> {
  readonly text: string;
  readonly of: (record: Record_) => T | null;
}

const inRange = (value: number): number => {
  if (Math.abs(value) > 2 ** 40) throw new OutOfRange();
  return value === 0 ? 0 : value;
};
const rounded = (value: number) => inRange(Math.sign(value) * Math.floor(Math.abs(value) + 0.5));
const lift =
  <A, B, T>(one: Made<A>, other: Made<B>, join: (a: A, b: B) => T | null) =>
  (record: Record_): T | null => {
    const [a, b] = [one.of(record), other.of(record)];
    return a === null || b === null ? null : join(a, b);
  };
const map =
  <A, T>(one: Made<A>, change: (a: A) => T | null) =>
  (record: Record_): T | null => {
    const a = one.of(record);
    return a === null ? null : change(a);
  };

const isOpp = (record: Record_): record is Opp => 'probability' in record;
const units = (currency: string) => 10 ** minorDigits(currency);
const accountOf = (record: Record_): Account | undefined =>
  accounts.find(({ id }) => id === (isOpp(record) ? record.account : record.parent));

/** Makes random expressions over the records of a noun. */
class Maker {
  readonly #dice: Dice;
  readonly #noun: 'account' | 'opp';

  constructor(dice: Dice, noun: 'account' | 'opp') {
    this.#dice = dice;
    this.#noun = noun;
  }

  #pick<T>(makers: readonly (() => T)[]): T {
    return pick(this.#dice, makers)();
  }

  #field<T>(name: string): Made<T> {
    return { text: name, of: (record) => (record as unknown as Record<string, T | null>)[name] ?? null };
  }

  number(depth: number): Made<number> {
    const literal = () => {
      const n = this.#dice(12);
      return { text: String(n), of: () => n };
    };
    const own = this.#noun === 'opp' ? () => this.#field<number>('probability') : literal;
    if (depth === 0) return this.#pick<Made<number>>([literal, own]);
    const sub = () => this.number(depth - 1);
    const day = () => this.day(depth - 1);
    const two = (sign: string, join: (a: number, b: number) => number | null) => () => {
      const [a, b] = [sub(), sub()];
      return { text: `(${a.text} ${sign} ${b.text})`, of: lift(a, b, join) };
    };
    const fromDay = (name: string, change: (day: string) => number) => () => {
      const a = day();
      return { text: `${name}(${a.text})`, of: map(a, change) };
    };
    return this.#pick<Made<number>>([
      literal,
      own,
      two('+', (a, b) => inRange(a + b)),
      two('-', (a, b) => inRange(a - b)),
      two('*', (a, b) => inRange(a * b)),
      two('/', (a, b) => (b === 0 ? null : a / b)),
      fromDay('year', (a) => Number(a.slice(0, 4))),
      fromDay('month', (a) => Number(a.slice(5, 7))),
      fromDay('quarter', (a) => Math.ceil(Number(a.slice(5, 7)) / 3)),
      fromDay('weekday', (a) => weekdayOf(a) + 1),
      fromDay('days_since', (a) => daysBetween(a, TODAY)),
      fromDay('days_until', (a) => daysBetween(TODAY, a)),
      () => {
        const [a, b] = [day(), day()];
        return { text: `(${a.text} - ${b.text})`, of: lift(a, b, (x, y) => daysBetween(y, x)) };
      },
      () => {
        const a = sub();
        return { text: `round(${a.text})`, of: map(a, rounded) };
      },
      () => {
        const a = this.money(depth - 1);
        return { text: `number(${a.text})`, of: map(a, (x) => x.minor / units(x.currency)) };
      },
      () => {
        const [a, b] = [this.money(depth - 1), this.money(depth - 1)];
        return {
          text: `(${a.text} / ${b.text})`,
          of: lift(a, b, (x, y) => (x.currency === y.currency && y.minor !== 0 ? x.minor / y.minor : null)),
        };
      },
      () => {
        const a = this.text(depth - 1);
        return { text: `length(${a.text})`, of: map(a, (x) => x.length) };
      },
      () => this.#either(depth, () => sub()),
      () => this.#aggregate(depth, 'count', (rows) => rows.length),
      () =>
        this.#aggregate(
          depth,
          'sum',
          (rows) => rows.reduce((sum, row) => sum + row.probability, 0),
          'probability',
        ),
      () =>
        this.#aggregate(
          depth,
          'max',
          (rows) => (rows.length === 0 ? null : Math.max(...rows.map((row) => row.probability))),
          'probability',
        ),
    ]);
  }

  money(depth: number): Made<Amount> {
    const fixed = () => {
      const [n, currency] = [this.#dice(50), pick(this.#dice, CURRENCIES)];
      return { text: `money(${n}, "${currency}")`, of: () => ({ minor: n * units(currency), currency }) };
    };
    const own = this.#noun === 'opp' ? () => this.#field<Amount>('amount') : fixed;
    if (depth === 0) return this.#pick<Made<Amount>>([fixed, own]);
    const sub = () => this.money(depth - 1);
    const two = (sign: string, join: (a: number, b: number) => number) => () => {
      const [a, b] = [sub(), sub()];
      return {
        text: `(${a.text} ${sign} ${b.text})`,
        of: lift(a, b, (x, y) =>
          x.currency === y.currency ? { minor: inRange(join(x.minor, y.minor)), currency: x.currency } : null,
        ),
      };
    };
    return this.#pick<Made<Amount>>([
      fixed,
      own,
      two('+', (a, b) => a + b),
      two('-', (a, b) => a - b),
      () => {
        const [a, n] = [sub(), this.number(depth - 1)];
        return {
          text: `(${a.text} * ${n.text})`,
          of: lift(a, n, (x, y) => ({ minor: rounded(x.minor * y), currency: x.currency })),
        };
      },
      () => {
        const [a, n] = [sub(), this.number(depth - 1)];
        return {
          text: `(${a.text} + ${n.text})`,
          of: lift(a, n, (x, y) => ({
            minor: inRange(x.minor + rounded(y * units(x.currency))),
            currency: x.currency,
          })),
        };
      },
      () => this.#either(depth, () => sub()),
      () => this.#aggregate(depth, 'sum', sumOf, 'amount'),
    ]);
  }

  text(depth: number): Made<string> {
    const literal = () => {
      const text = pick(this.#dice, ['web', 'Retail', 'x y']);
      return { text: `"${text}"`, of: () => text };
    };
    const name = () => this.#field<string>('name');
    const own =
      this.#noun === 'opp' ? () => this.#field<string>('source') : () => this.#field<string>('industry');
    const path = this.#noun === 'opp' ? 'account' : 'parent';
    const ofAccount = () => ({
      text: `${path}.industry`,
      of: (record: Record_) => accountOf(record)?.industry ?? null,
    });
    if (depth === 0) return this.#pick<Made<string>>([literal, name, own, ofAccount]);
    return this.#pick<Made<string>>([
      own,
      ofAccount,
      () => {
        const [a, b] = [this.text(depth - 1), this.text(depth - 1)];
        return {
          text: `concat(${a.text}, ${b.text})`,
          of: (record) => `${a.of(record) ?? ''}${b.of(record) ?? ''}` || null,
        };
      },
      () => {
        const a = this.text(depth - 1);
        return { text: `lower(${a.text})`, of: map(a, (x) => x.toLowerCase()) };
      },
      () => {
        const a = this.day(depth - 1);
        return { text: `year_month(${a.text})`, of: map(a, (x) => x.slice(0, 7)) };
      },
      () => this.#either(depth, () => this.text(depth - 1)),
    ]);
  }

  day(depth: number): Made<string> {
    const literal = () => {
      const day = addDaysTo(TODAY, this.#dice(900) - 450);
      return { text: day, of: () => day };
    };
    const today = () => ({ text: 'today', of: () => TODAY });
    const own = this.#noun === 'opp' ? () => this.#field<string>('close_date') : today;
    const created = () => ({ text: 'date(created_at)', of: () => TODAY });
    if (depth === 0) return this.#pick<Made<string>>([literal, today, own, created]);
    return this.#pick<Made<string>>([
      own,
      () => {
        const a = this.day(depth - 1);
        return { text: `month_start(${a.text})`, of: map(a, (x) => startOf('month', x)) };
      },
      () => {
        const a = this.day(depth - 1);
        return { text: `week_start(${a.text})`, of: map(a, (x) => startOf('week', x)) };
      },
      () => {
        const [a, n] = [this.day(depth - 1), this.number(0)];
        return { text: `(${a.text} + ${n.text})`, of: lift(a, n, (x, y) => addDaysTo(x, y)) };
      },
      () => this.#either(depth, () => this.day(depth - 1)),
      () =>
        this.#aggregate(
          depth,
          'max',
          (rows) =>
            rows
              .flatMap(({ close_date }) => close_date ?? [])
              .sort()
              .at(-1) ?? null,
          'close_date',
        ),
    ]);
  }

  condition(depth: number): Made<boolean> {
    const always =
      <T>(made: (record: Record_) => T | null) =>
      (record: Record_) =>
        made(record) ?? (false as T);
    const compared =
      <T>(make: () => Made<T>, order: (a: T, b: T, sign: string, record: Record_) => number | null) =>
      () => {
        const [a, b] = [make(), make()];
        const [sign, holds] = pick(this.#dice, [
          ['<', (n: number) => n < 0],
          ['>=', (n: number) => n >= 0],
          ['=', (n: number) => n === 0],
        ] as const);
        return {
          text: `${a.text} ${sign} (${b.text})`,
          of: always((record) =>
            lift(a, b, (x, y) => {
              const n = order(x, y, sign, record);
              return n === null ? null : holds(n);
            })(record),
          ),
        };
      };
    const isOf = () => {
      const of = pick(this.#dice, ['software', 'web', 'retail']);
      const field = this.#noun === 'opp' ? 'source' : 'industry';
      const own = this.#field<string>(field);
      return { text: `${field} = ${of}`, of: always(map(own, (x) => x.toLowerCase() === of)) };
    };
    const atAccount = () => {
      const path = this.#noun === 'opp' ? 'account' : 'parent';
      return {
        text: `${path}.industry != software`,
        of: (record: Record_) => accountOf(record)?.industry !== 'Software',
      };
    };
    const missing = () => {
      const path = this.#noun === 'opp' ? 'account' : 'parent';
      return {
        text: `${path}.industry is empty`,
        of: (record: Record_) => (accountOf(record)?.industry ?? null) === null,
      };
    };
    if (depth === 0) return this.#pick<Made<boolean>>([isOf, atAccount, missing]);
    const number = () => this.number(depth - 1);
    return this.#pick<Made<boolean>>([
      isOf,
      atAccount,
      compared(number, (a, b) => a - b),
      compared(
        () => this.day(depth - 1),
        (a, b) => daysBetween(b, a),
      ),
      compared(
        () => this.money(depth - 1),
        (a, b, sign, record) => {
          if (a.currency === b.currency) return a.minor - b.minor;
          if (sign === '=') return null;
          const [x, y] = [a, b].map((amount) => exchanged(amount, rateDayOf(record), RATES, 'USD'));
          return x == null || y == null ? null : x - y;
        },
      ),
      () => {
        const [a, b] = [this.condition(depth - 1), this.condition(depth - 1)];
        const word = pick(this.#dice, ['and', 'or'] as const);
        return {
          text: `(${a.text} ${word} ${b.text})`,
          of: (record) =>
            word === 'and'
              ? a.of(record) === true && b.of(record) === true
              : a.of(record) === true || b.of(record) === true,
        };
      },
      () => {
        const a = this.condition(depth - 1);
        return { text: `not (${a.text})`, of: (record) => a.of(record) !== true };
      },
      () => this.#aggregate(depth, 'exists', (rows) => rows.length > 0),
    ]);
  }

  #either<T>(depth: number, make: () => Made<T>): Made<T> {
    const [a, b] = [make(), make()];
    if (this.#dice(2) === 0)
      return { text: `coalesce(${a.text}, ${b.text})`, of: (record) => a.of(record) ?? b.of(record) };
    const condition = this.condition(depth - 1);
    return {
      text: `if(${condition.text}, ${a.text}, ${b.text})`,
      of: (record) => (condition.of(record) === true ? a.of(record) : b.of(record)),
    };
  }

  /** Over the deals of the account: that of a deal, or the record itself. */
  #aggregate<T>(depth: number, name: string, join: (rows: readonly Opp[]) => T | null, field = ''): Made<T> {
    const condition = new Maker(this.#dice, 'opp').condition(depth - 1);
    const isFiltered = this.#dice(2) === 0;
    const path = this.#noun === 'opp' ? 'account.opps' : 'opps';
    return {
      text: `${name}(${path}${field && `.${field}`}${isFiltered ? ` where ${condition.text}` : ''})`,
      of: (record) => {
        const account = isOpp(record) ? record.account : record.id;
        // A deal without an account leads nowhere.
        if (account === null) return null;
        const rows = opps.filter((opp) => opp.account === account);
        return join(isFiltered ? rows.filter((opp) => condition.of(opp) === true) : rows);
      },
    };
  }
}

function sumOf(rows: readonly Opp[]): Amount | null {
  const amounts = rows.flatMap(({ amount }) => amount ?? []);
  const [first] = amounts;
  if (!first) return { minor: 0, currency: 'USD' };
  if (amounts.some(({ currency }) => currency !== first.currency)) return converted(rows);
  return { minor: amounts.reduce((sum, { minor }) => sum + minor, 0), currency: first.currency };
}

/** The day whose rate counts for a record. */
function rateDayOf(record: Record_): string {
  if (!isOpp(record)) return TODAY;
  const { close_date, status } = record;
  if (status !== 'open') return close_date ?? TODAY;
  return close_date !== null && close_date < TODAY ? close_date : TODAY;
}

/** Amounts of several currencies, by the rate of the day of each deal. */
function converted(rows: readonly Opp[]): Amount | null {
  let sum = 0;
  for (const row of rows) {
    const { amount } = row;
    if (amount === null) continue;
    const minor = exchanged(amount, rateDayOf(row), RATES, 'USD');
    if (minor === null) return null;
    sum += minor;
  }
  return { minor: sum, currency: 'USD' };
}

const plain = (value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(9)) : value);

describe('expressions on random data', () => {
  test.each(['opp', 'account'] as const)('of %s have the values of a slow interpreter', async (noun) => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1e9 }), async (seed) => {
        const dice = diceOf(seed);
        const maker = new Maker(dice, noun);
        const depth = 1 + dice(3);
        const made: Made<unknown> = pick(dice, [
          () => maker.number(depth),
          () => maker.money(depth),
          () => maker.text(depth),
          () => maker.day(depth),
          () => maker.condition(depth),
        ])();
        const wanted = new Map<number, unknown>();
        try {
          for (const record of noun === 'opp' ? opps : accounts)
            wanted.set(record.id, plain(made.of(record)));
        } catch (error) {
          if (error instanceof OutOfRange) return;
          throw error;
        }
        const found = await computed(noun, made.text);
        for (const [id, value] of found) found.set(id, plain(value));
        expect([...found], made.text).toEqual([...wanted]);
        compared++;
      }),
      { numRuns: 250 },
    );
    expect(compared).toBeGreaterThan(200);
  });

  test('as filters select the records where they hold', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1e9 }), async (seed) => {
        const dice = diceOf(seed);
        const made = new Maker(dice, 'opp').condition(1 + dice(3));
        let wanted: number[];
        try {
          wanted = opps.filter((opp) => made.of(opp) === true).map(({ id }) => id);
        } catch (error) {
          if (error instanceof OutOfRange) return;
          throw error;
        }
        expect(await matching('opp', made.text), made.text).toEqual(wanted);
      }),
      { numRuns: 150 },
    );
  });
});

describe('mistakes point at their place', () => {
  test.each<[string, string, string]>([
    ['opps.amount * 2', 'there can be several opps', 'opps.amount'],
    ['sum(opps.amount where stauts = won)', 'unknown field "stauts"', 'stauts'],
    ['parent.indutry', 'account has no field "indutry"', 'parent.indutry'],
    ['partner.industry', 'account has no relation "partner"', 'partner.industry'],
    ['sum(name)', 'sum() is of other records, such as leads', 'name'],
    ['sum(opps.name)', 'sum() does not work on a text', 'sum'],
    ['name + 1', '"+" does not work on a text and a number', '+'],
    ['monht(created_at)', 'unknown function "monht"', 'monht'],
    ['month(name)', 'month() takes a day here, not a text', 'name'],
    ['if(1, 2, 3)', 'if() begins with a condition', '1'],
    ['if(name = x, 2, industry)', 'a number and a text do not go together', 'industry'],
    ['round()', 'round() takes 1 or more values, not 0', 'round'],
    ['count(opps', 'expected "," or ")", not the end', ''],
    ['2026-02-30', 'there is no day 2026-02-30', '2026-02-30'],
    ['tags', 'a list has several values', 'tags'],
    ['name industry', 'expected "and", "or" or the end, not "industry"', 'industry'],
  ])('%s', async (text, message, place) => {
    const linked = await linkedTo('account');
    const error = await crmErrorOf(() => parseExpression(text, builtInNouns().get('account').fields, linked));
    const [shown = '', marks = ''] = error.hints;
    expect([error.message, shown.slice(marks.indexOf('^'), marks.length)]).toEqual([message, place]);
  });
});

describe('a word beside a comparison', () => {
  const opp = (text: string) => matching('opp', text);

  test('is a value where it can be one, and a field in parentheses', async () => {
    expect(await opp('source = (source)')).toEqual(opps.filter(({ source }) => source).map(({ id }) => id));
    expect(await opp('source = source')).toEqual([]);
  });

  test('is a field where it can be nothing else', async () => {
    const dated = opps.filter(({ close_date }) => close_date !== null && close_date < TODAY);
    expect(await opp('close_date < created_at')).toEqual(dated.map(({ id }) => id));
    expect(await opp('close_date < today + 1w - 7')).toEqual(dated.map(({ id }) => id));
  });

  test('is a function before parentheses, whatever fields are called', async () => {
    await store.change((tx) =>
      declareField(tx, 'opp', { name: 'number', label: 'Number', type: 'number', choices: null }),
    );
    expect(await opp('number(money(5, "EUR")) = 5')).toHaveLength(opps.length);
  });

  test('is an element of a list after "has"', async () => {
    await addRecords(store, 'contact', [{ last_name: 'Tagged', tags: ['vip', 'new'] }]);
    expect(await matching('contact', 'tags has VIP')).toEqual([1]);
  });

  test('without an operator is a condition if it is yes or no', async () => {
    await addRecords(store, 'contact', [
      { last_name: 'Kind', do_not_call: true },
      { last_name: 'Free', do_not_call: false },
    ]);
    expect(await matching('contact', 'do_not_call')).toEqual([1]);
    expect(await matching('contact', 'not do_not_call and account.opps.amount is empty')).toEqual([2]);
  });
});
