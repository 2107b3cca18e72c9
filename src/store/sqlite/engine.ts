import { existsSync, realpathSync } from 'node:fs';
import type Database from 'better-sqlite3';
import type { CustomNoun } from '../../domain/custom-noun.ts';
import { failed } from '../../domain/errors.ts';
import type { Nouns } from '../../nouns/nouns.ts';
import type { Bulk, DanglingRow, Engine, FilePlace, Finding, PastTable, WriteOptions } from '../engine.ts';
import { FileFolder, filesFolderOf } from '../files/file-folder.ts';
import { isLocked, type LockWait, waitForLock } from '../lock-wait.ts';
import { type Acting, type Bound, type RawRow, type Sql, sql } from '../sql.ts';
import { SqliteBulk } from './bulk.ts';
import { sqliteCatalog } from './catalog.ts';
import { Companions } from './companions.ts';
import { copyInto, explainCopy } from './copy.ts';
import { sqliteDialect } from './dialect.ts';
import type { Draft } from './draft.ts';
import { Durability } from './durability.ts';
import { explain } from './errors.ts';
import { fileId } from './file-id.ts';
import { FullTextIndex } from './full-text-index.ts';
import { closeFile, inspectFile } from './inspect.ts';
import { locateDatabase } from './location.ts';
import type { Migration } from './migrations/migration.ts';
import { readNoun, type StoredNoun } from './noun-tables.ts';
import { schemaProblems } from './schema-check.ts';
import { turnToWal } from './wal.ts';

const BEGIN = sql`begin`;
const COMMIT = sql`commit`;
const ROLLBACK = sql`rollback`;

type Statement = Database.Statement<unknown[], RawRow>;

/** A statement that runs this often is worth compiling. */
const RUNS_BEFORE_COMPILING = 16;

/** Kibibytes of page cache while rows are streamed. */
const STREAM_CACHE_KIB = 4 * 1024;

/** The embedded engine: one connection to one file. */
export class SqliteEngine implements Engine {
  readonly #builtIn: Nouns;
  /** Those of the team among them, as they were read last. */
  #nouns: Nouns | undefined;
  /** The version of the database then; null if it is to be compared again. */
  #nounsVersion: number | undefined;
  #areNounsCurrent = false;
  #acting: Acting = { user: '', now: Date.now(), currency: 'USD' };
  readonly #migrations: readonly Migration[] | undefined;
  readonly catalog = sqliteCatalog(this);
  readonly search = new FullTextIndex(this);
  readonly files = new FileFolder(() => filesFolderOf(this.#realPath));
  #sqlite: Database.Database;
  readonly #path: string;
  readonly #reopen: () => Connection;
  readonly #isRepeatable: () => boolean;
  #file: string | undefined;
  /** The files that SQLite kept beside it when it was last looked for. */
  #companions: Companions | undefined;
  /** Set while there is no file. */
  #draft: Draft | undefined;
  #lockWait: LockWait | undefined;
  #durability: Durability;
  #readOnlyFault: unknown;
  #isWal = false;
  /** How often each statement has read rows. */
  readonly #reads = new WeakMap<Statement, number>();
  readonly #statements = new Map<string, Statement>();
  #bulk: SqliteBulk | undefined;
  #isReading = false;
  #version: Database.Statement<[], number> | undefined;
  /** Added to the version of this connection, because each connection counts from its start. */
  #versionBase = 0;

  constructor(options: EngineOptions) {
    const { connection, path, nouns, migrations, reopen, draft, isRepeatable, lockWait } = options;
    const { db, fault, wasAlone } = connection;
    this.#builtIn = nouns;
    this.#migrations = migrations;
    this.#sqlite = db;
    this.#lockWait = lockWait;
    this.#durability = new Durability(db, path, wasAlone);
    this.#path = path;
    this.#reopen = reopen;
    this.#isRepeatable = isRepeatable ?? (() => true);
    this.#draft = draft;
    this.#readOnlyFault = fault;
    this.#file = fileId(path);
    addFunctions(db);
  }

  get nouns(): Nouns {
    if (this.#areNounsCurrent && this.#nouns) return this.#nouns;
    const version = this.#dataVersion();
    if (!this.#nouns || version !== this.#nounsVersion) this.#nouns = this.#readNouns();
    this.#nounsVersion = version;
    this.#areNounsCurrent = true;
    return this.#nouns;
  }

  forgetNouns(): void {
    this.#nouns = undefined;
    this.#areNounsCurrent = false;
  }

  #readNouns(): Nouns {
    let rows: StoredNoun[];
    try {
      rows = this.#sqlite
        .prepare<[], StoredNoun>('select name, plural, label, title, relates from noun order by id')
        .all();
    } catch (error) {
      // A schema of before there were any.
      if ((error as { code?: string }).code === 'SQLITE_ERROR') return this.#builtIn;
      throw this.#explain(error);
    }
    if (rows.length === 0) return this.#builtIn;
    return this.#builtIn.withCustom(rows.map(readNoun).filter((noun) => noun !== null));
  }

  get #customNouns(): CustomNoun[] {
    return [...this.nouns].flatMap(({ custom }) => custom ?? []);
  }

  /** The file itself, where the path is a link. */
  get #realPath(): string {
    return existsSync(this.#path) ? realpathSync(this.#path) : locateDatabase(this.#path).path;
  }

  get acting(): Acting {
    return this.#acting;
  }

  setActing(acting: Acting): void {
    this.#acting = acting;
  }

  get isDraft(): boolean {
    return this.#draft !== undefined;
  }

  get readonly(): boolean {
    return this.#sqlite.readonly;
  }

  textOf(query: Sql): string {
    const marked = { ...sqliteDialect, placeholder: (number: number) => `\u0000${number}\u0000` };
    const { text, values } = query.toStatement(marked);
    // What has no filter has the condition true: it says nothing.
    const plain = text.replaceAll(/\s+/g, ' ').replaceAll(/ and true\b/g, '');
    return plain
      .split('\u0000')
      .map((part, at) => (at % 2 === 0 ? part : literal(values[Number(part) - 1] ?? null)))
      .join('')
      .trim();
  }

  async run(statement: Sql): Promise<{ changes: number; id: number }> {
    const { text, values } = statement.toStatement(sqliteDialect);
    return this.#whenFree(() => {
      const { changes, lastInsertRowid } = this.#prepare(text).run(values);
      return { changes, id: Number(lastInsertRowid) };
    });
  }

