const SMALLEST = 1 << 10;

/** 64 bits that stand for a text. */
export interface Key {
  readonly first: number;
  readonly second: number;
}

/**
 * Texts that were added, as 64 bits each instead of the texts: millions of them fit into little memory. What was added
 * is always found; that another is taken for one of them is possible and next to never happens.
 */
export class KeySet {
  #first = new Int32Array(SMALLEST);
  #second = new Int32Array(SMALLEST);
  #size = 0;

  has({ first, second }: Key): boolean {
    return this.#first[this.#slot(first, second)] !== 0;
  }

  add({ first, second }: Key): void {
    const slot = this.#slot(first, second);
    if (this.#first[slot] !== 0) return;
    this.#first[slot] = first;
    this.#second[slot] = second;
    if (++this.#size > this.#first.length / 2) this.#grow();
  }

  clear(): void {
    this.#size = 0;
    this.#first.fill(0);
  }

  /** Where a text is, or the empty slot where it belongs. */
  #slot(first: number, second: number): number {
    const mask = this.#first.length - 1;
    for (let slot = second & mask; ; slot = (slot + 1) & mask) {
      const there = this.#first[slot];
      if (there === 0 || (there === first && this.#second[slot] === second)) return slot;
    }
  }

  #grow(): void {
    const [firsts, seconds] = [this.#first, this.#second];
    this.#first = new Int32Array(firsts.length * 2);
    this.#second = new Int32Array(firsts.length * 2);
    for (let at = 0; at < firsts.length; at++) {
      const [first, second] = [firsts[at] as number, seconds[at] as number];
      if (first === 0) continue;
      const slot = this.#slot(first, second);
      this.#first[slot] = first;
      this.#second[slot] = second;
    }
  }
}

/** Two hashes that know nothing of each other (FNV-1a and MurmurHash3's steps); the first is never 0. */
export function keyOf(text: string): Key {
  let first = 0x811c9dc5 | 0;
  let second = text.length;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    first = Math.imul(first ^ code, 0x01000193);
    const mixed = Math.imul(code, 0xcc9e2d51);
    second ^= Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
    second = Math.imul((second << 13) | (second >>> 19), 5) + 0xe6546b64;
  }
  second ^= second >>> 16;
  second = Math.imul(second, 0x85ebca6b);
  second ^= second >>> 13;
  return { first: first === 0 ? 1 : first, second: second | 0 };
}
