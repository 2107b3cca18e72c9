import type { Row, Value } from '../domain/field.ts';
import { guardFormula } from '../domain/formula.ts';
import type { Column } from './column.ts';
import type { Encoder } from './encoder.ts';
import { plainText } from './values.ts';

interface CsvStyle {
  readonly header: boolean;
  /** For spreadsheets: a byte order mark, CRLF, and an apostrophe before what would be a formula. */
  readonly excel: boolean;
}

/** What ends a line to some program that reads it: quoted, however lines end here. */
export const LINE_BREAK = /[\r\n]/;
/** What a cell is quoted for. */
const SPECIAL = /[",\r\n]/;

/**
 * RFC 4180, UTF-8, lines ended by LF. Cells keep their bytes; a lone empty cell is quoted so that it is a row. Written
 * here, as long exports spend most of their time on it.
 */
export function csvEncoder(columns: readonly Column[], style: CsvStyle): Encoder {
  const lineEnd = style.excel ? '\r\n' : '\n';
  const names = columns.map(({ name }) => name);
  const cell = (value: Value): string => {
    const text = plainText(value);
    const isText = typeof value === 'string' || Array.isArray(value);
    return quoted(style.excel && isText ? guardFormula(text) : text);
  };
  const line = (cells: readonly string[]): string =>
    (cells.length === 1 && cells[0] === '' ? '""' : cells.join(',')) + lineEnd;
  const header = style.header ? line(names.map(quoted)) : '';
  return {
    head: style.excel ? `\ufeff${header}` : header,
    batch: (rows: readonly Row[]) =>
      rows.map((row) => line(names.map((name) => cell(row[name] ?? null)))).join(''),
    tail: () => '',
  };
}

function quoted(text: string): string {
  return SPECIAL.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
