/** Bits for the first keys, and for those after them: few enough to stay near the processor, enough for millions. */
const FIRST_BITS = 2 ** 24;
const MORE_BITS = 2 ** 27;
/** Of so many bits one is set at most: then one key in so many that is not there is taken for one that is. */
const BITS_PER_KEY = 32;

/**
 * Keys of all records of a noun, as far as one bit for each tells: whether a key is certainly not among them. An import
 * into an empty table then looks up only what earlier rows of the file may have.
 */
export class KeyFilter {
  readonly #first = new Uint32Array(FIRST_BITS / 32);
  #more: Uint32Array | null = null;
  #keysLeft = FIRST_BITS / BITS_PER_KEY;

  /** Adds the key with a hash. Returns whether it was certainly not there. */
  add(hash: number): boolean {
    if (this.mayHave(hash)) return false;
    if (--this.#keysLeft < 0) this.#more ??= new Uint32Array(MORE_BITS / 32);
    setBit(this.#more ?? this.#first, hash);
    return true;
  }

  mayHave(hash: number): boolean {
    return hasBit(this.#first, hash) || (this.#more !== null && hasBit(this.#more, hash));
  }
}

function setBit(words: Uint32Array, hash: number): void {
  const word = (hash >>> 5) & (words.length - 1);
  words[word] = (words[word] as number) | (1 << (hash & 31));
}

function hasBit(words: Uint32Array, hash: number): boolean {
  return ((words[(hash >>> 5) & (words.length - 1)] as number) & (1 << (hash & 31))) !== 0;
}
