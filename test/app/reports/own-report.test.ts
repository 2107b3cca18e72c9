import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Deps } from '../../../src/app/deps.ts';
import { runOwnReport } from '../../../src/app/reports/own-report.ts';
import { createPipeline } from '../../../src/app/team/pipelines.ts';
import type { Row, Value } from '../../../src/domain/field.ts';
import { type Money, minorDigits } from '../../../src/domain/money.ts';
import type { ReportDefinition } from '../../../src/domain/reports/report-definition.ts';
import { OPP } from '../../../src/nouns/opp/definition.ts';
import { pipelineNamed } from '../../../src/store/stages.ts';
import { openDeps } from '../../support/deps.ts';
import { addRecords } from '../../support/store.ts';

const zoneBefore = process.env.TZ;
beforeAll(() => {
  process.env.TZ = 'Europe/Berlin';
});
afterAll(() => {
  process.env.TZ = zoneBefore;
});

interface Account {
  readonly industry: string | null;
  readonly employees: number | null;
}

interface Deal {
  readonly stage: number;
  readonly source: string | null;
  readonly amount: number | null;
  readonly currency: string;
  readonly close: string | null;
  readonly created: string;
  readonly account: number | null;
  readonly tags: readonly string[];
  readonly probability: number | null;
}

const ACCOUNTS: readonly Account[] = [
  { industry: 'retail', employees: 10 },
  { industry: 'retail', employees: null },
  { industry: null, employees: 400 },
];
/** The last is of another pipeline. */
const NAMES = ['new', 'offer', 'won', 'lost', 'new'];
const KINDS = ['open', 'open', 'won', 'lost', 'open'];

/** The hour before and after both clock changes of Berlin in 2026, and ends of months there. */
const MOMENTS = [
  '2026-03-29T00:30:00.000Z',
  '2026-03-29T01:30:00.000Z',
  '2026-10-25T00:30:00.000Z',
  '2026-10-25T01:30:00.000Z',
  '2026-10-31T22:59:59.999Z',
  '2026-10-31T23:00:00.000Z',
  '2026-06-30T21:59:59.999Z',
  '2026-06-30T22:00:00.000Z',
];

const someDeal: fc.Arbitrary<Deal> = fc.record({
  stage: fc.nat(4),
  source: fc.constantFrom('web', 'expo', null),
  amount: fc.option(fc.integer({ min: -5, max: 90_000_000_000_000 }), { nil: null }),
  currency: fc.constantFrom('USD', 'EUR', 'JPY'),
  close: fc.constantFrom('2026-01-31', '2026-02-01', '2026-03-30', '2026-12-31', '2027-01-01', null),
  created: fc.constantFrom(...MOMENTS),
  account: fc.option(fc.nat(2), { nil: null }),
  tags: fc.subarray(['a', 'b', 'c']),
  probability: fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }),
});

// The slow model: of each text, what it means for a deal, or for the deals of a group.

type Key = string | number | boolean | null;

