import type { Bound } from '../engine.ts';
import type { Bulk } from '../tx.ts';
import { type Key, KeySet } from './key-set.ts';
import { LeadKeys, nameKey } from './lead-keys.ts';

/** As many new leads, unless told otherwise, and this part of those there were, make it worth its while. */
const MANY = 10_000;
const MANY_OF_ALL = 0.25;
/** Indexes of leads that no row is looked up by. */
const UNUSED = ['lead_company', 'lead_status_of', 'lead_owner', 'lead_created'];
const BY_NAME = 'lead_name';

/**
 * Holds what all leads are known by once an import makes very many: most rows then need not be looked up at all, and
 * indexes that serve for nothing else are made when it is done.
 */
export class KnownLeads {
  readonly #bulk: Bulk;
  readonly #keys: LeadKeys;
  readonly #many: number;
  #known: KeySet | null = null;
  #made = 0;
  #isOver = false;
  #restoreUnused: (() => void) | null = null;
  #restoreByName: (() => void) | null = null;

  constructor(bulk: Bulk, many = MANY) {
    this.#bulk = bulk;
    this.#many = many;
    this.#keys = new LeadKeys(bulk);
  }

  /** Takes note that so many leads were made, all there by now. */
  count(made: number): void {
    this.#made += made;
    if (this.#known || this.#isOver || this.#made < this.#many) return;
    const nextId = this.#bulk.nextId('lead');
    // Numbers count the leads there were, or more.
    if (this.#made < (nextId - this.#made) * MANY_OF_ALL) return;
    this.#known = new KeySet();
    for (const key of this.#keys.all(nextId)) this.#known.add(key);
    this.#restoreUnused = this.#bulk.postpone(UNUSED);
    this.#restoreByName = this.#bulk.postpone([BY_NAME]);
  }

  /** Whether it holds them by now. */
  get isOn(): boolean {
    return this.#known !== null;
  }

  /** Whether it is certain that no lead is known by any of these. */
  isNone(keys: readonly Key[]): boolean {
    return this.#known !== null && !keys.some((key) => this.#known?.has(key));
  }

  isNobodyCalled(name: Bound | undefined, company: Bound | undefined): boolean {
    return this.isNone([nameKey(name, company)]);
  }

  add(keys: readonly Key[]): void {
    if (this.#known) for (const key of keys) this.#known.add(key);
  }

  /** Takes note of a lead as it is now. */
  learn(id: number): void {
    if (this.#known) this.add(this.#keys.of(id));
  }

  /** Before leads are looked up by name. */
  readyByName(): void {
    this.#restoreByName?.();
    this.#restoreByName = null;
  }

  /** Before anything else happens in the transaction. */
  settle(): void {
    this.#isOver = true;
    this.#known = null;
    this.readyByName();
    this.#restoreUnused?.();
    this.#restoreUnused = null;
  }
}
