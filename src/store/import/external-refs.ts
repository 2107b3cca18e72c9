import { refused } from '../../domain/errors.ts';
import type { Noun, Value } from '../../domain/field.ts';
import { externalKey } from '../merge/former-identities.ts';
import { lookup, lookupKinds } from './lookups.ts';
import type { WorkingSet } from './working-set.ts';

/** The possible target of an external id. */
interface ForeignTarget {
  /** The relation it sets: `account`, whose id is in `account_id`. */
  readonly field: string;
  readonly noun: Noun | 'user';
  /** What follows for the row where it has the record. */
  readonly sets?: Readonly<Record<string, Value>>;
  /** Fields that the row leaves blank if this target, its only one, has no record; the row is taken without it. */
  readonly blanks?: readonly string[];
}

/** External ids in a cell. Of several targets, the first that has a record is used. */
export interface ExternalRef {
  /** Name of the column in messages. */
  readonly header: string;
  readonly ids: readonly string[];
  readonly targets: readonly ForeignTarget[];
}

/** An id without a record. */
interface AbsentId {
  readonly header: string;
  readonly id: string;
  /** Its place among the ids of its cell, and how many these are. */
  readonly at: number;
  readonly of: number;
  /** Whether the relation had a record already: it names an additional one. */
  readonly isFurther: boolean;
}

/** The records found for the ids of a row. */
interface FoundRecords {
  /** Ids of records by column, lists of ids by field. */
  readonly numbers: Readonly<Record<string, Value>>;
  /** Ids without a record, by relation. */
  readonly unfound: ReadonlyMap<string, readonly AbsentId[]>;
}

const NONE_FOUND: FoundRecords = { numbers: {}, unfound: new Map() };

/** Finds records by their ids in the source program. */
export class ExternalRefResolver {
  readonly #records: WorkingSet;
  readonly #system: string;
  readonly #users: ReadonlyMap<string, number>;
  /** The fields for additional records of a relation, by relation. */
  readonly #further: ReadonlyMap<string, string>;
  /** By relation, the number of additional records that the noun has no field for. */
  readonly placeless = new Map<string, number>();

  /** `users` maps external ids of users to ids; `fields` are the names of the noun's fields. */
  constructor(
    records: WorkingSet,
    system: string,
    users: ReadonlyMap<string, number>,
    fields: ReadonlySet<string>,
  ) {
    this.#records = records;
    this.#system = system;
    this.#users = users;
    this.#further = new Map(
      (['account', 'contact'] as const)
        .map((noun) => [noun, `other_${noun}s`] as const)
        .filter(([, name]) => fields.has(name)),
    );
  }

  /** Throws `refused` for an unknown id with several possible nouns. */
  find(row: readonly ExternalRef[]): FoundRecords {
    if (row.length === 0) return NONE_FOUND;
    const numbers: Record<string, Value> = {};
    const unfound = new Map<string, AbsentId[]>();
    for (const ref of row) {
      const { header, ids, targets } = ref;
      for (const id of ids) {
        const hit = this.#record(id, targets);
        const [only, ...others] = targets;
        if (hit) {
          this.#add(numbers, hit.field, hit.number);
          Object.assign(numbers, hit.sets);
        } else if (only?.blanks) {
          for (const name of only.blanks) numbers[name] = null;
        } else if (only && others.length === 0) {
          const isFurther = `${only.field}_id` in numbers;
          const cell = row.filter((other) => other.header === header);
          const absent = { header, id, at: cell.indexOf(ref), of: cell.length, isFurther };
          unfound.set(only.field, [...(unfound.get(only.field) ?? []), absent]);
        } else {
          const nouns = [...new Set(targets.map(({ noun }) => noun))].join(' or ');
          throw refused(`${header}: no ${nouns} has the id "${id}"`);
        }
      }
    }
    return { numbers, unfound };
  }

  /** Counts an additional record that the noun has no field for. */
  countPlaceless(field: string): void {
    this.placeless.set(field, (this.placeless.get(field) ?? 0) + 1);
  }

  /** A second record becomes an additional one, if the noun has a field for them. */
  #add(numbers: Record<string, Value>, field: string, number: number): void {
    const column = `${field}_id`;
    numbers[column] ??= number;
    if (numbers[column] === number) return;
    const list = this.#further.get(field);
    if (list === undefined) {
      this.countPlaceless(field);
      return;
    }
    const others = (numbers[list] as readonly string[] | undefined) ?? [];
    if (!others.includes(String(number))) numbers[list] = [...others, String(number)];
  }

  #record(
    id: string,
    targets: readonly ForeignTarget[],
  ): (Pick<ForeignTarget, 'field' | 'sets'> & { readonly number: number }) | null {
    for (const { field, noun, sets = {} } of targets) {
      const number = noun === 'user' ? this.#users.get(id) : this.#numbered(noun, id);
      if (number !== undefined) return { field, number, sets };
    }
    return null;
  }

  #numbered(noun: Noun, id: string): number | undefined {
    const [found] = this.#records.ids(lookup(lookupKinds(noun)['external id'], id, this.#system));
    if (found !== undefined || !this.#records.hasFormer(noun)) return found;
    return this.#records.ids(
      lookup(lookupKinds(noun).former, 'external id', externalKey(this.#system, id)),
    )[0];
  }
}
