import { addDaysTo, addMonthsTo, startOf, toLocalDate } from '../../domain/dates/calendar.ts';
import { usage } from '../../domain/errors.ts';
import { oneOf } from '../../domain/one-of.ts';
import type { ClosedPeriod } from '../../domain/reports/period.ts';
import { PURCHASE } from '../../nouns/purchase/definition.ts';
import { type RecurringPeriod, recurringPeriods, recurringPurchases } from '../../store/reports/recurring.ts';
import type { Deps } from '../deps.ts';
import { type Report, type ReportInput, readQuestion } from './question.ts';

const UNITS = { month: 1, quarter: 3, year: 12 } as const;
type Unit = keyof typeof UNITS;

/** Periods that one report shows at most. */
const MAX_PERIODS = 120;

/** A row of the report, with the period that it is about: `2026-03`, `2026-Q1`, `2026`. */
export interface RecurringRow extends RecurringPeriod {
  readonly period: string;
}

/**
 * What is paid again and again, as an amount a year, and how it changed in each month, quarter or year of a period; without
 * a beginning, in the last twelve months. Throws `usage` for another unit, and for too many periods.
 */
export async function reportRecurring(
  deps: Deps,
  input: ReportInput,
): Promise<Report<RecurringRow> & { readonly period: ClosedPeriod }> {
  const unit = oneOf('cannot group by', input.by ?? 'month', Object.keys(UNITS) as Unit[]);
  const question = await readQuestion(deps, PURCHASE, { ...input, by: undefined });
  const to = question.period.to ?? toLocalDate(deps.clock.now());
  const from = question.period.from ?? addMonthsTo(startOf('month', to), -11);
  const periods = periodsBetween(unit, from, to);
  const days = [addDaysTo(from, -1), ...periods.map(({ end }) => end)];
  const { engine } = deps.store;
  const rows = await recurringPeriods(engine, question, days);
  return {
    group: unit,
    period: { from, to },
    rows: rows.map((row) => ({ ...row, period: periods[row.place]?.name ?? '' })),
    evidence: () => recurringPurchases(engine, question),
  };
}

function periodsBetween(unit: Unit, from: string, to: string): { name: string; end: string }[] {
  const periods: { name: string; end: string }[] = [];
  for (let start = startOf(unit, from); start <= to; start = addMonthsTo(start, UNITS[unit])) {
    const end = addDaysTo(addMonthsTo(start, UNITS[unit]), -1);
    periods.push({ name: nameOf(unit, start), end: end < to ? end : to });
    if (periods.length > MAX_PERIODS)
      throw usage(
        `that is more than ${MAX_PERIODS} periods`,
        'Shorten the period, or group by year: --by year',
      );
  }
  return periods;
}

function nameOf(unit: Unit, start: string): string {
  const [year, month] = start.split('-');
  if (unit === 'year') return String(year);
  return unit === 'month' ? `${year}-${month}` : `${year}-Q${Math.ceil(Number(month) / 3)}`;
}
