import { decimalText, isMoney, type Money } from '../domain/money.ts';
import { hasTable } from './archive/tables.ts';
import type { ChangeRow } from './change-journal.ts';
import { partKind } from './child-tables.ts';
import { rowsOf } from './history.ts';
import { DERIVED_COLUMNS, NAMED_ROWS, PART_FIELDS, PART_VALUES } from './journaled-columns.ts';
import { wholeOf } from './record-label.ts';
import { type Bound, type Db, type RawRow, sql } from './sql.ts';

/** A field written by a change, for people. */
export interface ChangeDetail {
  /** `lead:42`, or `lead:1-300` for records created together. */
  readonly record: string;
  readonly what: 'added' | 'changed' | 'removed';
  /** Null for a new record as a whole: its current values say more. */
  readonly field: string | null;
  readonly before: string | null;
  readonly after: string | null;
}

/** A run of child rows (e-mails, tags …) created together is listed one by one up to this length. */
const NAMED_ONE_BY_ONE = 50;

/** The fields written by a change, record by record. */
export async function changeDetails(db: Db, changeId: number): Promise<ChangeDetail[]> {
  const details: ChangeDetail[] = [];
  for (const row of await rowsOf(db, changeId)) {
    if (PART_VALUES[partKind(row.table)]) details.push(...(await partDetails(db, row)));
    else details.push(...(await detailsOfRow(db, row)));
  }
  return details;
}

/** The fields written to one record. */
export async function detailsOfRow(db: Db, row: ChangeRow): Promise<ChangeDetail[]> {
  const record = `${row.table}:${row.id}${row.lastId > row.id ? `-${row.lastId}` : ''}`;
  if (row.op === 'insert') return [{ record, what: 'added', field: null, before: null, after: null }];
  const details: ChangeDetail[] = [];
  for (const [field, before, after] of differences(await withAmount(db, row))) {
    details.push({
      record,
      what: row.op === 'delete' ? 'removed' : 'changed',
      field: field in NAMED_ROWS ? field.replace(/_id$/, '') : field,
      before: await shown(db, field, before),
      after: await shown(db, field, after),
    });
  }
  return details;
}

/** Converts a changed revenue likewise. */
function withRevenue(row: ChangeRow): ChangeRow {
  const visibleValues = (values: RawRow | null): RawRow | null => {
    if (!values) return null;
    const { revenue_minor: minor, revenue_currency: currency, ...others } = values;
    const known = (currency ?? row.after?.revenue_currency ?? row.before?.revenue_currency ?? null) as
      | string
      | null;
    const isKnown = typeof minor === 'number' && known !== null;
    return { ...others, revenue: isKnown ? inWords({ minor, currency: known }) : null };
  };
  return { ...row, before: visibleValues(row.before), after: visibleValues(row.after) };
}

/** Converts a changed amount from minor units to text with its currency. */
async function withAmount(db: Db, row: ChangeRow): Promise<ChangeRow> {
  if (row.before && 'revenue_minor' in row.before) return withRevenue(row);
  if (row.table !== 'opp' || !(row.before && 'amount_minor' in row.before)) return row;
  const opp = await sql<{ currency: string }>`select currency from opp where id = ${row.id}`.first(db);
  const visibleValues = (values: RawRow | null): RawRow | null => {
    if (!values) return null;
    const { amount_minor: minor, currency, ...others } = values;
    const known = (currency ?? row.after?.currency ?? row.before?.currency ?? opp?.currency) as
      | string
      | undefined;
    if (known === undefined) return values;
    return { ...others, amount: minor == null ? null : inWords({ minor: minor as number, currency: known }) };
  };
  return { ...row, before: visibleValues(row.before), after: visibleValues(row.after) };
}

/** Child rows such as e-mails, phones and tags, as values of their record. */
export async function partDetails(db: Db, row: ChangeRow): Promise<ChangeDetail[]> {
  const { table, id, lastId, op } = row;
  const kind = partKind(table);
  const column = PART_VALUES[kind] as string;
  const field = PART_FIELDS[kind] ?? table;
  if (op === 'update') return detailsOfRow(db, row);
  if (lastId - id >= NAMED_ONE_BY_ONE)
    return [{ record: `${table}:${id}-${lastId}`, what: 'added', field: null, before: null, after: null }];
  const rows = row.before
    ? [row.before]
    : hasTable(db.nouns, table)
      ? await sql<RawRow>`select * from ${sql.ref(table)} where id between ${id} and ${lastId}`.all(db)
      : [];
  const details: ChangeDetail[] = [];
  for (const part of rows) {
    const whole = wholeOf(db.nouns, table, part);
    const value = await shown(db, column, part[column] ?? null);
    details.push({
      record: whole ? `${whole.table}:${whole.id}` : `${table}:${part.id}`,
      what: op === 'insert' ? 'added' : 'removed',
      field,
      before: op === 'insert' ? null : value,
      after: op === 'insert' ? value : null,
    });
  }
  return details;
}

function differences({ before, after, op }: ChangeRow): [field: string, before: Bound, after: Bound][] {
  return Object.keys(before ?? {})
    .filter((column) => !DERIVED_COLUMNS.has(column))
    .flatMap((column): [string, Bound, Bound][] => {
      const old = before?.[column] ?? null;
      const now = after?.[column] ?? null;
      if (column === 'custom') return declaredDifferences(old, op === 'delete' ? '{}' : now);
      return old === now ? [] : [[column, old, now]];
    });
}

function declaredDifferences(before: Bound, after: Bound): [string, Bound, Bound][] {
  const [old, now] = [before, after].map((json) => JSON.parse(String(json ?? '{}')) as RawRow);
  return [...new Set([...Object.keys(old ?? {}), ...Object.keys(now ?? {})])]
    .map((name): [string, Bound, Bound] => [name, plain(old?.[name]), plain(now?.[name])])
    .filter(([, one, other]) => one !== other);
}

function plain(value: unknown): Bound {
  if (typeof value !== 'object' || value === null) return (value as Bound | undefined) ?? null;
  return isMoney(value) ? inWords(value) : JSON.stringify(value);
}

const inWords = (money: Money) => `${decimalText(money)} ${money.currency}`;

async function shown(db: Db, column: string, value: Bound): Promise<string | null> {
  if (value === null) return null;
  const points = NAMED_ROWS[column];
  if (!points) return String(value);
  const [table, name] = points;
  const rows = await sql<{ name: string }>`
    select ${sql.ref(name)} as name from ${sql.ref(table)} where id = ${value}`.all(db);
  return rows[0]?.name ?? `${table} ${value}`;
}
