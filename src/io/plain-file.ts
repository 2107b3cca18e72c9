import fs from 'node:fs';
import { basename } from 'node:path';
import { byteSizeText } from '../domain/byte-size.ts';
import { failed, refused } from '../domain/errors.ts';
import { reasonOf } from './write-errors.ts';

/** Bytes per read. */
const PIECE_BYTES = 256 * 1024;

/** A file that is taken as it is. */
export interface PlainFile {
  /** The last part of its path. */
  readonly name: string;
  readonly size: number;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/**
 * Finds a file to be taken into the store of files; `shown` is its name in errors. It is opened when its bytes are read. A link is not followed, so that nobody
 * gives away a file that another one only points to. Throws `failed` for anything but a plain file, `refused` for more than
 * `maxBytes`.
 */
export function findPlainFile(path: string, shown: string, maxBytes: number): PlainFile {
  const { fd, size } = open(path, shown, maxBytes);
  fs.closeSync(fd);
  return { name: basename(path), size, bytes: readAll(path, shown, maxBytes) };
}

/** The error of a file that is too large. */
export function tooLarge(shown: string, maxBytes: number): Error {
  return refused(`"${shown}" is larger than ${byteSizeText(maxBytes)}`, 'Share a link to it instead.');
}

function open(path: string, shown: string, maxBytes: number): { fd: number; size: number } {
  const fd = openOrExplain(path, shown);
  try {
    const stats = fs.fstatSync(fd);
    if (!stats.isFile())
      throw failed(`cannot read "${shown}": it is ${stats.isDirectory() ? 'a folder' : 'not a file'}`);
    if (stats.size > maxBytes) throw tooLarge(shown, maxBytes);
    return { fd, size: stats.size };
  } catch (error) {
    fs.closeSync(fd);
    throw error;
  }
}

function openOrExplain(path: string, shown: string): number {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = fs.constants;
  try {
    // Without waiting for the other end of a pipe.
    return fs.openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw failed(`cannot read "${shown}": no such file`);
    if (code === 'ELOOP' || code === 'EMLINK')
      throw failed(`cannot read "${shown}": it is a link`, 'Name the file itself.');
    throw failed(`cannot read "${shown}": ${reasonOf(error)}`);
  }
}

async function* readAll(path: string, shown: string, maxBytes: number): AsyncGenerator<Uint8Array> {
  const { fd } = open(path, shown, maxBytes);
  try {
    for (;;) {
      const piece = Buffer.allocUnsafe(PIECE_BYTES);
      const length = fs.readSync(fd, piece, 0, PIECE_BYTES, null);
      if (length === 0) return;
      yield piece.subarray(0, length);
    }
  } finally {
    fs.closeSync(fd);
  }
}
