import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reportCustomers } from '../../../src/app/reports/customers.ts';
import { addDaysTo, daysBetween } from '../../../src/domain/dates/calendar.ts';
import type { Customer } from '../../../src/store/reports/customers.ts';
import { pipelineNamed } from '../../../src/store/stages.ts';
import { openDeps } from '../../support/deps.ts';
import { execute } from '../../support/store.ts';

const TODAY = '2026-03-12';
const ACCOUNTS = 5;

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const some = fc.record({
  account: maybe(fc.integer({ min: 1, max: ACCOUNTS })),
  /** Days ago; those of later days have not happened. */
  ago: fc.noBias(fc.integer({ min: -3, max: 40 })),
  minor: maybe(fc.integer({ min: -500, max: 9_007 })),
  currency: fc.constantFrom('USD', 'USD', 'EUR'),
});
const somePurchases = fc.array(
  fc.record({ buy: some, status: fc.constantFrom('active', 'active', 'ended', 'refunded') }),
  { maxLength: 18, size: 'max' },
);
const someDeals = fc.array(fc.record({ buy: some, stage: fc.nat(5) }), { maxLength: 8, size: 'max' });
const someDay = maybe(fc.integer({ min: -3, max: 40 }));

type Buy = typeof some extends fc.Arbitrary<infer T> ? T : never;
const dayOf = ({ ago }: Pick<Buy, 'ago'>) => addDaysTo(TODAY, -ago);

/** The middle one of numbers, or what lies between the two in the middle. */
function median(all: readonly number[]): number | null {
  const sorted = all.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((all.length - 1) / 2)], sorted[Math.floor(all.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

/** What each account bought on which day, one account after the other. */
function facts(buys: readonly Buy[], isAsked: (account: number) => boolean) {
  const all = [];
  for (let account = 1; account <= ACCOUNTS; account++) {
    const own = buys.filter((buy) => buy.account === account);
    if (own.length === 0 || !isAsked(account)) continue;
    const days = [...new Set(own.map(dayOf))].sort();
    const gaps = days.slice(1).map((day, at) => daysBetween(days[at] ?? day, day));
    const last = days.at(-1) ?? '';
    const sums = new Map<string, number>();
    for (const { minor, currency } of own)
      if (minor !== null) sums.set(currency, (sums.get(currency) ?? 0) + minor);
    if (sums.size === 0) sums.set('USD', 0);
    const recency = daysBetween(last, TODAY);
    all.push({ id: account, last, recency, frequency: days.length, rhythm: median(gaps), sums });
  }
  return all;
}

function fifth<T>(all: readonly T[], isBetter: (other: T) => boolean): number {
  return 5 - Math.floor((all.filter(isBetter).length * 5) / all.length);
}

test('customers and those gone quiet are what a look at each account finds, of purchases or of won deals', async () => {
  const deps = await openDeps({ now: `${TODAY}T09:00:00.000Z` });
  const { engine } = deps.store;
  const { id: pipeline, stages } = await pipelineNamed(deps.store.db);
  const at = '2026-01-01T08:00:00.000Z';
  await fc.assert(
    fc.asyncProperty(
      somePurchases,
      someDeals,
      fc.tuple(someDay, someDay),
      fc.boolean(),
      async (purchases, deals, [one, other], isNarrow) => {
        await engine.write(
          async () => {
            for (const table of ['purchase', 'opp', 'account']) await execute(engine, `delete from ${table}`);
            for (let id = 1; id <= ACCOUNTS; id++)
              await execute(
                engine,
                'insert into account (id, name, name_key, created_at, updated_at) values (?, ?, ?, ?, ?)',
                [id, `Account ${id}`, `account ${id}`, at, at],
              );
            for (const { buy, status } of purchases)
              await execute(
                engine,
                'insert into purchase (name, account_id, bought_on, amount_minor, currency, status, created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?)',
                ['Thing', buy.account, dayOf(buy), buy.minor, buy.currency, status, at, at],
              );
            for (const [index, { buy, stage }] of deals.entries())
              await execute(
                engine,
                'insert into opp (name, name_key, account_id, pipeline_id, stage_id, amount_minor, currency, closed_on, created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
                [
                  ...[`Deal ${index}`, `deal ${index}`, buy.account, pipeline, stages[stage]?.id ?? null],
                  ...[buy.minor, buy.currency, stages[stage]?.kind === 'open' ? null : dayOf(buy), at, at],
                ],
              );
          },
          { isSynced: false },
        );
        const days = [one, other].filter((day) => day !== null).map((ago) => dayOf({ ago }));
        const period = {
          from: one === null ? null : (days.toSorted()[0] ?? null),
          to: other === null ? null : (days.toSorted().at(-1) ?? null),
        };
        const isIn = (buy: Buy) => {
          const day = dayOf(buy);
          return (
            day <= TODAY &&
            (period.from === null || day >= period.from) &&
            (period.to === null || day <= period.to)
          );
        };
        const hasPurchases = (account: number | null) =>
          purchases.some(({ buy, status }) => buy.account === account && status !== 'refunded');
        const buys = [
          ...purchases
            .filter(({ buy, status }) => status !== 'refunded' && (buy.minor ?? 0) >= 0)
            .map(({ buy }) => buy),
          ...deals
            .filter(({ buy, stage }) => stages[stage]?.kind === 'won' && !hasPurchases(buy.account))
            .map(({ buy }) => buy),
        ].filter(isIn);
        const found = facts(buys, (account) => !isNarrow || account <= 3);
        const rows = found.flatMap(({ sums, ...fact }) =>
          [...sums].map(([currency, minor]) => ({ ...fact, currency, minor })),
        );
        const wanted = rows.map(({ minor, currency, ...fact }) => {
          const same = rows.filter((row) => row.currency === currency);
          return {
            ...fact,
            name: `Account ${fact.id}`,
            owner: null,
            amount: { minor, currency },
            recency_score: fifth(found, (each) => each.recency < fact.recency),
            frequency_score: fifth(found, (each) => each.frequency > fact.frequency),
            amount_score: fifth(same, (each) => each.minor > minor),
          };
        });
        const input = { selection: { filters: isNarrow ? ['id <= 3'] : [] }, period, limit: undefined };
        const order = <T extends { id: number; amount: { currency: string } }>(all: readonly T[]) =>
          all.toSorted((a, b) => a.id - b.id || a.amount.currency.localeCompare(b.amount.currency));
        const everybody = await reportCustomers(deps, { ...input, winBack: false });
        expect(order(everybody.rows)).toEqual(order(wanted));
        const score = (row: Customer) => row.recency_score + row.frequency_score + row.amount_score;
        const scores = everybody.rows.map(score);
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));

        const quiet = wanted.filter(
          ({ frequency, recency, rhythm }) => frequency >= 2 && rhythm !== null && recency > 2 * rhythm,
        );
        const back = await reportCustomers(deps, { ...input, winBack: true });
        const judged = (all: readonly Customer[]) =>
          order(all).map(({ recency_score: _, frequency_score: __, amount_score: ___, ...row }) => row);
        expect(judged(back.rows)).toEqual(judged(quiet));
        const silences = back.rows.map(({ recency, rhythm }) => recency / (rhythm ?? 1));
        expect(silences).toEqual(silences.toSorted((a, b) => b - a));
      },
    ),
    { numRuns: 120 },
  );
});
