import type { Hash32 } from './hash.ts';

const MIN_SLOTS = 1 << 10;
/** So full the table may be: a key that is not there is told by a look at a few places side by side. */
const MAX_LOAD_FACTOR = 0.75;
/** How many times as large it becomes: with millions of keys it is most of what an import has in memory. */
const GROWTH = 1.5;
/** More numbers of one key are not told apart. */
const MAX_CANDIDATES = 20;

const NONE: readonly number[] = [];

/** Numbers of records by keys of what they are known by. What was added is found; more may be, of texts with one key. */
export class HashMultimap {
  #keys = new Int32Array(MIN_SLOTS);
  /** The number of the only record of a key, or below 0 where its numbers are in `#several`. */
  #numbers = new Int32Array(MIN_SLOTS);
  readonly #several: number[][] = [];
  #size = 0;

  has(key: Hash32): boolean {
    return this.#keys[this.#slot(key)] !== 0;
  }

  /** In the order they were added. */
  of(key: Hash32): readonly number[] {
    const slot = this.#slot(key);
    if (this.#keys[slot] === 0) return NONE;
    const number = this.#numbers[slot] as number;
    return number < 0 ? (this.#several[-number - 1] as number[]) : [number];
  }

  /** `number` is at least 1. */
  add(key: Hash32, number: number): void {
    const slot = this.#slot(key);
    if (this.#keys[slot] === 0) {
      this.#keys[slot] = key;
      this.#numbers[slot] = number;
      if (++this.#size > this.#keys.length * MAX_LOAD_FACTOR) this.#grow();
      return;
    }
    const there = this.#numbers[slot] as number;
    if (there === number) return;
    if (there > 0) this.#numbers[slot] = -this.#several.push([there, number]);
    else {
      const all = this.#several[-there - 1] as number[];
      if (all.length < MAX_CANDIDATES && !all.includes(number)) all.push(number);
    }
  }

  /** Where a key is, or the empty slot where it belongs. */
  #slot(key: Hash32): number {
    const { length } = this.#keys;
    // The keys are spread over all numbers of 32 bits, and so over the slots.
    let slot = Math.floor((key >>> 0) * (length / 2 ** 32));
    for (;;) {
      const there = this.#keys[slot];
      if (there === 0 || there === key) return slot;
      if (++slot === length) slot = 0;
    }
  }

  #grow(): void {
    const [keys, numbers] = [this.#keys, this.#numbers];
    const length = Math.ceil(keys.length * GROWTH);
    this.#keys = new Int32Array(length);
    this.#numbers = new Int32Array(length);
    for (let at = 0; at < keys.length; at++) {
      const key = keys[at] as number;
      if (key === 0) continue;
      const slot = this.#slot(key);
      this.#keys[slot] = key;
      this.#numbers[slot] = numbers[at] as number;
    }
    for (const { buffer } of [keys, numbers]) buffer.transfer(0);
  }

  /** Gives its memory back at once, which would be held until the next large collection. It is of no use after that. */
  free(): void {
    for (const { buffer } of [this.#keys, this.#numbers]) buffer.transfer(0);
  }
}
