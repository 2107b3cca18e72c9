import { addDaysTo, addMonthsTo } from '../dates/calendar.ts';
import { type FiscalCalendar, type FiscalUnit, unitName } from '../dates/fiscal.ts';
import type { Expression, FunctionName } from '../filter/ast.ts';

/** What a part of a day means as a group: `month(close_date)` is a month of a year. */
const PERIODS: Partial<Record<FunctionName, { readonly unit: FiscalUnit; readonly as: FunctionName }>> = {
  year: { unit: 'year', as: 'year' },
  quarter: { unit: 'quarter', as: 'year_quarter' },
  year_quarter: { unit: 'quarter', as: 'year_quarter' },
  month: { unit: 'month', as: 'year_month' },
  year_month: { unit: 'month', as: 'year_month' },
  week_start: { unit: 'week', as: 'week_start' },
  date: { unit: 'day', as: 'date' },
};

/** An expression as a group: a time counts as its day, and a part of a day as a period of the calendar. */
export function asGroup(
  expression: Expression,
  calendar: FiscalCalendar,
): {
  readonly expression: Expression;
  readonly unit: FiscalUnit | null;
} {
  if (expression.type === 'call') {
    const period = PERIODS[expression.name];
    if (period) return { expression: periodCall(expression, period, calendar), unit: period.unit };
    // The only function of days that is named like a unit and means no period.
    if (expression.name === 'day') return { expression: expression.args[0] as Expression, unit: 'day' };
  }
  if (expression.of === 'datetime')
    return { expression: { type: 'call', name: 'date', args: [expression], of: 'date' }, unit: 'day' };
  return { expression, unit: expression.of === 'date' ? 'day' : null };
}

function periodCall(
  expression: Call,
  { unit, as }: { readonly unit: FiscalUnit; readonly as: FunctionName },
  { firstMonth, firstWeekday }: FiscalCalendar,
): Call {
  const beginning = (name: FunctionName, value: number): Call => ({
    ...expression,
    name,
    args: [...expression.args, { type: 'literal', value, of: 'number' }],
    of: unit === 'week' ? 'date' : 'text',
  });
  if (unit === 'week' && firstWeekday !== 0) return beginning('week_start', firstWeekday);
  if (unit === 'quarter' && firstMonth !== 1) return beginning('fiscal_quarter', firstMonth);
  if (unit === 'year' && firstMonth !== 1) return beginning('fiscal_year', firstMonth);
  return { ...expression, name: as, of: unit === 'month' || unit === 'quarter' ? 'text' : expression.of };
}

type Call = Extract<Expression, { type: 'call' }>;

/** The periods from the first to the last, as groups are named; null if there are more than `most`. */
export function periodsBetween(
  unit: FiscalUnit,
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

function following(unit: FiscalUnit, period: string | number): string | number {
  const text = String(period);
  switch (unit) {
    case 'day':
      return addDaysTo(text, 1);
    case 'week':
      return addDaysTo(text, 7);
    case 'month':
      return addMonthsTo(`${text}-01`, 1).slice(0, 7);
    case 'quarter': {
      const [year, quarter] = text.split('-Q') as [string, string];
      return quarter === '4' ? `${yearAfter(year)}-Q1` : `${year}-Q${Number(quarter) + 1}`;
    }
    case 'year':
      return typeof period === 'number' ? period + 1 : yearAfter(text);
  }
}

/** `2027` of `2026`, `FY2027` of `FY2026`. */
const yearAfter = (year: string) => year.replace(/\d+/, (digits) => String(Number(digits) + 1));

/** The group that a day belongs to. */
export function periodOfDay(unit: FiscalUnit, day: string, calendar: FiscalCalendar): string | number {
  const name = unitName(unit, day, calendar);
  return unit === 'year' && calendar.firstMonth === 1 ? Number(name) : name;
}
