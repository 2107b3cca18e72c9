import fc from 'fast-check';
import { expect, test } from 'vitest';
import { weighForecast } from '../../src/app/reports/calibrated-forecast.ts';
import { reportForecast, totalOf } from '../../src/app/reports/forecast.ts';
import { pipelineNamed } from '../../src/store/stages.ts';
import { openDeps } from '../support/deps.ts';
import { addUser, execute } from '../support/store.ts';

/** A deal of a random database. Days are counted back from today, 12 March 2026. */
interface Deal {
  /** Places of the open stages that it was in, one after the other, and where it ended: open, won or lost. */
  readonly visits: readonly number[];
  readonly end: 'open' | 'won' | 'lost';
  readonly began: number;
  readonly lasted: number;
  readonly closes: number | null;
  readonly amount: number | null;
  readonly currency: string;
  readonly owner: number | null;
  readonly called: string | null;
  readonly chance: number | null;
  readonly expects: number | null;
}

const TODAY = '2026-03-12';
const DAY_MS = 86_400_000;
const dayAt = (ago: number) => new Date(Date.parse(TODAY) - ago * DAY_MS).toISOString().slice(0, 10);
const momentAt = (ago: number) => `${dayAt(ago)}T08:30:00.000Z`;

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const deal: fc.Arbitrary<Deal> = fc.record({
  visits: fc.array(fc.nat(3), { minLength: 1, maxLength: 4 }),
  end: fc.constantFrom('open', 'won', 'lost', 'won'),
  began: fc.integer({ min: 5, max: 380 }),
  lasted: fc.integer({ min: 0, max: 200 }),
  closes: maybe(fc.integer({ min: -120, max: 60 })),
  amount: maybe(fc.integer({ min: -900, max: 500_000 })),
  currency: fc.constantFrom('USD', 'USD', 'EUR'),
  owner: maybe(fc.nat(1)),
  called: maybe(fc.constantFrom('pipeline', 'best case', 'commit', 'omitted')),
  chance: maybe(fc.constantFrom(0, 15, 80)),
  expects: maybe(fc.integer({ min: 0, max: 500_000 })),
});

const PERIOD = { from: '2026-01-01', to: '2026-06-30' };

async function openWorld() {
  const deps = await openDeps();
  const users = [await addUser(deps.store, 'ann'), await addUser(deps.store, 'bob')];
  const { id: pipeline, stages } = await pipelineNamed(deps.store.db);
  return { deps, users, pipeline, stages, open: stages.filter(({ kind }) => kind === 'open') };
}
type World = Awaited<ReturnType<typeof openWorld>>;

/** The day a deal closed; null while it is open. */
const closedOn = (each: Deal) => (each.end === 'open' ? null : dayAt(Math.max(0, each.began - each.lasted)));

const stageOf = ({ stages, open }: World, { visits, end }: Deal) =>
  end === 'open' ? open[visits.at(-1) ?? 0] : stages.find(({ kind }) => kind === end);

/** When a deal entered each of its stages, the closing one last; as the moments that are written. */
function entries(world: World, each: Deal) {
  const length = Math.min(each.lasted, each.began);
  const moments = each.visits.map((_, at) =>
    momentAt(each.began - Math.floor((length * at) / each.visits.length)),
  );
  const visits = each.visits.map((place, at) => ({ stage: world.open[place], at: moments[at] ?? '' }));
  const on = closedOn(each);
  return on === null ? visits : [...visits, { stage: stageOf(world, each), at: `${on}T08:30:00.000Z` }];
}

