import { daysBetween, relativeDay, toLocalDate, toLocalTime } from '../domain/dates/calendar.ts';
import { durationText } from '../domain/duration.ts';
import type { FieldType, Value } from '../domain/field.ts';
import { decimalText, isAmount, isMoney, type Money } from '../domain/money.ts';
import { moneyText } from '../domain/money-text.ts';
import type { PhoneGrouping } from '../domain/phones/grouping.ts';
import type { Column } from './column.ts';

/** The user's context: the meaning of `today` and `$`. */
export interface Viewpoint {
  /** The local day, YYYY-MM-DD. */
  readonly today: string;
  /** The user's own currency. */
  readonly currency: string;
  /** How numbers of phones are grouped; as they are stored without it. */
  readonly groupPhone?: PhoneGrouping;
}

/** The viewpoint for these columns: what groups numbers is loaded only where there are some. */
export async function viewOf(columns: readonly Column[], view: Viewpoint): Promise<Viewpoint> {
  if (view.groupPhone || !columns.some((column) => column.type === 'phone' || column.element === 'phone'))
    return view;
  const { loadPhoneGrouping } = await import('../domain/phones/grouping.ts');
  return { ...view, groupPhone: await loadPhoneGrouping() };
}

/** The value of a column for people; see `humanText`. */
export function columnText(
  { type, element }: Column,
  value: Value,
  view: Viewpoint,
  cents?: boolean,
): string {
  return humanText(value, element === 'phone' ? element : type, view, cents);
}

/** Dates within so many days of today are shown relative to it. */
const NEAR_DAYS = 14;

/**
 * The full value as imports read it: ISO dates, plain decimals, lists joined by `;` (escaped as `\;` within an
 * element), nothing for null.
 */
export function plainText(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (isMoney(value)) return decimalText(value);
  return typeof value === 'object'
    ? value.map((element) => element.replace(/[\\;]|^\[/g, '\\$&')).join(';')
    : String(value);
}

/** The value for people. `cents` false omits the decimals of money. The text is not sanitized for a terminal. */
export function humanText(value: Value, type: FieldType, view: Viewpoint, cents = true): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? '✓' : '';
  if (typeof value === 'number') return type === 'duration' ? durationText(value) : String(value);
  if (typeof value === 'string') {
    if (type === 'date') return dayText(value, view.today);
    if (type === 'phone') return view.groupPhone?.(value) ?? value;
    return type === 'datetime' ? momentText(value, view.today) : value;
  }
  if (isMoney(value)) return moneyText(value, view.currency, cents);
  const { groupPhone } = view;
  return (type === 'phone' && groupPhone ? value.map(groupPhone) : value).join(', ');
}

/** The value for JSON in a list: money is its amount, a list is always an array. */
export function flatJson(value: Value, type: FieldType): unknown {
  if (type === 'list') return value ?? [];
  return isMoney(value) ? jsonAmount(value) : value;
}

/** An amount as a JSON number, with its exact digits even where a JavaScript number would lose some. */
function jsonAmount(value: Money): unknown {
  const text = decimalText(value);
  return typeof value.minor === 'number' && isAmount(value.minor) ? Number(text) : rawJson(text);
}

/** Missing in TypeScript's library, present in every Node and Bun that crm runs on. */
const rawJson = (text: string): unknown =>
  (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON(text);

/** The value for the JSON of one record: money is an object of amount, as exact text, and currency. */
export function nestedJson(value: Value, type: FieldType): unknown {
  if (isMoney(value)) return { amount: decimalText(value), currency: value.currency };
  return flatJson(value, type);
}

/** Whether the value is money with a fractional part. */
export function hasCents(value: Value): boolean {
  return isMoney(value) && /\.\d*[1-9]/.test(decimalText(value));
}

function dayText(date: string, today: string): string {
  return Math.abs(daysBetween(today, date)) <= NEAR_DAYS ? relativeDay(date, today) : date;
}

function momentText(at: string, today: string): string {
  const date = toLocalDate(at);
  const isClose = Math.abs(daysBetween(today, date)) <= 1;
  return `${isClose ? relativeDay(date, today) : date} ${toLocalTime(at)}`;
}
