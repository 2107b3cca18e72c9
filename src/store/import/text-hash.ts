/**
 * A hash of texts with 53 bits (of two multiplied hashes over their code units, mixed in the end), never 0: equal hashes
 * mean equal texts. Texts of different kinds have different seeds.
 */
export class TextHasher {
  #high: number;
  #low: number;
  #length = 0;

  constructor(seed = 0) {
    this.#high = 0xdeadbeef ^ seed ^ (seed / 0x100000000);
    this.#low = 0x41c6ce57 ^ seed;
  }

  /** Adds a text, which ends there: `ab`, `c` is another than `a`, `bc`. */
  add(text: string): void {
    let high = this.#high;
    let low = this.#low;
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      high = Math.imul(high ^ unit, 0x9e3779b1);
      low = Math.imul(low ^ unit, 0x5f356495);
    }
    this.#length += text.length + 1;
    this.#high = mixed(high ^ this.#length, low);
    this.#low = mixed(low, high);
  }

  get hash(): number {
    const high = mixed(this.#high, this.#low);
    const low = mixed(this.#low, this.#high);
    return (high & 0x1fffff) * 0x100000000 + (low >>> 0) || 1;
  }
}

/** The hash of one text. */
export function hashText(text: string, seed = 0): number {
  const hasher = new TextHasher(seed);
  hasher.add(text);
  return hasher.hash;
}

function mixed(one: number, other: number): number {
  return Math.imul(one ^ (one >>> 16), 0x85ebca6b) ^ Math.imul(other ^ (other >>> 13), 0xc2b2ae35);
}
