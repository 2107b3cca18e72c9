import { addMinor, type Minor, subtractMinor } from '../../domain/money.ts';

/** Sums of rows with one stage and currency. */
export interface SourceRows {
  readonly stage: string;
  readonly currency: string;
  rows: number;
  sum: Minor;
  refused: { rows: number; sum: Minor };
  repeated: { rows: number; sum: Minor };
  readonly ids: Set<number>;
}

/** The amount and stage of an opportunity in a row. */
interface Worth {
  /** As written in the file. */
  readonly stage: string;
  readonly currency: string;
  readonly minor: number;
  /** Whether it is blank: the amount of a later row of the same opportunity then fills it. */
  readonly isBlank: boolean;
}

/** Sums up the rows of a file by stage and currency. */
export class SourceSums {
  readonly #groups = new Map<string, SourceRows>();
  /** By opportunity, the group of its first row, and whether its amount is blank. */
  readonly #seen = new Map<number, { group: SourceRows; isBlank: boolean }>();

  /** Adds a row; `id` is its opportunity, null if it was rejected. */
  add(worth: Worth, id: number | null): void {
    const group = this.#groupOf(worth.stage, worth.currency);
    group.rows++;
    group.sum = addMinor(group.sum, worth.minor);
    const before = id === null ? undefined : this.#seen.get(id);
    if (id === null) {
      group.refused.rows++;
      group.refused.sum = addMinor(group.refused.sum, worth.minor);
    } else if (!before) {
      this.#seen.set(id, { group, isBlank: worth.isBlank });
      group.ids.add(id);
    } else {
      group.repeated.rows++;
      group.repeated.sum = addMinor(group.repeated.sum, worth.minor);
      if (before.isBlank && !worth.isBlank) this.#fill(id, before.group, worth);
    }
  }

  groups(): Iterable<SourceRows> {
    return this.#groups.values();
  }

  /** A repeated row fills blanks of the first: its amount counts in the group of the first row. */
  #fill(id: number, first: SourceRows, { currency, minor }: Worth): void {
    const group = this.#groupOf(first.stage, currency);
    group.repeated.sum = subtractMinor(group.repeated.sum, minor);
    first.ids.delete(id);
    group.ids.add(id);
    this.#seen.set(id, { group, isBlank: false });
  }

  #groupOf(stage: string, currency: string): SourceRows {
    const key = `${currency} ${stage}`;
    const known = this.#groups.get(key);
    if (known) return known;
    const nothing = (): { rows: number; sum: Minor } => ({ rows: 0, sum: 0 });
    const fresh = {
      stage,
      currency,
      ...nothing(),
      refused: nothing(),
      repeated: nothing(),
      ids: new Set<number>(),
    };
    this.#groups.set(key, fresh);
    return fresh;
  }
}
