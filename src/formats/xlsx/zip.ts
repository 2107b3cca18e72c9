import { createInflateRaw } from 'node:zlib';

/** A file in a zip archive. */
interface ZipEntry {
  /** Bytes it unpacks to, as the archive says. */
  readonly size: number;
  readonly packedSize: number;
  readonly method: number;
  readonly isEncrypted: boolean;
  /** Where its header begins in the archive. */
  readonly at: number;
}

const END = 0x06054b50;
const END_BYTES = 22;
const MAX_COMMENT_BYTES = 0xffff;
const LARGE_END = 0x06064b50;
const LARGE_END_LOCATOR = 0x07064b50;
const LARGE_END_LOCATOR_BYTES = 20;
const DIRECTORY_ENTRY = 0x02014b50;
const DIRECTORY_ENTRY_BYTES = 46;
const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_BYTES = 30;
/** Extra field with the sizes that 32 bits cannot hold, and what stands in their place. */
const LARGE_SIZES = 1;
const IN_EXTRA_FIELD = 0xffffffff;

const STORED = 0;
const DEFLATED = 8;
const PIECE_BYTES = 65_536;

/** A zip archive in memory, whose files are unpacked one by one, piece by piece. */
export class ZipArchive {
  readonly #bytes: Buffer;
  readonly #entries = new Map<string, ZipEntry>();

  /** Reads the directory; nothing is unpacked. @throws any error if it is damaged. */
  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#readDirectory();
  }

  /** Bytes that all files unpack to, as the archive says. */
  get unpackedSize(): number {
    let size = 0;
    for (const entry of this.#entries.values()) size += entry.size;
    return size;
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** Unpacks a file. @throws any error if it is missing, damaged, encrypted, or larger than the directory says. */
  async *unpack(name: string): AsyncGenerator<Uint8Array> {
    const entry = this.#entries.get(name);
    if (!entry || entry.isEncrypted) throw new Error(`${name} is missing or encrypted`);
    let size = 0;
    for await (const piece of unpackBytes(this.#packedBytes(entry), entry.method)) {
      size += piece.length;
      if (size > entry.size) break;
      yield piece;
    }
    if (size !== entry.size) throw new Error(`${name} has another size than the directory says`);
  }

  #packedBytes({ at, packedSize }: ZipEntry): Buffer {
    const bytes = this.#bytes;
    if (bytes.readUInt32LE(at) !== LOCAL_HEADER) throw new Error('no file where the directory says');
    const start = at + LOCAL_HEADER_BYTES + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    if (start + packedSize > bytes.length) throw new Error('a file ends behind the archive');
    return bytes.subarray(start, start + packedSize);
  }

  #readDirectory(): void {
    const bytes = this.#bytes;
    let { count, at } = this.#findDirectory();
    for (; count > 0; count--) {
      if (bytes.readUInt32LE(at) !== DIRECTORY_ENTRY)
        throw new Error('no entry where the directory should be');
      const nameBytes = bytes.readUInt16LE(at + 28);
      const extraBytes = bytes.readUInt16LE(at + 30);
      const extraAt = at + DIRECTORY_ENTRY_BYTES + nameBytes;
      const [size = 0, packedSize = 0, start = 0] = this.#sizes(at, extraAt, extraBytes);
      this.#entries.set(bytes.toString('utf8', at + DIRECTORY_ENTRY_BYTES, extraAt), {
        size,
        packedSize,
        method: bytes.readUInt16LE(at + 10),
        isEncrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
        at: start,
      });
      at = extraAt + extraBytes + bytes.readUInt16LE(at + 32);
    }
  }

  #findDirectory(): { count: number; at: number } {
    const bytes = this.#bytes;
    let end = bytes.length - END_BYTES;
    while (bytes.readUInt32LE(end) !== END) {
      end--;
      if (end < bytes.length - END_BYTES - MAX_COMMENT_BYTES) throw new Error('no end of the directory');
    }
    const locator = end - LARGE_END_LOCATOR_BYTES;
    if (locator >= 0 && bytes.readUInt32LE(locator) === LARGE_END_LOCATOR) {
      const large = this.#large(locator + 8);
      if (bytes.readUInt32LE(large) === LARGE_END)
        return { count: this.#large(large + 32), at: this.#large(large + 48) };
    }
    return { count: bytes.readUInt16LE(end + 10), at: bytes.readUInt32LE(end + 16) };
  }

  /** Size, packed size and place of the entry at `at`. */
  #sizes(at: number, extraAt: number, extraBytes: number): number[] {
    const bytes = this.#bytes;
    let large = extraAt;
    const extraEnd = extraAt + extraBytes;
    while (large + 4 <= extraEnd && bytes.readUInt16LE(large) !== LARGE_SIZES)
      large += 4 + bytes.readUInt16LE(large + 2);
    large += 4;
    return [at + 24, at + 20, at + 42].map((place) => {
      const value = bytes.readUInt32LE(place);
      if (value !== IN_EXTRA_FIELD || large + 8 > extraEnd) return value;
      large += 8;
      return this.#large(large - 8);
    });
  }

  #large(at: number): number {
    return Number(this.#bytes.readBigUInt64LE(at));
  }
}

async function* unpackBytes(packed: Buffer, method: number): AsyncGenerator<Uint8Array> {
  if (method === STORED) {
    for (let at = 0; at < packed.length; at += PIECE_BYTES) yield packed.subarray(at, at + PIECE_BYTES);
    return;
  }
  if (method !== DEFLATED) throw new Error(`unknown compression ${method}`);
  const inflate = createInflateRaw({ chunkSize: PIECE_BYTES });
  inflate.end(packed);
  for await (const piece of inflate) yield piece;
}
