import { HashMap } from './hash-map.ts';

/** What one row gave to a record. */
interface RowFields {
  readonly line: number;
  readonly fields: ReadonlySet<string>;
  readonly before: RowFields | null;
}

/** Which fields rows gave to records from the first row on that waits: it may be about any of them. */
export class LaterFields {
  readonly #last = new HashMap();
  readonly #given: RowFields[] = [];
  /** Sets of fields, by their names: rows of a file have few. */
  readonly #sets = new Map<string, ReadonlySet<string>>();
  #isNoting = false;

  /** A row waits: from here on rows are noted. */
  begin(): void {
    this.#isNoting = true;
  }

  note(id: number, line: number, values: Readonly<Record<string, unknown>>): void {
    if (!this.#isNoting) return;
    const names = Object.keys(values);
    const key = names.join();
    const fields = this.#sets.get(key) ?? new Set(names);
    this.#sets.set(key, fields);
    const before = this.#lastOf(id);
    this.#last.set(id, this.#given.push({ line, fields, before }) - 1);
  }

  /** Whether a row after a line gave a record a field. */
  has(id: number, field: string, line: number): boolean {
    for (let given = this.#lastOf(id); given; given = given.before)
      if (given.line > line && given.fields.has(field)) return true;
    return false;
  }

  #lastOf(id: number): RowFields | null {
    return this.#given[this.#last.get(id) ?? -1] ?? null;
  }
}
