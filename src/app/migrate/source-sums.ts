import { addMinor, type Minor, subtractMinor } from '../../domain/money.ts';

/** What rows of one stage and currency come to. */
export interface SourceRows {
  readonly stage: string;
  readonly currency: string;
  rows: number;
  sum: Minor;
  refused: { rows: number; sum: Minor };
  repeated: { rows: number; sum: Minor };
  readonly ids: Set<number>;
}

/** What a row says an opportunity is worth. */
interface Worth {
  /** As the file writes it. */
  readonly stage: string;
  readonly currency: string;
  readonly minor: number;
  /** Whether it says nothing: the amount of a later row of the same opportunity fills it. */
  readonly isBlank: boolean;
}

/** Sums up the rows of a file by stage and currency. */
export class SourceSums {
  readonly #groups = new Map<string, SourceRows>();
  /** By opportunity, where its first row stands, and whether it said an amount. */
  readonly #seen = new Map<number, { group: SourceRows; isBlank: boolean }>();

  /** Adds a row; `id` is the opportunity it became, null where it was refused. */
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

  /** A repeated row fills what the first left blank: its amount counts where the first row stands. */
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
