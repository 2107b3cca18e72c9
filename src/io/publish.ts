import fs from 'node:fs';
import { dirname } from 'node:path';

/** Error codes of file systems without hard links. */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EACCES', 'EXDEV']);

/**
 * Gives a finished, synced file its final name, atomically and durably. Without `replace`, an existing file stays,
 * even one created this very moment: throws an error with the code EEXIST.
 */
export function publishFile(temporary: string, path: string, { replace }: { replace: boolean }): void {
  if (replace) fs.renameSync(temporary, path);
  else {
    try {
      fs.linkSync(temporary, path);
    } catch (error) {
      if (!NO_LINKS.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
      // An empty file reserves the name, so that nobody else's file is replaced.
      fs.closeSync(fs.openSync(path, 'wx', 0o600));
      fs.renameSync(temporary, path);
    }
    fs.rmSync(temporary, { force: true });
  }
  syncFolder(dirname(path));
}

/** Syncs an open file to the disk; other work goes on meanwhile. */
export function sync(fd: number): Promise<void> {
  return new Promise((resolve, reject) => fs.fsync(fd, (error) => (error ? reject(error) : resolve())));
}

/** Like `syncFolder`, while other work goes on. */
export async function syncNames(folder: string): Promise<void> {
  let fd: number | undefined;
  try {
    fd = fs.openSync(folder, 'r');
    await sync(fd);
  } catch {
    // As there.
  } finally {
    if (fd !== undefined) fs.closeSync(fd);
  }
}

/** Syncs a file's content to the disk. */
export function syncFile(path: string): void {
  const fd = fs.openSync(path, 'r+');
  try {
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
}

/** Syncs the names of a folder to the disk, if the system can: Windows and some network disks cannot. */
export function syncFolder(folder: string): void {
  let fd: number | undefined;
  try {
    fd = fs.openSync(folder, 'r');
    fs.fsyncSync(fd);
  } catch {
    // The file is complete; only its name could be lost in a power failure now.
  } finally {
    if (fd !== undefined) fs.closeSync(fd);
  }
}
