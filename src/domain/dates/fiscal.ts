import { addDaysTo, addMonthsTo, dayOf, partsOf, weekdayOf } from './calendar.ts';

/** When the years and weeks of a business begin. */
export interface FiscalCalendar {
  /** The month in which a year begins: 1 for January. */
  readonly firstMonth: number;
  /** The day on which a week begins: 0 for Monday to 6 for Sunday. */
  readonly firstWeekday: number;
}

export const USUAL_CALENDAR: FiscalCalendar = { firstMonth: 1, firstWeekday: 0 };

/** The units of time in which a business counts. */
export const FISCAL_UNITS = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type FiscalUnit = (typeof FISCAL_UNITS)[number];

/** Months of the units that consist of months. */
export const MONTHS_OF_UNIT = { month: 1, quarter: 3, year: 12 } as const;

/** The first day of the unit that a day belongs to. */
export function startOfUnit(unit: FiscalUnit, day: string, calendar: FiscalCalendar): string {
  if (unit === 'day') return day;
  if (unit === 'week') return addDaysTo(day, -((weekdayOf(day) - calendar.firstWeekday + 7) % 7));
  const [year, month] = partsOf(day);
  return dayOf(year, month - ((month - calendar.firstMonth + 12) % MONTHS_OF_UNIT[unit]), 1);
}

/** The first day of the unit so many units later; `start` is the first day of one. */
export function addUnitsTo(unit: FiscalUnit, start: string, count: number): string {
  if (unit === 'day' || unit === 'week') return addDaysTo(start, count * (unit === 'week' ? 7 : 1));
  return addMonthsTo(start, count * MONTHS_OF_UNIT[unit]);
}

/**
 * The name of the unit that a day belongs to: `2026-03-09` for a day and for a week its first, `2026-03`, `2026-Q1`, `2026`.
 * A year that does not begin in January is named by the calendar year in which it ends: `FY2027`, `FY2027-Q1`.
 */
export function unitName(unit: FiscalUnit, day: string, calendar: FiscalCalendar): string {
  if (unit === 'day' || unit === 'week') return startOfUnit(unit, day, calendar);
  if (unit === 'month') return day.slice(0, 7);
  const year = fiscalYearText(day, calendar);
  return unit === 'year' ? year : `${year}-Q${fiscalQuarter(day, calendar)}`;
}

/** Whether a group is named like a year, quarter, month or day: those of two periods differ, and are compared in their order. */
export function isUnitName(text: string): boolean {
  return /^(?:FY)?\d{4}(?:-(?:Q\d|\d\d)(?:-\d\d)?)?$/.test(text);
}

function fiscalYearText(day: string, { firstMonth }: FiscalCalendar): string {
  const [year, month] = partsOf(day);
  return firstMonth === 1 ? String(year) : `FY${month >= firstMonth ? year + 1 : year}`;
}

function fiscalQuarter(day: string, { firstMonth }: FiscalCalendar): number {
  const [, month] = partsOf(day);
  return Math.floor(((month - firstMonth + 12) % 12) / 3) + 1;
}

/** The first day of the year of that number: the one that ends in it. */
export function startOfFiscalYear(year: number, { firstMonth }: FiscalCalendar): string {
  return dayOf(firstMonth === 1 ? year : year - 1, firstMonth, 1);
}
