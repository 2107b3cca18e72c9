import type { Row } from '../../domain/field.ts';
import type { RawRow } from '../engine.ts';
import type { FormerKey } from '../merge/former.ts';
import type { NumberSet } from '../number-set.ts';
import type { Bulk, Tx } from '../tx.ts';
import { phonesWanted } from '../write/addresses.ts';
import { toColumns } from '../write/columns.ts';
import { derive } from '../write/derived.ts';
import { nameless } from '../write/record.ts';
import type { PhoneNumber, ReadPhone, Values } from '../write/values.ts';
import { givenOf } from './given.ts';
import type { Key } from './key-set.ts';
import { KnownLeads } from './known-leads.ts';
import { keysOf } from './lead-keys.ts';
import { QuickComparison } from './quick-comparison.ts';
import { type NewLead, QuickLeadWriter } from './quick-lead.ts';
import { QuickMatcher } from './quick-match.ts';
import type { Relations } from './relations.ts';
import type { ImportRules, Outcome } from './rules.ts';

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
/** Columns that are not among those of blank fields, by the field that sets them. */
const ALSO_SET: Readonly<Record<string, readonly string[]>> = {
  name: ['first_name', 'last_name'],
  external_id: ['external_source'],
  owner: ['owner_id'],
  status: ['status'],
  attempts: ['attempts'],
};

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

const LARGEST_SCORE = 100;

/**
 * Takes the rows of leads that mean nobody who is there, or say nothing new, which are nearly all of most files. Where
 * anything else is to be weighed it leaves the row to the importer, whose rules these are.
 */
export class QuickLeads {
  readonly #rules: ImportRules;
  readonly #shared: Shared;
  readonly #matcher: QuickMatcher;
  readonly #comparison: QuickComparison;
  /** Fields of the file that take more than a look. */
  readonly #careful: readonly string[];
  readonly #converting: ReadonlySet<string>;
  readonly #hasDefaults: boolean;
  readonly #known: KnownLeads;
  readonly #writer: QuickLeadWriter;

  private constructor(bulk: Bulk, rules: ImportRules, shared: Shared) {
    this.#rules = rules;
    this.#shared = shared;
    const set = toColumns(rules.spec, rules.declared, { ...shared.blank, ...shared.defaults }, null);
    const also = rules.fed.flatMap(({ name }) => ALSO_SET[name] ?? []);
    const columns = [...new Set([...Object.keys(set), ...also])];
    this.#comparison = new QuickComparison(bulk, columns);
    this.#known = new KnownLeads(bulk, rules.many);
    this.#matcher = new QuickMatcher(bulk, this.#known);
    this.#writer = new QuickLeadWriter(bulk, rules, columns, this.#known);
    bulk.beforeEnd(() => this.settle());
    this.#hasDefaults = Object.keys(shared.defaults).length > 0;
    this.#careful = rules.fed.filter(({ name }) => CAREFUL.has(name)).map(({ name }) => name);
    const kinds = bulk.read("select lower(name) from lead_status where kind = 'converted'").all([]);
    this.#converting = new Set(['converted', ...kinds.map(([name]) => String(name))]);
  }

  /** A lead was given another name: rows may mean it by the one it had. */
  renamed(name: FormerKey): void {
    this.#matcher.renamed(name);
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
    if (!values) return null;
    const phones = phonesWanted([], values).map(this.#shared.readPhone);
    const same = this.#matcher.withId(values);
    if (same !== null) return this.#holds(same, values, phones);
    const derived = derive('lead', values as RawRow, nameless(values));
    if (!derived) return null;
    const keys = keysOf(values, derived, phones);
    if (!this.#known.isNone(keys) && this.#writer.isWaiting(keys)) this.#writer.flush();
    const found = this.#matcher.find({ values, derived, phones, keys });
    if (found === 'unclear') return null;
    if (found === null) return this.#make({ values, derived, phones }, keys);
    return this.#holds(found, values, phones);
  }

  /** What becomes of a row that means a lead and says nothing new of it; null when it does. */
  #holds(id: number, values: Values, phones: readonly PhoneNumber[]): Outcome | null {
    const said = { columns: this.#columnsOf(values), values, phones };
    const left = this.#defaultsLeft(values);
    if (left === null || !this.#comparison.holds(id, said, left)) return null;
    this.#shared.seen.add(id);
    return { kind: 'unchanged', id };
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
    if (!this.#hasDefaults) return {};
    const left = Object.entries(this.#shared.defaults).filter(([name]) => !(name in values));
    const columns = this.#columnsOf(Object.fromEntries(left));
    return BESIDE.some((name) => name in columns || left.some(([known]) => known === name)) ? null : columns;
  }

  #make(lead: NewLead, keys: readonly Key[]): Outcome | null {
    const { defaults, seen } = this.#shared;
    const whole = this.#hasDefaults ? this.#filled(lead.values, defaults) : lead;
    if (!whole) return null;
    const { score, status } = whole.values;
    if (typeof score === 'number' && !(score >= 0 && score <= LARGEST_SCORE)) return null;
    if (typeof status === 'string' && this.#converting.has(status.toLowerCase())) return null;
    const { values, derived, phones } = whole;
    const id = this.#writer.add(whole, whole === lead ? keys : keysOf(values, derived, phones));
    seen.add(id);
    return { kind: 'made', id };
  }

  /** A lead with the defaults for what its row leaves blank. */
  #filled(given: Values, defaults: Values): NewLead | null {
    const values = { ...defaults, ...given };
    const derived = derive('lead', values as RawRow, nameless(values));
    return derived && { values, derived, phones: phonesWanted([], values).map(this.#shared.readPhone) };
  }

  /** Before rows are weighed: has those written that were made and wait. */
  flush(): void {
    this.#writer.flush();
  }

  /** Before leads are looked up by name. */
  readyByName(): void {
    this.#known.readyByName();
  }

  /** Takes note of a lead that was made or changed by weighing a row. */
  learn(id: number): void {
    this.#known.learn(id);
  }

  /** When all rows are taken: leaves everything as it is without it. */
  settle(): void {
    this.#writer.flush();
    this.#known.settle();
  }
}
