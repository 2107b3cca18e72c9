import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Deps } from '../../src/app/deps.ts';
import { reportBottleneck } from '../../src/app/reports/bottleneck.ts';
import { reportCoverage } from '../../src/app/reports/coverage.ts';
import { reportPipeline } from '../../src/app/reports/pipeline.ts';
import { reportSlipped } from '../../src/app/reports/slipped.ts';
import { reportStuck } from '../../src/app/reports/stuck.ts';
import { addDaysTo, toLocalDate } from '../../src/domain/dates/calendar.ts';
import { pipelineNamed } from '../../src/store/stages.ts';
import { openDeps } from '../support/deps.ts';
import { execute } from '../support/store.ts';

const zoneBefore = process.env.TZ;
beforeAll(() => {
  process.env.TZ = 'Europe/Berlin';
});
afterAll(() => {
  process.env.TZ = zoneBefore;
});

const NOW = '2026-11-10T09:00:00.000Z';
const TODAY = '2026-11-10';

/** The hour before and after both clock changes of Berlin, ends of days and months there, and days between. */
const MOMENTS = [
  '2025-03-30T00:30:00.000Z',
  '2025-09-30T21:59:59.999Z',
  '2025-09-30T22:00:00.000Z',
  '2025-10-26T00:30:00.000Z',
  '2025-10-26T01:30:00.000Z',
  '2026-01-31T22:59:59.999Z',
  '2026-03-29T00:30:00.000Z',
  '2026-03-29T01:30:00.000Z',
  '2026-06-30T21:59:59.999Z',
  '2026-06-30T22:00:00.000Z',
  '2026-08-15T12:00:00.000Z',
  '2026-09-30T21:59:59.999Z',
  '2026-09-30T22:00:00.000Z',
  '2026-10-25T00:30:00.000Z',
  '2026-10-25T01:30:00.000Z',
  '2026-10-31T22:59:59.999Z',
  '2026-10-31T23:00:00.000Z',
  '2026-11-09T08:00:00.000Z',
];

interface Deal {
  readonly stage: number;
  readonly currency: string;
  readonly amount: number | null;
  readonly probability: number | null;
  readonly closes: number | null;
  readonly closed: number;
  readonly nextStep: string | null;
  readonly tasks: readonly { readonly due: number | null; readonly isOpen: boolean }[];
  /** Places of moments, and of the stages that were entered then. */
  readonly visits: readonly { readonly at: number; readonly stage: number }[];
  /** Days to which the close date was moved, one change each, and whether it was undone. */
  readonly moves: readonly { readonly to: number; readonly isUndone: boolean }[];
}

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const days = fc.integer({ min: -60, max: 60 });

const someDeal: fc.Arbitrary<Deal> = fc.record({
  stage: fc.nat(5),
  currency: fc.constantFrom('USD', 'USD', 'EUR'),
  amount: maybe(fc.integer({ min: 0, max: 5_000_000 })),
  probability: maybe(fc.integer({ min: 0, max: 100 })),
  closes: maybe(days),
  closed: fc.integer({ min: 0, max: 400 }),
  nextStep: fc.constantFrom(null, 'call them'),
  tasks: fc.array(fc.record({ due: maybe(days), isOpen: fc.boolean() }), { maxLength: 2 }),
  visits: fc.array(fc.record({ at: fc.nat(MOMENTS.length - 1), stage: fc.nat(5) }), { maxLength: 5 }),
  moves: fc.array(fc.record({ to: days, isUndone: fc.boolean() }), { maxLength: 3 }),
});
const someDeals = fc.array(someDeal, { maxLength: 10 });
const dayAt = (ahead: number) => addDaysTo(TODAY, ahead);

async function prepare() {
  const deps = await openDeps({ now: NOW });
  const { id: pipeline, stages } = await pipelineNamed(deps.store.db);
  return { deps, stages, pipeline };
}
type Stages = Awaited<ReturnType<typeof prepare>>['stages'];

const stageOf = (stages: Stages, at: number) => {
  const stage = stages[at % stages.length];
  if (!stage) throw new Error('a pipeline has stages');
  return stage;
};

