import type Database from 'better-sqlite3';
import type { Bulk, KeyWriter } from '../engine.ts';
import { type Bound, type RawRow, sql } from '../sql.ts';
import { sqliteDialect } from './dialect.ts';

/** Kibibytes of page cache during bulk work, which touches all indexes. */
const BULK_CACHE_KIB = 32 * 1024;
/** Rows added in one statement. */
const ROWS_PER_STATEMENT = 500;
/** Rows changed in one statement. */
const CHANGES_PER_STATEMENT = 1000;

type Statement = Database.Statement<unknown[], Bound[]>;

/** Bulk work on one connection. `explained` runs what may fail and puts the reason into words. */
export class SqliteBulk implements Bulk {
  readonly #sqlite: Database.Database;
  readonly #explained: <T>(act: () => T) => T;
  readonly #statements = new Map<string, Statement>();
  /** Statements that make the indexes that are suspended. */
  #suspended: string[] = [];

  constructor(sqlite: Database.Database, explained: <T>(act: () => T) => T) {
    this.#sqlite = sqlite;
    this.#explained = explained;
  }

  async begin(): Promise<void> {
    this.#sqlite.pragma(`cache_size = -${BULK_CACHE_KIB}`);
    this.#sqlite.pragma('defer_foreign_keys = on');
  }

  async nextIds(tables: readonly string[]): Promise<number[]> {
    const last = new Map(this.#rows('select name, seq from sqlite_sequence', []) as [string, number][]);
    return tables.map((table) => (last.get(table) ?? 0) + 1);
  }

  async columnDefaults(table: string): Promise<RawRow> {
    const rows = this.#rows('select name, dflt_value from pragma_table_info(?)', [table]);
    return Object.fromEntries(rows.map(([name, text]) => [name, defaultOf(text as string | null)]));
  }

  /** To bind each value takes longer than to store it: rows go in as one JSON text, what all of them share is bound once. */
  async insert(table: string, columns: readonly string[], values: readonly Bound[]): Promise<void> {
    const width = columns.length;
    const size = ROWS_PER_STATEMENT * width;
    for (let from = 0; from < values.length; from += size) {
      const rows = values.length <= size ? values : values.slice(from, from + size);
      const shared = sharedColumns(rows, width);
      const json = jsonOf(rows, width, shared);
      if (json.includes(NUL_IN_JSON)) this.#insertBound(table, columns, rows);
      else this.#insertJson(table, columns, { shared, first: rows, json });
    }
  }

  #insertJson(
    table: string,
    columns: readonly string[],
    { shared, first, json }: { shared: readonly boolean[]; first: readonly Bound[]; json: string },
  ): void {
    let element = 0;
    const selected = columns.map((_, column) => (shared[column] ? '?' : `value ->> ${element++}`));
    const statement = this.#prepare(
      `insert into "${table}" (${columns.map(quoteName).join(', ')}) select ${selected.join(', ')} from jsonb_each(?)`,
    );
    const bound: Bound[] = first.slice(0, columns.length).filter((_, column) => shared[column]);
    this.#explained(() => statement.run([...bound, json]));
  }

  /** SQLite ends a text of JSON at a NUL. */
  #insertBound(table: string, columns: readonly string[], values: readonly Bound[]): void {
    const width = columns.length;
    const statement = this.#prepare(
      `insert into "${table}" (${columns.map(quoteName).join(', ')}) values (${columns.map(() => '?').join(', ')})`,
    );
    for (let at = 0; at < values.length; at += width)
      this.#explained(() => statement.run(values.slice(at, at + width)));
  }

  async update(
    table: string,
    columns: readonly string[],
    rows: readonly (readonly Bound[])[],
  ): Promise<void> {
    const sets = columns.map((column, index) => `${quoteName(column)} = v.value ->> ${index + 1}`);
    const statement = this.#prepare(
      `update "${table}" set ${sets.join(', ')} from (select value from jsonb_each(?)) as v
       where "${table}".id = v.value ->> 0`,
    );
    for (let at = 0; at < rows.length; at += CHANGES_PER_STATEMENT) {
      const json = jsonOfRows(rows.slice(at, at + CHANGES_PER_STATEMENT));
      this.#explained(() => statement.run([json]));
    }
  }

  /** Unique indexes stay: they refuse rows. Partial ones of columns that rows leave blank stay: they take none. */
  async suspendIndexes(table: string, used: readonly string[], blank: readonly string[] = []): Promise<void> {
    const indexes = this.#rows(
      `select i.name, s.sql from pragma_index_list(?) i
       join pragma_index_info(i.name) c on c.seqno = 0 join sqlite_schema s on s.name = i.name
       where i.origin = 'c' and not i."unique" and c.name not in (select value from json_each(?))
         and not (i.partial and c.name in (select value from json_each(?)))`,
      [table, JSON.stringify(used), JSON.stringify(blank)],
    );
    for (const [name, text] of indexes) {
      this.#explained(() => this.#sqlite.exec(`drop index ${quoteName(name as string)}`));
      this.#suspended.push(text as string);
    }
  }

  async restoreIndexes(): Promise<void> {
    for (const text of this.#suspended) this.#explained(() => this.#sqlite.exec(text));
    this.#suspended = [];
  }

  /** The transaction was rolled back, and the indexes with it. */
  forgetSuspended(): void {
    this.#suspended = [];
  }

  async find(
    queryOf: (write: KeyWriter) => string,
    keys: readonly (readonly Bound[])[],
    limit: number,
  ): Promise<readonly (readonly number[])[]> {
    const query = queryOf(KEY_WRITER);
    const rows = this.#rows(
      `select (select group_concat(id) from (${query} limit ${limit})) from jsonb_each(?) as j`,
      [JSON.stringify(keys)],
    );
    return rows.map(([ids]) => (typeof ids === 'string' ? [...new Set(ids.split(',').map(Number))] : NONE));
  }

  #rows(text: string, values: readonly Bound[]): Bound[][] {
    const statement = this.#prepare(text);
    return this.#explained(() => statement.raw().all(values)) as unknown as Bound[][];
  }

  #prepare(text: string): Statement {
    let statement = this.#statements.get(text);
    if (!statement) {
      statement = this.#explained(() => this.#sqlite.prepare<unknown[], Bound[]>(text));
      this.#statements.set(text, statement);
    }
    return statement;
  }
}