const localDay = (at: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(new Date(at));
const mondayOf = (day: string) => {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
};
const one = (key: Key | undefined): Key[] => [key ?? null];
const units = ({ currency }: Deal) => 10 ** minorDigits(currency);

const GROUPS: Readonly<Record<string, (deal: Deal) => Key[]>> = {
  stage: ({ stage }) => one(NAMES[stage]),
  status: ({ stage }) => one(KINDS[stage]),
  source: ({ source }) => one(source),
  'account.industry': ({ account }) => one(account === null ? null : ACCOUNTS[account]?.industry),
  'month(close_date)': ({ close }) => one(close?.slice(0, 7)),
  'quarter(close_date)': ({ close }) =>
    one(close && `${close.slice(0, 4)}-Q${Math.ceil(Number(close.slice(5, 7)) / 3)}`),
  'week(close_date)': ({ close }) => one(close && mondayOf(close)),
  'month(created_at)': ({ created }) => one(localDay(created).slice(0, 7)),
  created_at: ({ created }) => one(localDay(created)),
  'amount > 1k': (deal) => one(deal.amount !== null && deal.amount > 1000 * units(deal)),
  tags: ({ tags }) => (tags.length === 0 ? [null] : [...tags]),
};

type Measure = (deals: readonly Deal[]) => Value;

const isWon = ({ stage }: Deal) => stage === 2;
const chance = ({ stage, probability }: Deal) =>
  stage === 2 ? 100 : stage === 3 ? 0 : (probability ?? (stage === 0 ? 10 : 50));
const filledIn = <T>(values: readonly (T | null)[]) => values.filter((value) => value !== null);
const mean = (values: readonly number[]) =>
  values.length === 0 ? null : values.reduce((a, b) => a + b, 0) / values.length;
const rank = (values: readonly number[], percent: number) =>
  [...values].sort((a, b) => a - b)[Math.ceil((values.length * percent) / 100) - 1] ?? null;
const money = (deals: readonly Deal[], minor: bigint | number | null): Value => {
  const [first] = deals;
  return minor === null || !first ? null : { minor: BigInt(minor) as never, currency: first.currency };
};
const sumOf = (deals: readonly Deal[]) =>
  money(
    deals,
    deals.reduce((sum, { amount }) => sum + BigInt(amount ?? 0), 0n),
  );
const accountsOf = (deals: readonly Deal[]) => [...new Set(filledIn(deals.map(({ account }) => account)))];
const employeesOf = (deals: readonly Deal[]) =>
  filledIn(accountsOf(deals).map((account) => ACCOUNTS[account]?.employees ?? null));

const MEASURES: Readonly<Record<string, Measure>> = {
  count: (deals) => deals.length,
  'count(where status = won)': (deals) => deals.filter(isWon).length,
  'count(where status = won) / count': (deals) => deals.filter(isWon).length / deals.length,
  'count(amount)': (deals) => filledIn(deals.map(({ amount }) => amount)).length,
  'count(account)': (deals) => accountsOf(deals).length,
  'count_distinct(source)': (deals) => new Set(filledIn(deals.map(({ source }) => source))).size,
  'avg(probability)': (deals) => mean(deals.map(chance)),
  'median(probability)': (deals) => rank(deals.map(chance), 50),
  'p90(probability where status = open)': (deals) =>
    rank(deals.filter(({ stage }) => KINDS[stage] === 'open').map(chance), 90),
  'sum(account.employees)': (deals) => employeesOf(deals).reduce((a, b) => a + b, 0),
  'avg(account.employees where status = won)': (deals) => mean(employeesOf(deals.filter(isWon))),
  'p50(account.employees)': (deals) => rank(employeesOf(deals), 50),
  'max(close_date)': (deals) =>
    filledIn(deals.map(({ close }) => close))
      .sort()
      .at(-1) ?? null,
  'sum(amount)': sumOf,
  'sum(amount where status = won)': (deals) => {
    const won = deals.filter(isWon);
    return won.length === 0 ? money(deals, 0) : sumOf(won);
  },
  'min(amount)': (deals) =>
    money(deals, filledIn(deals.map(({ amount }) => amount)).sort((a, b) => a - b)[0] ?? null),
};

const CONDITIONS: Readonly<Record<string, (deal: Deal) => boolean>> = {
  '': () => true,
  'source = web': ({ source }) => source === 'web',
  'amount > 1000USD or status != open': (deal) =>
    KINDS[deal.stage] !== 'open' ||
    (deal.currency === 'USD' && deal.amount !== null && deal.amount > 1000 * units(deal)),
  'account.industry = retail': ({ account }) => account !== null && ACCOUNTS[account]?.industry === 'retail',
};

/** Groups, measures and a condition. */
const someQuestion = (groups: readonly string[], measures: readonly string[]) =>
  fc.tuple(
    fc.uniqueArray(fc.constantFrom(...groups), { maxLength: 3 }),
    fc.uniqueArray(fc.constantFrom(...measures), { minLength: 1, maxLength: 4 }),
    fc.constantFrom(...Object.keys(CONDITIONS)),
  );

const hasMoney = (measures: readonly string[]) =>
  measures.some((each) => /\((amount)/.test(each) && !each.startsWith('count'));

/** The rows that a report should have, by keys and currency. */
function modelled(
  deals: readonly Deal[],
  groups: readonly string[],
  measures: readonly string[],
): Map<string, Value[]> {
  const found = new Map<string, Deal[]>();
  for (const deal of deals) {
    const keys = groups.reduce<Key[][]>(
      (all, group) =>
        all.flatMap((sofar) => (GROUPS[group] as (deal: Deal) => Key[])(deal).map((key) => [...sofar, key])),
      [[]],
    );
    for (const key of keys) {
      const name = JSON.stringify([...key, ...(hasMoney(measures) ? [deal.currency] : [])]);
      found.set(name, [...(found.get(name) ?? []), deal]);
    }
  }
  return new Map(
    [...found].map(([key, own]) => [key, measures.map((each) => (MEASURES[each] as Measure)(own))]),
  );
}

const comparable = (value: Value | undefined): unknown => {
  if (typeof value === 'number') return Math.round(value * 1000);
  const { minor, currency } = (value ?? {}) as Partial<Money>;
  return minor === undefined ? value : `${minor} ${currency}`;
};

const inModel = (rows: Map<string, Value[]>) =>
  new Map([...rows].map(([key, values]) => [key, values.map(comparable)]));

function inReport(rows: readonly Row[], groups: number, isMoney: boolean, columns: readonly string[]) {
  const keys = groups + (isMoney ? 1 : 0);
  return new Map(
    rows.map((row) => {
      const values = columns.map((name) => row[name]);
      return [JSON.stringify(values.slice(0, keys)), values.slice(keys).map(comparable)];
    }),
  );
}

async function openWith(deals: readonly Deal[]): Promise<Deps> {
  const deps = await openDeps();
  const accounts = await addRecords(
    deps.store,
    'account',
    ACCOUNTS.map((account, at) => ({ name: `Account ${at}`, ...account })),
  );
  const { id: pipeline_id, stages } = await pipelineNamed(deps.store.db);
  const ofKind = (kind: string) => stages.filter((stage) => stage.kind === kind);
  const [first, second] = ofKind('open');
  await createPipeline(deps, {
    name: 'renewals',
    stages: [{ name: 'new', probability: 50, category: 'pipeline', kind: 'open', rottingDays: null }],
  });
  const other = await pipelineNamed(deps.store.db, 'renewals');
  const own = [first, second, ofKind('won')[0], ofKind('lost')[0], other.stages[0]];
  await deps.store.change(async (tx) => {
    await tx.update('stage', first?.id ?? 0, { name: 'new', probability: 10 });
    await tx.update('stage', second?.id ?? 0, { name: 'offer', probability: 50 });
  });
  await addRecords(
    deps.store,
    'opp',
    deals.map(({ stage, source, amount, currency, close, created, account, tags, probability }, at) => ({
      name: `Deal ${at}`,
      pipeline_id: stage === 4 ? other.id : pipeline_id,
      stage_id: own[stage]?.id ?? null,
      source,
      amount: amount === null ? null : { minor: amount, currency },
      currency,
      close_date: close,
      created_at: created,
      account_id: account === null ? null : (accounts[account] ?? null),
      tags,
      probability,
    })),
  );
  return deps;
}

const run = (deps: Deps, definition: ReportDefinition) =>
  runOwnReport(deps, {
    noun: OPP,
    definition,
    selection: { filters: definition.where === undefined ? [] : [definition.where] },
    period: { from: null, to: null },
  });

test('a report of random groups and measures is what a slow computation finds', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(someDeal, { maxLength: 25 }),
      fc.array(
        fc.oneof(
          someQuestion(Object.keys(GROUPS), Object.keys(MEASURES)),
          // Added up by stage first.
          someQuestion(
            ['status', 'stage', 'source', 'month(close_date)'],
            ['count', 'count(amount)', 'sum(amount)', 'min(amount)', 'max(close_date)'],
          ),
        ),
        { minLength: 6, maxLength: 6 },
      ),
      async (deals, asked) => {
        const deps = await openWith(deals);
        for (const [groups, measures, where] of asked) {
          const counted = deals.filter(CONDITIONS[where] as (deal: Deal) => boolean);
          const definition = {
            group: groups.join(', '),
            measure: measures.join(', '),
            total: true,
            ...(where && { where }),
          };
          const { columns, rows, totals } = await run(deps, definition);
          const names = columns.map(({ name }) => name);
          const isMoney = hasMoney(measures);
          const found = inReport(rows, groups.length, isMoney, names);
          expect(found, definition.measure).toEqual(inModel(modelled(counted, groups, measures)));
          if (groups.length === 0) continue;
          // A deal with several tags counts once in the total.
          const together = inReport(
            totals.map((row) => ({ ...row, currency: row.currency ?? null })),
            0,
            isMoney,
            names.slice(groups.length),
          );
          expect(together).toEqual(inModel(modelled(counted, [], measures)));
        }
      },
    ),
    { numRuns: 25 },
  );
});

