import fs from 'node:fs';
import { platform } from 'node:os';
import { basename, dirname, join, resolve, sep } from 'node:path';
import system from 'node:process';
import { conflict, failed, refused } from '../domain/errors.ts';
import { publishFile } from './publish.ts';
import { temporaryPath } from './temporary-files.ts';
import { reasonOf } from './write-errors.ts';

/** The files that outputs of a command must not harm. Paths are absolute. */
export interface OutputRules {
  /** Base of relative names. */
  readonly cwd: string;
  /** Whether existing files may be replaced (`--force`). */
  readonly force: boolean;
  /** The user's databases, including the files that SQLite and schema changes keep beside them. */
  readonly databases: readonly string[];
  readonly config: string | undefined;
  /** Files that the command reads; `-` is standard input. */
  readonly inputs: readonly string[];
}

/** A regular file to create or replace: written under a temporary name, then published. */
export interface FileTarget {
  readonly type: 'file';
  /** Its name in errors. */
  readonly shown: string;
  /** The file itself, with links followed. */
  readonly path: string;
  readonly folder: string;
  /** A path in the same folder for the content; nothing is there yet. */
  readonly temporary: string;
  /**
   * Gives the finished, synced temporary file its name, and the mode and owner of the file it replaces. Throws
   * `conflict` if another file has appeared there.
   */
  publish(): void;
}

/** A device, pipe or inherited descriptor, written to directly. */
interface StreamTarget {
  readonly type: 'stream';
  readonly shown: string;
  /** The path to open, or the open descriptor. */
  readonly to: string | number;
  readonly isPipe: boolean;
}

export type OutputTarget = FileTarget | StreamTarget;

interface TargetOptions {
  /** Whether `--force` may also replace another crm database, as for backups. */
  readonly mayReplaceDatabase?: boolean;
}

/** Links followed before a name counts as a loop, as on Linux. */
const MAX_LINKS = 40;
/** Files that SQLite keeps beside a database. */
const SQLITE_SUFFIX = /-(wal|shm|journal)$/i;
/** The copy of a database before a schema change: `crm.db.v3.bak`. */
const SCHEMA_BACKUP = /\.v\d+\.bak$/i;
const SQLITE_MAGIC = 'SQLite format 3\0';
const APPLICATION_ID_OFFSET_BYTES = 68;
const APPLICATION_ID = 'crm1';

/** Decides what may be written where; every file for a user goes through it. */
export class Outputs {
  readonly #rules: OutputRules;

  constructor(rules: OutputRules) {
    this.#rules = rules;
  }