  async all<T>(query: Sql<T>): Promise<T[]> {
    const { text, values } = query.toStatement(sqliteDialect);
    return this.#whenFree(() => {
      const statement = this.#prepareQuery(text);
      return (this.#isSeldom(statement) ? rowsOf(statement, values) : statement.all(values)) as T[];
    });
  }

  get bulk(): Bulk {
    this.#bulk ??= new SqliteBulk(this.#sqlite, (act) => this.#explained(act));
    return this.#bulk;
  }

  async *iterate<T>(query: Sql<T>): AsyncIterable<T> {
    const { text, values } = query.toStatement(sqliteDialect);
    // Pages read once in order are not worth caching: they would take a tenth of the memory of a long export.
    const usual = this.#sqlite.pragma('cache_size', { simple: true });
    this.#sqlite.pragma(`cache_size = -${STREAM_CACHE_KIB}`);
    try {
      yield* this.#prepareQuery(text).iterate(values) as IterableIterator<T>;
    } catch (error) {
      throw this.#explain(error);
    } finally {
      this.#sqlite.pragma(`cache_size = ${usual}`);
    }
  }

  get isReading(): boolean {
    return this.#isReading;
  }

  async beginRead(): Promise<void> {
    if (this.#isReading || this.#sqlite.inTransaction) return;
    await this.run(BEGIN);
    this.#areNounsCurrent = false;
    this.#isReading = true;
  }

  async endRead(): Promise<void> {
    if (!this.#isReading) return;
    this.#isReading = false;
    // A read error may have ended the transaction.
    if (this.#sqlite.inTransaction) await this.run(ROLLBACK);
  }

  async readPast<T>(tables: ReadonlyMap<string, PastTable>, work: () => Promise<T>): Promise<T> {
    const { hideByPast, showPresent } = await import('./past.ts');
    try {
      await hideByPast(this.#sqlite, tables);
      return await work();
    } finally {
      this.#explained(() => showPresent(this.#sqlite, tables));
    }
  }

  async write<T>(work: () => Promise<T>, { isSynced, explainDangling }: WriteOptions): Promise<T> {
    await this.#begin(isSynced);
    try {
      const result = await work();
      await this.#bulk?.restoreIndexes();
      try {
        await this.run(COMMIT);
      } catch (error) {
        const [dangling] = explainDangling ? await this.danglingRows() : [];
        throw dangling ? await explainDangling?.(dangling) : error;
      }
      this.#durability.sync();
      return result;
    } catch (error) {
      await this.#rollback();
      throw error;
    }
  }

  /** A statement that fails leaves the transaction as it was. */
  attempt<T>(work: () => Promise<T>): Promise<T> {
    return work();
  }

  /** There is one writer at a time. */
  lock(table: string, id: number): Promise<RawRow | undefined> {
    return sql<RawRow>`select * from ${sql.ref(table)} where id = ${id}`.first(this);
  }

  async #begin(isSynced: boolean): Promise<void> {
    await this.endRead();
    await this.#switchToCreated();
    await this.#createEarly();
    const staged = this.#explained(() => this.#draft?.stage(this.#sqlite));
    if (staged) this.#switchTo({ db: staged, wasAlone: true });
    this.#turnToWal();
    await this.#whenFree(() => {
      this.requireInPlace();
      this.#beginInMemory(isSynced);
    });
    this.#areNounsCurrent = false;
  }

  /**
   * Begins a transaction that keeps in memory what taking back one statement needs: a temporary file of it took a third of
   * an import beside many records. What is sorted may go to a file again.
   */
  #beginInMemory(isSynced: boolean): void {
    this.#sqlite.pragma('temp_store = memory');
    try {
      this.#durability.begin(this.#isWal, isSynced);
    } finally {
      this.#sqlite.pragma('temp_store = default');
    }
  }

  async deferForeignKeys(): Promise<void> {
    this.#sqlite.pragma('defer_foreign_keys = on');
  }

  async publish(): Promise<void> {
    const draft = this.#draft;
    if (!draft || draft.kind === 'forgotten') return;
    this.#explained(() => draft.publish(this.#sqlite));
    this.#draft = undefined;
    await this.#switchToFile();
  }

  async #rollback(): Promise<void> {
    // SQLite rolls back by itself, for example on a full disk.
    if (this.#sqlite.inTransaction) await this.run(ROLLBACK);
    this.#bulk?.forgetSuspended();
    this.forgetNouns();
    this.#durability.end();
  }

  async danglingRows(): Promise<DanglingRow[]> {
    const found = this.#sqlite.pragma('foreign_key_check') as {
      table: string;
      rowid: number;
      parent: string;
      fkid: number;
    }[];
    return found.map(({ table, rowid, parent, fkid }) => {
      const keys = this.#sqlite.pragma(`foreign_key_list("${table}")`) as { id: number; from: string }[];
      const column = keys.find((key) => key.id === fkid)?.from ?? 'id';
      const row = this.#prepare(`select "${column}" as at from "${table}" where rowid = ?`).get([rowid]);
      return { table, id: rowid, column, parent, parentId: row?.at as number };
    });
  }

  async backup(path: string, shown = path): Promise<void> {
    // A copy needs no transaction open, and is a snapshot itself.
    await this.endRead();
    try {
      copyInto(this.#sqlite, path);
    } catch (error) {
      throw explainCopy(error, shown);
    }
  }

  async check(): Promise<string[]> {
    const rows = this.#explained(() => this.#sqlite.pragma('integrity_check')) as {
      integrity_check: string;
    }[];
    const problems = [
      ...rows.map((row) => row.integrity_check).filter((text) => text !== 'ok'),
      ...this.#explained(() => schemaProblems(this.#sqlite, this.#customNouns, this.#migrations)),
    ];
    // References cannot be checked in a damaged file.
    if (problems.length > 0) return problems;
    return (await this.danglingRows()).map(
      (row) => `${row.table} ${row.id} points to ${row.parent} ${row.parentId}, which does not exist`,
    );
  }

  async inspect(): Promise<Finding[]> {
    const readOnlyReason = this.#readOnlyFault
      ? (explain(this.#readOnlyFault, this.#path) as Error).message
      : undefined;
    return this.#explained(() =>
      inspectFile(this.#sqlite, this.#path, { isDraft: this.#draft !== undefined, readOnlyReason }),
    );
  }

  async repair(): Promise<void> {
    if (!this.#draft) closeFile(this.#path);
  }

  setLockWait(wait: LockWait): void {
    this.#lockWait = wait;
  }

  isInPlace(): boolean {
    return this.#draft !== undefined || fileId(this.#path) === this.#file;
  }

  requireInPlace(): void {
    if (this.isInPlace()) return;
    throw failed(
      `the database "${this.#path}" was moved or deleted`,
      'Put it back; nothing is changed until then.',
    );
  }

  place(): FilePlace {
    if (this.#draft) return 'here';
    if (this.isInPlace()) {
      this.#companions ??= new Companions(this.#realPath);
      this.#companions.look();
      return 'here';
    }
    if (fileId(this.#path) !== undefined) return 'replaced';
    if (this.#companions?.isDeleted()) this.#companions.remove(this.#sqlite);
    return 'away';
  }

  async reconnect(): Promise<boolean> {
    if (this.isInPlace()) return false;
    this.#companions?.remove(this.#sqlite);
    const former = this.#sqlite;
    await this.#switchToFile();
    former.close();
    this.#companions?.close();
    this.#companions = undefined;
    return true;
  }

  async version(): Promise<number> {
    await this.#switchToCreated();
    return this.#dataVersion();
  }

  #dataVersion(): number {
    // A board runs this four times a second for hours, so the statement is prepared once.
    return this.#explained(() => {
      this.#version ??= this.#sqlite.prepare<[], number>('pragma data_version').pluck();
      return this.#versionBase + (this.#version.get() as number);
    });
  }

  async close(): Promise<void> {
    this.#sqlite.close();
    this.#draft?.discard();
  }

  /** Switches from the draft to the database that another process has created. */
  async #switchToCreated(): Promise<void> {
    const draft = this.#draft;
    if (!draft?.isCreated()) return;
    const unused = this.#sqlite;
    await this.#switchToFile();
    this.#draft = undefined;
    draft.discard();
    unused.close();
  }

  /** Input that can be read only once must not be needed again if another process creates the database. */
  async #createEarly(): Promise<void> {
    const draft = this.#draft;
    if (!draft || draft.kind === 'forgotten' || this.#isRepeatable()) return;
    this.#explained(() => draft.publishEmpty(this.#sqlite));
    this.#draft = undefined;
    await this.#switchToFile();
  }

  async #switchToFile(): Promise<void> {
    const connection = await this.#whenFree(() => this.#reopen());
    this.#readOnlyFault = connection.fault;
    this.#file = fileId(this.#path);
    this.#versionBase += VERSIONS_OF_A_DRAFT;
    this.#switchTo(connection);
  }

  /** Switches to another connection. */
  #switchTo({ db, wasAlone }: Connection): void {
    this.#sqlite = db;
    this.#isReading = false;
    this.#isWal = false;
    this.#durability = new Durability(db, this.#path, wasAlone);
    this.#statements.clear();
    this.#bulk = undefined;
    this.#version = undefined;
    this.forgetNouns();
    addFunctions(db);
  }

  #prepareQuery(text: string): Statement {
    const statement = this.#prepare(text);
    if (!statement.readonly) throw new Error('a reading statement would write');
    return statement;
  }

  #prepare(sql: string): Statement {
    const known = this.#statements.get(sql);
    if (known && !known.busy) return known;
    const statement = this.#explained(() => this.#sqlite.prepare<unknown[], RawRow>(sql));
    this.#statements.set(sql, statement);
    return statement;
  }

  /** Whether a statement has run too rarely to be compiled. */
  #isSeldom(statement: Statement): boolean {
    const reads = this.#reads.get(statement) ?? 0;
    if (reads < RUNS_BEFORE_COMPILING) this.#reads.set(statement, reads + 1);
    return reads < RUNS_BEFORE_COMPILING;
  }

  #turnToWal(): void {
    if (!this.#isWal && !this.#draft) this.#isWal = turnToWal(this.#sqlite);
  }

  /** Runs a call, retrying while another program is in the way. */
  async #whenFree<T>(act: () => T): Promise<T> {
    const attempt = () => this.#explained(act);
    try {
      return attempt();
    } catch (error) {
      if (!isLocked(error) || !this.#lockWait) throw error;
    }
    return waitForLock(attempt, this.#lockWait);
  }

  #explained<T>(act: () => T): T {
    try {
      return act();
    } catch (error) {
      throw this.#explain(error);
    }
  }

  #explain(error: unknown): unknown {
    const isReadOnly = (error as { code?: string }).code?.startsWith('SQLITE_READONLY');
    return explain((isReadOnly && this.#readOnlyFault) || error, this.#path);
  }
}

