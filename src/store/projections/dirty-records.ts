import type { Nouns } from '../../nouns/nouns.ts';
import { IdSet } from '../id-set.ts';
import type { RawRow } from '../sql.ts';
import { isSearched, type Unindexed } from './search-index.ts';

/** What was written that the call queue follows from. */
export interface DirtyCallQueue {
  /** Leads made or touched. */
  readonly leads: IdSet;
  /** Numbers (E.164) that came onto the do-not-call list or off it. */
  readonly listed: ReadonlySet<string>;
  /** Whether any cadence is another. */
  readonly cadences: boolean;
}

/** Tables whose text is searched as part of the record they belong to. */
export const CHILD_TABLES: ReadonlySet<string> = new Set(['email', 'phone', 'tagging']);

/** What search index and call queue are behind by while a transaction writes. */
export class DirtyRecords {
  readonly #nouns: Nouns;
  #touched = new Map<string, IdSet>();
  #fresh = new Map<string, IdSet>();
  readonly #leads = new IdSet();
  readonly #listed = new Set<string>();
  #cadences = false;

  constructor(nouns: Nouns) {
    this.#nouns = nouns;
  }

  /** A row was made. */
  markCreated(table: string, id: number): void {
    if (this.#nouns.find(table)) addTo(this.#fresh, table, id);
    if (table === 'lead') this.#leads.add(id);
  }

  /** A row was changed: in the columns of `after`. */
  markUpdated(table: string, id: number, before: RawRow, after: RawRow): void {
    if (table === 'lead') this.#leads.add(id);
    // Most of what happens to a record leaves what is found of it as it is.
    const definition = this.#nouns.find(table);
    if (definition && !Object.keys(after).some((column) => isSearched(definition, column))) return;
    this.markWritten(table, id, before);
    this.markWritten(table, id, after);
  }

  /** A row was made, changed or removed, with these values before or after. */
  markWritten(table: string, id: number, row: RawRow): void {
    if (this.#nouns.find(table)) this.markDirty(table, id);
    if (table === 'cadence') this.#cadences = true;
    if (table === 'suppression' && typeof row.e164 === 'string') this.#listed.add(row.e164);
    if (!CHILD_TABLES.has(table)) return;
    for (const parent of this.#nouns.names) {
      const parentId = row[`${parent}_id`];
      if (typeof parentId === 'number') this.markDirty(parent, parentId);
    }
  }

  /** A record was touched, itself or by way of what belongs to it. */
  markDirty(table: string, id: number): void {
    if (table === 'lead') this.#leads.add(id);
    if (!this.#fresh.get(table)?.has(id)) addTo(this.#touched, table, id);
  }

  /** What the search index is behind by since this was asked last. */
  drain(): Unindexed {
    const behind = { fresh: this.#fresh, touched: this.#touched };
    this.#fresh = new Map();
    this.#touched = new Map();
    return behind;
  }

  /** The same for what was made alone: what was touched may be touched again. */
  drainCreated(): Unindexed {
    const behind = { fresh: this.#fresh, touched: new Map() };
    this.#fresh = new Map();
    return behind;
  }

  get dirtyCallQueue(): DirtyCallQueue {
    return { leads: this.#leads, listed: this.#listed, cadences: this.#cadences };
  }
}

function addTo(all: Map<string, IdSet>, table: string, id: number): void {
  let ids = all.get(table);
  if (!ids) {
    ids = new IdSet();
    all.set(table, ids);
  }
  ids.add(id);
}