/** The visits of a deal in the order of time, the last one to the stage that it is in. */
function visitsOf(deal: Deal, stages: Stages) {
  const visits = deal.visits
    .map(({ at, stage }) => ({ at: MOMENTS[at] ?? NOW, stage: stageOf(stages, stage) }))
    .sort((a, b) => (a.at < b.at ? -1 : 1));
  return visits.length === 0
    ? []
    : visits.with(-1, { ...visits[visits.length - 1]!, stage: stageOf(stages, deal.stage) });
}

async function fill(deps: Deps, deals: readonly Deal[], stages: Stages, pipeline: number) {
  const { engine } = deps.store;
  await engine.write(
    async () => {
      for (const table of ['stage_history', 'task', 'opp']) await execute(engine, `delete from ${table}`);
      for (const [at, deal] of deals.entries()) {
        const stage = stageOf(stages, deal.stage);
        await execute(
          engine,
          'insert into opp (id, name, name_key, pipeline_id, stage_id, amount_minor, currency, probability, close_date, closed_on, next_step, created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
          [
            ...[at + 1, `Deal ${at}`, `deal ${at}`, pipeline, stage.id, deal.amount, deal.currency],
            ...[deal.probability, deal.closes === null ? null : dayAt(deal.closes)],
            ...[stage.kind === 'open' ? null : dayAt(-deal.closed), deal.nextStep],
            ...['2025-01-01T08:00:00.000Z', NOW],
          ],
        );
        for (const visit of visitsOf(deal, stages))
          await execute(
            engine,
            'insert into stage_history (opp_id, stage_id, entered_at, currency) values (?, ?, ?, ?)',
            [at + 1, visit.stage.id, visit.at, deal.currency],
          );
        for (const task of deal.tasks)
          await execute(
            engine,
            'insert into task (subject, opp_id, status, due_date, done_at, created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?)',
            [
              ...['write', at + 1, task.isOpen ? 'open' : 'done', task.due === null ? null : dayAt(task.due)],
              ...[task.isOpen ? null : NOW, NOW, NOW],
            ],
          );
      }
    },
    { isSynced: false },
  );
}

const runs = { numRuns: 40 };
const ALL = { filters: [] };
const within = (day: string, { from, to }: { from: string; to: string }) => day >= from && day <= to;

test('a bottleneck is what its stages cost in a period, visit by visit, beside the year before', async () => {
  const { deps, stages, pipeline } = await prepare();
  const period = { from: '2026-07-01', to: '2026-10-31' };
  const norm = { from: '2025-07-01', to: '2026-06-30' };
  await fc.assert(
    fc.asyncProperty(someDeals, async (deals) => {
      await fill(deps, deals, stages, pipeline);
      const slow = (id: number, of: typeof period) => {
        const stays: number[] = [];
        let [moves, lost] = [0, 0];
        for (const deal of deals) {
          const visits = visitsOf(deal, stages);
          let [seconds, left] = [0, false];
          for (const [at, { stage, at: entered }] of visits.entries()) {
            const next = visits[at + 1];
            if (stage.id !== id || !next || !within(toLocalDate(next.at), of)) continue;
            seconds += Math.trunc(Date.parse(next.at) / 1000) - Math.trunc(Date.parse(entered) / 1000);
            left = true;
            if (next.stage.id === id) continue;
            moves++;
            if (next.stage.kind === 'lost') lost++;
          }
          if (left) stays.push(seconds);
        }
        stays.sort((a, b) => a - b);
        const median = stays[Math.floor((stays.length + 1) / 2) - 1];
        return {
          ...{ deals: stays.length, days: median === undefined ? null : median / 86_400 },
          ...{ moves, lost: moves === 0 ? null : lost / moves },
        };
      };
      const { rows } = await reportBottleneck(deps, { selection: ALL, period });
      for (const stage of stages.filter(({ kind }) => kind === 'open')) {
        const [now, before] = [slow(stage.id, period), slow(stage.id, norm)];
        const open = deals.filter((deal) => stageOf(stages, deal.stage).id === stage.id).length;
        const row = rows.find((each) => each.stage === stage.name);
        if (now.deals + now.moves + open === 0) {
          expect(row).toBeUndefined();
          continue;
        }
        expect({ ...row, pipeline: '' }).toEqual({
          ...{
            id: stage.id,
            pipeline: '',
            stage: stage.name,
            ...now,
            open,
            normDays: before.days,
            normLost: before.lost,
          },
          extraDays: now.days === null || before.days === null ? null : (now.days - before.days) * now.deals,
          extraLost: now.lost === null || before.lost === null ? null : (now.lost - before.lost) * now.moves,
        });
      }
    }),
    runs,
  );
});