async function fill(world: World, deals: readonly Deal[]) {
  const { engine } = world.deps.store;
  await engine.write(
    async () => {
      for (const table of ['stage_history', 'opp']) await execute(engine, `delete from ${table}`);
      for (const [at, each] of deals.entries()) {
        const isOpen = each.end === 'open';
        await execute(
          engine,
          `insert into opp (id, name, name_key, pipeline_id, stage_id, amount_minor, currency, owner_id, forecast,
             probability, forecast_amount_minor, forecast_amount_currency, close_date, closed_on, created_at, updated_at)
             values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
          [
            ...[
              at + 1,
              `Deal ${at}`,
              `deal ${at}`,
              world.pipeline,
              stageOf(world, each)?.id ?? 0,
              each.amount,
            ],
            ...[each.currency, each.owner === null ? null : (world.users[each.owner] ?? null)],
            ...[isOpen ? each.called : null, isOpen ? each.chance : null],
            ...(isOpen && each.expects !== null ? [each.expects, each.currency] : [null, null]),
            ...[
              each.closes === null ? null : dayAt(each.closes),
              closedOn(each),
              momentAt(each.began),
              TODAY,
            ],
          ],
        );
        for (const entry of entries(world, each))
          await execute(
            engine,
            'insert into stage_history (opp_id, stage_id, entered_at, currency) values (?, ?, ?, ?)',
            [at + 1, entry.stage?.id ?? 0, entry.at, each.currency],
          );
      }
    },
    { isSynced: false },
  );
}

const input = (by: string) => ({
  selection: { filters: [] },
  period: PERIOD,
  by,
  owner: undefined,
  hasTotals: true,
  usualTarget: null,
});

/** The row of a deal: its group, place and category; null if it is in none. */
function placeOf(world: World, each: Deal, by: 'month' | 'owner') {
  const won = each.end === 'won';
  const day = won ? closedOn(each) : each.closes === null ? null : dayAt(each.closes);
  if (each.end === 'lost' || (won && ((day ?? '') < PERIOD.from || (day ?? '') > PERIOD.to))) return null;
  const place = day === null ? 'no date' : !won && day < TODAY ? 'overdue' : 'period';
  if (place === 'period' && ((day ?? '') < PERIOD.from || (day ?? '') > PERIOD.to)) return null;
  const owner = each.owner === null ? null : (['ann', 'bob'][each.owner] ?? null);
  const group = by === 'owner' ? owner : place === 'period' ? (day?.slice(0, 7) ?? null) : null;
  const category = won ? 'closed' : (each.called ?? stageOf(world, each)?.category ?? '');
  return { group, place, category };
}

test('a forecast is what its deals add up to, one by one', async () => {
  const world = await openWorld();
  await fc.assert(
    fc.asyncProperty(fc.array(deal, { maxLength: 15 }), async (deals) => {
      await fill(world, deals);
      for (const by of ['month', 'owner'] as const) {
        const naive = new Map<string, number>();
        const expected = new Map<string, number>();
        for (const each of deals) {
          const row = placeOf(world, each, by);
          if (!row) continue;
          const key = [row.group, row.place, row.category, each.currency].join('|');
          naive.set(key, (naive.get(key) ?? 0) + (each.amount ?? 0));
          if (row.category === 'omitted') continue;
          const said = each.end === 'open' ? (each.expects ?? each.amount) : each.amount;
          const whole = [row.group, row.place, each.currency].join('|');
          expected.set(whole, (expected.get(whole) ?? 0) + (said ?? 0));
        }
        const { rows, totals } = await reportForecast(world.deps, input(by));
        const reported = new Map<string, number>();
        for (const row of rows)
          for (const [category, amount] of Object.entries(row.amounts)) {
            const key = [row.group, row.place, category, row.currency].join('|');
            if (amount.minor !== 0 || naive.has(key)) reported.set(key, Number(amount.minor));
          }
        expect(new Map([...reported].sort())).toEqual(new Map([...naive].sort()));
        for (const row of rows)
          expect(Number(row.expected.minor)).toBe(
            expected.get([row.group, row.place, row.currency].join('|')) ?? 0,
          );
        for (const total of totals) {
          const own = rows.filter(({ place, currency }) => place === 'period' && currency === total.currency);
          expect(Number(totalOf(total))).toBe(own.reduce((sum, row) => sum + Number(totalOf(row)), 0));
        }
      }
    }),
    { numRuns: 20 },
  );
});

test('the back-test scores what the chances said of each deal, origin by origin', async () => {
  const world = await openWorld();
  await fc.assert(
    fc.asyncProperty(fc.array(deal, { minLength: 45, maxLength: 70 }), async (deals) => {
      await fill(world, deals);
      const forecast = await reportForecast(world.deps, input('month'));
      const closed = deals.filter(({ end }) => end !== 'open');
      if (closed.length < 30) return;
      const { backtest, by } = await weighForecast(world.deps, forecast, {
        isCalibrated: true,
        runs: 0,
        seed: 1,
      });
      expect(by).toBe('stage');
      const last =
        closed
          .map((each) => closedOn(each) ?? '')
          .sort()
          .at(-1) ?? '';
      let [tests, squares, difference] = [0, 0, 0];
      for (let back = 26; back >= 1; back--) {
        const day = new Date(Date.parse(last) - back * 14 * DAY_MS).toISOString().slice(0, 10);
        if (closed.filter((each) => (closedOn(each) ?? '') < day).length < 10) continue;
        for (const each of closed) {
          if ((closedOn(each) ?? '') < day) continue;
          const there = entries(world, each)
            .filter(({ at }) => at < `${day}T00:00:00.000Z`)
            .at(-1);
          if (there?.stage?.kind !== 'open') continue;
          const stated = there.stage.probability / 100;
          const won = each.end === 'won' ? 1 : 0;
          tests++;
          squares += (stated - won) ** 2;
          difference += stated - won;
        }
      }
      expect(backtest?.tests).toBe(tests);
      expect(backtest?.stated.brier ?? 0).toBeCloseTo(tests ? squares / tests : 0, 9);
      expect(backtest?.stated.error ?? 0).toBeCloseTo(tests ? difference / tests : 0, 9);
    }),
    { numRuns: 6 },
  );
});

test('a simulation is the same for the same seed, and lies around what is expected', async () => {
  const world = await openWorld();
  const certain: Deal = {
    ...{ visits: [0], began: 40, lasted: 10, closes: -10, currency: 'USD', owner: null, called: 'commit' },
    ...{ end: 'open', amount: 10_000, chance: 80, expects: null },
  };
  await fill(
    world,
    Array.from({ length: 200 }, () => certain),
  );
  const forecast = await reportForecast(world.deps, input('quarter'));
  const run = async (seed: number) => {
    const weighed = await weighForecast(world.deps, forecast, { isCalibrated: false, runs: 2000, seed });
    const [total] = forecast.totals;
    return total && { ...weighed.quantiles(total, true), expected: weighed.expected(total, true) };
  };
  const once = await run(7);
  expect(await run(7)).toEqual(once);
  expect(once?.expected).toBe(1_600_000);
  // 200 deals of 100.00 at 80 %: a standard deviation of 5.7 deals.
  expect(Math.abs((once?.p50 ?? 0) - 1_600_000)).toBeLessThan(20_000);
  expect(once?.p10).toBeLessThan(1_560_000);
  expect(once?.p90).toBeGreaterThan(1_640_000);
});
