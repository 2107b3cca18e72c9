/**
 * A hash of texts with 53 bits (of two MurmurHash3 over their code units), never 0: equal hashes mean equal texts. Texts of
 * different kinds have different seeds.
 */
export class TextHasher {
  #high: number;
  #low: number;
  #length = 0;

  constructor(seed = 0) {
    this.#high = 0x9747b28c ^ seed;
    this.#low = 0x3c6ef372 ^ Math.imul(seed, 0x9e3779b1);
  }

  /** Adds a text, which ends there: `ab`, `c` is another than `a`, `bc`. */
  add(text: string): void {
    let high = this.#high;
    let low = this.#low;
    for (let at = 0; at < text.length; at++) {
      const mixed = Math.imul(text.charCodeAt(at), 0xcc9e2d51);
      const turned = Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
      high ^= turned;
      high = (Math.imul((high << 13) | (high >>> 19), 5) + 0xe6546b64) | 0;
      low ^= Math.imul(turned ^ at, 0x85ebca6b);
      low = (Math.imul((low << 15) | (low >>> 17), 5) + 0x38b34ae5) | 0;
    }
    this.#length += text.length + 1;
    this.#high = high ^ this.#length;
    this.#low = Math.imul(low ^ this.#length, 0x85ebca6b);
  }

  get hash(): number {
    return (finish(this.#high) & 0x1fffff) * 0x100000000 + finish(this.#low) || 1;
  }
}

/** The hash of one text. */
export function hashText(text: string, seed = 0): number {
  const hasher = new TextHasher(seed);
  hasher.add(text);
  return hasher.hash;
}

function finish(hash: number): number {
  const first = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  return (second ^ (second >>> 16)) >>> 0;
}
