/** Numbers per page of the set. */
const PAGE = 4096;

/** A set of whole numbers from 0, stored as bits in pages: record numbers are dense. */
export class IdSet implements Iterable<number> {
  readonly #pages = new Map<number, Uint32Array>();
  #size = 0;
  /** The page that was asked for last: numbers come in order. */
  #lastKey = -1;
  #lastPage: Uint32Array | undefined;

  get size(): number {
    return this.#size;
  }

  has(number: number): boolean {
    const page = this.#pageOf(Math.floor(number / PAGE));
    const at = number % PAGE;
    return page !== undefined && ((page[at >> 5] as number) & (1 << (at & 31))) !== 0;
  }

  add(number: number): void {
    const key = Math.floor(number / PAGE);
    let page = this.#pageOf(key);
    if (!page) {
      page = new Uint32Array(PAGE / 32);
      this.#pages.set(key, page);
      this.#lastPage = page;
    }
    const at = number % PAGE;
    const bit = 1 << (at & 31);
    const word = page[at >> 5] as number;
    if ((word & bit) !== 0) return;
    page[at >> 5] = word | bit;
    this.#size++;
  }

  #pageOf(key: number): Uint32Array | undefined {
    if (key !== this.#lastKey) {
      this.#lastKey = key;
      this.#lastPage = this.#pages.get(key);
    }
    return this.#lastPage;
  }

  /** Adds all numbers from `first` to `last`. */
  addRun(first: number, last: number): void {
    for (let number = first; number <= last; number++) this.add(number);
  }

  delete(number: number): void {
    if (!this.has(number)) return;
    const page = this.#pages.get(Math.floor(number / PAGE)) as Uint32Array;
    const at = number % PAGE;
    page[at >> 5] = (page[at >> 5] as number) & ~(1 << (at & 31));
    this.#size--;
  }

  /** Ascending. */
  *[Symbol.iterator](): Generator<number> {
    for (const key of [...this.#pages.keys()].toSorted((a, b) => a - b)) {
      const page = this.#pages.get(key) as Uint32Array;
      for (let at = 0; at < page.length; at++) {
        // Clears the lowest bit until none is left: most words have none.
        for (let bits = page[at] as number; bits !== 0; bits &= bits - 1)
          yield key * PAGE + at * 32 + 31 - Math.clz32(bits & -bits);
      }
    }
  }

  /** Chunks of at most so many, ascending. */
  *chunks(size: number): Generator<number[]> {
    let portion: number[] = [];
    for (const number of this) {
      portion.push(number);
      if (portion.length < size) continue;
      yield portion;
      portion = [];
    }
    if (portion.length > 0) yield portion;
  }
}
