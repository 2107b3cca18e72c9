import Database from 'better-sqlite3';
import { vi } from 'vitest';
import { type RawRow, Sql } from '../../src/store/sql.ts';
import { sqliteDialect } from '../../src/store/sqlite/dialect.ts';
import { SqliteEngine } from '../../src/store/sqlite/engine.ts';
import type { RowType, StatementSite, ValueType } from './statement-sites.ts';

/** A key for a statement in the sources. */
const keyOf = (texts: readonly string[]) => texts.join('\0');

/**
 * Observes the engines of a test: which statements of the sources run, and whether their rows have the declared
 * types.
 */
export class StatementLog {
  /** Rows that do not match the type of their statement, with the reason. */
  readonly faults = new Set<string>();
  /** Two places can have the same texts. */
  readonly #sites: ReadonlyMap<string, readonly StatementSite[]>;
  readonly #run = new Set<string>();
  /** The texts of all queries that were run. */
  readonly texts = new Set<string>();
  #database: Database.Database | undefined;

  constructor(sites: readonly StatementSite[]) {
    this.#sites = Map.groupBy(sites, ({ texts }) => keyOf(texts));
  }

  /**
   * Active until the mocks of the test are restored. `path` is a database of the current schema, to prepare
   * statements on.
   */
  watch(path: string): void {
    this.#database = new Database(path, { readonly: true }).function('fold', (text: unknown) => text);
    const { all, run, iterate } = SqliteEngine.prototype;
    const [meet, check] = [this.#meetQuery.bind(this), this.#check.bind(this)];
    vi.spyOn(SqliteEngine.prototype, 'all').mockImplementation(async function (this: SqliteEngine, query) {
      meet(query);
      const rows = await all.call(this, query);
      for (const row of rows) check(query, row as RawRow);
      return rows as never[];
    });
    vi.spyOn(SqliteEngine.prototype, 'iterate').mockImplementation(async function* (
      this: SqliteEngine,
      query,
    ) {
      meet(query);
      for await (const row of iterate.call(this, query)) {
        check(query, row as RawRow);
        yield row as never;
      }
    });
    const meetParts = this.#meet.bind(this);
    vi.spyOn(SqliteEngine.prototype, 'run').mockImplementation(function (this: SqliteEngine, statement) {
      meetParts(statement);
      return run.call(this, statement);
    });
  }

  close(): void {
    vi.restoreAllMocks();
    this.#database?.close();
  }

  /**
   * The statements and fragments in the sources that were never run, and that cannot be prepared alone, because they
   * contain others.
   */
  get unproved(): StatementSite[] {
    const notRun = [...this.#sites].filter(([key]) => !this.#run.has(key)).flatMap(([, sites]) => sites);
    return notRun.filter((site) => !this.#isPrepared(site));
  }

  #meet(query: Sql): void {
    this.#run.add(keyOf(query.texts));
    for (const part of query.parts) {
      if (part instanceof Sql) this.#meet(part);
      else if (typeof part === 'function') this.#meet(part(sqliteDialect));
    }
  }

  #meetQuery(query: Sql): void {
    this.#meet(query);
    const { text } = query.toStatement(sqliteDialect);
    if (this.texts.has(text)) return;
    this.texts.add(text);
    const columns = this.#columnsOf(text);
    this.#compare(query, (type) => namesAmiss(type, columns));
  }

  #check(query: Sql, row: RawRow): void {
    this.#compare(query, (type) => typesAmiss(type, row));
  }

  /** Reports a mismatch of the row type of a query: if several have its texts, with each of them. */
  #compare({ texts }: Sql, amiss: (type: RowType) => readonly string[]): void {
    const sites = this.#sites.get(keyOf(texts)) ?? [];
    const faults = sites.map(({ row }) => (row ? amiss(row) : ['does not say what its rows are']));
    if (faults.some((found) => found.length === 0)) return;
    for (const [at, { place }] of sites.entries())
      for (const fault of faults[at] ?? []) this.faults.add(`${place}: ${fault}`);
  }

  /** Prepares a statement alone, with a replacement for each part. */
  #isPrepared({ texts, row, place }: StatementSite): boolean {
    for (const text of fillings(texts)) {
      try {
        const columns = this.#columnsOf(text);
        for (const fault of row ? namesAmiss(row, columns) : []) this.faults.add(`${place}: ${fault}`);
        return true;
      } catch {}
    }
    return false;
  }

  #columnsOf(text: string): string[] {
    const statement = this.#database?.prepare(text);
    return statement?.reader ? statement.columns().map(({ name }) => name) : [];
  }
}

/** What may stand where a statement has a part: a value, a table, a column, a list. */
const FILLINGS = ['?', 'lead', 'opp', 'id', 'in (1)'];
/** Parts that are filled in all combinations; with more, there would be too many. */
const MAX_PARTS_FILLED = 5;

/** The texts of a statement with every combination of replacements. */
function* fillings([first = '', ...others]: readonly string[], before = ''): Generator<string> {
  const [next] = others;
  if (next === undefined) yield before + first;
  else if (others.length <= MAX_PARTS_FILLED)
    for (const filling of FILLINGS) yield* fillings(others, before + first + filling);
}

function typesAmiss({ columns }: RowType, row: RawRow): string[] {
  return [...columns].flatMap(([name, types]) => {
    const value = row[name];
    const found = value === null ? 'null' : (typeof value as ValueType);
    return value === undefined || types.has(found) ? [] : [`${name} may be ${found}`];
  });
}

function namesAmiss({ columns, isOpen }: RowType, found: readonly string[]): string[] {
  const missing = [...columns.keys()].filter((name) => !found.includes(name));
  const unknown = isOpen ? [] : found.filter((name) => !columns.has(name));
  return [
    ...missing.map((name) => `its row type has ${name}, which it does not read`),
    ...unknown.map((name) => `it reads ${name}, which its row type lacks`),
  ];
}
