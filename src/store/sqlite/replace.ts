import { existsSync, realpathSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { conflict } from '../../domain/errors.ts';
import { makeFolder } from '../../io/make-folder.ts';
import { publishFile, syncFile } from '../../io/publish.ts';
import { temporaryPath } from '../../io/temporary-files.ts';
import { FileFolder, filesFolderOf } from '../files/file-folder.ts';
import { explain } from './errors.ts';
import { locateDatabase } from './location.ts';
import { BESIDE, Orphans } from './orphans.ts';

/**
 * Creates a database beside `path` and moves it there when complete, replacing what is there. If `make` throws,
 * nothing changes.
 */
export async function replaceFile(path: string, make: (temporary: string) => Promise<void>): Promise<void> {
  await publishMade(path, make, (temporary, target) => {
    removeBeside(target);
    publishFile(temporary, target, { replace: true });
  });
}

/**
 * The same if there is no file. Throws `conflict` if another process has created one in the meantime; that one stays.
 */
export async function newFile(path: string, make: (temporary: string) => Promise<void>): Promise<void> {
  await publishMade(path, make, (temporary, target, orphans) => {
    orphans.remove();
    try {
      publishFile(temporary, target, { replace: false });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      throw conflict(`"${path}" was created by somebody else in the meantime`);
    }
  });
}

async function publishMade(
  path: string,
  make: (temporary: string) => Promise<void>,
  publish: (temporary: string, target: string, orphans: Orphans) => void,
): Promise<void> {
  let temporary: string | undefined;
  try {
    const place = resolve(path);
    const target = existsSync(place) ? realpathSync(place) : locateDatabase(place).path;
    makeFolder(dirname(target));
    const orphans = new Orphans(target);
    temporary = temporaryPath(dirname(target));
    await make(temporary);
    syncFile(temporary);
    new FileFolder(() => filesFolderOf(temporary as string)).moveTo(filesFolderOf(target));
    publish(temporary, target, orphans);
  } catch (error) {
    if (temporary !== undefined) {
      rmSync(temporary, { force: true });
      removeBeside(temporary);
      rmSync(filesFolderOf(temporary), { recursive: true, force: true });
    }
    throw explain(error, path);
  }
}

function removeBeside(path: string): void {
  for (const end of BESIDE) rmSync(path + end, { force: true });
}
