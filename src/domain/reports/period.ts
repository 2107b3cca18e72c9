import { addDaysTo, addMonthsTo, dayOf, daysBetween, isDate } from '../dates/calendar.ts';
import {
  addUnitsTo,
  type FiscalCalendar,
  type FiscalUnit,
  startOfFiscalYear,
  startOfUnit,
  USUAL_CALENDAR,
} from '../dates/fiscal.ts';
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

const HOW_TO =
  'Write it like month, quarter, 2026, 2026-03, 2026-Q2, FY2027, last quarter, "last 90 days" or "next 2 quarters"';

/**
 * Reads a period: `month` and `this month`, `last quarter`, `2026`, `2026-03`, `2026-03-31`, `2026-Q2`, `Q2 2026`, `last 90
 * days`, `next 2 quarters`. Several days, months or quarters end yesterday or begin after the present one. Weeks, quarters and years are
 * those of the calendar: `2026`, `FY2026` and `FY2026-Q2` are of its years, `CY2026` and `CY2026-Q2` always begin in January.
 * @throws usage error for anything else.
 */
export function readReportPeriod(text: string, today: string, calendar: FiscalCalendar): ClosedPeriod {
  const words = text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, ' ')
    .replace(/^(q[1-4]) ((?:fy ?|cy ?)?\d{4})$/, '$2 $1');
  const named = readNamedPeriod(words, calendar);
  if (named) return named;
  const day = words.replaceAll(' ', '-');
  if (isDate(day)) return { from: day, to: day };
  const relative = /^(?:(this|last|previous|next) )?(?:(\d{1,4}) )?(day|week|month|quarter|year)s?$/.exec(
    words,
  );
  if (words === 'today' || words === 'yesterday') {
    const day = words === 'today' ? today : addDaysTo(today, -1);
    return { from: day, to: day };
  }
  if (!relative) throw unreadable(text);
  const [, way = 'this', digits, unit] = relative as unknown as [string, string?, string?, FiscalUnit?];
  if (unit === undefined) throw unreadable(text);
  const count = digits === undefined ? 1 : Number(digits);
  if (count < 1 || (way === 'this' && digits !== undefined)) throw unreadable(text);
  const start = startOfUnit(unit, today, calendar);
  if (way === 'this') return whole(unit, start, 1);
  return whole(unit, addUnitsTo(unit, start, way === 'next' ? 1 : -count), count);
}

const NAMED = /^(?:(fy|cy) ?(\d{4}|\d\d)|(\d{4}))(?: ?(?:q([1-4])|(\d{1,2})))?$/;

/** `2026`, `2026 03`, `fy2026 q2`, `cy26`; null for other words. */
function readNamedPeriod(words: string, calendar: FiscalCalendar): ClosedPeriod | null {
  const [matched, kind, ofKind, plain, quarter, month] = NAMED.exec(words) ?? [];
  if (matched === undefined) return null;
  const digits = ofKind ?? plain ?? '';
  const year = Number(digits.length === 2 ? `20${digits}` : digits);
  if (month !== undefined) {
    const isMonth = kind === undefined && Number(month) >= 1 && Number(month) <= 12;
    return isMonth ? whole('month', dayOf(year, Number(month), 1), 1) : null;
  }
  const start = startOfFiscalYear(year, kind === 'cy' ? USUAL_CALENDAR : calendar);
  if (quarter === undefined) return whole('year', start, 1);
  return whole('quarter', addUnitsTo('quarter', start, Number(quarter) - 1), 1);
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
    throw usage(`the period ends before it starts: ${period.from} to ${period.to}`, {
      code: 'period-reversed',
    });
  return period;
}

/** `from 2026-01-01 to 2026-03-31`, for a note below a report. */
function periodText({ from, to }: ReportPeriod): string {
  if (from === null && to === null) return 'all time';
  if (from === null) return `until ${to}`;
  return to === null ? `since ${from}` : `from ${from} to ${to}`;
}

/** The text of a period, and of the one that is beside it. */
export const periodsText = (period: ReportPeriod, earlier?: ReportPeriod): string =>
  periodText(period) + (earlier ? `; before: ${periodText(earlier)}` : '');

function unreadable(text: string) {
  return usage(`"${text}" is not a period`, HOW_TO);
}

/** So many units from their first day on. */
function whole(unit: FiscalUnit, from: string, count: number): ClosedPeriod {
  return { from, to: addDaysTo(addUnitsTo(unit, from, count), -1) };
}

function monthsBetween(from: string, to: string): number {
  const months = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
  return months(to) - months(from);
}
