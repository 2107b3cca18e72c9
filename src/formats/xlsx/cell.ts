import { DAY_MS } from '../../domain/time-units.ts';
import { cleanText } from './strings.ts';
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
/** Whole numbers below have no more digits than that. */
const SHORT_NUMBERS = 10 ** SIGNIFICANT_DIGITS;
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
      if (style === undefined || context.areDates[Number(style)] !== true)
        return pricedText(numberText(value), context.currencies[Number(style ?? 0)]);
      return dateText(timeOfDays(Number(value), context));
    default:
      throw new Error(`a cell of the unknown kind ${type}`);
  }
}

function booleanText(value: string): string {
  if (value === '1' || value === 'true') return 'true';
  if (value === '0' || value === 'false') return 'false';
  throw new Error(`${value} is no boolean`);
}

/** A number as the sheet shows it: with the currency beside it. */
const pricedText = (number: string, currency: string | undefined): string =>
  currency === undefined ? number : `${number} ${currency}`;

function numberText(value: string): string {
  if (LONG_INTEGER.test(value)) return value;
  const number = Number(value);
  if (Number.isInteger(number) && Math.abs(number) < SHORT_NUMBERS) return String(number);
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
