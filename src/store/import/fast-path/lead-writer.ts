import type { Field, Value } from '../../../domain/field.ts';
import { emailKey } from '../../../domain/matching.ts';
import type { Bound, RawRow } from '../../sql.ts';
import type { Bulk } from '../../tx.ts';
import { distinctPhones, emailsWanted } from '../../write/addresses.ts';
import { toColumns } from '../../write/columns.ts';
import { tagsWanted } from '../../write/lists.ts';
import type { Values } from '../../write/values.ts';
import type { Hash32 } from '../hash.ts';
import type { LeadKeyIndex } from '../lead-key-index.ts';
import type { ImportRules } from '../rules.ts';
import type { MatchableLead } from './matchable-lead.ts';
import { ROWS_PER_STATEMENT, RowBuffer } from './row-buffer.ts';

/** What follows from the other columns. */
const DERIVED = ['name', 'name_key', 'company_key', 'website_host'] as const;
/** What columns hold that a row leaves blank and that cannot be. */
const BEGIN: RawRow = { status: 'new', attempts: 0, external_source: '' };

/** Makes leads, many at once: they are there when `flush` is done. */
export class FastLeadWriter {
  readonly #rules: ImportRules;
  readonly #bulk: Bulk;
  readonly #columns: readonly string[];
  readonly #flags: ReadonlySet<string>;
  readonly #declared: readonly Field[];
  readonly #leads: RowBuffer;
  readonly #emails: RowBuffer;
  readonly #phones: RowBuffer;
  readonly #tags: RowBuffer;
  #nextId = 0;
  #waiting = 0;
  /** What those that wait are known by. */
  readonly #keys = new Set<Hash32>();
  readonly #known: LeadKeyIndex;

  /** `set` are the columns that rows and defaults may set. */
  constructor(bulk: Bulk, rules: ImportRules, set: readonly string[], leads: LeadKeyIndex) {
    this.#known = leads;
    this.#bulk = bulk;
    this.#rules = rules;
    this.#columns = set.filter((name) => name !== 'custom' && !DERIVED.some((derived) => derived === name));
    this.#declared = set.includes('custom') ? rules.declared : [];
    this.#flags = new Set(rules.spec.fields.filter(({ type }) => type === 'bool').map(({ name }) => name));
    const custom = this.#declared.length > 0 ? ['custom'] : [];
    this.#leads = new RowBuffer(bulk, 'lead', ['id', ...this.#columns, ...custom, ...DERIVED]);
    this.#emails = new RowBuffer(bulk, 'email', ['lead_id', 'address', 'address_key', 'position']);
    this.#phones = new RowBuffer(bulk, 'phone', ['lead_id', 'e164', 'typed', 'position']);
    this.#tags = new RowBuffer(bulk, 'tagging', ['tag', 'lead_id']);
  }

  /** Whether a lead that waits is known by one of these. */
  isWaiting(keys: readonly Hash32[]): boolean {
    return this.#waiting > 0 && keys.some((key) => this.#keys.has(key));
  }

  /** The number of the new lead, which is known by its keys until it is there. */
  add({ values, derived, phones, keys }: MatchableLead): number {
    if (this.#waiting === 0) this.#nextId = this.#bulk.nextId('lead');
    const id = this.#nextId++;
    const row: Bound[] = [id];
    for (const name of this.#columns) {
      const value = values[name] ?? BEGIN[name] ?? null;
      row.push(this.#flags.has(name) ? Number(value === true) : (value as Bound));
    }
    if (this.#declared.length > 0) row.push(this.#custom(values));
    for (const name of DERIVED) row.push(derived[name] ?? null);
    this.#leads.add(...row);
    let position = 0;
    for (const address of emailsWanted([], values))
      this.#emails.add(id, address, emailKey(address), position++);
    position = 0;
    for (const { e164, typed } of distinctPhones(phones)) this.#phones.add(id, e164, typed, position++);
    if (values.tags) for (const tag of tagsWanted(values).values()) this.#tags.add(tag, id);
    for (const key of keys) this.#keys.add(key);
    this.#known.add(keys, id);
    if (++this.#waiting === ROWS_PER_STATEMENT) this.flush();
    return id;
  }

  flush(): void {
    if (this.#waiting === 0) return;
    for (const rows of [this.#leads, this.#emails, this.#phones, this.#tags]) rows.flush();
    this.#keys.clear();
    const made = this.#waiting;
    this.#waiting = 0;
    this.#known.noteInserted(made);
  }

  #custom(values: Values): Bound {
    const said: Record<string, Value> = {};
    for (const { name } of this.#declared) said[name] = values[name] ?? null;
    return toColumns(this.#rules.spec, this.#declared, said, null).custom ?? '{}';
  }
}
