import type { Deps } from '../../app/deps.ts';
import type { ChanceForecast } from '../../app/reports/calibrated-forecast.ts';
import type { Forecast, ForecastRow } from '../../app/reports/forecast.ts';
import { usage } from '../../domain/errors.ts';
import type { Row } from '../../domain/field.ts';
import type { Backtest } from '../../domain/forecast/calibration.ts';
import { minorDigits } from '../../domain/money.ts';
import { countText, NOT_APPLICABLE } from '../../render/counts.ts';
import type { ListColumn } from '../listing.ts';
import { type SelectionOptions, wholeNumber } from '../record/selection.ts';
import { AMOUNT, decimal } from './columns.ts';

/** What weighing adds to a forecast. */
interface Chances {
  readonly columns: readonly ListColumn[];
  readonly notes: readonly string[];
  figuresOf(row: ForecastRow, isTotal: boolean): Row;
}

/** More ends than this take long and say nothing new. */
const MAX_RUNS = 1_000_000;

const QUANTILES = ['p10', 'p50', 'p90'] as const;

/** Weighs a forecast as `--calibrated` and `--simulate` say; null without either. */
export async function chancesOf(
  { showsAll, deps }: { readonly showsAll: boolean; readonly deps: Deps },
  options: SelectionOptions,
  forecast: Forecast,
): Promise<Chances | null> {
  const runs = wholeNumber('simulate', options.simulate);
  const seed = wholeNumber('seed', options.seed);
  const isCalibrated = options.calibrated === true;
  if (seed !== undefined && runs === undefined)
    throw usage('--seed needs --simulate', 'For example: --simulate 10000 --seed 1');
  if (runs !== undefined && (runs < 1 || runs > MAX_RUNS))
    throw usage(
      `--simulate takes 1 to ${countText(MAX_RUNS)} ends, not ${runs}`,
      'For example: --simulate 10000',
    );
  if (!isCalibrated && runs === undefined) return null;
  const { weighForecast } = await import('../../app/reports/calibrated-forecast.ts');
  const weighed = await weighForecast(deps, forecast, { isCalibrated, runs: runs ?? 0, seed: seed ?? 1 });
  const { backtest } = weighed;
  return {
    columns: [
      ...(isCalibrated
        ? [
            {
              ...AMOUNT,
              name: 'calibrated',
              label: 'Calibrated',
              help: 'closed, and open by your own win rates',
            },
          ]
        : []),
      ...(runs === undefined
        ? []
        : QUANTILES.map((name) => ({
            ...AMOUNT,
            name,
            label: name.toUpperCase(),
            help: `what is won at most in ${Number(name.slice(1)) / 10} of 10 simulated ends`,
          }))),
      ...(isCalibrated && showsAll
        ? [
            decimal('brier', 'Brier', 'mean squared error of the calibrated chances in the back-test'),
            decimal('brier_stages', 'Brier stages', 'that of the chances of the stages'),
          ]
        : []),
    ],
    notes: [...(isCalibrated ? backtestNotes(weighed) : []), ...(runs === undefined ? [] : [SIMULATION])],
    figuresOf(row, isTotal) {
      // An estimate has no cents.
      const unit = 10 ** minorDigits(row.currency);
      const money = (minor: number) => ({ minor: Math.round(minor / unit) * unit, currency: row.currency });
      const quantiles = weighed.quantiles(row, isTotal);
      return {
        calibrated: money(weighed.expected(row, isTotal)),
        ...(quantiles ? Object.fromEntries(QUANTILES.map((name) => [name, money(quantiles[name])])) : {}),
        brier: rounded(backtest?.model.brier ?? null),
        brier_stages: rounded(backtest?.stated.brier ?? null),
      };
    },
  };
}

const SIMULATION =
  'simulated: open deals are won or lost apart from each other; deals that are not made yet are left out';

const rounded = (value: number | null) => (value === null ? null : Math.round(value * 10_000) / 10_000);

function backtestNotes({ by, closed, backtest }: ChanceForecast): string[] {
  const from =
    by === 'stage'
      ? `calibrated by stage, from ${countText(closed)} closed deals`
      : `calibrated by age and owner, from ${countText(closed)} closed deals: too few have a history of stages`;
  if (!backtest || backtest.tests === 0) return [from, 'too few deals closed before others to test it'];
  return [from, scoreText(backtest)];
}

/** `back-test from 26 days, 12,345 predictions: Brier 0.2210, mean error +1.2%; the stages: 0.2400, -5.0%; …`. */
function scoreText({ model, stated, constant, tests, origins }: Backtest): string {
  const of = ({ brier, error }: Backtest['model']) =>
    brier === null || error === null
      ? NOT_APPLICABLE
      : `Brier ${brier.toFixed(4)}, mean error ${error < 0 ? '-' : '+'}${Math.abs(error * 100).toFixed(1)}%`;
  return (
    `back-test from ${origins} days, ${countText(tests)} predictions: ${of(model)}; ` +
    `the stages' own chances: ${of(stated)}; one chance for all: ${of(constant)}`
  );
}
