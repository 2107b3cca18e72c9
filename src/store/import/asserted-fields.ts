/** A set of field names; sets with the same names are one object. */
interface FieldSet {
  readonly names: ReadonlySet<string>;
  readonly next: Map<string, FieldSet>;
}

/** Ids from here on are kept in a map: the numbers of records are dense, but not those of every file. */
const MAX_DENSE_ID = 2 ** 24;

/** Which fields of each record rows of the file have filled so far. */
export class AssertedFields {
  readonly #sets: FieldSet[] = [{ names: new Set(), next: new Map() }];
  readonly #indexes = new Map<FieldSet, number>([[this.#sets[0] as FieldSet, 0]]);
  #ofDense = new Uint32Array(1024);
  readonly #ofSparse = new Map<number, number>();

  has(id: number, name: string): boolean {
    return this.#setOf(id).names.has(name);
  }

  add(id: number, values: Readonly<Record<string, unknown>>): void {
    const before = this.#setOf(id);
    let set = before;
    for (const name in values) if (!set.names.has(name)) set = this.#with(set, name);
    if (set !== before) this.#store(id, this.#indexes.get(set) as number);
  }

  #setOf(id: number): FieldSet {
    const index = id < MAX_DENSE_ID ? this.#ofDense[id] : this.#ofSparse.get(id);
    return this.#sets[index ?? 0] as FieldSet;
  }

  #with(set: FieldSet, name: string): FieldSet {
    let next = set.next.get(name);
    if (!next) {
      next = { names: new Set([...set.names, name]), next: new Map() };
      set.next.set(name, next);
      this.#indexes.set(next, this.#sets.push(next) - 1);
    }
    return next;
  }

  #store(id: number, index: number): void {
    if (id >= MAX_DENSE_ID) {
      this.#ofSparse.set(id, index);
      return;
    }
    if (id >= this.#ofDense.length) {
      const grown = new Uint32Array(Math.min(MAX_DENSE_ID, Math.max(id + 1, this.#ofDense.length * 2)));
      grown.set(this.#ofDense);
      this.#ofDense = grown;
    }
    this.#ofDense[id] = index;
  }
}
