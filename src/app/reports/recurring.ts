import { addDaysTo, addMonthsTo, toLocalDate } from '../../domain/dates/calendar.ts';
import {
  addUnitsTo,
  type FiscalCalendar,
  MONTHS_OF_UNIT,
  startOfUnit,
  unitName,
} from '../../domain/dates/fiscal.ts';
import { usage } from '../../domain/errors.ts';
import { oneOf } from '../../domain/one-of.ts';
import type { ClosedPeriod, ReportPeriod } from '../../domain/reports/period.ts';
import { PURCHASE } from '../../nouns/purchase/definition.ts';
import { type RecurringPeriod, recurringPeriods, recurringPurchases } from '../../store/reports/recurring.ts';
import type { Deps } from '../deps.ts';
import { type Report, type ReportInput, readQuestion } from './question.ts';

type Unit = keyof typeof MONTHS_OF_UNIT;

/** Periods that one report shows at most. */
const MAX_PERIODS = 120;

/** A row of the report, with the period that it is about: `2026-03`, `2026-Q1`, `2026`. */
export interface RecurringRow extends RecurringPeriod {
  readonly period: string;
}

/** The period of the report: without a beginning the twelve months up to its end, and without an end until today. */
export function recurringPeriod({ clock, calendar }: Deps, period: ReportPeriod): ClosedPeriod {
  const to = period.to ?? toLocalDate(clock.now());
  return { from: period.from ?? addMonthsTo(startOfUnit('month', to, calendar), -11), to };
}

/**
 * What is paid again and again, as an amount a year, and how it changed in each month, quarter or year of a period; without
 * a beginning, in the last twelve months. Throws `usage` for another unit, and for too many periods.
 */
export async function reportRecurring(
  deps: Deps,
  input: ReportInput,
): Promise<Report<RecurringRow> & { readonly period: ClosedPeriod }> {
  const unit = oneOf('cannot group by', input.by ?? 'month', Object.keys(MONTHS_OF_UNIT) as Unit[]);
  const question = await readQuestion(deps, PURCHASE, { ...input, by: undefined });
  const { from, to } = recurringPeriod(deps, question.period);
  const periods = periodsBetween(unit, { from, to }, deps.calendar);
  const days = [addDaysTo(from, -1), ...periods.map(({ end }) => end)];
  const { engine } = deps.store;
  const rows = await recurringPeriods(engine, question, days);
  return {
    group: unit,
    period: { from, to },
    rows: rows.map((row) => ({ ...row, period: periods[row.place]?.name ?? '' })),
    evidence: () => recurringPurchases(engine, question, days),
  };
}

function periodsBetween(
  unit: Unit,
  { from, to }: ClosedPeriod,
  calendar: FiscalCalendar,
): { name: string; end: string }[] {
  const periods: { name: string; end: string }[] = [];
  for (let start = startOfUnit(unit, from, calendar); start <= to; start = addUnitsTo(unit, start, 1)) {
    const end = addDaysTo(addUnitsTo(unit, start, 1), -1);
    periods.push({ name: unitName(unit, start, calendar), end: end < to ? end : to });
    if (periods.length > MAX_PERIODS)
      throw usage(`that is more than ${MAX_PERIODS} periods`, { code: 'too-many-periods' });
  }
  return periods;
}
