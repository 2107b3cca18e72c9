import { existsSync, realpathSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { conflict } from '../../domain/errors.ts';
import { makeFolder } from '../../io/make-folder.ts';
import { publishFile, syncFile } from '../../io/publish.ts';
import { temporaryPath } from '../../io/temporary-files.ts';
import { explain } from './errors.ts';
import { locateDatabase } from './location.ts';

/** What SQLite keeps beside a database: of another database it would be read as its own. */
const BESIDE = ['-wal', '-shm', '-journal'] as const;

/**
 * Has a database made beside `path` and puts it there once it is complete; what was there is gone then. When `make`
 * throws, what was there stays.
 */
export async function replaceFile(path: string, make: (temporary: string) => Promise<void>): Promise<void> {
  await publishMade(path, make, (temporary, target) => {
    removeBeside(target);
    publishFile(temporary, target, { replace: true });
  });
}

/** Does so where there is none. Throws `conflict` when somebody else has put one there meanwhile, which stays. */
export async function newFile(path: string, make: (temporary: string) => Promise<void>): Promise<void> {
  await publishMade(path, make, (temporary, target) => {
    try {
      publishFile(temporary, target, { replace: false });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      throw conflict(`"${path}" was made by somebody else meanwhile`);
    }
  });
}

async function publishMade(
  path: string,
  make: (temporary: string) => Promise<void>,
  publish: (temporary: string, target: string) => void,
): Promise<void> {
  let temporary: string | undefined;
  try {
    const place = resolve(path);
    const target = existsSync(place) ? realpathSync(place) : locateDatabase(place).path;
    makeFolder(dirname(target));
    temporary = temporaryPath(dirname(target));
    await make(temporary);
    syncFile(temporary);
    publish(temporary, target);
  } catch (error) {
    if (temporary !== undefined) {
      rmSync(temporary, { force: true });
      removeBeside(temporary);
    }
    throw explain(error, path);
  }
}

function removeBeside(path: string): void {
  for (const end of BESIDE) rmSync(path + end, { force: true });
}
