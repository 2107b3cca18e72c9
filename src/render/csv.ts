import type { Row, Value } from '../domain/field.ts';
import { guardFormula } from '../domain/formula.ts';
import type { Column } from './column.ts';
import type { Encoder } from './encoder.ts';
import { plainText } from './values.ts';

interface CsvStyle {
  readonly header: boolean;
  /** For spreadsheets: a byte order mark, CRLF, and an apostrophe before formulas. */
  readonly excel: boolean;
  /** What separates cells. */
  readonly delimiter: string;
}

/** Characters that some programs treat as a line end, so they are quoted. */
export const LINE_BREAK = /[\r\n]/;

/**
 * RFC 4180, UTF-8, LF line ends, and commas unless the user chose another separator. A single empty cell is quoted, so
 * that it is a row. Hand-written, because long exports spend most of their time here.
 */
export function csvEncoder(columns: readonly Column[], style: CsvStyle): Encoder {
  const lineEnd = style.excel ? '\r\n' : '\n';
  const names = columns.map(({ name }) => name);
  const needsQuotes =
    style.delimiter === ',' ? /[",\r\n]/ : new RegExp(`["${quoteClass(style.delimiter)}\\r\\n]`);
  const quoteCell = (text: string): string =>
    needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const cell = (value: Value): string => {
    const text = plainText(value);
    const isText = typeof value === 'string' || Array.isArray(value);
    return quoteCell(style.excel && isText ? guardFormula(text) : text);
  };
  const line = (cells: readonly string[]): string =>
    (cells.length === 1 && cells[0] === '' ? '""' : cells.join(style.delimiter)) + lineEnd;
  const header = style.header ? line(names.map(quoteCell)) : '';
  return {
    head: style.excel ? `\ufeff${header}` : header,
    batch: (rows: readonly Row[]) =>
      rows.map((row) => line(names.map((name) => cell(row[name] ?? null)))).join(''),
    tail: () => '',
  };
}

/** A character inside the brackets of a regular expression. */
function quoteClass(character: string): string {
  return character.replace(/[\]\\^-]/, '\\$&');
}