const NONE: readonly number[] = [];

/** Keys are rows `j` of JSON arrays. */
const KEY_WRITER: KeyWriter = {
  part: (index) => `j.value ->> ${index}`,
  unindexed: (condition) => `+${condition}`,
  jsonValue: (column, path, ignoresCase) => {
    const value = sqliteDialect.jsonValue(sql.ref(column), path);
    return (ignoresCase ? sqliteDialect.ignoreCase(value) : value).toStatement(sqliteDialect).text;
  },
};

function quoteName(name: string): string {
  return `"${name}"`;
}

/** The value of a default as a table declares it: a text in quotes, or a number. */
function defaultOf(text: string | null): Bound {
  if (text === null) return null;
  return text.startsWith("'") ? text.slice(1, -1).replaceAll("''", "'") : Number(text);
}

/** How JSON writes a NUL. */
const NUL_IN_JSON = String.raw`\u0000`;
/** How JSON writes half of a character. */
const HALF_IN_JSON = String.raw`\ud`;

/** Which columns hold the same in all rows. */
function sharedColumns(values: readonly Bound[], width: number): boolean[] {
  const shared: boolean[] = new Array(width).fill(true);
  for (let column = 0; column < width; column++) {
    const first = values[column];
    for (let at = column + width; at < values.length; at += width)
      if (values[at] !== first) {
        shared[column] = false;
        break;
      }
  }
  return shared;
}

/** An array for each row, of the values that rows do not share. */
function jsonOf(values: readonly Bound[], width: number, shared: readonly boolean[]): string {
  const columns = shared.flatMap((isShared, column) => (isShared ? [] : [column]));
  const rows: Bound[][] = [];
  for (let at = 0; at < values.length; at += width) {
    // An array that grows takes room for 16 more values.
    const row = new Array<Bound>(columns.length);
    for (let to = 0; to < columns.length; to++) row[to] = values[at + (columns[to] as number)] as Bound;
    rows.push(row);
  }
  return jsonOfRows(rows);
}

/** One text for all rows: with one of each, joined, it takes 3 µs more for a lead. */
function jsonOfRows(rows: readonly (readonly Bound[])[]): string {
  const json = JSON.stringify(rows);
  return json.includes(HALF_IN_JSON) ? JSON.stringify(rows.map((row) => row.map(wellFormed))) : json;
}

/** A text with no half of a character in it, which JSON would keep. */
function wellFormed(value: Bound): Bound {
  return typeof value === 'string' ? value.toWellFormed() : value;
}
