import type { Row } from '../../../domain/field.ts';
import type { IdSet } from '../../id-set.ts';
import type { FormerIdentity } from '../../merge/former-identities.ts';
import { noProgress, type ProgressCallback } from '../../progress.ts';
import type { RawRow } from '../../sql.ts';
import type { Bulk, Tx } from '../../tx.ts';
import { toColumns } from '../../write/columns.ts';
import type { PhoneNumber, ReadPhone, Values } from '../../write/values.ts';
import { LeadFinder } from '../lead-finder.ts';
import { LeadKeyIndex } from '../lead-key-index.ts';
import type { Relations } from '../relations.ts';
import type { ImportRow, ImportRules, RowOutcome } from '../rules.ts';
import { FastLeadComparison } from './comparison.ts';
import { FastLeadWriter } from './lead-writer.ts';
import { FULL_PATH_FIELDS, LeadPreparer, type MatchableLead, type ParsedLead } from './matchable-lead.ts';
import { FastLeadMatcher } from './matcher.ts';

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
  readonly seen: IdSet;
}

const LARGEST_SCORE = 100;

/** Of about so many rows is known how they were found. */
const RECENT = 256;
const MOST = 0.5;

/** So many new leads are indexed at once. */
const INDEXED = 10_000;

/**
 * Takes the rows of leads that mean nobody who is there, or say nothing new, which are nearly all of most files. Where
 * anything else is to be weighed it leaves the row to the importer, whose rules these are.
 */
export class LeadFastPath {
  readonly #rules: ImportRules;
  readonly #shared: Shared;
  readonly #matcher: FastLeadMatcher;
  readonly #comparison: FastLeadComparison;
  readonly #preparer: LeadPreparer;
  readonly #converting: ReadonlySet<string>;
  readonly #hasDefaults: boolean;
  readonly #known: LeadKeyIndex;
  readonly finder: LeadFinder;
  readonly #writer: FastLeadWriter;
  readonly #tx: Tx;
  #unindexed = 0;
  /** Part of the rows of late whose lead was found by its id. */
  #byId = 0;

