import { addDaysTo, isoTime, startOfDay } from '../../domain/dates/calendar.ts';
import { refused } from '../../domain/errors.ts';
import {
  ageModel,
  type Backtest,
  backtest,
  type ChanceModel,
  MIN_CLOSED_DEALS,
  stageModel,
} from '../../domain/forecast/calibration.ts';
import type { Quantiles, Stakes } from '../../domain/forecast/simulation.ts';
import type { Engine } from '../../store/engine.ts';
import {
  ageOutcomes,
  ageTests,
  type ChanceBy,
  closedCounts,
  type Origin,
  stageOutcomes,
  stageTests,
} from '../../store/reports/calibration.ts';
import { type OpenCell, type OpenDeal, openDeals } from '../../store/reports/forecast.ts';
import type { Deps } from '../deps.ts';
import type { Forecast, ForecastRow } from './forecast.ts';

/** How open deals are weighed. */
export interface ChanceInput {
  /** Whether by what became of the team's own deals, instead of by the chances of the stages. */
  readonly isCalibrated: boolean;
  /** Ends to simulate; 0 for none. */
  readonly runs: number;
  readonly seed: number;
}

/** A forecast, weighed. */
export interface ChanceForecast {
  readonly by: ChanceBy;
  /** Closed deals that the chances come from. */
  readonly closed: number;
  /** How well they would have done; null unless calibrated. */
  readonly backtest: Backtest | null;
  /** What is expected of a row, won deals included, in minor units. */
  expected(row: ForecastRow, isTotal: boolean): number;
  /** What the simulation says of it; null without one. */
  quantiles(row: ForecastRow, isTotal: boolean): Quantiles | null;
}

/** Deals that are won or lost one by one; all others are simulated as a sum. */
const LARGEST_DEALS = 1000;

/** A back-test looks ahead from every second week of the year before the last deal closed. */
const [ORIGINS, DAYS_BETWEEN] = [26, 14];

/** Weighs the open deals of a forecast. Throws `refused` where too few deals have closed. */
export async function weighForecast(
  deps: Deps,
  { rows, totals, question }: Forecast,
  { isCalibrated, runs, seed }: ChanceInput,
): Promise<ChanceForecast> {
  const { engine } = deps.store;
  const learned = isCalibrated ? await learn(engine) : null;
  const by = learned?.by ?? 'stated';
  const model: ChanceModel = learned?.model ?? { chance: (percent) => (percent ?? 0) / 100 };
  const { cells, deals } = await openDeals(engine, question, {
    by,
    now: isoTime(deps.clock.now()),
    largest: runs > 0 ? LARGEST_DEALS : 0,
  });
  const isOf = (row: ForecastRow, isTotal: boolean) => (each: OpenCell | OpenDeal) =>
    each.currency === row.currency && each.place === row.place && (isTotal || each.group === row.group);
  const chanceOf = ({ key, age, stated }: OpenCell | OpenDeal) => model.chance(key, age, stated / 100);
  const expected = (row: ForecastRow, isTotal: boolean) =>
    cells
      .filter(isOf(row, isTotal))
      .reduce((sum, cell) => sum + chanceOf(cell) * cell.amount, Number(row.amounts.closed.minor));
  const simulate = runs > 0 ? (await import('../../domain/forecast/simulation.ts')).simulate : null;
  const found = new Map<ForecastRow, Quantiles>();
  for (const [some, isTotal] of [
    [rows, false],
    [totals, true],
  ] as const) {
    for (const row of some) {
      if (!simulate) break;
      const bets = deals
        .filter(isOf(row, isTotal))
        .map((deal) => ({ amount: deal.amount, chance: chanceOf(deal) }));
      const others = deals.length < LARGEST_DEALS ? [] : cells.filter(isOf(row, isTotal));
      found.set(row, simulate(stakesOf(row, others, bets, chanceOf), runs, seed));
    }
  }
  return {
    by,
    closed: learned?.closed ?? 0,
    backtest: learned?.backtest ?? null,
    expected,
    quantiles: (row) => found.get(row) ?? null,
  };
}

/** What is not among the largest deals is a sum with the mean and variance of its deals. `cells` are of all, if there are more. */
function stakesOf(
  { amounts }: ForecastRow,
  cells: readonly OpenCell[],
  bets: Stakes['bets'],
  chanceOf: (cell: OpenCell) => number,
): Stakes {
  const won = Number(amounts.closed.minor);
  const rest = { mean: 0, variance: 0 };
  if (cells.length === 0) return { won, bets, rest };
  for (const cell of cells) {
    const chance = chanceOf(cell);
    rest.mean += chance * cell.amount;
    rest.variance += chance * (1 - chance) * cell.squares;
  }
  for (const { amount, chance } of bets) {
    rest.mean -= chance * amount;
    rest.variance -= chance * (1 - chance) * amount * amount;
  }
  return { won, bets, rest };
}

async function learn(engine: Engine) {
  const closed = await closedCounts(engine);
  const count = closed.reduce((sum, { deals }) => sum + deals, 0);
  const staged = closed.reduce((sum, each) => sum + each.staged, 0);
  if (count < MIN_CLOSED_DEALS)
    throw refused(
      `only ${count} ${count === 1 ? 'deal has' : 'deals have'} closed, and a calibration needs ${MIN_CLOSED_DEALS}`,
      { code: 'too-few-closed' },
    );
  const byStage = staged >= MIN_CLOSED_DEALS;
  const outcomes = byStage ? await stageOutcomes(engine) : await ageOutcomes(engine);
  const origins = originsBefore(closed.at(-1)?.day ?? '');
  const tests = byStage ? await stageTests(engine, origins) : await ageTests(engine, origins);
  const make = byStage ? stageModel : ageModel;
  const known = byStage
    ? closed.map(({ day, staged: deals, staged_won: won }) => ({ day, deals, won }))
    : closed;
  return {
    by: byStage ? ('stage' as const) : ('age' as const),
    closed: byStage ? staged : count,
    model: make(outcomes),
    backtest: backtest(make, outcomes, tests, known),
  };
}

function originsBefore(last: string): Origin[] {
  return Array.from({ length: ORIGINS }, (_, at) => {
    const day = addDaysTo(last, -DAYS_BETWEEN * (ORIGINS - at));
    return { day, at: startOfDay(day) };
  });
}
