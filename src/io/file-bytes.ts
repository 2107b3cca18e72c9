import { createReadStream, statSync } from 'node:fs';
import { failed } from '../domain/errors.ts';
import { isNullDevice } from './null-device.ts';
import { pipeBytes } from './pipe-bytes.ts';

/** Bytes per read. */
const PIECE_BYTES = 64 * 1024;

/** A file or pipe, with its size; null if unknown. */
export interface ByteSource {
  readonly size: number | null;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/**
 * Opens a file for reading; `shown` is its name in errors. Throws `failed` if it is missing, a folder, a device or
 * not readable. Pipes and terminals are read until `signal` comes; without a signal they are rejected.
 */
export function fileBytes(path: string, shown: string, signal?: AbortSignal): ByteSource {
  const there = tryRead(shown, () => statSync(path));
  if (there.isDirectory()) throw failed(`cannot read "${shown}": it is a folder`);
  if (there.isFile()) return { size: there.size, bytes: read(shown, () => wholeFile(path)) };
  const isEndless = !there.isFIFO() && !isTerminal(path) && !isNullDevice(there);
  if (isEndless || !signal)
    throw failed(`cannot read "${shown}": it is not a file`, 'Name a file, or pipe the content in with -');
  return { size: null, bytes: read(shown, () => pipeBytes(path, signal)) };
}

const wholeFile = (path: string) => createReadStream(path, { highWaterMark: PIECE_BYTES });

/** Whether a path is a terminal; opening another device may block or have side effects. */
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

function tryRead<T>(shown: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw unreadable(shown, error);
  }
}

function unreadable(shown: string, error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined) return error;
  if (code === 'ENOENT' || code === 'ENOTDIR') return failed(`cannot read "${shown}": no such file`);
  if (code === 'EACCES' || code === 'EPERM') return failed(`cannot read "${shown}": no permission`);
  return failed(`cannot read "${shown}": ${message}`);
}
