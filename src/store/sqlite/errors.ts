import type { ErrorDetail } from '../../domain/error-details.ts';
import { CrmError, isCrmError } from '../../domain/errors.ts';
import { ConstraintError } from '../constraint-error.ts';

/**
 * Turns an error of SQLite or the file system into one that a user can act on. Other errors (bugs) are returned
 * unchanged.
 */
export function explain(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || isCrmError(error)) return error;
  const code = (error as { code?: string }).code ?? '';
  if (code === 'SQLITE_CONSTRAINT_UNIQUE') return taken(error);
  if (code.startsWith('SQLITE_CONSTRAINT')) return new ConstraintError(error.message, { cause: error });
  const known = REASONS.find(([prefix]) => code.startsWith(prefix));
  if (!known) return error;
  const [, reason, hint] = known;
  const kind = LOCKED.some((prefix) => code.startsWith(prefix)) ? 'locked' : 'failed';
  const help = typeof hint === 'string' ? [hint] : ([hint] as const);
  return new CrmError(kind, reason.replace('%', `"${path}"`), help, error);
}

/** The error for a file that crm cannot have written. */
export function damaged(path: string, cause: unknown): CrmError {
  const reason = cause instanceof Error ? `: ${cause.message}` : '';
  return new CrmError(
    'failed',
    `the database "${path}" is damaged${reason}`,
    [{ code: 'damaged-database' }],
    cause,
  );
}

/** The error for a committed change that the disk does not confirm. */
export function notSynced(path: string, cause: unknown): CrmError {
  return new CrmError(
    'failed',
    `the change is stored in "${path}", but the disk does not confirm it: a power failure may lose it`,
    [{ code: 'disk-fault' }],
    cause,
  );
}
/** `UNIQUE constraint failed: tagging.lead_id, tagging.tag` in words. */
function taken(error: Error): CrmError {
  const [, noun, field] = /index '\w+ (\w+) (\w+) unique'/.exec(error.message) ?? [];
  if (noun !== undefined)
    return new CrmError(
      'conflict',
      `another ${noun} already has the same ${field}`,
      [{ code: 'unique-field', noun, field: field as string }],
      error,
    );
  const columns = [...error.message.matchAll(/(\w+)\.(\w+)/g)];
  const table = columns[0]?.[1] ?? 'record';
  return new CrmError(
    'conflict',
    `another ${table} already has the same ${columns.map(([, , column]) => column).join(' and ')}`,
    [],
    error,
  );
}

/** Code prefixes for a database in use by another program. */
const LOCKED = ['SQLITE_BUSY', 'SQLITE_LOCKED', 'SQLITE_PROTOCOL'];

/** Code prefix, problem, way out. */
const REASONS: readonly (readonly [string, string, string | ErrorDetail])[] = [
  ['SQLITE_NOTADB', '% is not a database', { code: 'not-a-database' }],
  ['SQLITE_BUSY', 'the database % is locked by another program', { code: 'database-locked' }],
  [
    'SQLITE_LOCKED',
    'the database % is locked by another program',
    'Try again in a moment. Nothing was changed.',
  ],
  [
    'SQLITE_PROTOCOL',
    'the database % is used by too many programs at once',
    'Try again in a moment. Nothing was changed.',
  ],
  ['SQLITE_READONLY', 'the database % cannot be written', { code: 'no-permission' }],
  ['SQLITE_FULL', 'the disk is full: % was left as it was', 'Free some space and try again.'],
  [
    'SQLITE_IOERR_WRITE',
    'cannot write to %, which was left as it was',
    'The disk may be failing, or a quota or file size limit is reached.',
  ],
  ['SQLITE_IOERR_SHM', 'the disk has no room to use %', 'Free some space and try again.'],
  ['SQLITE_IOERR', 'the disk failed while using %', { code: 'disk-fault' }],
  ['SQLITE_CORRUPT', 'the database % is damaged', { code: 'damaged-database' }],
  ['SQLITE_CANTOPEN', 'the database % cannot be opened', 'Check that the folder exists and may be entered.'],
  ['SQLITE_PERM', 'the database % cannot be opened', 'Check the permissions of the file and its folder.'],
  ['EACCES', 'no permission to use %', { code: 'no-permission' }],
  ['EPERM', 'no permission to use %', { code: 'no-permission' }],
  ['EROFS', '% is on a read-only disk', { code: 'unusable-path' }],
  ['ENOSPC', 'the disk is full: % was left as it was', 'Free some space and try again.'],
  ['ENOENT', 'the folder of % does not exist', 'Create it first, or name another file.'],
  ['ENOTDIR', 'the folder of % is a file', { code: 'unusable-path' }],
  ['ELOOP', '% is a link that forms a loop', { code: 'unusable-path' }],
  ['ENAMETOOLONG', 'the name of % is too long', { code: 'unusable-path' }],
  ['EINVAL', '% is not a valid file name', { code: 'unusable-path' }],
  ['ENXIO', '% is not a database', { code: 'unusable-path' }],
  ['EIO', 'the disk failed while using %', { code: 'disk-fault' }],
  ['EDQUOT', 'your disk quota for % is used up', 'Free some space and try again.'],
  ['EFBIG', '% cannot grow', 'The file size limit is reached: see `ulimit -f`.'],
  ['EMFILE', 'too many files are open to use %', 'Close some, or raise the limit: see `ulimit -n`.'],
  ['EEXIST', '% exists', 'Name another file.'],
];