  private constructor(tx: Tx, bulk: Bulk, rules: ImportRules, shared: Shared) {
    this.#tx = tx;
    this.#rules = rules;
    this.#shared = shared;
    const set = toColumns(rules.spec, rules.declared, { ...shared.blank, ...shared.defaults }, null);
    const also = rules.fed.flatMap(({ name }) => ALSO_SET[name] ?? []);
    const columns = [...new Set([...Object.keys(set), ...also])];
    this.#comparison = new FastLeadComparison(bulk, columns);
    this.#known = new LeadKeyIndex(bulk, rules.many);
    this.finder = new LeadFinder(bulk, this.#known);
    this.#matcher = new FastLeadMatcher(bulk, this.#known, this.finder);
    this.#writer = new FastLeadWriter(bulk, rules, columns, this.#known);
    bulk.onBeforeCommit(() => this.settle(noProgress));
    this.#hasDefaults = Object.keys(shared.defaults).length > 0;
    const { fed, origin } = rules;
    this.#preparer = new LeadPreparer({ fed, system: origin.system, readPhone: shared.readPhone });
    const kinds = bulk.read("select lower(name) from lead_status where kind = 'converted'").all([]);
    this.#converting = new Set(['converted', ...kinds.map(([name]) => String(name))]);
  }

  /** A lead was given another name: rows may mean it by the one it had. */
  renamed(name: FormerIdentity): void {
    this.#matcher.renamed(name);
  }

  /** Null where the file, what is wanted of it or the engine is not made for it. */
  static open(tx: Tx, rules: ImportRules, shared: Shared): LeadFastPath | null {
    if (rules.spec.noun !== 'lead' || rules.own || rules.onMatch !== 'update') return null;
    if (Object.keys(shared.defaults).some((name) => FULL_PATH_FIELDS.has(name))) return null;
    const bulk = tx.bulk();
    return bulk && new LeadFastPath(tx, bulk, rules, shared);
  }

  /** Null for a row that is left to the importer; nothing of it is written. */
  take(row: Row): RowOutcome | null {
    const said = this.#preparer.said(row);
    return said && this.takeSaid(said);
  }

  /** The same for a row that is read already, and prepared where that was wanted. */
  takeSaid(lead: ParsedLead | MatchableLead): RowOutcome | null {
    const values = this.#owned(lead.values);
    if (!values) return null;
    const same = this.#matcher.withId(values);
    this.#byId += ((same === null ? 0 : 1) - this.#byId) / RECENT;
    if (same !== null) return this.#holds(same, values, lead.phones);
    const whole = 'keys' in lead ? { ...lead, values } : this.#preparer.lead(values, lead.phones);
    return whole && this.#place(whole);
  }

  /** Whether leads are to come prepared: most rows of late were not those of leads that are known by an id. */
  get wantsPrepared(): boolean {
    return this.#byId < MOST;
  }

  /** Finds the lead a row means, or makes it. */
  #place(lead: MatchableLead): RowOutcome | null {
    const { values, phones, keys } = lead;
    if (!this.#known.hasNone(keys) && this.#writer.isWaiting(keys)) this.#writer.flush();
    const found = this.#matcher.find(lead);
    if (found === 'unclear') return null;
    return found === null ? this.#make(lead) : this.#holds(found, values, phones);
  }

  /** What becomes of a row that means a lead and says nothing new of it; null when it does. */
  #holds(id: number, values: Values, phones: readonly PhoneNumber[]): RowOutcome | null {
    const said = { columns: this.#columnsOf(values), values, phones };
    const left = this.#defaultsLeft(values);
    if (left === null || !this.#comparison.holds(id, said, left)) return null;
    this.#shared.seen.add(id);
    return { kind: 'unchanged', id };
  }

  /** The owner by number; null when it is nobody who is known. */
  #owned(given: Row): Row | null {
    if (given.owner === undefined) return given;
    const { owner, ...values } = given;
    const number = this.#shared.relations.user(String(owner));
    return number === null ? null : { ...values, owner_id: number };
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

  #make(lead: MatchableLead): RowOutcome | null {
    const { defaults, seen } = this.#shared;
    const whole = this.#hasDefaults ? this.#filled(lead.values, defaults) : lead;
    if (!whole) return null;
    const { score, status } = whole.values;
    if (typeof score === 'number' && !(score >= 0 && score <= LARGEST_SCORE)) return null;
    if (typeof status === 'string' && this.#converting.has(status.toLowerCase())) return null;
    const id = this.#writer.add(whole);
    seen.add(id);
    this.#unindexed++;
    return { kind: 'made', id };
  }

  /** A lead with the defaults for what its row leaves blank. */
  #filled(given: Row, defaults: Values): MatchableLead | null {
    const values = { ...defaults, ...given };
    return this.#preparer.lead(values, this.#preparer.phones(values));
  }

  /**
   * Before a row is weighed: has those written that were made and wait. Where it names anybody but its lead, or says that
   * it became somebody, has these found as well.
   */
  ready({ row, foreign = [] }: ImportRow): void {
    this.#writer.flush();
    const status = row.status ?? this.#shared.defaults.status;
    const isConverting = typeof status === 'string' && this.#converting.has(status.toLowerCase());
    if (isConverting || foreign.length > 0 || !this.#preparer.isPlain(row)) this.#known.restoreIndexes();
  }

  /** Takes note of a lead that was made or changed by weighing a row. */
  learn(id: number): void {
    this.#known.learn(id);
  }

  /** Now and then: has search find the many leads that were made, while others are read. */
  async index(): Promise<void> {
    if (this.#unindexed < INDEXED) return;
    this.#writer.flush();
    this.#unindexed = 0;
    await this.#tx.indexCreated();
  }

  /** When all rows are taken: leaves everything as it is without it. */
  async settle(between: ProgressCallback): Promise<void> {
    this.#writer.flush();
    await this.#known.settle(between);
  }
}
