import { lstatSync, readlinkSync, realpathSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { failed } from '../../domain/errors.ts';

/** Links followed before they count as a loop, as in the system. */
const MAX_LINKS = 40;

/** The smallest page of SQLite. */
const MIN_BYTES = 512;

/** The present or future place of a database. */
export interface Location {
  /** The file itself, or the target of a link. */
  readonly path: string;
  /** Undefined if there is no file. */
  readonly stats: Stats | undefined;
}

/**
 * Locates the database file of a path. Throws `failed` for anything that cannot be a database: a folder, a device, a
 * pipe, an empty file; file system errors are passed on.
 */
export function locateDatabase(path: string): Location {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return { path: targetOf(path), stats };
  if (stats.isDirectory()) throw failed(`"${path}" is a folder`, { code: 'no-database-file' });
  if (!stats.isFile())
    throw failed(`"${path}" is ${kindOf(stats)}, not a database`, { code: 'no-database-file' });
  if (stats.size < MIN_BYTES)
    throw failed(
      `"${path}" is ${stats.size === 0 ? 'empty, not a database' : 'too short to be a database'}`,
      { code: 'empty-database-file' },
    );
  return { path, stats };
}

function kindOf(stats: Stats): string {
  if (stats.isFIFO()) return 'a pipe';
  return stats.isSocket() ? 'a socket' : 'a device';
}

/** A new database is created at the target of links, never in their place. */
function targetOf(path: string): string {
  let at = path;
  for (let links = 0; lstatSync(at, { throwIfNoEntry: false })?.isSymbolicLink(); links++) {
    if (links === MAX_LINKS) throw Object.assign(new Error('too many links'), { code: 'ELOOP' });
    at = resolve(dirname(at), readlinkSync(at));
  }
  if (at === path) return path;
  // The disk of the target may be missing: never create its folder.
  return join(realpathSync(dirname(at)), basename(at));
}
