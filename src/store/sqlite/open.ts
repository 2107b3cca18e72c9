import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { failed } from '../../domain/errors.ts';
import { makeFolder } from '../../io/make-folder.ts';
import type { Engine } from '../engine.ts';
import { isLocked, type LockWait, waitForLock } from '../lock-wait.ts';
import { copyInto } from './copy.ts';
import { walPath } from './durability.ts';
import { SqliteEngine } from './engine.ts';
import { explain, noDatabase } from './errors.ts';
import { MIGRATIONS, type Migration } from './migrations/index.ts';

/** Marks a file as ours (`pragma application_id`): "crm1". */
const APPLICATION_ID = 0x63726d31;

/** Short, as nothing else of the process has a turn meanwhile; see `waitForLock`. */
const BUSY_TIMEOUT_MS = 50;

export interface OpenOptions {
  readonly path: string;
  /** UTC ISO 8601: when records made by migrations were made. */
  readonly now: string;
  /** How long SQLite itself blocks for another writer, in milliseconds. */
  readonly busyTimeout?: number;
  /** How others that write are waited for; they are not, unless told. */
  readonly lockWait?: LockWait;
  /** False: a missing file is an error instead of a new database. */
  readonly create?: boolean;
  readonly migrations?: readonly Migration[];
  /** False: an older schema is an error instead of being updated, and nothing is written. */
  readonly migrate?: boolean;
  /** Whether a new database is made to be filled from a file: until it is closed everybody else waits. */
  readonly filled?: boolean;
}

/** Opens the database as `openSqlite` does, waiting for others that use it: one that creates it, updates it or closes it. */
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
 * Opens the database, making it when there is none and bringing its schema up to date, with a copy of an
 * older file beside it first. Throws `failed` for a file that is no database of ours, is newer than the program,
 * cannot be opened or stays locked.
 */
export function openSqlite(options: OpenOptions): Engine {
  const path = resolve(options.path);
  const migrations = options.migrations ?? MIGRATIONS;
  try {
    prepareFile(path, options.create ?? true);
    // Every connection to a database in WAL mode has one.
    const wasAlone = !existsSync(walPath(path));
    const db = connect(path, options.busyTimeout ?? BUSY_TIMEOUT_MS);
    try {
      const version = schemaVersion(db, path);
      if (version > migrations.length) {
        throw failed(
          `the database "${path}" was made by a newer crm (schema ${version}, this one knows ${migrations.length})`,
          'Update crm, or name another database with --db.',
        );
      }
      if (options.migrate === false && version < migrations.length)
        throw failed(`the database "${path}" was made by an older crm`, 'Any other command updates it.');
      const isFilled = version === 0 && options.filled === true;
      if (version === 0 && !isFilled) db.pragma('journal_mode = wal');
      if (version < migrations.length) migrate(db, path, version, migrations, options.now);
      return new SqliteEngine(db, path, isFilled ? 'close' : 'begin', wasAlone, options.lockWait);
    } catch (error) {
      db.close();
      throw error;
    }
  } catch (error) {
    throw explain(error, path);
  }
}

function prepareFile(path: string, create: boolean): void {
  if (existsSync(path)) {
    if (statSync(path).isDirectory()) {
      throw failed(`"${path}" is a folder`, 'Name a database file with --db or CRM_DB.');
    }
    return;
  }
  if (!create) throw noDatabase(path);
  const folder = dirname(path);
  if (statSync(folder, { throwIfNoEntry: false })?.isFile())
    throw failed(`the folder of "${path}" is a file`, 'Name another file with --db or CRM_DB.');
  makeFolder(folder);
  // SQLite would make it readable by everybody; its -wal and -shm files take the mode of this one.
  closeSync(openSync(path, 'a', 0o600));
}

function connect(path: string, timeout: number): Database.Database {
  try {
    return connected(path, { timeout });
  } catch (error) {
    if (!isReadOnlyFault(error)) throw error;
    return readOnly(path, timeout, error);
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

function isReadOnlyFault(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? '';
  return code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN');
}

/**
 * A file that can only be read. In WAL mode SQLite wants its -shm beside it even for that: where it cannot be made
 * the file is read into memory, unless a -wal holds changes that would be missed, or a -journal what is to be taken back.
 */
function readOnly(path: string, timeout: number, cause: unknown): Database.Database {
  try {
    return connected(path, { timeout, readonly: true });
  } catch (error) {
    if (!isReadOnlyFault(error)) throw error;
  }
  const isLeft = (beside: string) => (statSync(path + beside, { throwIfNoEntry: false })?.size ?? 0) > 0;
  if (isLeft('-wal') || isLeft('-journal')) throw cause;
  const file = readFileSync(path);
  // In memory there is no WAL: the header says so in the versions for writing and reading.
  file[WRITE_VERSION] = file[READ_VERSION] = ROLLBACK_JOURNAL;
  return connected(file, { readonly: true });
}

const WRITE_VERSION = 18;
const READ_VERSION = 19;
const ROLLBACK_JOURNAL = 1;

function schemaVersion(db: Database.Database, path: string): number {
  const number = (pragma: string) => db.pragma(pragma, { simple: true }) as number;
  const isOurs = () => number('application_id') === APPLICATION_ID;
  if (isOurs()) return number('user_version');
  // Read at one moment: another process may be making the database.
  return db.transaction(() => {
    if (isOurs()) return number('user_version');
    const { n } = db.prepare('select count(*) as n from sqlite_schema').get() as { n: number };
    if (number('application_id') !== 0 || n > 0) {
      throw failed(
        `"${path}" is an SQLite database of another program`,
        'Name another file with --db or CRM_DB; crm makes it when it is missing.',
      );
    }
    return 0;
  })();
}

function migrate(
  db: Database.Database,
  path: string,
  from: number,
  migrations: readonly Migration[],
  now: string,
): void {
  if (db.readonly)
    throw failed(`the database "${path}" is of an older crm and cannot be written to be updated`);
  if (from > 0) copyBeside(db, path, from);
  // Another process may have done it while this one waited for the lock: the version is read again inside.
  db.transaction(() => {
    const { user_version: version } = db.prepare('pragma user_version').get() as { user_version: number };
    for (const step of migrations.slice(version)) step(db, now);
    db.pragma(`application_id = ${APPLICATION_ID}`);
    db.pragma(`user_version = ${migrations.length}`);
  }).immediate();
}

/** Under a name of its own until it is whole: another process may be updating the same file, or be cut short. */
function copyBeside(db: Database.Database, path: string, version: number): void {
  const copy = `${path}.v${version}.bak`;
  if (existsSync(copy)) return;
  const unfinished = `${copy}.${randomUUID()}`;
  copyInto(db, unfinished);
  renameSync(unfinished, copy);
}
