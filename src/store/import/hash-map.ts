/** Slots at first. */
const FIRST_SLOTS = 1024;

/** Whole numbers by hash, 12 bytes a slot: an import may have a million rows. A hash is never 0. */
export class HashMap {
  #hashes = new Float64Array(FIRST_SLOTS);
  #values = new Uint32Array(FIRST_SLOTS);
  #size = 0;

  get(hash: number): number | undefined {
    const at = this.#slotOf(hash);
    return this.#hashes[at] === hash ? this.#values[at] : undefined;
  }

  set(hash: number, value: number): void {
    const at = this.#slotOf(hash);
    if (this.#hashes[at] !== hash) {
      this.#hashes[at] = hash;
      this.#size++;
    }
    this.#values[at] = value;
    if (this.#size * 2 > this.#hashes.length) this.#grow();
  }

  /** Its own slot, else the empty one where it would be. */
  #slotOf(hash: number): number {
    const mask = this.#hashes.length - 1;
    let at = (hash >>> 0) & mask;
    while (this.#hashes[at] !== 0 && this.#hashes[at] !== hash) at = (at + 1) & mask;
    return at;
  }

  #grow(): void {
    const [hashes, values] = [this.#hashes, this.#values];
    this.#hashes = new Float64Array(hashes.length * 2);
    this.#values = new Uint32Array(hashes.length * 2);
    for (let at = 0; at < hashes.length; at++) {
      const hash = hashes[at] as number;
      if (hash === 0) continue;
      const slot = this.#slotOf(hash);
      this.#hashes[slot] = hash;
      this.#values[slot] = values[at] as number;
    }
  }
}