/** The parts of an engine. */
interface EngineOptions {
  readonly connection: Connection;
  /** Name in errors. */
  readonly path: string;
  readonly nouns: Nouns;
  readonly migrations: readonly Migration[] | undefined;
  /** Connects to the file after its creation. */
  readonly reopen: () => Connection;
  readonly draft?: Draft | undefined;
  /** Whether a change may fail and be repeated if another process creates the database first; default: yes. */
  readonly isRepeatable?: (() => boolean) | undefined;
  readonly lockWait?: LockWait | undefined;
}

/** A connection, and why it is read-only, if it is. */
export interface Connection {
  readonly db: Database.Database;
  readonly fault?: unknown;
  /** Whether no other program had the database open at the start. */
  readonly wasAlone: boolean;
}

/** More than the number of versions of a draft. */
const VERSIONS_OF_A_DRAFT = 1_000_000;

function addFunctions(db: Database.Database): void {
  db.function('fold', { deterministic: true }, (text: unknown) =>
    typeof text === 'string' ? text.toLowerCase() : text,
  );
}

/**
 * Rows as from `all`. better-sqlite3 compiles a row function per statement, which takes up to a millisecond and pays
 * off only for frequent statements; a short command runs most statements once, for a row or two.
 */
function rowsOf(statement: Statement, params: readonly Bound[]): RawRow[] {
  const rows = statement.raw(true).all(params) as unknown as Bound[][];
  statement.raw(false);
  if (rows.length === 0) return [];
  const names = statement.columns().map(({ name }) => name);
  return rows.map((values) => {
    const row: RawRow = {};
    for (const [at, name] of names.entries()) row[name] = values[at] as Bound;
    return row;
  });
}

function literal(value: Bound): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}
