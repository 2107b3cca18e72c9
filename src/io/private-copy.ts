import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Writes bytes to a file of this name in a new private folder of the system's temporary files; nobody can change it. */
export async function writePrivateCopy(name: string, bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const folder = fs.mkdtempSync(join(tmpdir(), 'crm-doc-'));
  const path = join(folder, name);
  try {
    const fd = fs.openSync(path, 'wx', 0o400);
    try {
      for await (const piece of bytes)
        for (let at = 0; at < piece.length; ) at += fs.writeSync(fd, piece, at);
    } finally {
      fs.closeSync(fd);
    }
    return path;
  } catch (error) {
    removePrivateCopy(path);
    throw error;
  }
}

/** Removes a copy with its folder. */
export function removePrivateCopy(path: string): void {
  fs.rmSync(dirname(path), { recursive: true, force: true });
}
