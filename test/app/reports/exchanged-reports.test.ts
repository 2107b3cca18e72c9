import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reportClosed } from '../../../src/app/reports/closed.ts';
import { reportForecast } from '../../../src/app/reports/forecast.ts';
import { reportLeaderboard } from '../../../src/app/reports/leaderboard.ts';
import { reportSources } from '../../../src/app/reports/sources.ts';
import { changeRate } from '../../../src/app/team/rates.ts';
import type { Money } from '../../../src/domain/money.ts';
import { pipelineNamed } from '../../../src/store/stages.ts';
import { openDeps } from '../../support/deps.ts';
import { exchanged, type ModelRate } from '../../support/exchange.ts';
import { addUser, execute } from '../../support/store.ts';

const TODAY = '2026-03-12';
const DAY_MS = 86_400_000;
const dayAt = (ahead: number) => new Date(Date.parse(TODAY) + ahead * DAY_MS).toISOString().slice(0, 10);
const YEAR = { from: '2026-01-01', to: '2026-12-31' };
const NONE = { filters: [] };
const NAMES = ['ann', 'bob'];

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const ahead = fc.integer({ min: -60, max: 60 });
const someDeals = fc.array(
  fc.record({
    kind: fc.constantFrom('open', 'won', 'won', 'lost'),
    minor: maybe(fc.integer({ min: -500, max: 3_000_000 })),
    currency: fc.constantFrom('USD', 'EUR', 'JPY', 'KWD'),
    owner: maybe(fc.nat(1)),
    source: maybe(fc.constantFrom('web', 'expo')),
    closes: maybe(ahead),
    closed: fc.integer({ min: -60, max: 0 }),
    leadSource: fc.constantFrom('web', 'fair'),
  }),
  { minLength: 1, maxLength: 12 },
);
type Deal = typeof someDeals extends fc.Arbitrary<(infer D)[]> ? D : never;

/** Some currencies have no rate at all, some none before a day. */
const someRates = fc.uniqueArray(
  fc.record({
    currency: fc.constantFrom('EUR', 'JPY'),
    day: ahead.map(dayAt),
    text: fc.constantFrom('1.08', '0.00667', '3.2594', '2'),
  }),
  { maxLength: 5, selector: ({ currency, day }) => `${currency} ${day}` },
);

/** The day whose rate applies: when it closed; else today, or the day it should have closed. */
function rateDay({ kind, closes, closed }: Deal): string {
  if (kind !== 'open') return dayAt(closed);
  return closes !== null && closes < 0 ? dayAt(closes) : TODAY;
}

/** Sums by a key and a currency, one deal after the other. */
function added(deals: readonly Deal[], rates: readonly ModelRate[], keyOf: (deal: Deal) => string) {
  const isOne = new Set(deals.map(({ currency }) => currency)).size < 2 || rates.length === 0;
  const sums: Record<string, number> = {};
  for (const deal of deals) {
    const own = { minor: deal.minor ?? 0, currency: deal.currency };
    const converted = isOne ? null : exchanged(own, rateDay(deal), rates, 'USD');
    const key = `${keyOf(deal)} ${converted === null ? own.currency : 'USD'}`;
    sums[key] = (sums[key] ?? 0) + (converted ?? own.minor);
  }
  return withoutNothing(sums);
}

function reported(rows: readonly { readonly key: unknown; readonly amount: Money }[]) {
  const sums: Record<string, number> = {};
  for (const { key, amount } of rows) {
    const name = `${key} ${amount.currency}`;
    sums[name] = (sums[name] ?? 0) + Number(amount.minor);
  }
  return withoutNothing(sums);
}

/** Groups that sum to nothing may have a row or not. */
const withoutNothing = (sums: Readonly<Record<string, number>>) =>
  Object.fromEntries(
    Object.entries(sums)
      .filter(([, sum]) => sum !== 0)
      .sort(),
  );

