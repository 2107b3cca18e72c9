import type { Row } from '../domain/field.ts';
import { sanitize, sanitizeLines } from '../domain/terminal-text.ts';
import type { Paint } from './color.ts';
import { type Column, filledColumns, type RecordView } from './column.ts';
import { layTable } from './table.ts';
import { type Ruler, rulerFor } from './text-width.ts';
import { columnText, nestedJson, type Viewpoint, viewOf } from './values.ts';

/** Indent of the rows of a section. */
const INDENT = '  ';

/** The record for a terminal: title, non-blank fields, sections as small tables. */
export async function renderRecord(
  record: RecordView,
  view: Viewpoint,
  width: number,
  paint: Paint,
): Promise<string> {
  const blocks = [[paint.text(sanitize(record.title), 'bold')], await fieldLines(record, view, width, paint)];
  for (const section of record.sections) {
    const lines = await sectionLines(section, view, width, paint);
    if (lines.length > 0) blocks.push([paint.text(sanitize(section.title), 'bold'), ...lines]);
  }
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

/** The record as one JSON value: its fields, then an array for each section, named by its title. */
export function recordJson(record: RecordView): Record<string, unknown> {
  const json: Record<string, unknown> = {};
  for (const { column, value } of record.fields) json[column.name] = nestedJson(value, column.type);
  for (const { title, columns, rows } of record.sections) {
    json[snakeCase(title)] = rows.map((row) => nestedRow(columns, row));
  }
  return json;
}

/** The fields as a list with one row. */
export function recordRow(record: RecordView): { columns: Column[]; row: Row } {
  return {
    columns: record.fields.map(({ column }) => column),
    row: {
      id: record.id ?? null,
      ...Object.fromEntries(record.fields.map(({ column, value }) => [column.name, value])),
    },
  };
}

async function fieldLines(
  { fields }: RecordView,
  view: Viewpoint,
  width: number,
  paint: Paint,
): Promise<string[]> {
  const columns = fields.filter(({ value }) => value !== null).map(({ column }) => column);
  const shown = await viewOf(columns, view);
  const pairs = fields
    .map(({ column, value }) => ({
      label: column.label,
      lines: sanitizeLines(columnText(column, value, shown).trimEnd()),
    }))
    .filter(({ lines }) => lines.some((line) => line.trim() !== ''));
  const ruler = await rulerFor(pairs.flatMap(({ label, lines }) => [label, ...lines]));
  const labelWidth = pairs.reduce((widest, { label }) => Math.max(widest, ruler.width(label)), 0);
  const valueWidth = Math.max(10, width - labelWidth - 2);
  return pairs.flatMap(({ label, lines }) =>
    lines
      .flatMap((line) => wrapLine(line, valueWidth, ruler))
      .map((line, at) => {
        const name = at === 0 ? label : '';
        return `${paint.text(name + ' '.repeat(labelWidth - ruler.width(name)), 'muted')}  ${line}`.trimEnd();
      }),
  );
}

async function sectionLines(
  { columns, rows, empty }: RecordView['sections'][number],
  view: Viewpoint,
  width: number,
  paint: Paint,
): Promise<string[]> {
  if (rows.length === 0) return empty === undefined ? [] : [INDENT + paint.text(empty, 'muted')];
  const table = await layTable(filledColumns(columns, rows), rows, view, width - INDENT.length, paint);
  return [table.header, ...table.lines].map((line) => INDENT + line);
}

/** Wraps a line between words; leaves a word longer than the line to the terminal. */
function wrapLine(line: string, width: number, ruler: Ruler): string[] {
  if (ruler.width(line) <= width) return [line];
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(/ +/)) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (current !== '' && ruler.width(longer) > width) {
      lines.push(current);
      current = word;
    } else {
      current = longer;
    }
  }
  return [...lines, current];
}

function nestedRow(columns: readonly Column[], row: Row): Record<string, unknown> {
  return Object.fromEntries(columns.map(({ name, type }) => [name, nestedJson(row[name] ?? null, type)]));
}

function snakeCase(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');
}
