import { DAY_MS } from '../../domain/time-units.ts';
import { cleanText } from './strings.ts';
import type { NumberFormat } from './styles.ts';
import type { CellContext } from './workbook.ts';

/** A cell as the sheet has it. */
export interface RawCell {
  /** What kind of value it has: `s` for a shared string, `n` or nothing for a number, and so on. */
  readonly type: string | undefined;
  readonly style: string | undefined;
  readonly value: string;
  readonly inlineText: string;
}

/** A spreadsheet program keeps so many digits. */
const SIGNIFICANT_DIGITS = 15;
/** Whole numbers below are written out: ids may differ in the last digits. */
const LONG_NUMBERS = 1e21;
/** The day 1970-01-01 as workbooks count days. */
const DAYS_BEFORE_1970 = 25_569;
/** Days before the first one of a workbook that counts from 1904. */
const DAYS_BEFORE_1904 = 1462;
/** A number with more digits than a number can hold: such are ids. */
const LONG_INTEGER = /^-?\d{16,}$/;

/**
 * The text of a cell, empty for an empty cell and for an error. Dates become `2026-03-12` or `2026-03-12 15:00:00`,
 * numbers plain decimals.
 * @throws any error for a value that its kind cannot have.
 */
export function cellText({ type = 'n', style, value, inlineText }: RawCell, context: CellContext): string {
  if (type === 'inlineStr') return cleanText(inlineText);
  if (type === 'str') return cleanText(value);
  if (value === '' || type === 'e') return '';
  switch (type) {
    case 's': {
      const text = context.strings[Number(value)];
      if (text === undefined) throw new Error(`no shared string ${value}`);
      return text;
    }
    case 'b':
      return booleanText(value);
    case 'd':
      return dateText(isoTime(value));
    case 'n':
      return shownText(value, context.formats[Number(style ?? 0)], context);
    default:
      throw new Error(`a cell of the unknown kind ${type}`);
  }
}

function booleanText(value: string): string {
  if (value === '1' || value === 'true') return 'true';
  if (value === '0' || value === 'false') return 'false';
  throw new Error(`${value} is no boolean`);
}

/** A number as the sheet shows it, but with all its decimals. */
function shownText(value: string, format: NumberFormat | undefined, context: CellContext): string {
  switch (format?.kind) {
    case 'time':
      return timeText(Number(value), format, context);
    case 'percent':
      return `${numberText(String(Number(value) * 100))}%`;
    case 'currency':
      return `${numberText(value)} ${format.mark}`;
    case 'digits':
      return /^\d+$/.test(value) ? placedText(value, format.places) : numberText(value);
    default:
      return numberText(value);
  }
}

/** Digits in the places of a format, those without a place before all others: 2134 as `02134`. */
function placedText(digits: string, places: string): string {
  const count = places.replaceAll(/[^0]/g, '').length;
  const filled = digits.padStart(count, '0');
  let at = filled.length - count;
  const first = filled.slice(0, at);
  return places.replaceAll('0', (_, offset) => (offset === places.indexOf('0') ? first : '') + filled[at++]);
}

/** Less than a day is a time of day or a duration, as the day 0 is no day. */
function timeText(
  days: number,
  { hasClock, isElapsed }: NumberFormat & { kind: 'time' },
  context: CellContext,
): string {
  if (!(isElapsed || (days >= 0 && days < 1))) return dateText(timeOfDays(days, context));
  if (days === 0 && !hasClock) return '';
  const seconds = Math.round(Math.abs(days) * (DAY_MS / 1000));
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return (days < 0 ? '-' : '') + clock.map((part) => String(part).padStart(2, '0')).join(':');
}

function numberText(value: string): string {
  if (LONG_INTEGER.test(value)) return value;
  const number = Number(value);
  if (Number.isInteger(number) && Math.abs(number) < LONG_NUMBERS) return String(number);
  return String(Number(number.toPrecision(SIGNIFICANT_DIGITS)));
}

function timeOfDays(days: number, { isFrom1904 }: CellContext): number {
  return Math.floor((days + (isFrom1904 ? DAYS_BEFORE_1904 : 0) - DAYS_BEFORE_1970) * DAY_MS);
}

/** A time without a zone is that of the cell, wherever the program runs. */
function isoTime(value: string): number {
  const hasTime = value.includes('T');
  return Date.parse(hasTime && !/(?:Z|[+-]\d\d:?\d\d)$/i.test(value) ? `${value}Z` : value);
}

function dateText(time: number): string {
  // Parts of a millisecond are cut off, so that full seconds may be one short.
  const at = new Date(time % 1000 === 999 ? time + 1 : time);
  const [date = '', clock = ''] = at.toISOString().slice(0, -1).split('T');
  if (clock === '00:00:00.000') return date;
  return `${date} ${clock.endsWith('.000') ? clock.slice(0, -4) : clock}`;
}
