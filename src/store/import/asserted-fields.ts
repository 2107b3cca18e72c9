/** A set of field names; sets with the same names are one object. */
interface FieldSet {
  readonly names: ReadonlySet<string>;
  readonly next: Map<string, FieldSet>;
}

/** Ids from here on are kept in a map: the numbers of records are dense, but not those of every file. */
const MAX_DENSE_ID = 2 ** 24;

/** Which fields of each record rows of the file have filled so far, and in how many rows the value stands. */
export class AssertedFields {
  readonly #sets: FieldSet[] = [{ names: new Set(), next: new Map() }];
  readonly #indexes = new Map<FieldSet, number>([[this.#sets[0] as FieldSet, 0]]);
  #ofDense = new Uint32Array(1024);
  readonly #ofSparse = new Map<number, number>();
  /** Places in the counts of records that several rows are about. */
  readonly #slots = new Map<number, number>();
  /** The fields of the last row of a new record, and their set: the rows of a file are alike. */
  #lastNames: string[] = [];
  #lastSet: FieldSet | null = null;
  /** By field, the rows that say the value of a record again. */
  readonly #again = new Map<string, Int32Array>();

  has(id: number, name: string): boolean {
    return this.#setOf(id).names.has(name);
  }

  /** The number of cells that a new value replaces. To be called before its row is added. */
  replace(id: number, name: string): number {
    if (!this.has(id, name)) return 0;
    const slot = this.#slotOf(id);
    const again = this.#countsOf(name, slot);
    const cells = 1 + (again[slot] as number);
    // The row with the new value is the first that says it.
    again[slot] = -1;
    return cells;
  }

  add(id: number, values: Readonly<Record<string, unknown>>): void {
    const before = this.#setOf(id);
    if (before === this.#sets[0]) {
      this.#store(id, this.#indexes.get(this.#firstSet(values)) as number);
      return;
    }
    const slot = this.#slotOf(id);
    let set = before;
    for (const name in values) {
      if (!set.names.has(name)) set = this.#with(set, name);
      else (this.#countsOf(name, slot)[slot] as number)++;
    }
    if (set !== before) this.#store(id, this.#indexes.get(set) as number);
  }

  #firstSet(values: Readonly<Record<string, unknown>>): FieldSet {
    const last = this.#lastNames;
    let count = 0;
    for (const name in values) if (last[count++] !== name) count = Number.POSITIVE_INFINITY;
    if (this.#lastSet && count === last.length) return this.#lastSet;
    this.#lastNames = Object.keys(values);
    let set = this.#sets[0] as FieldSet;
    for (const name of this.#lastNames) set = this.#with(set, name);
    this.#lastSet = set;
    return set;
  }

  #slotOf(id: number): number {
    const known = this.#slots.get(id);
    if (known !== undefined) return known;
    const slot = this.#slots.size;
    this.#slots.set(id, slot);
    return slot;
  }

  /** The counts of a field, with room for a slot. */
  #countsOf(name: string, slot: number): Int32Array {
    const counts = this.#again.get(name);
    if (counts && slot < counts.length) return counts;
    const grown = new Int32Array(Math.max(64, slot * 2));
    if (counts) grown.set(counts);
    this.#again.set(name, grown);
    return grown;
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