test('stuck are open deals that are late, rotting or without a next step, the largest first', async () => {
  const { deps, stages, pipeline } = await prepare();
  const currencies = fc.array(fc.constantFrom('USD', 'EUR', 'JPY'), { minLength: 10, maxLength: 10 });
  await fc.assert(
    fc.asyncProperty(someDeals, currencies, fc.integer({ min: 1, max: 5 }), async (some, codes, limit) => {
      const deals = some.map((deal, at) => ({ ...deal, currency: codes[at] ?? 'USD' }));
      await fill(deps, deals, stages, pipeline);
      // A yen is 0.01 dollars, and a cent is its hundredth part; nobody said what a euro is.
      await execute(deps.store.engine, 'delete from rate');
      await execute(
        deps.store.engine,
        "insert into rate (currency, base, day, numerator, denominator) values ('JPY', 'USD', '2020-01-01', 1, 1)",
      );
      // Amounts in dollars, then those in euros, then deals without one.
      const worthOf = ({ amount, currency }: Deal) =>
        amount === null ? [2] : currency === 'EUR' ? [1, amount] : [0, amount];
      const isStuck = (deal: Deal) => {
        const stage = stageOf(stages, deal.stage);
        if (stage.kind !== 'open') return false;
        // Nobody knows how long a deal without a history is in its stage.
        const since = visitsOf(deal, stages).at(-1)?.at;
        const tasks = deal.tasks.filter(({ isOpen }) => isOpen);
        const isUndated = tasks.some(({ due }) => due === null);
        return (
          (deal.closes !== null && deal.closes < 0) ||
          (!isUndated && tasks.some(({ due }) => due !== null && due < 0)) ||
          (tasks.length === 0 && deal.nextStep === null) ||
          (stage.rottingDays !== null &&
            since !== undefined &&
            toLocalDate(since) < addDaysTo(TODAY, -stage.rottingDays))
        );
      };
      const wanted = deals
        .map((deal, at) => ({ id: at + 1, deal }))
        .filter(({ deal }) => isStuck(deal))
        .sort((a, b) => {
          const [one, other] = [a, b].map(({ deal }) => worthOf(deal)) as [number[], number[]];
          return (one[0] ?? 0) - (other[0] ?? 0) || (other[1] ?? 0) - (one[1] ?? 0) || a.id - b.id;
        })
        .slice(0, limit);
      const { rows: found } = await reportStuck(deps, {
        selection: ALL,
        period: { from: null, to: null },
        limit,
      });
      expect(found.map(({ card }) => card.id)).toEqual(wanted.map(({ id }) => id));
      for (const { card, reasons, command } of found) {
        expect(reasons.length).toBeGreaterThan(0);
        expect(command).toContain(String(card.id));
      }
    }),
    runs,
  );
});

