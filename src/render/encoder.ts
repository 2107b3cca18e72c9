import type { Row } from '../domain/field.ts';
import { HARMLESS, sanitize, sanitizeLines } from '../domain/terminal-text.ts';
import type { Column } from './column.ts';
import { flatJson, plainText } from './values.ts';

/** Writes a list in pieces, so that it is never in memory as a whole. */
export interface Encoder {
  readonly head: string;
  /** The text of some rows, in order. */
  batch(rows: readonly Row[]): string;
  /** The end of the list; `hadRows`: whether there were rows. */
  tail(hadRows: boolean): string;
}

const noTail = () => '';

/** One row per line; tabs, line breaks, backslashes and control characters in values become `\t \n \\ \x1b`. */
export function tsvEncoder(columns: readonly Column[], header: boolean): Encoder {
  return {
    head: header ? withLineEnd(columns.map(({ name }) => tsvCell(name)).join('\t')) : '',
    batch(rows) {
      const cells = rows.map((row) => columns.map(({ name }) => plainText(row[name] ?? null)));
      const written = isPlain(cells.flat().join('')) ? cells : cells.map((each) => each.map(tsvCell));
      return written.map((each) => withLineEnd(each.join('\t'))).join('');
    },
    tail: noTail,
  };
}

/** An array of flat objects, one per line. */
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

/** One flat object per line. */
export function jsonlEncoder(columns: readonly Column[]): Encoder {
  return {
    head: '',
    batch: (rows) => rows.map((row) => withLineEnd(jsonRow(columns, row))).join(''),
    tail: noTail,
  };
}

/** A pipe table with Markdown characters escaped. */
export function markdownEncoder(columns: readonly Column[], header: boolean): Encoder {
  const row = (cells: readonly string[]) => withLineEnd(`| ${cells.join(' | ')} |`);
  return {
    head: header ? row(columns.map(({ label }) => markdownCell(label))) + row(columns.map(() => '---')) : '',
    batch: (rows) =>
      rows
        .map((each) => row(columns.map(({ name }) => markdownCell(plainText(each[name] ?? null)))))
        .join(''),
    tail: noTail,
  };
}

/** One reference per line. */
export function idsEncoder(): Encoder {
  return {
    head: '',
    batch: (rows) => rows.map((row) => idLine(plainText(row.id ?? null))).join(''),
    tail: noTail,
  };
}

/** A reference on its own line, escaped only if it has line breaks. */
export function idLine(id: string): string {
  return withLineEnd(/[\r\n]/.test(id) ? sanitize(id) : id);
}

/** JSON with DEL and C1 controls escaped too: the same value, safe on a terminal. */
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

/** Whether nothing in a text needs an escape. */
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

/** Text for one cell of a Markdown table, or any single line. */
export function markdownCell(text: string): string {
  return sanitizeLines(text)
    .map((each) => each.replace(/[\\|`*_<>[\]]/g, '\\$&'))
    .join('<br>');
}

function withLineEnd(text: string): string {
  return `${text}\n`;
}
