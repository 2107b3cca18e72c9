import { addDaysTo, addMonthsTo, dayOf, daysBetween, type Period, startOf } from '../dates/calendar.ts';
import { usage } from '../errors.ts';

/** Days of a report, both included; null where it is open. */
export interface ReportPeriod {
  readonly from: string | null;
  readonly to: string | null;
}

/** A period with both ends. */
export interface ClosedPeriod {
  readonly from: string;
  readonly to: string;
}

const UNITS = ['day', 'week', 'month', 'quarter', 'year'] as const;
type Unit = (typeof UNITS)[number];

const HOW_TO =
  'Write it like month, quarter, 2026, 2026-03, 2026-Q2, last quarter, "last 90 days" or "next 2 quarters"';

/**
 * Reads a period: `month` and `this month`, `last quarter`, `2026`, `2026-03`, `2026-Q2`, `last 90 days`, `next 2
 * quarters`. Several days, months or quarters end yesterday or begin after the present one.
 * @throws usage error for anything else.
 */
export function readReportPeriod(text: string, today: string): ClosedPeriod {
  const words = text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, ' ');
  const calendar = /^(\d{4})(?: ?(?:q([1-4])|(\d{1,2})))?$/.exec(words);
  if (calendar) {
    const [, year = '', quarter, month] = calendar;
    if (month !== undefined && (Number(month) < 1 || Number(month) > 12)) throw unreadable(text);
    if (quarter) return whole('quarter', dayOf(Number(year), Number(quarter) * 3 - 2, 1), 1);
    if (month) return whole('month', dayOf(Number(year), Number(month), 1), 1);
    return whole('year', dayOf(Number(year), 1, 1), 1);
  }
  const relative = /^(?:(this|last|previous|next) )?(?:(\d{1,4}) )?(day|week|month|quarter|year)s?$/.exec(
    words,
  );
  if (words === 'today' || words === 'yesterday') {
    const day = words === 'today' ? today : addDaysTo(today, -1);
    return { from: day, to: day };
  }
  if (!relative) throw unreadable(text);
  const [, way = 'this', digits, unit] = relative as unknown as [string, string?, string?, Unit?];
  if (unit === undefined) throw unreadable(text);
  const count = digits === undefined ? 1 : Number(digits);
  if (count < 1 || (way === 'this' && digits !== undefined)) throw unreadable(text);
  if (way === 'this') return whole(unit, beginning(unit, today), 1);
  if (way === 'next') return whole(unit, addUnits(unit, beginning(unit, today), 1), count);
  return whole(unit, addUnits(unit, beginning(unit, today), -count), count);
}

/** The period of the same length right before, in whole months where it consists of them. */
export function periodBefore({ from, to }: ClosedPeriod): ClosedPeriod {
  const after = addDaysTo(to, 1);
  if (from.endsWith('-01') && after.endsWith('-01')) {
    const months = monthsBetween(from, after);
    return { from: addMonthsTo(from, -months), to: addDaysTo(from, -1) };
  }
  const days = daysBetween(from, to) + 1;
  return { from: addDaysTo(from, -days), to: addDaysTo(from, -1) };
}

/** The same days a year earlier. */
export function yearBefore({ from, to }: ClosedPeriod): ClosedPeriod {
  return { from: addMonthsTo(from, -12), to: addDaysTo(addMonthsTo(addDaysTo(to, 1), -12), -1) };
}

/** Throws `usage` for a period that ends before it starts. */
export function checkPeriod(period: ReportPeriod): ReportPeriod {
  if (period.from !== null && period.to !== null && period.to < period.from)
    throw usage(
      `the period ends before it starts: ${period.from} to ${period.to}`,
      'Give an earlier --since or a later --until.',
    );
  return period;
}

/** `from 2026-01-01 to 2026-03-31`, for a note below a report. */
export function periodText({ from, to }: ReportPeriod): string {
  if (from === null && to === null) return 'all time';
  if (from === null) return `until ${to}`;
  return to === null ? `since ${from}` : `from ${from} to ${to}`;
}

function unreadable(text: string) {
  return usage(`"${text}" is not a period`, HOW_TO);
}

function beginning(unit: Unit, today: string): string {
  return unit === 'day' ? today : startOf(unit as Period, today);
}

function addUnits(unit: Unit, date: string, count: number): string {
  if (unit === 'day' || unit === 'week') return addDaysTo(date, count * (unit === 'week' ? 7 : 1));
  return addMonthsTo(date, count * { month: 1, quarter: 3, year: 12 }[unit]);
}

/** So many units from their first day on. */
function whole(unit: Unit, from: string, count: number): ClosedPeriod {
  return { from, to: addDaysTo(addUnits(unit, from, count), -1) };
}

function monthsBetween(from: string, to: string): number {
  const months = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
  return months(to) - months(from);
}