test('coverage is what the target lacks at the rates of the year, in each currency', async () => {
  const { deps, stages, pipeline } = await prepare();
  const period = { from: '2026-10-01', to: '2026-12-31' };
  const year = { from: '2025-11-11', to: TODAY };
  await fc.assert(
    fc.asyncProperty(someDeals, async (deals) => {
      await fill(deps, deals, stages, pipeline);
      const input = { selection: ALL, period, by: 'quarter', owner: undefined };
      const { rows } = await reportCoverage(deps, {
        ...input,
        hasTotals: true,
        usualTarget: { minor: 1_000_000, currency: 'USD' },
      });
      for (const { row, expected, missing, deals: needed } of rows) {
        const own = deals
          .filter(({ currency }) => currency === row.currency)
          .map((deal) => ({
            ...deal,
            ...{ kind: stageOf(stages, deal.stage).kind, minor: deal.amount ?? 0 },
          }));
        const closed = own.filter(({ kind, closed: ago }) => kind === 'won' && within(dayAt(-ago), period));
        const open = own.filter(
          ({ kind, closes }) =>
            kind === 'open' && closes !== null && closes >= 0 && within(dayAt(closes), period),
        );
        const sum = (all: typeof own) => all.reduce((total, { minor }) => total + minor, 0);
        const past = own.filter(({ kind, closed: ago }) => kind !== 'open' && within(dayAt(-ago), year));
        const won = past.filter(({ kind }) => kind === 'won');
        const rate = past.length === 0 ? null : won.length / past.length;
        expect(row.amounts.closed.minor).toBe(sum(closed));
        if (rate === null) {
          expect(expected).toBeNull();
          continue;
        }
        const worth =
          sum(open) === 0 ? sum(closed) : Math.round((sum(closed) + sum(open) * rate) / 100) * 100;
        expect(expected).toEqual({ minor: worth, currency: row.currency });
        const target = row.currency === 'USD' ? 3_000_000 : null;
        expect(missing?.minor ?? null).toBe(target && Math.max(0, target - worth));
        const average = won.length === 0 ? 0 : sum(won) / won.length;
        const lacks = missing === null ? null : Number(missing.minor);
        expect(needed).toBe(
          lacks === null
            ? null
            : lacks === 0
              ? 0
              : rate > 0 && average > 0
                ? Math.ceil(lacks / (rate * average))
                : null,
        );
      }
    }),
    runs,
  );
});

test('slipped deals are the changes of their close dates over the end of a period, without what was undone', async () => {
  const { deps, stages, pipeline } = await prepare();
  const { store } = deps;
  const period = { from: '2026-10-01', to: TODAY };
  await fc.assert(
    fc.asyncProperty(fc.array(someDeal, { maxLength: 4 }), async (deals) => {
      await fill(deps, deals, stages, pipeline);
      await execute(store.engine, "delete from change_row where tbl = 'opp'");
      const wanted = new Map<number, { pushes: number; pulls: number; days: number; planned: string }>();
      for (const [at, deal] of deals.entries()) {
        let day = deal.closes === null ? null : dayAt(deal.closes);
        for (const { to, isUndone } of deal.moves) {
          const next = dayAt(to);
          if (day === next) continue;
          const { id } = await store.change((tx) => tx.update('opp', at + 1, { close_date: next }));
          if (isUndone) {
            await store.changes.undo(store.act, id as number);
            continue;
          }
          const old = day;
          day = next;
          if (old === null) continue;
          const sums = wanted.get(at + 1) ?? { pushes: 0, pulls: 0, days: 0, planned: '' };
          if (within(old, period) && next > period.to) {
            sums.pushes++;
            sums.days += (Date.parse(next) - Date.parse(old)) / 86_400_000;
            if (old > sums.planned) sums.planned = old;
          } else if (old > period.to && within(next, period)) sums.pulls++;
          wanted.set(at + 1, sums);
        }
      }
      const { rows } = await reportSlipped(deps, { selection: ALL, period });
      const found = rows.map(({ id, pushes, pulls, days: moved, planned }) => [
        id,
        { pushes, pulls, days: moved, planned },
      ]);
      expect(found).toEqual(
        [...wanted]
          .filter(([, { pushes }]) => pushes > 0)
          .sort(([a, one], [b, other]) => other.days - one.days || a - b),
      );
    }),
    { numRuns: 25 },
  );
});

test('an imported chance weighs on open deals alone', async () => {
  const { deps, stages, pipeline } = await prepare();
  await fc.assert(
    fc.asyncProperty(someDeals, async (deals) => {
      await fill(deps, deals, stages, pipeline);
      const options = { hasStageFilter: false, withOthers: false, asOf: undefined, compare: undefined };
      const { sums } = await reportPipeline(deps, {
        selection: ALL,
        by: 'pipeline',
        onlyOpen: false,
        ...options,
      });
      for (const { currency, weighted } of sums) {
        const own = deals.filter((deal) => deal.currency === currency);
        const slow = own.reduce((sum, { stage: at, amount, probability }) => {
          const stage = stageOf(stages, at);
          const chance =
            stage.kind === 'open' ? (probability ?? stage.probability) : stage.kind === 'won' ? 100 : 0;
          return sum + Math.round(((amount ?? 0) * chance) / 100);
        }, 0);
        expect(Number(weighted.minor)).toBe(slow);
      }
    }),
    runs,
  );
});
