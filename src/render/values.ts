import { currenciesFor } from '../domain/currencies.ts';
import { daysBetween, relativeDay, toLocalDate, toLocalTime } from '../domain/dates/calendar.ts';
import { durationText } from '../domain/duration.ts';
import type { FieldType, Value } from '../domain/field.ts';
import { decimalText, isAmount, type Money } from '../domain/money.ts';

/** From where a person looks: what `today` and `$` mean to them. */
export interface Viewpoint {
  /** The local day, YYYY-MM-DD. */
  readonly today: string;
  /** The user's own currency. */
  readonly currency: string;
}

/** Days from today within which a date is told by its distance. */
const NEAR_DAYS = 14;

const SIGNS = ['$', '€', '£', '¥', '₹'] as const;

/**
 * The full value in the form that imports read: ISO dates, plain decimals, lists joined by `;` (one that is part of
 * an element is written `\;`), nothing for null.
 */
export function plainText(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (isMoney(value)) return decimalText(value);
  return typeof value === 'object'
    ? value.map((element) => element.replace(/[\\;]/g, '\\$&')).join(';')
    : String(value);
}

/**
 * The value as a person likes to read it. `cents` false leaves out the decimals of money. The text is not yet
 * safe for a terminal: it may hold whatever the record holds.
 */
export function humanText(value: Value, type: FieldType, view: Viewpoint, cents = true): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? '✓' : '';
  if (typeof value === 'number') return type === 'duration' ? durationText(value) : String(value);
  if (typeof value === 'string') {
    if (type === 'date') return dayText(value, view.today);
    return type === 'datetime' ? momentText(value, view.today) : value;
  }
  return isMoney(value) ? moneyText(value, view.currency, cents) : value.join(', ');
}

/** The value for JSON in a list: money is its amount, a list is always an array. */
export function flatJson(value: Value, type: FieldType): unknown {
  if (type === 'list') return value ?? [];
  return isMoney(value) ? jsonAmount(value) : value;
}

/** An amount as a number of JSON, whose digits are written as they are where a JavaScript number would lose some. */
function jsonAmount(value: Money): unknown {
  const text = decimalText(value);
  return typeof value.minor === 'number' && isAmount(value.minor) ? Number(text) : rawJson(text);
}

/** Newer than the library that TypeScript knows; in every Node and Bun that crm runs on. */
const rawJson = (text: string): unknown =>
  (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON(text);

/** The value for JSON of one record: money is an object of amount, as exact text, and currency. */
export function nestedJson(value: Value, type: FieldType): unknown {
  if (isMoney(value)) return { amount: decimalText(value), currency: value.currency };
  return flatJson(value, type);
}

/** Whether the value is money with a part after the decimal point. */
export function hasCents(value: Value): boolean {
  return isMoney(value) && /\.\d*[1-9]/.test(decimalText(value));
}

function isMoney(value: Value): value is Money {
  return typeof value === 'object' && value !== null && 'minor' in value;
}

function dayText(date: string, today: string): string {
  return Math.abs(daysBetween(today, date)) <= NEAR_DAYS ? relativeDay(date, today) : date;
}

function momentText(at: string, today: string): string {
  const date = toLocalDate(at);
  const isClose = Math.abs(daysBetween(today, date)) <= 1;
  return `${isClose ? relativeDay(date, today) : date} ${toLocalTime(at)}`;
}

function moneyText(money: Money, home: string, cents: boolean): string {
  const digits = /^(-?)(\d+)(\.\d+)?$/.exec(decimalText(money));
  const [, minus = '', units = '', decimals = ''] = digits ?? [];
  const amount = units.replace(/\B(?=(\d{3})+$)/g, ',') + (cents ? decimals : '');
  const sign = SIGNS.find((candidate) => standsFor(candidate, money.currency, home));
  return sign ? `${minus}${sign}${amount}` : `${minus}${amount} ${money.currency}`;
}

/** A sign is used only where it would be read back as the same currency. */
function standsFor(sign: string, currency: string, home: string): boolean {
  const meanings = currenciesFor(sign);
  return currency === (meanings.includes(home) ? home : meanings[0]);
}
