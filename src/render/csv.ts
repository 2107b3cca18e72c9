import type { Row, Value } from '../domain/field.ts';
import { guarded } from '../domain/formula.ts';
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

/** RFC 4180, UTF-8, lines ended by LF. Cells keep their bytes; a lone empty cell is quoted so that it is a row. */
export async function csvEncoder(columns: readonly Column[], style: CsvStyle): Promise<Encoder> {
  const { stringify } = await import('csv-stringify/sync');
  const options = {
    record_delimiter: style.excel ? '\r\n' : '\n',
    quoted_empty: columns.length === 1,
    quoted_match: LINE_BREAK,
  };
  const cell = (value: Value): string => {
    const text = plainText(value);
    const isText = typeof value === 'string' || Array.isArray(value);
    return style.excel && isText ? guarded(text) : text;
  };
  const header = style.header ? stringify([columns.map((column) => column.name)], options) : '';
  return {
    head: style.excel ? `\ufeff${header}` : header,
    batch: (rows: readonly Row[]) =>
      stringify(
        rows.map((row) => columns.map(({ name }) => cell(row[name] ?? null))),
        options,
      ),
    tail: () => '',
  };
}
