import type { Row, Value } from '../../domain/field.ts';
import { emailKey } from '../../domain/matching.ts';
import type { RawRow } from '../engine.ts';
import type { NumberSet } from '../number-set.ts';
import type { Bulk, Tx } from '../tx.ts';
import { distinctPhones, emailsWanted, phonesWanted } from '../write/addresses.ts';
import { toColumns } from '../write/columns.ts';
import { derive } from '../write/derived.ts';
import { tagsWanted } from '../write/lists.ts';
import { nameless } from '../write/record.ts';
import type { PhoneNumber, ReadPhone, Values } from '../write/values.ts';
import { givenOf } from './given.ts';
import type { ImportRules, Outcome } from './importer.ts';
import { QuickComparison } from './quick-comparison.ts';
import { QuickMatcher } from './quick-match.ts';
import type { Relations } from './relations.ts';

/** Fields that take more than a look: numbers and times of our own, and what a conversion left. */
const CAREFUL: ReadonlySet<string> = new Set([
  'id',
  'created_at',
  'updated_at',
  'converted_at',
  'account_id',
  'contact_id',
  'opp_id',
]);
/** Defaults that fill a lead beside its own columns. */
const BESIDE = ['email', 'other_emails', 'phone', 'other_phones', 'tags', 'custom'];
/** Columns that rows set beside those of their fields. */
const ALSO_SET = ['external_source', 'owner_id', 'status', 'attempts'];

/** What it shares with the importer it works for. */
interface Shared {
  readonly relations: Relations;
  readonly readPhone: ReadPhone;
  /** Values for what a row leaves blank, relations as numbers. */
  readonly defaults: Values;
  /** Every field of the file, empty. */
  readonly blank: Values;
  /** Numbers of the leads that rows of this file made or meant. */
  readonly seen: NumberSet;
}

type Insert = ReturnType<Bulk['insert']>;

/**
 * Takes the rows of leads that mean nobody who is there, or say nothing new, which are nearly all of most files. Where
 * anything else is to be weighed it leaves the row to the importer, whose rules these are.
 */
export class QuickLeads {
  readonly #bulk: Bulk;
  readonly #rules: ImportRules;
  readonly #shared: Shared;
  readonly #matcher: QuickMatcher;
  readonly #comparison: QuickComparison;
  /** Fields of the file that take more than a look. */
  readonly #careful: readonly string[];
  readonly #converting: ReadonlySet<string>;
  readonly #insertEmail: Insert;
  readonly #insertPhone: Insert;
  readonly #insertTag: Insert;
  /** The statement of the lead made last: most rows set the same columns. */
  #insertLead: { readonly columns: readonly string[]; readonly run: Insert } | null = null;

  private constructor(bulk: Bulk, rules: ImportRules, shared: Shared) {
    this.#bulk = bulk;
    this.#rules = rules;
    this.#shared = shared;
    this.#matcher = new QuickMatcher(bulk);
    const set = toColumns(rules.spec, rules.declared, { ...shared.blank, ...shared.defaults }, null);
    this.#comparison = new QuickComparison(bulk, [...new Set([...Object.keys(set), ...ALSO_SET])]);
    this.#careful = rules.fed.filter(({ name }) => CAREFUL.has(name)).map(({ name }) => name);
    const kinds = bulk.read("select lower(name) from lead_status where kind = 'converted'").all([]);
    this.#converting = new Set(['converted', ...kinds.map(([name]) => String(name))]);
    this.#insertEmail = bulk.insert('email', ['lead_id', 'address', 'address_key', 'position']);
    this.#insertPhone = bulk.insert('phone', ['lead_id', 'e164', 'typed', 'bad', 'position']);
    this.#insertTag = bulk.insert('tagging', ['tag', 'lead_id']);
  }

  /** Null where the file, what is wanted of it or the engine is not made for it. */
  static open(tx: Tx, rules: ImportRules, shared: Shared): QuickLeads | null {
    if (rules.spec.noun !== 'lead' || rules.own || rules.onMatch !== 'update') return null;
    if (Object.keys(shared.defaults).some((name) => CAREFUL.has(name))) return null;
    const bulk = tx.bulk();
    return bulk && new QuickLeads(bulk, rules, shared);
  }

  /** Null for a row that is left to the importer; nothing of it is written. */
  take(row: Row): Outcome | null {
    const values = this.#valuesOf(row);
    const derived = values && derive('lead', values as RawRow, nameless(values));
    if (!values || !derived) return null;
    const phones = phonesWanted([], values).map(this.#shared.readPhone);
    const found = this.#matcher.find(values, derived, phones);
    if (found === 'unclear') return null;
    if (found === null) return this.#make(values, phones);
    const said = { columns: this.#columnsOf(values), values, phones };
    const left = this.#defaultsLeft(values);
    if (left === null || !this.#comparison.holds(found, said, left)) return null;
    this.#shared.seen.add(found);
    return { kind: 'unchanged', id: found };
  }

  /** What the row says, its owner as a number; null when it says what takes more than a look. */
  #valuesOf(row: Row): Row | null {
    for (const name of this.#careful) if (row[name] !== null && row[name] !== undefined) return null;
    const { spec, own, origin } = this.#rules;
    const given = givenOf(row, { noun: spec.noun, own, system: origin.system });
    if (given.owner === undefined) return given;
    const number = this.#shared.relations.user(String(given.owner));
    if (number === null) return null;
    delete given.owner;
    given.owner_id = number;
    return given;
  }

  #columnsOf(values: Values): RawRow {
    return toColumns(this.#rules.spec, this.#rules.declared, values, null);
  }

  /** Columns of the defaults for what a row leaves blank; null where they are no columns of a lead alone. */
  #defaultsLeft(values: Values): RawRow | null {
    const left = Object.entries(this.#shared.defaults).filter(([name]) => !(name in values));
    const columns = this.#columnsOf(Object.fromEntries(left));
    return BESIDE.some((name) => name in columns || left.some(([known]) => known === name)) ? null : columns;
  }

  #make(values: Values, phones: readonly PhoneNumber[]): Outcome | null {
    const { blank, defaults, seen, readPhone } = this.#shared;
    const record: Record<string, Value> = { ...blank, ...defaults, ...values };
    record.external_source ??= '';
    const columns = this.#columnsOf(record);
    const { score, status } = columns;
    if (typeof score === 'number' && !(score >= 0 && score <= 100)) return null;
    if (typeof status === 'string' && this.#converting.has(status.toLowerCase())) return null;
    const derived = derive('lead', columns, nameless(record));
    if (!derived) return null;
    const id = this.#insert(Object.assign(columns, derived));
    seen.add(id);
    for (const [position, address] of emailsWanted([], record).entries())
      this.#insertEmail([id, address, emailKey(address), position]);
    const isSame = record.phone === values.phone && record.other_phones === values.other_phones;
    const numbers = isSame ? phones : phonesWanted([], record).map(readPhone);
    for (const [position, { e164, typed }] of distinctPhones(numbers).entries())
      this.#insertPhone([id, e164, typed, 0, position]);
    if (record.tags) for (const tag of tagsWanted(record).values()) this.#insertTag([tag, id]);
    return { kind: 'made', id };
  }

  #insert(columns: RawRow): number {
    const names = Object.keys(columns);
    const last = this.#insertLead?.columns;
    if (last?.length !== names.length || !names.every((name, at) => name === last[at]))
      this.#insertLead = { columns: names, run: this.#bulk.insert('lead', names) };
    return (this.#insertLead as { run: Insert }).run(Object.values(columns) as never);
  }
}
