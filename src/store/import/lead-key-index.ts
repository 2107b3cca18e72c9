import type { ProgressCallback } from '../progress.ts';
import type { Bulk } from '../tx.ts';
import type { Hash32 } from './hash.ts';
import { HashMultimap } from './hash-multimap.ts';
import { LeadKeys } from './lead-keys.ts';

/** As many new leads, unless told otherwise, and this part of those there were, make it worth its while. */
const MANY = 10_000;
const MANY_OF_ALL = 0.25;
/** Indexes that leads are looked up by, and others that rows of leads have no use for. */
const INDEXES = [
  'lead_external',
  'lead_name',
  'email_key',
  'phone_key',
  'lead_company',
  'lead_status_of',
  'lead_owner',
  'lead_created',
];

/**
 * Holds what all leads are known by once an import makes very many: rows then need not be looked up in the database,
 * whose indexes are made when it is done.
 */
export class LeadKeyIndex {
  readonly #bulk: Bulk;
  readonly #keys: LeadKeys;
  readonly #many: number;
  #known: HashMultimap | null = null;
  #made = 0;
  #isOver = false;
  /** What makes the indexes again that it does without. */
  readonly #missing: (() => void)[] = [];

  constructor(bulk: Bulk, many = MANY) {
    this.#bulk = bulk;
    this.#many = many;
    this.#keys = new LeadKeys(bulk);
  }

  /** Takes note that so many leads were made, all there by now. */
  noteInserted(made: number): void {
    this.#made += made;
    if (this.#known || this.#isOver || this.#made < this.#many) return;
    const nextId = this.#bulk.nextId('lead');
    // Numbers count the leads there were, or more.
    if (this.#made < (nextId - this.#made) * MANY_OF_ALL) return;
    this.#known = new HashMultimap();
    for (const [key, leadId] of this.#keys.all(nextId)) this.#known.add(key, leadId);
    this.#missing.push(...this.#bulk.dropIndexesUntil(INDEXES));
  }

  /** Whether it holds them by now. */
  get isActive(): boolean {
    return this.#known !== null;
  }

  /** Whether it is certain that no lead is known by any of these. */
  hasNone(keys: readonly Hash32[]): boolean {
    const known = this.#known;
    return known !== null && !keys.some((key) => known.has(key));
  }

  /** Leads among which are those known by a key; null where they have to be looked up. */
  of(key: Hash32): readonly number[] | null {
    return this.#known?.of(key) ?? null;
  }

  add(keys: readonly Hash32[], leadId: number): void {
    if (this.#known) for (const key of keys) this.#known.add(key, leadId);
  }

  /** Takes note of a lead as it is now. */
  learn(leadId: number): void {
    if (this.#known) this.add(this.#keys.of(leadId), leadId);
  }

  /** Before anything else is looked up than leads. */
  restoreIndexes(): void {
    for (const make of this.#missing.splice(0)) make();
  }

  /** Before anything else happens in the transaction; `between` is told how many of all indexes are made. */
  async settle(between: ProgressCallback): Promise<void> {
    this.#isOver = true;
    this.#known?.free();
    this.#known = null;
    const missing = this.#missing.splice(0);
    if (missing.length > 0) await between(0, missing.length);
    for (const [at, make] of missing.entries()) {
      make();
      await between(at + 1, missing.length);
    }
  }
}
