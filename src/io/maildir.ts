import fs from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { makeFolder } from './make-folder.ts';
import { syncFolder } from './publish.ts';
import { reasonOf } from './write-errors.ts';

/** Adds a mail that was read to a Maildir folder, which is made where there is none; returns what went wrong. */
export function addToMaildir(folder: string, raw: Uint8Array): string | null {
  try {
    for (const part of ['cur', 'new', 'tmp']) makeFolder(join(folder, part));
    const name = `${Math.floor(Date.now() / 1000)}.${crypto.randomUUID()}.${hostname().replace(/[/:]/g, '_')}`;
    const temporary = join(folder, 'tmp', name);
    const fd = fs.openSync(temporary, 'wx', 0o600);
    try {
      // Lines end there as the system has them.
      fs.writeFileSync(fd, Buffer.from(raw).toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
      fs.fsyncSync(fd);
    } finally {
      fs.closeSync(fd);
    }
    fs.renameSync(temporary, join(folder, 'cur', `${name}:2,S`));
    syncFolder(join(folder, 'cur'));
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}
