import { addDaysTo, addMonthsTo } from '../dates/calendar.ts';
import type { Expression, FunctionName } from '../filter/ast.ts';

/** The units of time that groups can be, in which none is left out when they are filled. */
export type GroupUnit = 'day' | 'week' | 'month' | 'quarter' | 'year';

/** What a part of a day means as a group: `month(close_date)` is a month of a year. */
const PERIODS: Partial<Record<FunctionName, { readonly unit: GroupUnit; readonly as: FunctionName }>> = {
  year: { unit: 'year', as: 'year' },
  quarter: { unit: 'quarter', as: 'year_quarter' },
  year_quarter: { unit: 'quarter', as: 'year_quarter' },
  month: { unit: 'month', as: 'year_month' },
  year_month: { unit: 'month', as: 'year_month' },
  week_start: { unit: 'week', as: 'week_start' },
  date: { unit: 'day', as: 'date' },
};

/** An expression as a group: a time counts as its day, and a part of a day as a period. */
export function asGroup(expression: Expression): {
  readonly expression: Expression;
  readonly unit: GroupUnit | null;
} {
  if (expression.type === 'call') {
    const period = PERIODS[expression.name];
    const of = period?.unit === 'month' || period?.unit === 'quarter' ? 'text' : expression.of;
    if (period) return { expression: { ...expression, name: period.as, of }, unit: period.unit };
    // The only function of days that is named like a unit and means no period.
    if (expression.name === 'day') return { expression: expression.args[0] as Expression, unit: 'day' };
  }
  if (expression.of === 'datetime')
    return { expression: { type: 'call', name: 'date', args: [expression], of: 'date' }, unit: 'day' };
  return { expression, unit: expression.of === 'date' ? 'day' : null };
}

/** The periods from the first to the last, as groups are named; null if there are more than `most`. */
export function periodsBetween(
  unit: GroupUnit,
  first: string | number,
  last: string | number,
  most: number,
): (string | number)[] | null {
  const found: (string | number)[] = [];
  for (let period = first; period <= last; period = following(unit, period)) {
    if (found.length >= most) return null;
    found.push(period);
  }
  return found;
}

function following(unit: GroupUnit, period: string | number): string | number {
  const text = String(period);
  switch (unit) {
    case 'day':
      return addDaysTo(text, 1);
    case 'week':
      return addDaysTo(text, 7);
    case 'month':
      return addMonthsTo(`${text}-01`, 1).slice(0, 7);
    case 'quarter': {
      const [year, quarter] = [Number(text.slice(0, 4)), Number(text.slice(6))];
      return quarter === 4 ? `${year + 1}-Q1` : `${year}-Q${quarter + 1}`;
    }
    case 'year':
      return Number(period) + 1;
  }
}

/** The group that a day belongs to. */
export function periodOfDay(
  unit: GroupUnit,
  day: string,
  weekStart: (day: string) => string,
): string | number {
  switch (unit) {
    case 'day':
      return day;
    case 'week':
      return weekStart(day);
    case 'month':
      return day.slice(0, 7);
    case 'quarter':
      return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
    case 'year':
      return Number(day.slice(0, 4));
  }
}
