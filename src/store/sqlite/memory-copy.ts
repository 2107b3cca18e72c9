import { readFileSync, statSync } from 'node:fs';
import { setJournal } from './new-database.ts';

/** Start of a write-ahead log in the SQLite file format: checksums are of big- or little-endian words. */
const WAL_MAGIC = 0x377f0682;
const WAL_HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;

/** Attempts to read a file and its log consistently. */
const MAX_READS = 20;

/**
 * The bytes of a database including its write-ahead log, for a connection in memory. Undefined if a rollback journal
 * would have to be applied first, or another program keeps writing.
 */
export function readIntoMemory(path: string): Buffer | undefined {
  if ((statSync(`${path}-journal`, { throwIfNoEntry: false })?.size ?? 0) > 0) return undefined;
  const state = () => [path, `${path}-wal`].map((file) => stateOf(file)).join();
  for (let reads = 0; reads < MAX_READS; reads++) {
    const before = state();
    const file = readFileSync(path);
    const wal = stateOf(`${path}-wal`) === '' ? Buffer.alloc(0) : readFileSync(`${path}-wal`);
    if (state() !== before) continue;
    const copy = applyLog(file, wal);
    // In memory there is no log.
    setJournal(copy, 'rollback');
    return copy;
  }
  return undefined;
}

function stateOf(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats ? `${stats.ino} ${stats.size} ${stats.mtimeMs}` : '';
}

/** Applies the pages of all complete transactions in a log to the file. */
function applyLog(file: Buffer, wal: Buffer): Buffer {
  if (wal.length < WAL_HEADER_BYTES) return file;
  const magic = wal.readUInt32BE(0);
  if (magic !== WAL_MAGIC && magic !== WAL_MAGIC + 1) return file;
  const isBigEndian = magic === WAL_MAGIC + 1;
  const pageBytes = wal.readUInt32BE(8);
  if (pageBytes < 512 || pageBytes > 65_536) return file;
  const salts = wal.subarray(16, 24);
  let sum = checksum(wal.subarray(0, 24), [0, 0], isBigEndian);
  if (!isSum(wal, 24, sum)) return file;

  const pages = new Map<number, Buffer>();
  const pending = new Map<number, Buffer>();
  let pageCount = 0;
  const frameBytes = FRAME_HEADER_BYTES + pageBytes;
  for (let at = WAL_HEADER_BYTES; at + frameBytes <= wal.length; at += frameBytes) {
    const page = wal.subarray(at + FRAME_HEADER_BYTES, at + frameBytes);
    if (!wal.subarray(at + 8, at + 16).equals(salts)) break;
    sum = checksum(page, checksum(wal.subarray(at, at + 8), sum, isBigEndian), isBigEndian);
    if (!isSum(wal, at + 16, sum)) break;
    pending.set(wal.readUInt32BE(at), page);
    const pagesAfterCommit = wal.readUInt32BE(at + 4);
    if (pagesAfterCommit === 0) continue;
    pageCount = pagesAfterCommit;
    for (const [number, content] of pending) pages.set(number, content);
    pending.clear();
  }
  if (pageCount === 0) return file;
  const copy = Buffer.alloc(pageCount * pageBytes);
  file.copy(copy);
  for (const [number, content] of pages)
    if (number >= 1 && number <= pageCount) content.copy(copy, (number - 1) * pageBytes);
  return copy;
}

type Sum = readonly [number, number];

/** The checksum of the SQLite file format over 32-bit words, two at a time. */
function checksum(bytes: Buffer, [first, second]: Sum, isBigEndian: boolean): Sum {
  let [a, b] = [first, second];
  for (let at = 0; at + 8 <= bytes.length; at += 8) {
    a = (a + (isBigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at)) + b) >>> 0;
    b = (b + (isBigEndian ? bytes.readUInt32BE(at + 4) : bytes.readUInt32LE(at + 4)) + a) >>> 0;
  }
  return [a, b];
}

function isSum(wal: Buffer, at: number, [a, b]: Sum): boolean {
  return wal.readUInt32BE(at) === a && wal.readUInt32BE(at + 4) === b;
}
