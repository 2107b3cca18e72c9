import { existsSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { failed } from '../../domain/errors.ts';
import { removeLeftovers, temporaryPath } from '../../io/temporary-files.ts';
import type { Nouns } from '../../nouns/nouns.ts';
import type { Engine } from '../engine.ts';
import { isLocked, type LockWait, waitForLock } from '../lock-wait.ts';
import { copyInto } from './copy.ts';
import { Draft, type DraftKind } from './draft.ts';
import { walPath } from './durability.ts';
import { type Connection, SqliteEngine } from './engine.ts';
import { damaged, explain, noDatabase } from './errors.ts';
import { locateDatabase } from './location.ts';
import { readIntoMemory } from './memory-copy.ts';
import { MIGRATIONS } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';
import { APPLICATION_ID, newDatabase, runMigrations } from './new-database.ts';

/** Short, as nothing else of the process has a turn meanwhile; see `waitForLock`. */
const BUSY_TIMEOUT_MS = 50;

/** With less room than this on its disk a database cannot be written. */
const LEAST_ROOM_BYTES = 64 * 1024;

/** What a database holds. */
export interface DatabaseSchema {
  /** The nouns whose records are in it. */
  readonly nouns: Nouns;
  /** How its tables come to be; those of the program unless told. */
  readonly migrations?: readonly Migration[] | undefined;
}

export interface OpenOptions extends DatabaseSchema {
  readonly path: string;
  /** UTC ISO 8601: when records made by migrations were made. */
  readonly now: string;
  /** How long SQLite itself blocks for another writer, in milliseconds. */
  readonly busyTimeout?: number;
  /** How others that write are waited for; they are not, unless told. */
  readonly lockWait?: LockWait;
  /**
   * What to do where there is no file: create it at once (usual), fail, or work on an empty database in memory, which
   * the first change creates as a file, or which is forgotten.
   */
  readonly missing?: 'create' | 'fail' | DraftKind;
  /**
   * Whether the command may be run again should another process create the database first. Of one that may not the file
   * is created before it writes; yes unless told.
   */
  readonly isRepeatable?: () => boolean;
  /** Called when a draft has become a file. */
  readonly onCreate?: () => void;
  /** False: an older schema is an error instead of being updated, and nothing is written. */
  readonly migrate?: boolean;
}

/** Opens the database as `openSqlite` does, waiting for others that use it: one that updates it or closes it. */
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
 * Opens the database and brings its schema up to date, with a copy of an older file beside it first. A new database
 * appears complete or not at all. Throws `failed` for a file that is no database of ours, is newer than the program,
 * cannot be opened or stays locked.
 */
export function openSqlite(options: OpenOptions): Engine {
  const path = resolve(options.path);
  try {
    const { path: target, stats } = locateDatabase(path);
    // A file of two names was created by a process that was killed before it had removed the temporary one.
    if (!stats || stats.nlink > 1) removeLeftovers(dirname(target));
    if (stats) return openFile(path, options);
    if (options.missing === 'fail') throw noDatabase(path);
    return openMissing(path, target, options);
  } catch (error) {
    throw explain(error, path);
  }
}

function openMissing(path: string, target: string, options: OpenOptions): Engine {
  const { now, migrations, onCreate, missing = 'create' } = options;
  const isCreatedNow = missing === 'create' || missing === 'fail';
  const draft = new Draft(target, isCreatedNow ? 'created' : missing, onCreate);
  const db = newDatabase(now, migrations);
  if (!isCreatedNow) return openEngine({ db, wasAlone: true }, path, options, draft);
  draft.publishEmpty(db);
  return openFile(path, options);
}

function openFile(path: string, options: OpenOptions): Engine {
  return openEngine(openConnection(path, options), path, options);
}

function openEngine(connection: Connection, path: string, options: OpenOptions, draft?: Draft): Engine {
  const { nouns, migrations, isRepeatable, lockWait } = options;
  const reopen = () => openConnection(path, options);
  return new SqliteEngine({ connection, path, nouns, migrations, reopen, draft, isRepeatable, lockWait });
}

function openConnection(
  path: string,
  { busyTimeout, migrate, migrations = MIGRATIONS, now }: OpenOptions,
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
          `the database "${path}" is of an older crm and cannot be written to be updated`,
          ...(fault === undefined ? [] : [`${(explain(fault, path) as Error).message}`]),
        );
      update(db, path, version, migrations, now);
    }
    return connection;
  } catch (error) {
    db.close();
    throw error;
  }
}

function connect(path: string, timeout: number): Connection {
  // Every connection to a database in WAL mode has one.
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

/** Whether a file that cannot be used like any other may still be read. */
function mayBeRead(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? '';
  return ['SQLITE_READONLY', 'SQLITE_CANTOPEN', 'SQLITE_FULL', 'SQLITE_IOERR'].some((fault) =>
    code.startsWith(fault),
  );
}

function isDiskFull(path: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(path));
    return bavail * bsize < LEAST_ROOM_BYTES;
  } catch {
    return false;
  }
}

const diskFull = (cause: unknown) =>
  Object.assign(new Error('the disk is full', { cause }), { code: 'SQLITE_FULL' });

/**
 * A file that can only be read, as its disk is read-only or full. In WAL mode SQLite wants its -shm beside it even for
 * that: where it cannot be created the file is read into memory, with the changes that a -wal holds.
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
    // What stood in the way first says more.
  }
  if (!copy) throw cause;
  const db = connected(copy, { readonly: true });
  // What a query sorts would go to a disk that may be full.
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
  migrations: readonly Migration[],
  now: string,
): void {
  copyBeside(db, path, version);
  try {
    runMigrations(db, migrations, now);
  } catch (error) {
    // The steps are sound: what they do not fit was changed by something else.
    if (UNFITTING.has((error as { code?: string }).code ?? '')) throw damaged(path, error);
    throw error;
  }
}

/** Codes of statements that do not fit what is there. */
const UNFITTING = new Set(['SQLITE_ERROR', 'SQLITE_CONSTRAINT_CHECK', 'SQLITE_CONSTRAINT_NOTNULL']);

/** Under a name of its own until it is complete: another process may be updating the same file, or be cut short. */
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
