/** Bits: of four million keys, one in 30 that is not there is taken for one that is. */
const BITS = 2 ** 27;

/**
 * Keys of all records of a noun, as far as one bit for each tells: whether a key is certainly not among them. An import
 * into an empty table then looks up only what earlier rows of the file may have.
 */
export class KeyFilter {
  // Memory that nothing is written to is never taken.
  readonly #bits = new Uint32Array(BITS / 32);

  /** Adds the key with a hash. Returns whether it was certainly not there. */
  add(hash: number): boolean {
    const at = hash % BITS;
    const bits = this.#bits[at >>> 5] as number;
    const bit = 1 << (at & 31);
    this.#bits[at >>> 5] = bits | bit;
    return (bits & bit) === 0;
  }

  mayHave(hash: number): boolean {
    const at = hash % BITS;
    return ((this.#bits[at >>> 5] as number) & (1 << (at & 31))) !== 0;
  }
}
