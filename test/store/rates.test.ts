import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeRate } from '../../src/app/team/rates.ts';
import { LANE_GROUPS } from '../../src/domain/board.ts';
import { addDaysTo, toLocalDate } from '../../src/domain/dates/calendar.ts';
import { USUAL_CALENDAR } from '../../src/domain/dates/fiscal.ts';
import type { Row } from '../../src/domain/field.ts';
import type { Money } from '../../src/domain/money.ts';
import { OPP } from '../../src/nouns/opp/definition.ts';
import { boardForecast, boardLanes } from '../../src/store/board/lanes.ts';
import { exchangeOf, firstDaysOf } from '../../src/store/exchange.ts';
import { inOneCurrency } from '../../src/store/rates.ts';
import { recordTotals } from '../../src/store/record-totals.ts';
import { records } from '../../src/store/records.ts';
import { closedSums } from '../../src/store/reports/closed-deals.ts';
import { pipelineSums } from '../../src/store/reports/pipeline.ts';
import { type Sql, sql } from '../../src/store/sql.ts';
import { pipelines } from '../../src/store/stages.ts';
import type { Store } from '../../src/store/store.ts';
import { openDeps } from '../support/deps.ts';
import { exchanged, type ModelRate } from '../support/exchange.ts';
import { NOW } from '../support/program.ts';
import { addRecords } from '../support/store.ts';

const TODAY = toLocalDate(NOW);
const allDeals = (join: Sql) => sql`opp join stage on stage.id = opp.stage_id ${join} where true`;
const day = fc.integer({ min: -40, max: 40 }).map((days) => addDaysTo(TODAY, days));
const rate = fc.record({
  currency: fc.constantFrom('EUR', 'JPY', 'KWD'),
  day,
  text: fc.constantFrom('1.08', '0.92', '0.00667', '3.2594', '1.12345678', '2'),
});
const amount = fc.record({
  minor: fc.oneof(fc.integer({ min: -2000, max: 2000 }), fc.integer({ min: 0, max: 10 ** 13 })),
  currency: fc.constantFrom('USD', 'EUR', 'JPY', 'KWD'),
});

async function dealsOf(store: Store): Promise<Row[]> {
  const names = ['status', 'close_date', 'closed_on', 'amount', 'weighted', 'currency'];
  const fields = OPP.fields.filter(({ name }) => names.includes(name));
  const rows: Row[] = [];
  for await (const row of records(store.engine, { noun: 'opp', fields })) rows.push(row);
  return rows;
}

/** The sums of the model, by currency. */
function addedUp(deals: readonly Row[], rates: readonly ModelRate[], of: 'amount' | 'weighted') {
  const isOne = new Set(deals.map(({ currency }) => currency)).size < 2 || rates.length === 0;
  const sums = new Map<string, number>();
  for (const deal of deals) {
    const closes = deal.close_date as string | null;
    const open = closes !== null && closes < TODAY ? closes : TODAY;
    const on = deal.status === 'open' ? open : ((deal.closed_on ?? TODAY) as string);
    const money = deal[of] as Money | null;
    const own = { minor: Number(money?.minor ?? 0), currency: String(deal.currency) };
    const converted = isOne ? null : exchanged(own, on, rates, 'USD');
    const currency = converted === null ? own.currency : 'USD';
    sums.set(currency, (sums.get(currency) ?? 0) + (converted ?? own.minor));
  }
  return sums;
}

function reported(
  sums: readonly { readonly amount: Money; readonly weighted?: Money }[],
  of: 'amount' | 'weighted',
) {
  const found = new Map<string, number>();
  for (const sum of sums) {
    const { minor = 0, currency = '' } = sum[of] ?? {};
    found.set(currency, (found.get(currency) ?? 0) + Number(minor));
  }
  return found;
}