  /**
   * Resolves a name, following links. Throws `refused` for a file of the program and for an input, `conflict` for an
   * existing file without `--force`, `failed` for a path that cannot be written.
   */
  target(shown: string, options: TargetOptions = {}): OutputTarget {
    const place = describeError(shown, () => resolvePlace(resolve(this.#rules.cwd, shown)));
    this.#rejectOwn(shown, place, options);
    const { path, stats } = place;
    if (place.fd !== undefined) return { type: 'stream', shown, to: place.fd, isPipe: true };
    if (stats?.isDirectory()) throw failed(`cannot write "${shown}": it is a folder`, 'Name a file.');
    if (stats?.isSocket()) throw failed(`cannot write "${shown}": it is a socket`, 'Name a file.');
    if (stats && !stats.isFile()) return { type: 'stream', shown, to: path, isPipe: stats.isFIFO() };
    if (stats && !this.#rules.force) throw existingFileError(shown);
    const folder = dirname(path);
    const temporary = temporaryPath(folder);
    return {
      type: 'file',
      shown,
      path,
      folder,
      temporary,
      publish: () => {
        const now = describeError(shown, () => resolvePlace(path));
        this.#rejectOwn(shown, now, options);
        describeError(shown, () => {
          if (stats) keepOwnerAndMode(temporary, stats);
          publishFile(temporary, path, { replace: this.#rules.force });
        });
      },
    };
  }

  /** A new file in a folder that only this process knows. */
  newTarget(path: string, shown: string): FileTarget {
    const folder = dirname(path);
    const temporary = temporaryPath(folder);
    const publish = () => describeError(shown, () => publishFile(temporary, path, { replace: false }));
    return { type: 'file', shown, path, folder, temporary, publish };
  }

  /** Throws `refused` if a folder for files, or another database, has the name of a file of the program. */
  checkPlace(shown: string): void {
    this.#rejectOwn(
      shown,
      describeError(shown, () => resolvePlace(resolve(this.#rules.cwd, shown))),
      {},
    );
  }

  /** The path of a new folder, with links followed. Throws `failed` for anything but an empty folder. */
  newFolder(shown: string): string {
    const place = describeError(shown, () => resolvePlace(resolve(this.#rules.cwd, shown)));
    this.#rejectOwn(shown, place, {});
    if (!place.stats) return place.path;
    if (!place.stats.isDirectory()) throw failed(`"${shown}" is a file`, 'Name a new folder.');
    if (describeError(shown, () => fs.readdirSync(place.path)).length > 0)
      throw failed(`the folder "${shown}" exists and is not empty`, 'Name a new folder.');
    return place.path;
  }

  #rejectOwn(shown: string, { path, stats }: FilePlace, { mayReplaceDatabase = false }: TargetOptions): void {
    const own =
      this.#ownFile(path, stats) ?? (stats?.isFile() ? databaseFile(path, mayReplaceDatabase) : null);
    if (own === null) return;
    const label = basename(shown) === basename(path) ? `"${shown}"` : `"${shown}" (${path})`;
    throw refused(`${label} is ${own}: crm never replaces it, even with --force`, 'Name another file.');
  }

  /** Which file of the program a path is, in words; null for none. */
  #ownFile(path: string, stats: fs.BigIntStats | undefined): string | null {
    const isSame = (other: string) => isSameFile(other, path, stats);
    for (const input of this.#rules.inputs) {
      const there = input === '-' ? inputStats() : statOf(resolve(this.#rules.cwd, input));
      if (there?.isFile() && stats && isSameInode(there, stats)) return 'the file that this command reads';
    }
    if (this.#rules.config !== undefined && isSame(this.#rules.config)) return 'the config file';
    for (const database of this.#rules.databases) {
      for (const file of new Set([database, realPath(database)])) {
        if (isSame(file))
          return database === this.#rules.databases[0] ? 'the open database' : 'a database of crm';
        if (['-wal', '-shm', '-journal'].some((suffix) => isSame(file + suffix)))
          return `part of the database "${file}"`;
        if (isWithin(`${file}-files`, path)) return `one of the files of the database "${file}"`;
        if (schemaBackups(file, path).some(isSame)) return `a backup of the database "${file}"`;
      }
    }
    return partOfDatabase(path);
  }
}

interface FilePlace {
  /** Where the file is or would be, all links followed. */
  readonly path: string;
  readonly stats: fs.BigIntStats | undefined;
  /** Set if the name is an open descriptor of this process. */
  readonly fd?: number;
}

/** Follows links, including those to missing files. */
function resolvePlace(label: string): FilePlace {
  let path = label;
  for (let links = 0; links <= MAX_LINKS; links++) {
    const fd = descriptorOf(path);
    if (fd !== undefined) return { path, fd, stats: fs.fstatSync(fd, { bigint: true }) };
    path = join(fs.realpathSync(dirname(path)), basename(path));
    const inFolder = descriptorOf(path);
    if (inFolder !== undefined)
      return { path, fd: inFolder, stats: fs.fstatSync(inFolder, { bigint: true }) };
    const link = fs.lstatSync(path, { bigint: true, throwIfNoEntry: false });
    if (!link?.isSymbolicLink()) return { path, stats: link };
    path = resolve(dirname(path), fs.readlinkSync(path));
  }
  throw Object.assign(new Error('too many links'), { code: 'ELOOP' });
}

/** The descriptor of a name such as `/dev/fd/63`, made by `>(…)`. */
function descriptorOf(path: string): number | undefined {
  if (platform() === 'win32') return undefined;
  const standard = ['/dev/stdin', '/dev/stdout', '/dev/stderr'].indexOf(path);
  if (standard > 0) return standard;
  const [, owner, number] = /^(?:\/dev|\/proc\/(self|\d+))\/fd\/(\d+)$/.exec(path) ?? [];
  if (number === undefined) return undefined;
  return owner === undefined || owner === 'self' || owner === String(system.pid) ? Number(number) : undefined;
}

/** Whether two names are one file, or would be on a file system that ignores case. */
function isSameFile(other: string, path: string, stats: fs.BigIntStats | undefined): boolean {
  const there = statOf(other);
  if (there && stats) return isSameInode(there, stats);
  return foldCase(realPath(other)) === foldCase(path);
}

/** Whether a path is a folder, or in it. */
function isWithin(folder: string, path: string): boolean {
  const [outer, inner] = [foldCase(realPath(folder)), foldCase(path)];
  return inner === outer || inner.startsWith(`${outer}${sep}`);
}

const isSameInode = (a: fs.BigIntStats, b: fs.BigIntStats): boolean => a.dev === b.dev && a.ino === b.ino;

const foldCase = (path: string): string => path.normalize('NFC').toLowerCase();

/** The path with all links followed, even if it does not exist. */
function realPath(path: string): string {
  try {
    return resolvePlace(path).path;
  } catch {
    return path;
  }
}

function statOf(path: string): fs.BigIntStats | undefined {
  try {
    return fs.statSync(path, { bigint: true, throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function inputStats(): fs.BigIntStats | undefined {
  try {
    return fs.fstatSync(0, { bigint: true });
  } catch {
    return undefined;
  }
}

/** Copies of a database made by schema changes, and the name `path` if it would be one. */
function schemaBackups(database: string, path: string): string[] {
  const isBackup = (name: string) =>
    foldCase(name).startsWith(`${foldCase(basename(database))}.v`) && SCHEMA_BACKUP.test(name);
  const folder = dirname(database);
  let names: string[] = [];
  try {
    names = fs.readdirSync(folder).filter(isBackup);
  } catch {
    // No such folder, so nothing to harm.
  }
  if (isBackup(basename(path))) names.push(basename(path));
  return names.map((name) => join(folder, name));
}

/** Whether SQLite would read this file as part of an existing database: it applies a journal beside it. */
function partOfDatabase(path: string): string | null {
  if (!SQLITE_SUFFIX.test(path)) return null;
  const database = path.replace(SQLITE_SUFFIX, '');
  return headerOf(database) === null ? null : `part of the database "${database}"`;
}

/** Recognizes other crm databases, and any database in use. */
function databaseFile(path: string, mayReplace: boolean): string | null {
  const applicationId = headerOf(path);
  if (applicationId === null) return null;
  // A database in use has a log beside it; so has one left by a killed program, which needs its log.
  const isInUse = ['-wal', '-journal'].some((suffix) => (statOf(path + suffix)?.size ?? -1n) >= 0n);
  if (isInUse) return 'a database in use';
  if (applicationId !== APPLICATION_ID) return null;
  if (SCHEMA_BACKUP.test(path)) return 'a backup made by a schema change';
  return mayReplace ? null : 'a database of crm';
}

/** The application id in the header of an SQLite database; null for any other file. */
function headerOf(path: string): string | null {
  let fd: number | undefined;
  try {
    if (!fs.statSync(path).isFile()) return null;
    fd = fs.openSync(path, 'r');
    const header = Buffer.alloc(APPLICATION_ID_OFFSET_BYTES + 4);
    const length = fs.readSync(fd, header, 0, header.length, 0);
    const isDatabase = length === header.length && header.toString('latin1', 0, 16) === SQLITE_MAGIC;
    return isDatabase ? header.toString('latin1', APPLICATION_ID_OFFSET_BYTES) : null;
  } catch {
    return null;
  } finally {
    if (fd !== undefined) fs.closeSync(fd);
  }
}

function keepOwnerAndMode(temporary: string, { uid, gid, mode }: fs.BigIntStats): void {
  try {
    fs.chownSync(temporary, Number(uid), Number(gid));
  } catch {
    // Only root may change the owner; the file becomes the user's own.
  }
  fs.chmodSync(temporary, Number(mode) & 0o777);
}

function existingFileError(shown: string): Error {
  return conflict(`"${shown}" exists`, 'Replace it with --force, or name another file.');
}

/** Reasons that need no hint. */
function describeError<T>(shown: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw existingFileError(shown);
    throw cannotWrite(shown, error);
  }
}

const SELF_EXPLAINED = new Set(['ENOENT', 'ENOSPC', 'EDQUOT']);

/** The error of an output that the system refuses. */
export function cannotWrite(shown: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) return error;
  const hints = SELF_EXPLAINED.has(code) ? [] : ['Name a file in another folder.'];
  return failed(`cannot write "${shown}": ${reasonOf(error)}`, ...hints);
}
