import type { LookupKind } from './lookups.ts';

/** Bits: of four million keys, one in 30 that is not there is taken for one that is. */
const BITS = 2 ** 27;

/**
 * Keys of all records of a noun, as far as one bit for each tells: whether a key is certainly not among them. An import
 * into an empty table then looks up only what earlier rows of the file may have.
 */
export class KeyFilter {
  // Memory that nothing is written to is never taken.
  readonly #bits = new Uint32Array(BITS / 32);

  /** Returns whether the key was certainly not there. */
  add(kind: LookupKind, key: string): boolean {
    const at = hash(kind.seed, key);
    const bits = this.#bits[at >>> 5] as number;
    const bit = 1 << (at & 31);
    this.#bits[at >>> 5] = bits | bit;
    return (bits & bit) === 0;
  }

  mayHave(kind: LookupKind, key: string): boolean {
    const at = hash(kind.seed, key);
    return ((this.#bits[at >>> 5] as number) & (1 << (at & 31))) !== 0;
  }
}

/** The bit of a key (MurmurHash3 over its code units). */
function hash(seed: number, key: string): number {
  let hash = seed;
  for (let at = 0; at < key.length; at++) {
    const mixed = Math.imul(key.charCodeAt(at), 0xcc9e2d51);
    hash ^= Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
    hash = Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64;
  }
  hash ^= key.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) % BITS;
}
