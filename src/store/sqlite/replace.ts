import { randomUUID } from 'node:crypto';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { conflict } from '../../domain/errors.ts';
import { makeFolder } from '../../io/make-folder.ts';
import { explain } from './errors.ts';

/**
 * Has a database made beside `path` and puts it there once it is whole; what was there is gone then. When `make`
 * throws, what was there stays.
 */
export async function replaceFile(path: string, make: (beside: string) => Promise<void>): Promise<void> {
  const target = resolve(path);
  await madeBeside(target, make, (beside) => {
    remove(target);
    renameSync(beside, target);
  });
}

/** Does so where there is none. Throws `conflict` when somebody else has put one there meanwhile, which stays. */
export async function newFile(path: string, make: (beside: string) => Promise<void>): Promise<void> {
  const target = resolve(path);
  await madeBeside(target, make, (beside) => {
    if (existsSync(target)) throw conflict(`"${path}" was made by somebody else meanwhile`);
    renameSync(beside, target);
  });
}

async function madeBeside(
  target: string,
  make: (beside: string) => Promise<void>,
  put: (beside: string) => void,
): Promise<void> {
  // Of a name of its own: another process may be making one, too.
  const beside = `${target}.${randomUUID()}.tmp`;
  try {
    makeFolder(dirname(target));
  } catch (error) {
    throw explain(error, target);
  }
  try {
    await make(beside);
    put(beside);
  } catch (error) {
    remove(beside);
    throw error;
  }
}

/** A database and what SQLite keeps beside it: of another database these would be read as its own. */
function remove(path: string): void {
  for (const file of [path, `${path}-wal`, `${path}-shm`, `${path}-journal`]) rmSync(file, { force: true });
}
