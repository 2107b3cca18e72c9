import type { Row, Value } from '../domain/field.ts';
import { guardFormula } from '../domain/formula.ts';
import type { Column } from './column.ts';
import type { Encoder } from './encoder.ts';
import { plainText } from './values.ts';

interface CsvStyle {
  readonly header: boolean;
  /** For spreadsheets: a byte order mark, CRLF, and an apostrophe before formulas. */
  readonly excel: boolean;
}

/** Characters that some programs treat as a line end, so they are quoted. */
export const LINE_BREAK = /[\r\n]/;
/** Characters that need quotes. */
const NEEDS_QUOTES = /[",\r\n]/;

/**
 * RFC 4180, UTF-8, LF line ends. A single empty cell is quoted, so that it is a row. Hand-written, because long
 * exports spend most of their time here.
 */
export function csvEncoder(columns: readonly Column[], style: CsvStyle): Encoder {
  const lineEnd = style.excel ? '\r\n' : '\n';
  const names = columns.map(({ name }) => name);
  const cell = (value: Value): string => {
    const text = plainText(value);
    const isText = typeof value === 'string' || Array.isArray(value);
    return quoteCell(style.excel && isText ? guardFormula(text) : text);
  };
  const line = (cells: readonly string[]): string =>
    (cells.length === 1 && cells[0] === '' ? '""' : cells.join(',')) + lineEnd;
  const header = style.header ? line(names.map(quoteCell)) : '';
  return {
    head: style.excel ? `\ufeff${header}` : header,
    batch: (rows: readonly Row[]) =>
      rows.map((row) => line(names.map((name) => cell(row[name] ?? null)))).join(''),
    tail: () => '',
  };
}

function quoteCell(text: string): string {
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
