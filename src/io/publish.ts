import fs from 'node:fs';
import { dirname } from 'node:path';

/** Codes of file systems that have no hard links. */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EACCES', 'EXDEV']);

/**
 * Gives a finished, synced file its final name, at once and lasting. Without `replace` a file that stands there stays,
 * even one that appeared this very moment: it throws an error with the code EEXIST.
 */
export function publishFile(temporary: string, path: string, { replace }: { replace: boolean }): void {
  if (replace) fs.renameSync(temporary, path);
  else {
    try {
      fs.linkSync(temporary, path);
    } catch (error) {
      if (!NO_LINKS.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
      // An empty file holds the name, so that nobody else's is replaced.
      fs.closeSync(fs.openSync(path, 'wx', 0o600));
      fs.renameSync(temporary, path);
    }
    fs.rmSync(temporary, { force: true });
  }
  syncFolder(dirname(path));
}

/** Writes a file's content to the disk. */
export function syncFile(path: string): void {
  const fd = fs.openSync(path, 'r+');
  try {
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
}

/** Writes the names in a folder to the disk, where the system can: Windows and some network disks cannot. */
export function syncFolder(folder: string): void {
  let fd: number | undefined;
  try {
    fd = fs.openSync(folder, 'r');
    fs.fsyncSync(fd);
  } catch {
    // The file is complete; only its name may be lost when the power fails now.
  } finally {
    if (fd !== undefined) fs.closeSync(fd);
  }
}