test('each report converts the amount of a deal at the rate of its day, and leaves apart what has none', async () => {
  await fc.assert(
    fc.asyncProperty(someDeals, someRates, async (deals, rates) => {
      const deps = await openDeps();
      const { engine, db } = deps.store;
      for (const { currency, day, text } of rates) await changeRate(deps, { currency, day, rate: text });
      const users = [await addUser(deps.store, 'ann'), await addUser(deps.store, 'bob')];
      const { id: pipeline, stages } = await pipelineNamed(db);
      const moment = `${dayAt(-70)}T08:30:00.000Z`;
      await engine.write(
        async () => {
          for (const [at, deal] of deals.entries()) {
            const stage = stages.find(({ kind }) => kind === deal.kind);
            await execute(
              engine,
              'insert into opp (id, name, name_key, pipeline_id, stage_id, amount_minor, currency, owner_id, source, close_date, closed_on, created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
              [
                ...[at + 1, `Deal ${at}`, `deal ${at}`, pipeline, stage?.id ?? 0, deal.minor, deal.currency],
                ...[deal.owner === null ? null : (users[deal.owner] ?? null), deal.source],
                ...[deal.closes === null ? null : dayAt(deal.closes)],
                ...[deal.kind === 'open' ? null : dayAt(deal.closed), moment, moment],
              ],
            );
            await execute(
              engine,
              'insert into lead (id, name, name_key, source, status, converted_at, opp_id, created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
              [at + 1, 'Lead', 'lead', deal.leadSource, 'converted', moment, at + 1, moment, moment],
            );
          }
        },
        { isSynced: false },
      );
      const nameOf = ({ owner }: Deal) => (owner === null ? null : NAMES[owner]);
      const won = deals.filter(({ kind }) => kind === 'won');
      const period = { from: null, to: null };

      for (const [by, keyOf] of [
        ['source', ({ source }: Deal) => source],
        ['owner', nameOf],
        ['month', ({ closed }: Deal) => dayAt(closed).slice(0, 7)],
      ] as const) {
        const { rows } = await reportClosed(deps, 'won', { selection: NONE, period, by });
        expect(reported(rows.map(({ group: key, amount }) => ({ key, amount })))).toEqual(
          added(won, rates, (deal) => String(keyOf(deal))),
        );
      }

      const leaders = (await reportLeaderboard(deps, { selection: NONE, period })).rows;
      expect(
        reported(leaders.flatMap(({ user: key, won: sums }) => sums.map(({ amount }) => ({ key, amount })))),
      ).toEqual(added(won, rates, (deal) => String(nameOf(deal))));

      const sources = (await reportSources(deps, { selection: NONE, period })).rows;
      for (const [side, keyOf] of [
        ['first', ({ leadSource }: Deal) => leadSource],
        ['last', ({ source, leadSource }: Deal) => source ?? leadSource],
      ] as const)
        expect(
          reported(sources.flatMap((row) => row[side].map(({ amount }) => ({ key: row.group, amount })))),
        ).toEqual(added(won, rates, (deal) => String(keyOf(deal))));

      const forecast = await reportForecast(deps, {
        ...{ selection: NONE, period: YEAR, by: 'month', owner: undefined },
        ...{ hasTotals: false, usualTarget: null },
      });
      const placeOf = ({ kind, closes, closed }: Deal) => {
        if (kind === 'won') return dayAt(closed).slice(0, 7);
        if (closes === null) return 'no date';
        return closes < 0 ? 'overdue' : dayAt(closes).slice(0, 7);
      };
      const forecastDeals = deals.filter(
        ({ kind, closed }) => kind === 'open' || (kind === 'won' && dayAt(closed) >= YEAR.from),
      );
      expect(
        reported(
          forecast.rows.flatMap(({ group, place, amounts }) =>
            Object.values(amounts).map((amount) => ({ key: place === 'period' ? group : place, amount })),
          ),
        ),
      ).toEqual(added(forecastDeals, rates, placeOf));
    }),
    { numRuns: 30 },
  );
});
