import { addDaysTo, addMonthsTo, toLocalDate } from '../../domain/dates/calendar.ts';
import { type Money, minorDigits } from '../../domain/money.ts';
import { LEAD } from '../../nouns/lead/definition.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import { type LeadRate, leadRate } from '../../store/reports/coverage.ts';
import { periodDeals } from '../../store/reports/forecast.ts';
import { type SalesPace, salesPace } from '../../store/reports/stage-durations.ts';
import type { Deps } from '../deps.ts';
import { fieldsOf } from '../records/fields.ts';
import { readSelection } from '../records/selection.ts';
import { ownerFilters } from '../team/owners.ts';
import {
  type Forecast,
  type ForecastInput,
  type ForecastRow,
  ownSelection,
  reportForecast,
} from './forecast.ts';
import { readQuestion } from './question.ts';

/** What a period still needs, in one currency. Amounts are in minor units. */
export interface CoverageRow {
  readonly row: ForecastRow;
  /** What is closed, and the open deals at the rate at which deals are won. */
  readonly expected: Money | null;
  /** What the target lacks beyond that; null without a target or a rate. */
  readonly missing: Money | null;
  /** Deals to make, and leads to make them of; null where a rate is not known, and for what is over. */
  readonly deals: number | null;
  readonly leads: number | null;
}

/** What the team needs, and the rates that it follows from. */
export interface Coverage {
  readonly forecast: Forecast;
  readonly rows: readonly CoverageRow[];
  readonly totals: readonly CoverageRow[];
  readonly paces: readonly SalesPace[];
  readonly leads: LeadRate;
  /** The first day of the year that the rates are of. */
  readonly since: string;
}

/** Says how many more deals and leads a target needs, at the rates of the last twelve months. */
export async function reportCoverage(deps: Deps, input: ForecastInput): Promise<Coverage> {
  const { engine } = deps.store;
  const today = toLocalDate(deps.clock.now());
  const period = { from: addDaysTo(addMonthsTo(today, -12), 1), to: today };
  const forecast = await reportForecast(deps, { ...input, onlySums: true });
  const question = await readQuestion(deps, OPP, { selection: ownSelection(input), period });
  const paces = await salesPace(engine, question);
  const filters = ownerFilters(input.owner);
  const ofLeads = await readSelection(deps, 'lead', await fieldsOf(deps.store, LEAD), { filters });
  const leads = await leadRate(engine, ofLeads, period);
  const needs = (row: ForecastRow) =>
    needsOf(
      row,
      paces.find(({ currency }) => currency === row.currency),
      leads,
      row.period !== null && row.period.to < today,
    );
  const inPeriod = forecast.rows.filter(({ place }) => place === 'period');
  return {
    forecast: { ...forecast, evidence: () => periodDeals(engine, forecast.question) },
    rows: inPeriod.map(needs),
    totals: forecast.totals.map(needs),
    paces,
    leads,
    since: period.from,
  };
}

function needsOf(
  row: ForecastRow,
  pace: SalesPace | undefined,
  { leads, converted }: LeadRate,
  isOver: boolean,
): CoverageRow {
  const { amounts, target, currency } = row;
  const closed = Number(amounts.closed.minor);
  const open = [amounts.commit, amounts['best case'], amounts.pipeline].reduce(
    (sum, { minor }) => sum + Number(minor),
    0,
  );
  const rate = rateOf(pace);
  if (rate === null || !pace) return { row, expected: null, missing: null, deals: null, leads: null };
  // An estimate has no cents.
  const unit = 10 ** minorDigits(currency);
  const expected = open === 0 ? closed : Math.round((closed + open * rate) / unit) * unit;
  const missing = target && Math.max(0, Number(target.minor) - expected);
  const average = pace.won === 0 ? 0 : Number(pace.amount.minor) / pace.won;
  const isKnown = !isOver && missing !== null && (missing === 0 || (rate > 0 && average > 0));
  const deals = isKnown ? (missing === 0 ? 0 : Math.ceil(missing / (rate * average))) : null;
  const isLeadKnown = deals === 0 || converted > 0;
  return {
    row,
    expected: { minor: expected, currency },
    missing: missing === null ? null : { minor: missing, currency },
    deals,
    leads: deals === null || !isLeadKnown ? null : Math.ceil((deals * leads) / Math.max(1, converted)),
  };
}

/** The part of closed deals that was won; null without any. */
export function rateOf(pace: Pick<SalesPace, 'won' | 'lost'> | undefined): number | null {
  return pace && pace.won + pace.lost > 0 ? pace.won / (pace.won + pace.lost) : null;
}
