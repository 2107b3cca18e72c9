/** Places at first; there are at least twice as many as keys. */
const PLACES = 1024;

/**
 * Ids by key. A `Map` would keep each key as a unique string, which takes longer than the rest of the work on a row; the
 * hashes of keys are known already.
 */
export class KeyTable {
  /** For each place the number of an entry, from 1; 0 where it is free. */
  #places = new Int32Array(PLACES);
  #hashes: number[] = [];
  #keys: string[] = [];
  #ids: number[][] = [];

  get(hash: number, key: string): number[] | undefined {
    const entry = this.#places[this.#placeOf(hash, key)] as number;
    return entry === 0 ? undefined : this.#ids[entry - 1];
  }

  set(hash: number, key: string, ids: number[]): void {
    const place = this.#placeOf(hash, key);
    const entry = this.#places[place] as number;
    if (entry > 0) {
      this.#ids[entry - 1] = ids;
      return;
    }
    this.#hashes.push(hash);
    this.#keys.push(key);
    this.#places[place] = this.#ids.push(ids);
    if (this.#ids.length * 2 > this.#places.length) this.#grow();
  }

  clear(): void {
    if (this.#ids.length === 0) return;
    this.#places.fill(0);
    this.#hashes = [];
    this.#keys = [];
    this.#ids = [];
  }

  /** The place of a key, or the free one that it would get. */
  #placeOf(hash: number, key: string): number {
    const places = this.#places;
    const mask = places.length - 1;
    let place = hash & mask;
    for (let entry = places[place] as number; entry > 0; entry = places[place] as number) {
      if (this.#hashes[entry - 1] === hash && this.#keys[entry - 1] === key) return place;
      place = (place + 1) & mask;
    }
    return place;
  }

  #grow(): void {
    this.#places = new Int32Array(this.#places.length * 2);
    const mask = this.#places.length - 1;
    for (const [at, hash] of this.#hashes.entries()) {
      let place = hash & mask;
      while (this.#places[place] !== 0) place = (place + 1) & mask;
      this.#places[place] = at + 1;
    }
  }
}
