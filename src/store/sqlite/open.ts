import { existsSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { failed, missingDatabase } from '../../domain/errors.ts';
import { removeLeftovers, temporaryPath } from '../../io/temporary-files.ts';
import type { Nouns } from '../../nouns/nouns.ts';
import type { Engine } from '../engine.ts';
import { isLocked, type LockWait, waitForLock } from '../lock-wait.ts';
import { copyInto } from './copy.ts';
import { Draft, type DraftKind } from './draft.ts';
import { walPath } from './durability.ts';
import { type Connection, SqliteEngine } from './engine.ts';
import { damaged, explain } from './errors.ts';
import { locateDatabase } from './location.ts';
import { readIntoMemory } from './memory-copy.ts';
import { MIGRATIONS } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';
import { migratedDatabase, newDatabase } from './new-database.ts';
import { APPLICATION_ID, runMigrations } from './run-migrations.ts';

/** Short, because it blocks the whole process; see `waitForLock`. */
const BUSY_TIMEOUT_MS = 50;

/** Minimum free space on the disk for writing. */
const MIN_FREE_BYTES = 64 * 1024;

/** What a database holds. */
export interface DatabaseSchema {
  /** The nouns of its records. */
  readonly nouns: Nouns;
  /** The migrations that make its tables; default: those of the program. */
  readonly migrations?: readonly Migration[] | undefined;
}

export interface OpenOptions extends DatabaseSchema {
  readonly path: string;
  /** UTC ISO 8601: creation time of records made by migrations. */
  readonly now: string;
  /** How long SQLite itself blocks for another writer, in milliseconds. */
  readonly busyTimeout?: number;
  /** How to wait for other writers; default: not at all. */
  readonly lockWait?: LockWait;
  /**
   * If there is no file: create it at once (default), fail, or use an empty database in memory, which the first
   * change writes to a file or which is discarded.
   */
  readonly missing?: 'create' | 'fail' | DraftKind;
  /**
   * Whether the command can be repeated if another process creates the database first. If not, the file is created
   * before the command writes. Default: yes.
   */
  readonly isRepeatable?: () => boolean;
  /** Called when a draft becomes a file. */
  readonly onCreate?: () => void;
  /** False: an older schema is an error, and nothing is written. */
  readonly migrate?: boolean;
  /** Called while an older database is updated, with the number of records done and of all. */
  readonly onUpdate?: (done: number, all: number) => void;
  /** Called with what people have to know of such an update. */
  readonly onUpdateNote?: (text: string) => void;
}

/** Opens the database like `openSqlite`, waiting for other programs that update or close it. */
export async function openDatabase(options: OpenOptions & { readonly lockWait: LockWait }): Promise<Engine> {
  const attempt = () => openSqlite(options);
  try {
    return attempt();
  } catch (error) {
    if (!isLocked(error)) throw error;
  }
  return waitForLock(attempt, options.lockWait);
}

/**
 * Opens the database and updates its schema, after a copy of an older file. A new database appears complete or not at
 * all. Throws `failed` for a file that is not a crm database, is newer than the program, cannot be opened or stays
 * locked.
 */
export function openSqlite(options: OpenOptions): Engine {
  const path = resolve(options.path);
  try {
    const { path: target, stats } = locateDatabase(path);
    // A file with two names was created by a process killed before it removed the temporary name.
    if (!stats || stats.nlink > 1) removeLeftovers(dirname(target));
    if (stats) return openFile(path, options);
    if (options.missing === 'fail') throw missingDatabase(path);
    return openMissing(path, target, options);
  } catch (error) {
    throw explain(error, path);
  }
}

function openMissing(path: string, target: string, options: OpenOptions): Engine {
  const { now, migrations, onCreate, missing = 'create' } = options;
  const isCreatedNow = missing === 'create' || missing === 'fail';
  const draft = new Draft(target, isCreatedNow ? 'created' : missing, onCreate);
  // What a dry run imports may take more memory than an image can hold.
  const isUsual = migrations === undefined && missing !== 'forgotten';
  const db = isUsual ? newDatabase(now) : migratedDatabase(now, migrations);
  if (!isCreatedNow) return openEngine({ db, wasAlone: true }, path, options, draft);
  draft.publishEmpty(db);
  return openFile(path, options);
}

function openFile(path: string, options: OpenOptions): Engine {
  return openEngine(openConnection(path, options), path, options);
}

function openEngine(connection: Connection, path: string, options: OpenOptions, draft?: Draft): Engine {
  const { nouns, migrations, isRepeatable, lockWait } = options;
  // Later there may be a screen, where nothing else is written.
  const { onUpdate: _, onUpdateNote: __, ...quiet } = options;
  const reopen = () => openConnection(path, quiet);
  return new SqliteEngine({ connection, path, nouns, migrations, reopen, draft, isRepeatable, lockWait });
}

function openConnection(
  path: string,
  { busyTimeout, migrate, migrations = MIGRATIONS, now, onUpdate, onUpdateNote }: OpenOptions,
): Connection {
  const connection = connect(path, busyTimeout ?? BUSY_TIMEOUT_MS);
  const { db, fault } = connection;
  try {
    const version = schemaVersion(db, path);
    if (version > migrations.length) {
      throw failed(
        `the database "${path}" was made by a newer crm (schema ${version}, this one knows ${migrations.length})`,
        { code: 'newer-database' },
      );
    }
    if (migrate === false && version < migrations.length)
      throw failed(`the database "${path}" was made by an older crm`, 'Any other command updates it.');
    if (version < migrations.length) {
      if (db.readonly)
        throw failed(
          `the database "${path}" is of an older crm, and is read-only, so it cannot be updated`,
          ...(fault === undefined ? [] : [`${(explain(fault, path) as Error).message}`]),
        );
      update(db, path, version, (connected) =>
        runMigrations(connected, migrations, now, onUpdate, onUpdateNote),
      );
    }
    return connection;
  } catch (error) {
    db.close();
    throw error;
  }
}

function connect(path: string, timeout: number): Connection {
  // Every connection in WAL mode has one.
  const wasAlone = !existsSync(walPath(path));
  try {
    return { db: connected(path, { timeout, fileMustExist: true }), wasAlone };
  } catch (error) {
    if (!mayBeRead(error)) throw error;
    const db = connectReadOnly(path, timeout, error);
    return { db, wasAlone, fault: isDiskFull(path) ? diskFull(error) : error };
  }
}

function connected(source: string | Buffer, options: Database.Options): Database.Database {
  const db = new Database(source, options);
  try {
    db.prepare('pragma schema_version').pluck().get();
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Whether a file that cannot be opened normally may still be readable. */
function mayBeRead(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? '';
  return ['SQLITE_READONLY', 'SQLITE_CANTOPEN', 'SQLITE_FULL', 'SQLITE_IOERR'].some((fault) =>
    code.startsWith(fault),
  );
}

function isDiskFull(path: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(path));
    return bavail * bsize < MIN_FREE_BYTES;
  } catch {
    return false;
  }
}

const diskFull = (cause: unknown) =>
  Object.assign(new Error('the disk is full', { cause }), { code: 'SQLITE_FULL' });

/**
 * Opens a file that is read-only, because of its disk or a full disk. In WAL mode SQLite needs its -shm file even for
 * reading: if that cannot be created, the file is read into memory, including its -wal.
 */
function connectReadOnly(path: string, timeout: number, cause: unknown): Database.Database {
  try {
    return connected(path, { timeout, readonly: true });
  } catch (error) {
    if (!mayBeRead(error)) throw error;
  }
  let copy: Buffer | undefined;
  try {
    copy = readIntoMemory(path);
  } catch {
    // The first error says more.
  }
  if (!copy) throw cause;
  const db = connected(copy, { readonly: true });
  // Sorting would write to a disk that may be full.
  db.pragma('temp_store = memory');
  return db;
}

function schemaVersion(db: Database.Database, path: string): number {
  const number = (pragma: string) => db.pragma(pragma, { simple: true }) as number;
  if (number('application_id') === APPLICATION_ID && number('user_version') > 0)
    return number('user_version');
  throw failed(`"${path}" is an SQLite database of another program`, { code: 'foreign-database' });
}

function update(
  db: Database.Database,
  path: string,
  version: number,
  migrate: (db: Database.Database) => void,
): void {
  copyBeside(db, path, version);
  try {
    migrate(db);
  } catch (error) {
    // Migrations are tested, so the schema was changed by another program.
    if (UNFITTING.has((error as { code?: string }).code ?? '')) throw damaged(path, error);
    throw error;
  }
}

/** Error codes of statements that do not fit the schema. */
const UNFITTING = new Set(['SQLITE_ERROR', 'SQLITE_CONSTRAINT_CHECK', 'SQLITE_CONSTRAINT_NOTNULL']);

/** Under a temporary name until complete: another process may be updating the same file, or be killed. */
function copyBeside(db: Database.Database, path: string, version: number): void {
  const copy = `${path}.v${version}.bak`;
  if (statSync(copy, { throwIfNoEntry: false })) return;
  const unfinished = temporaryPath(dirname(path));
  try {
    copyInto(db, unfinished);
    renameSync(unfinished, copy);
  } finally {
    rmSync(unfinished, { force: true });
  }
}
