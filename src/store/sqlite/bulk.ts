import type Database from 'better-sqlite3';
import type { Bulk, KeyWriter } from '../engine.ts';
import type { Bound, RawRow } from '../sql.ts';

/** Kibibytes of page cache during bulk work, which touches all indexes. */
const BULK_CACHE_KIB = 32 * 1024;
/** Rows added in one statement: many, and fewer at the end. */
const ROWS_PER_STATEMENT = [64, 8, 1];
/** Rows changed in one statement. */
const CHANGES_PER_STATEMENT = 1000;

type Statement = Database.Statement<unknown[], Bound[]>;

/** Bulk work on one connection. `explained` runs what may fail and puts the reason into words. */
export class SqliteBulk implements Bulk {
  readonly #sqlite: Database.Database;
  readonly #explained: <T>(act: () => T) => T;
  readonly #statements = new Map<string, Statement>();

  constructor(sqlite: Database.Database, explained: <T>(act: () => T) => T) {
    this.#sqlite = sqlite;
    this.#explained = explained;
  }

  async begin(): Promise<void> {
    this.#sqlite.pragma(`cache_size = -${BULK_CACHE_KIB}`);
    this.#sqlite.pragma('defer_foreign_keys = on');
  }

  async nextId(table: string): Promise<number> {
    const [row] = this.#rows('select seq from sqlite_sequence where name = ?', [table]);
    return ((row?.[0] as number | undefined) ?? 0) + 1;
  }

  async columnDefaults(table: string): Promise<RawRow> {
    const rows = this.#rows('select name, dflt_value from pragma_table_info(?)', [table]);
    return Object.fromEntries(rows.map(([name, text]) => [name, defaultOf(text as string | null)]));
  }

  async insert(table: string, columns: readonly string[], values: readonly Bound[]): Promise<void> {
    const width = columns.length;
    const into = `insert into "${table}" (${columns.map(quoteName).join(', ')}) values `;
    const row = `(${columns.map(() => '?').join(', ')})`;
    let at = 0;
    for (const rows of ROWS_PER_STATEMENT) {
      if (values.length - at < rows * width) continue;
      const statement = this.#prepare(into + new Array(rows).fill(row).join(', '));
      for (; values.length - at >= rows * width; at += rows * width)
        this.#explained(() => statement.run(values.slice(at, at + rows * width)));
    }
  }

  async update(
    table: string,
    columns: readonly string[],
    rows: readonly (readonly Bound[])[],
  ): Promise<void> {
    const sets = columns.map((column, index) => `${quoteName(column)} = v.value ->> ${index + 1}`);
    const statement = this.#prepare(
      `update "${table}" set ${sets.join(', ')} from (select value from json_each(?)) as v
       where "${table}".id = v.value ->> 0`,
    );
    for (let at = 0; at < rows.length; at += CHANGES_PER_STATEMENT) {
      const json = JSON.stringify(
        rows.slice(at, at + CHANGES_PER_STATEMENT).map((row) => row.map(wellFormed)),
      );
      this.#explained(() => statement.run([json]));
    }
  }

  async find(
    queryOf: (write: KeyWriter) => string,
    keys: readonly (readonly Bound[])[],
    limit: number,
  ): Promise<readonly (readonly number[])[]> {
    const query = queryOf(KEY_WRITER);
    const rows = this.#rows(
      `select (select group_concat(id) from (${query} limit ${limit})) from json_each(?) as j`,
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
};

function quoteName(name: string): string {
  return `"${name}"`;
}

/** The value of a default as a table declares it: a text in quotes, or a number. */
function defaultOf(text: string | null): Bound {
  if (text === null) return null;
  return text.startsWith("'") ? text.slice(1, -1).replaceAll("''", "'") : Number(text);
}

/** A text with no half of a character in it, which JSON would keep. */
function wellFormed(value: Bound): Bound {
  return typeof value === 'string' ? value.toWellFormed() : value;
}