test('groups can be left out by what they have in common, and sorted by it', async () => {
  const base = { close: null, created: MOMENTS[0] as string, account: null, tags: [], probability: null };
  const deals: Deal[] = [
    { ...base, stage: 0, source: 'web', amount: 100, currency: 'USD' },
    { ...base, stage: 2, source: 'web', amount: 200, currency: 'USD' },
    { ...base, stage: 2, source: 'expo', amount: 900, currency: 'USD' },
    { ...base, stage: 3, source: null, amount: 50, currency: 'USD' },
  ];
  const deps = await openWith(deals);
  const sources = async (definition: ReportDefinition) =>
    (await run(deps, { group: 'source', measure: 'count, sum(amount) as worth', ...definition })).rows.map(
      ({ source }) => source,
    );
  expect(await sources({ sort: '-worth' })).toEqual(['expo', 'web', null]);
  expect(await sources({ having: 'count > 1' })).toEqual(['web']);
  expect(await sources({ having: 'worth > 2 or sum(amount where status = lost) > 0' })).toEqual([
    'expo',
    'web',
    null,
  ]);
  expect(await sources({ having: 'source = expo' })).toEqual(['expo']);
  expect(await sources({ sort: 'sum(amount)'.replace('sum(amount)', 'count,-worth'), limit: '1' })).toEqual([
    'expo',
  ]);
});
