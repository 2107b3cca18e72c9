import type { RawRow } from './engine.ts';
import { NumberSet } from './number-set.ts';
import { isSearched, type Unindexed } from './search-index.ts';

/** What was written that the call queue follows from. */
export interface Callable {
  /** Leads made or touched. */
  readonly leads: NumberSet;
  /** Numbers (E.164) that came onto the do-not-call list or off it. */
  readonly listed: ReadonlySet<string>;
  /** Whether any cadence is another. */
  readonly cadences: boolean;
}

/** Tables whose rows can be searched for. */
const SEARCHED: ReadonlySet<string> = new Set(['lead', 'account', 'contact', 'opp', 'activity', 'task']);
/** Tables whose text is searched as part of the record they belong to. */
export const CARRIED: ReadonlySet<string> = new Set(['email', 'phone', 'tagging']);
/** What they may belong to. */
export const PARENTS = ['lead', 'contact', 'account', 'opp'] as const;

/** What search index and call queue are behind by while a transaction writes. */
export class Behind {
  #touched = new Map<string, NumberSet>();
  #fresh = new Map<string, NumberSet>();
  readonly #leads = new NumberSet();
  readonly #listed = new Set<string>();
  #cadences = false;

  /** A row was made. */
  made(table: string, id: number): void {
    if (SEARCHED.has(table)) noted(this.#fresh, table, id);
    if (table === 'lead') this.#leads.add(id);
  }

  /** A row was changed: in the columns of `after`. */
  changed(table: string, id: number, before: RawRow, after: RawRow): void {
    if (table === 'lead') this.#leads.add(id);
    // Most of what happens to a record leaves what is found of it as it is.
    if (SEARCHED.has(table) && !Object.keys(after).some((column) => isSearched(table, column))) return;
    this.wrote(table, id, before);
    this.wrote(table, id, after);
  }

  /** A row was made, changed or removed, with these values before or after. */
  wrote(table: string, id: number, row: RawRow): void {
    if (SEARCHED.has(table)) this.touched(table, id);
    if (table === 'cadence') this.#cadences = true;
    if (table === 'suppression' && typeof row.e164 === 'string') this.#listed.add(row.e164);
    if (!CARRIED.has(table)) return;
    for (const parent of PARENTS) {
      const parentId = row[`${parent}_id`];
      if (typeof parentId === 'number') this.touched(parent, parentId);
    }
  }

  /** A record was touched, itself or by way of what belongs to it. */
  touched(table: string, id: number): void {
    if (table === 'lead') this.#leads.add(id);
    if (!this.#fresh.get(table)?.has(id)) noted(this.#touched, table, id);
  }

  /** What the search index is behind by since this was asked last. */
  unindexed(): Unindexed {
    const behind = { fresh: this.#fresh, touched: this.#touched };
    this.#fresh = new Map();
    this.#touched = new Map();
    return behind;
  }

  /** The same for what was made alone: what was touched may be touched again. */
  unindexedFresh(): Unindexed {
    const behind = { fresh: this.#fresh, touched: new Map() };
    this.#fresh = new Map();
    return behind;
  }

  get callable(): Callable {
    return { leads: this.#leads, listed: this.#listed, cadences: this.#cadences };
  }
}

function noted(all: Map<string, NumberSet>, table: string, id: number): void {
  let ids = all.get(table);
  if (!ids) {
    ids = new NumberSet();
    all.set(table, ids);
  }
  ids.add(id);
}
