import { MAX_CANDIDATES } from './lookups.ts';

/** Places at first; at most two thirds of them are taken. */
const PLACES = 4096;

const NO_IDS: readonly number[] = [];

/**
 * The keys of one kind of all records of a noun, by their hashes of 53 bits, in 12 bytes a place: an import into an empty
 * table asks the database for none of them, which therefore needs no indexes meanwhile. One for all kinds would hold
 * three times as much for a moment when it grows.
 */
export class KeyIndex {
  #hashes = new Float64Array(PLACES);
  /** Of each place the record; 0 where it gave the key up. */
  #ids = new Uint32Array(PLACES);
  #taken = 0;

  /** Notes that a record has a key. Of very many with the same one, those after the first ones are left out. */
  add(hash: number, id: number): void {
    const hashes = this.#hashes;
    const mask = hashes.length - 1;
    let place = hash & mask;
    for (let alike = 0; hashes[place] !== 0; place = (place + 1) & mask) {
      if (hashes[place] !== hash) continue;
      if (this.#ids[place] === id || ++alike === MAX_CANDIDATES) return;
    }
    hashes[place] = hash;
    this.#ids[place] = id;
    if (++this.#taken * 3 > hashes.length * 2) this.#grow();
  }

  /** A record does not have a key any longer. */
  remove(hash: number, id: number): void {
    const hashes = this.#hashes;
    const mask = hashes.length - 1;
    for (let place = hash & mask; hashes[place] !== 0; place = (place + 1) & mask)
      if (hashes[place] === hash && this.#ids[place] === id) this.#ids[place] = 0;
  }

  /** The records that have a key, the first ones first. */
  find(hash: number): readonly number[] {
    const hashes = this.#hashes;
    const mask = hashes.length - 1;
    let found: number[] | null = null;
    for (let place = hash & mask; hashes[place] !== 0; place = (place + 1) & mask) {
      const id = this.#ids[place] as number;
      if (hashes[place] !== hash || id === 0) continue;
      if (found) found.push(id);
      else found = [id];
    }
    return found ? found.sort((a, b) => a - b) : NO_IDS;
  }

  #grow(): void {
    const [hashes, ids] = [this.#hashes, this.#ids];
    this.#hashes = new Float64Array(hashes.length * 2);
    this.#ids = new Uint32Array(hashes.length * 2);
    this.#taken = 0;
    const mask = this.#hashes.length - 1;
    for (let at = 0; at < hashes.length; at++) {
      if (ids[at] === 0) continue;
      const hash = hashes[at] as number;
      let place = hash & mask;
      while (this.#hashes[place] !== 0) place = (place + 1) & mask;
      this.#hashes[place] = hash;
      this.#ids[place] = ids[at] as number;
      this.#taken++;
    }
  }
}
