import { conflict } from '../../domain/errors.ts';
import type { Field, Noun } from '../../domain/field.ts';
import type { RawRow } from '../sql.ts';
import { HashMap } from './hash-map.ts';
import { type Lookup, lookup, type UniqueKind, uniqueKind } from './lookups.ts';
import type { WorkingRecord } from './working-record.ts';
import { NotReady, type WorkingSet } from './working-set.ts';

/** A custom field of which no two records have the same value, and how they are found by it. */
interface UniqueField {
  readonly field: Field;
  readonly kind: UniqueKind;
}

/** Tells which record has a value that only one can have. */
export class UniqueFields {
  readonly #noun: Noun;
  readonly #records: WorkingSet;
  /** Stores changes that wait, by which records gave up their values. */
  readonly #storeHeld: () => Promise<void>;
  /** Values that records gave up since then, by hash. */
  readonly #givenUp = new Set<number>();
  readonly #fields: readonly UniqueField[];
  /** The lines of the rows that gave new records their values. */
  readonly #lines = new HashMap();

  constructor(
    noun: Noun,
    declared: readonly Field[],
    { records, storeHeld }: { readonly records: WorkingSet; storeHeld(): Promise<void> },
  ) {
    this.#noun = noun;
    this.#records = records;
    this.#storeHeld = async () => {
      await storeHeld();
      this.#givenUp.clear();
    };
    this.#fields = declared
      .filter(({ rules }) => rules?.isUnique)
      .map((field, place) => ({ field, kind: uniqueKind(noun, field, place) }));
  }

  /** Whether the noun has no such field. */
  get isIdle(): boolean {
    return this.#fields.length === 0;
  }

  /** Asks for the records with the values of a row. */
  ask(columns: RawRow): void {
    for (const field of this.#fields) for (const each of lookupsOf(field, columns)) this.#records.ids(each);
  }

  /**
   * Throws `conflict` with the record that has one of the values that a row gives to the record with a number, whose row
   * `before` is null if it is new.
   */
  reject(id: number, before: RawRow | null, columns: RawRow, line: number): void {
    if (columns.custom === undefined) return;
    for (const unique of this.#fields) {
      const { name } = unique.field;
      const [wanted] = lookupsOf(unique, columns);
      const [had] = before ? lookupsOf(unique, before) : [];
      if (wanted?.text === had?.text) continue;
      if (wanted) {
        const [holder] = this.#records.find(wanted).filter((record) => record.id !== id);
        if (holder)
          throw conflict(`${name}: "${valueIn(columns, name)}" is that of ${this.#called(holder, wanted)}`, {
            code: 'unique-field',
            noun: this.#noun,
            field: name,
          });
        // The database has it from a record that gave it up: that is to be stored first.
        if (this.#givenUp.has(wanted.hash)) throw new NotReady(this.#storeHeld);
        this.#lines.set(wanted.hash, line);
      }
      if (had) this.#givenUp.add(had.hash);
    }
  }

  /** A record that the file creates has no number yet, but a line. */
  #called({ id, row }: WorkingRecord, { hash }: Lookup): string {
    const line = this.#records.isNew(this.#noun, id) ? this.#lines.get(hash) : undefined;
    const name = row.name ?? row.subject;
    if (line !== undefined) return `line ${line}${name ? `, ${name}` : ''}`;
    return `${this.#noun} ${id}${name ? `, ${name}` : ''}`;
  }
}

/** What finds the records with the value of some columns. */
function lookupsOf({ kind }: UniqueField, columns: RawRow): Lookup[] {
  const key = kind.keyIn(columns);
  return key ? [lookup(kind, ...key)] : [];
}

/** A value of a custom field. */
function valueIn({ custom }: RawRow, name: string): unknown {
  return (JSON.parse(custom as string) as Record<string, unknown>)[name];
}
