import { addMonthsTo, daysBetween, isDate } from '../dates/calendar.ts';
import {
  addUnitsTo,
  type FiscalCalendar,
  type FiscalUnit,
  isUnitName,
  startOfUnit,
  unitName,
} from '../dates/fiscal.ts';

/** Two periods that are compared: where each begins. */
export interface ComparedPeriods {
  readonly later: string;
  readonly earlier: string;
  readonly calendar: FiscalCalendar;
}

/**
 * The unit of the later period that one of the earlier is compared with: the third week with the third. A day of another
 * year is compared with the same date, where there is one. What is no name of a unit stays.
 */
export function counterpart(unit: FiscalUnit, name: string, periods: ComparedPeriods): string {
  const { later, earlier, calendar } = periods;
  if (!isUnitName(name)) return name;
  if (unit === 'day' && later.slice(4) === earlier.slice(4)) {
    const years = Number(later.slice(0, 4)) - Number(earlier.slice(0, 4));
    const date = `${addMonthsTo(name, years * 12).slice(0, 4)}${name.slice(4)}`;
    return isDate(date) ? date : name;
  }
  const place = numberOf(unit, name) - numberOf(unit, unitName(unit, earlier, calendar));
  return unitName(unit, addUnitsTo(unit, startOfUnit(unit, later, calendar), place), calendar);
}

/** Units are numbered in the order of time. */
function numberOf(unit: FiscalUnit, name: string): number {
  if (unit === 'day') return daysBetween('2000-01-01', name);
  if (unit === 'week') return Math.floor(daysBetween('2000-01-01', name) / 7);
  const [year = 0, part = 0] = (name.match(/\d+/g) ?? []).map(Number);
  return unit === 'year' ? year : year * (unit === 'month' ? 12 : 4) + part;
}
