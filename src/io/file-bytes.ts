import { createReadStream, statSync } from 'node:fs';
import { failed } from '../domain/errors.ts';
import { isNullDevice } from './null-device.ts';
import { pipeBytes } from './pipe-bytes.ts';

/** Bytes read at once. */
const PIECE = 64 * 1024;

/** A file or pipe to be read, and how long it is; null where that is not known beforehand. */
export interface ByteSource {
  readonly size: number | null;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/**
 * Opens a file for reading; errors call it `shown`. Throws `failed` when it is missing, a folder, a device or not
 * readable. Pipes and terminals are read until `signal` comes; without one they are refused.
 */
export function fileBytes(path: string, shown: string, signal?: AbortSignal): ByteSource {
  const there = attempt(shown, () => statSync(path));
  if (there.isDirectory()) throw failed(`cannot read "${shown}": it is a folder`);
  if (there.isFile()) return { size: there.size, bytes: read(shown, () => wholeFile(path)) };
  const isEndless = !there.isFIFO() && !isTerminal(path) && !isNullDevice(there);
  if (isEndless || !signal)
    throw failed(`cannot read "${shown}": it is no file`, 'Name a file, or pipe its content in with -');
  return { size: null, bytes: read(shown, () => pipeBytes(path, signal)) };
}

const wholeFile = (path: string) => createReadStream(path, { highWaterMark: PIECE });

/** Whether a path names a terminal; opening another device may block or do something. */
function isTerminal(path: string): boolean {
  return /^\/dev\/(?:tty|pts\/|console$|stdin$|fd\/)/.test(path);
}

async function* read(shown: string, open: () => AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* open();
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
