import { createReadStream, statSync } from 'node:fs';
import { failed } from '../domain/errors.ts';

/** Bytes read at once. */
const PIECE = 64 * 1024;

/** A file or pipe to be read, and how long it is; null where that is not known beforehand. */
export interface ByteSource {
  readonly size: number | null;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Opens a file for reading; errors call it `shown`. Throws `failed` when it is missing, a folder or not readable. */
export function fileBytes(path: string, shown: string): ByteSource {
  const there = attempt(shown, () => statSync(path));
  if (there.isDirectory()) throw failed(`cannot read "${shown}": it is a folder`);
  return { size: there.isFile() ? there.size : null, bytes: read(path, shown) };
}

async function* read(path: string, shown: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: PIECE });
  } catch (error) {
    throw unreadable(shown, error);
  }
}

function attempt<T>(shown: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw unreadable(shown, error);
  }
}

function unreadable(shown: string, error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined) return error;
  if (code === 'ENOENT' || code === 'ENOTDIR') return failed(`cannot read "${shown}": there is no such file`);
  if (code === 'EACCES' || code === 'EPERM') return failed(`cannot read "${shown}": no permission`);
  return failed(`cannot read "${shown}": ${message}`);
}
