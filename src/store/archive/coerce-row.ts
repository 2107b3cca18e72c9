import { usage } from '../../domain/errors.ts';
import type { TableColumn } from '../engine.ts';
import type { Bound, RawRow } from '../sql.ts';

/** Values of a row in a file: texts in CSV, anything in JSON. */
export type SavedValues = Readonly<Record<string, unknown>>;

/** Converts values of a file to a table row. Throws `usage` for an unknown column and an invalid value. */
export function coerceRow(columns: ReadonlyMap<string, TableColumn>, values: SavedValues): RawRow {
  const row: RawRow = {};
  for (const name of Object.keys(values)) {
    const column = columns.get(name);
    if (!column) throw usage(`unknown column "${name}"`);
    row[name] = coerceValue(column, values[name]);
  }
  return row;
}

function coerceValue(column: TableColumn, value: unknown): Bound {
  // Spreadsheet programs write nothing for an empty text.
  if (value === null || value === undefined) return column.nullable || column.kind !== 'text' ? null : '';
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return column.kind === 'text' ? value : numberOf(column, value);
  if (column.json) return JSON.stringify(value);
  throw usage(`cannot read ${JSON.stringify(value)} as "${column.name}"`);
}

function numberOf({ name, kind }: TableColumn, text: string): number {
  const number = Number(text);
  const sound = kind === 'integer' ? Number.isSafeInteger(number) : Number.isFinite(number);
  if (sound && text.trim() !== '') return number;
  throw usage(`cannot read "${text}" as "${name}"`);
}

/** A value for a JSON line: JSON stays JSON, unless reading it back would change it. */
export function jsonValue(column: TableColumn, value: Bound): unknown {
  if (typeof value !== 'string' || !column.json) return value;
  if (value === '{}') return {};
  try {
    const read: unknown = JSON.parse(value);
    return typeof read === 'object' && read !== null && JSON.stringify(read) === value ? read : value;
  } catch {
    return value;
  }
}