test('sums over several currencies are those of a slow model, in every report', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ amount: fc.option(amount), close_date: fc.option(day), stage: fc.nat(5) }), {
        minLength: 1,
        maxLength: 12,
      }),
      fc.uniqueArray(rate, { maxLength: 6, selector: (each) => `${each.currency} ${each.day}` }),
      async (deals, rates) => {
        const deps = await openDeps();
        const { store } = deps;
        for (const { currency, day: on, text } of rates)
          await changeRate(deps, { currency, day: on, rate: text });
        const [sales] = await pipelines(store.db);
        const stages = sales?.stages ?? [];
        await addRecords(store, 'account', [{ name: 'Acme' }]);
        await addRecords(
          store,
          'opp',
          deals.map(({ stage, ...deal }) => ({
            name: 'Deal',
            ...deal,
            currency: deal.amount?.currency ?? 'USD',
            account_id: 1,
            pipeline_id: sales?.id ?? 0,
            stage_id: stages[stage]?.id ?? 0,
          })),
        );
        const all = await dealsOf(store);
        const ofKind = (kind: string) => all.filter(({ status }) => status === kind);
        for (const of of ['amount', 'weighted'] as const) {
          expect(
            reported(await pipelineSums(store.engine, 'pipeline', { where: undefined, past: null }), of),
          ).toEqual(addedUp(all, rates, of));
          for (const by of LANE_GROUPS) {
            const lanes = await inOneCurrency(
              store.db,
              (amounts) => boardLanes(store.engine, { stages }, by, amounts),
              (found) => found.flatMap(({ sums }) => sums.map((sum) => sum.amount.currency)),
            );
            const shown = by === 'stage' ? all : ofKind('open');
            expect(
              reported(
                lanes.flatMap(({ sums }) => sums),
                of,
              ),
            ).toEqual(addedUp(shown, rates, of));
          }
        }
        const cells = await inOneCurrency(
          store.db,
          (amounts) => boardForecast(store.engine, { stages }, '2020-01', amounts),
          (found) => found.map(({ sum }) => sum.amount.currency),
        );
        expect(
          reported(
            cells.map(({ sum }) => sum),
            'amount',
          ),
        ).toEqual(addedUp([...ofKind('open'), ...ofKind('won')], rates, 'amount'));
        const currencies = [...new Set(all.map(({ currency }) => String(currency)))];
        const daysOf = (own: string) =>
          all
            .filter(({ currency }) => currency === own)
            .map((deal) => String(deal.closed_on ?? deal.close_date ?? '9999-12-31'));
        const first = await firstDaysOf(store.db, allDeals(sql``), currencies);
        expect(first.toSorted((a, b) => (a.currency < b.currency ? -1 : 1))).toEqual(
          currencies.sort().map((currency) => ({ currency, day: daysOf(currency).sort()[0] })),
        );
        const question = {
          where: undefined,
          period: { from: null, to: null },
          by: null,
          today: TODAY,
          calendar: USUAL_CALENDAR,
        };
        expect(reported(await closedSums(store.engine, 'won', question), 'amount')).toEqual(
          addedUp(ofKind('won'), rates, 'amount'),
        );
        const totals = await recordTotals(
          store.db,
          { noun: 'account', id: 1 },
          { type: 'totals', sales: { parent: 'parent_id' } },
        );
        const shown = addedUp([...ofKind('open'), ...ofKind('won')], rates, 'amount');
        const both = totals.flatMap(({ won, open }) => [won, open] as (Money | null | undefined)[]);
        const found = reported(
          both.flatMap((money) => (money ? [{ amount: money }] : [])),
          'amount',
        );
        for (const [currency, minor] of shown) expect(found.get(currency) ?? 0).toBe(minor);
      },
    ),
    { numRuns: 25 },
  );
});

test('the rates that were used and the missing ones are known', async () => {
  const deps = await openDeps();
  const { store } = deps;
  await changeRate(deps, { currency: 'EUR', day: '2026-01-01', rate: '1.05' });
  await changeRate(deps, { currency: 'eur', day: '2026-02-01', rate: '1.08' });
  const [sales] = await pipelines(store.db);
  const place = { pipeline_id: sales?.id ?? 0, stage_id: sales?.stages[0]?.id ?? 0 };
  const deal = (minor: number, currency: string, close_date: string | null = null) => ({
    ...place,
    name: 'Deal',
    amount: { minor, currency },
    currency,
    close_date,
  });
  const exchange = (currencies: readonly string[]) => exchangeOf(store.db, allDeals, currencies);
  await addRecords(store, 'opp', [deal(100, 'USD'), deal(100, 'USD')]);
  expect(await exchange(['USD'])).toBeNull();
  await addRecords(store, 'opp', [
    deal(100, 'EUR'),
    deal(100, 'EUR', '2026-01-15'),
    deal(1, 'EUR', '2025-12-31'),
  ]);
  await addRecords(store, 'opp', [deal(100, 'GBP', '2026-03-01'), deal(999_999_999_999_999, 'EUR')]);
  const { base, used, missing } = (await exchange(['USD', 'EUR'])) ?? {};
  expect(base).toBe('USD');
  expect(used?.map((each) => each.day)).toEqual(['2026-02-01', '2026-01-01']);
  expect(missing).toEqual([
    { currency: 'EUR', day: '2025-12-31' },
    { currency: 'GBP', day: '2026-03-01' },
  ]);
});

test('an amount that is too large for the base currency stays apart', async () => {
  const deps = await openDeps();
  const { store } = deps;
  await changeRate(deps, { currency: 'EUR', day: '2026-01-01', rate: '999999999' });
  const [sales] = await pipelines(store.db);
  const place = { pipeline_id: sales?.id ?? 0, stage_id: sales?.stages[0]?.id ?? 0, name: 'Deal' };
  await addRecords(store, 'opp', [
    { ...place, amount: { minor: 999_999_999_999_999, currency: 'EUR' }, currency: 'EUR' },
    { ...place, amount: { minor: 100, currency: 'EUR' }, currency: 'EUR' },
    { ...place, amount: { minor: 100, currency: 'USD' }, currency: 'USD' },
  ]);
  const sums = await pipelineSums(store.engine, 'pipeline', { where: undefined, past: null });
  expect(sums.map(({ amount: { minor, currency } }) => [currency, minor])).toEqual([
    ['EUR', 999_999_999_999_999],
    ['USD', 100_000_000_000],
  ]);
  const exchange = await exchangeOf(store.db, allDeals, ['EUR', 'USD']);
  expect(exchange?.missing).toEqual([{ currency: 'EUR', day: null }]);
});
