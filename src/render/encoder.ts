import type { Row } from '../domain/field.ts';
import type { Column } from './column.ts';
import { HARMLESS, sanitize, sanitizeLines } from './terminal-text.ts';
import { flatJson, plainText } from './values.ts';

/** Writes a list in pieces, so that it is never held whole. */
export interface Encoder {
  readonly head: string;
  /** Text of some rows, the first ones first. */
  batch(rows: readonly Row[]): string;
  /** What ends the list, told whether it had rows. */
  tail(hadRows: boolean): string;
}

const noTail = () => '';

/** A row a line; tabs, line breaks, backslashes and control characters in values are written `\t \n \\ \x1b`. */
export function tsvEncoder(columns: readonly Column[], header: boolean): Encoder {
  return {
    head: header ? line(columns.map(({ name }) => tsvCell(name)).join('\t')) : '',
    batch(rows) {
      const cells = rows.map((row) => columns.map(({ name }) => plainText(row[name] ?? null)));
      const written = isPlain(cells.flat().join('')) ? cells : cells.map((each) => each.map(tsvCell));
      return written.map((each) => line(each.join('\t'))).join('');
    },
    tail: noTail,
  };
}

/** An array of flat objects, one a line. */
export function jsonEncoder(columns: readonly Column[]): Encoder {
  let separator = '\n';
  return {
    head: '[',
    batch(rows) {
      let text = '';
      for (const row of rows) {
        text += separator + jsonRow(columns, row);
        separator = ',\n';
      }
      return text;
    },
    tail: (hadRows) => (hadRows ? '\n]\n' : ']\n'),
  };
}

/** A flat object a line. */
export function jsonlEncoder(columns: readonly Column[]): Encoder {
  return {
    head: '',
    batch: (rows) => rows.map((row) => line(jsonRow(columns, row))).join(''),
    tail: noTail,
  };
}

/** A pipe table; values that Markdown would act on are escaped. */
export function markdownEncoder(columns: readonly Column[], header: boolean): Encoder {
  const row = (cells: readonly string[]) => line(`| ${cells.join(' | ')} |`);
  return {
    head: header ? row(columns.map(({ label }) => markdownCell(label))) + row(columns.map(() => '---')) : '',
    batch: (rows) =>
      rows
        .map((each) => row(columns.map(({ name }) => markdownCell(plainText(each[name] ?? null)))))
        .join(''),
    tail: noTail,
  };
}

/** The reference of each record on a line. */
export function idsEncoder(): Encoder {
  return {
    head: '',
    batch: (rows) => rows.map((row) => idLine(plainText(row.id ?? null))).join(''),
    tail: noTail,
  };
}

/** A reference on a line of its own, as it is unless it would take several. */
export function idLine(id: string): string {
  return line(/[\r\n]/.test(id) ? sanitize(id) : id);
}

/** JSON with DEL and the C1 controls escaped too: the same value, and harmless on a terminal. */
export function jsonText(value: unknown, indent = 0): string {
  return JSON.stringify(value, null, indent).replace(
    /[\x7f-\x9f]/g,
    (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function jsonRow(columns: readonly Column[], row: Row): string {
  return jsonText(
    Object.fromEntries(columns.map(({ name, type }) => [name, flatJson(row[name] ?? null, type)])),
  );
}

const TSV_ESCAPES: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r', '\\': '\\\\' };

/** Whether nothing in a text has to be written in another way. */
function isPlain(text: string): boolean {
  return HARMLESS.test(text) && !text.includes('\\');
}

function tsvCell(text: string): string {
  if (isPlain(text)) return text;
  return text.replace(
    /[\\\p{Cc}]/gu,
    (found) => TSV_ESCAPES[found] ?? `\\x${found.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}

/** Text in a cell of a Markdown table, or anywhere in one line of it. */
export function markdownCell(text: string): string {
  return sanitizeLines(text)
    .map((each) => each.replace(/[\\|`*_<>[\]]/g, '\\$&'))
    .join('<br>');
}

function line(text: string): string {
  return `${text}\n`;
}
