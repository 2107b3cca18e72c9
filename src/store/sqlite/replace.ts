import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Has a database made beside `path` and puts it there once it is whole; what was there is gone then. When `make`
 * throws, what was there stays.
 */
export async function replaceFile(path: string, make: (beside: string) => Promise<void>): Promise<void> {
  const target = resolve(path);
  const beside = `${target}.new`;
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  remove(beside);
  try {
    await make(beside);
  } catch (error) {
    remove(beside);
    throw error;
  }
  remove(target);
  renameSync(beside, target);
}

/** A database and what SQLite keeps beside it: of another database these would be read as its own. */
function remove(path: string): void {
  for (const file of [path, `${path}-wal`, `${path}-shm`]) rmSync(file, { force: true });
}
