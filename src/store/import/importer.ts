import { conflict, refused, usage } from '../../domain/errors.ts';
import type { Row, Value } from '../../domain/field.ts';
import { IdSet } from '../id-set.ts';
import { inheritRelations } from '../inherit-relations.ts';
import { STATUS_DEPENDENT_FIELDS } from '../merge/record-values.ts';
import type { ProgressCallback } from '../progress.ts';
import { type RawRow, sql } from '../sql.ts';
import type { Tx } from '../tx.ts';
import { changedColumns, fallbackName, insertRecord, newColumns, updateRecord } from '../write/record.ts';
import type { ReadPhone, Values, WriteEnv } from '../write/values.ts';
import { rejectClash } from './clash.ts';
import { conversionOf, isConverted, rejectUnlinkedConversion } from './converted.ts';
import { DeferredAccounts } from './deferred-accounts.ts';
import { LeadFastPath } from './fast-path/leads.ts';
import type { MatchableLead, ParsedLead } from './fast-path/matchable-lead.ts';
import { type MatchCriteria, Matcher } from './match.ts';
import { replaceName } from './names.ts';
import { isOwnParent, isPerson, normalizeRow, withoutBlanks } from './normalize-row.ts';
import { patchOf } from './patch.ts';
import { notThere, wayOut, withoutRelations } from './relation-fields.ts';
import { type Links, Relations } from './relations.ts';
import { keepFormerName } from './renamed.ts';
import type { ImportRow, ImportRules, RowOutcome } from './rules.ts';
import { StageResolver } from './stage-resolver.ts';

/** Fields that get a value of their own where a row leaves them blank. */
const BEGUN: ReadonlySet<string> = new Set([
  'id',
  'kind',
  'status',
  'priority',
  'attempts',
  'disposition',
  'created_at',
  'updated_at',
]);

/** Fields that a record is known by. */
const NAMED_BY = ['name', 'first_name', 'last_name', 'company', 'email', 'phone', 'account_id'];

/** Takes the rows of a file one by one, inside one transaction. */
export class Importer {
  readonly #tx: Tx;
  readonly #rules: ImportRules;
  readonly #env: WriteEnv;
  readonly #relations: Relations;
  readonly #placement: StageResolver | null;
  readonly #matcher: Matcher;
  /** Defaults that are no relations, and those that are. */
  readonly #defaults: Values;
  /** A new record begins with every field of the file empty, so that all rows are the same statement. */
  readonly #blank: Values;
  readonly #seen: IdSet;
  readonly #quick: LeadFastPath | null;
  readonly #waiting = new DeferredAccounts();
  #unordered = false;

  private constructor(
    tx: Tx,
    rules: ImportRules,
    env: WriteEnv,
    relations: Relations,
    placement: StageResolver | null,
    defaults: Values,
    readPhone: ReadPhone | undefined,
  ) {
    this.#tx = tx;
    this.#rules = rules;
    this.#env = env;
    this.#relations = relations;
    this.#placement = placement;
    this.#seen = rules.seen ?? new IdSet();
    this.#matcher = new Matcher(tx, rules.spec.noun, env, rules.own, this.#seen, () => this.#quick?.finder);
    this.#defaults = defaults;
    this.#blank = Object.fromEntries(
      rules.fed
        .filter(({ type, name }) => type !== 'ref' && type !== 'money' && !BEGUN.has(name))
        .map(({ name }) => [name, null]),
    );
    this.#quick =
      readPhone === undefined
        ? null
        : LeadFastPath.open(tx, rules, {
            relations,
            readPhone,
            defaults,
            blank: this.#blank,
            seen: this.#seen,
          });
  }

  /** Throws `usage` for a default whose relation is not there. */
  static async open(tx: Tx, rules: ImportRules, phones: WriteEnv): Promise<Importer> {
    const env: WriteEnv = { readPhone: phones.readPhone, declared: rules.declared };
    const reader = await phones.phoneReader?.();
    const relations = await Relations.open(tx, rules.spec, env, rules.origin);
    const placement = rules.spec.noun === 'opp' ? await StageResolver.open(tx) : null;
    const given = withoutBlanks(rules.defaults);
    const { numbers, missing } = await relations.find(given);
    for (const one of missing) {
      if (!rules.create.has(one.field.name)) throw usage(`--default: ${notThere(one.field, one.text)}`);
      await relations.make(one, numbers);
    }
    const defaults = { ...withoutRelations(given, rules.spec), ...numbers };
    return new Importer(tx, rules, env, relations, placement, defaults, reader?.read);
  }

  /**
   * Takes a row at once where that is all there is to it: it means nobody that is there, or says nothing new. Null for
   * any other row, of which nothing is written: `take` takes it, and would have taken these as well, to the same end.
   */
  tryFast({ row, foreign = [] }: ImportRow): RowOutcome | null {
    return foreign.length > 0 ? null : (this.#quick?.take(row) ?? null);
  }

  /** The same for a row that is read already, and prepared where that was wanted. */
  tryFastParsed(lead: ParsedLead | MatchableLead): RowOutcome | null {
    return this.#quick?.takeSaid(lead) ?? null;
  }

  /** Whether rows may come read. */
  get takesSaid(): boolean {
    return this.#quick !== null;
  }

  /** Whether leads are better prepared as well. */
  get wantsPrepared(): boolean {
    return this.#quick?.wantsPrepared ?? false;
  }

  /** Does what can be done while further rows are read; to be called now and then. */
  async indexPending(): Promise<void> {
    await this.#quick?.index();
  }

  /**
   * When no more rows are taken at once: has their records be there, and the database as it was. `between` is told how
   * many of all indexes are made.
   */
  async settle(between: ProgressCallback): Promise<void> {
    await this.#quick?.settle(between);
  }

  /**
   * Makes or changes the record that a row means. `last` says that no more rows follow. Throws a CrmError for a row
   * that cannot be taken; nothing of it is written then.
   */
  async process(taken: ImportRow, last = false): Promise<RowOutcome> {
    this.#quick?.ready(taken);
    const outcome = await this.#processRow(taken, last);
    if (outcome.kind === 'made' || outcome.kind === 'changed') this.#quick?.learn(outcome.id);
    return outcome;
  }

  async #processRow({ row, foreign = [] }: ImportRow, last: boolean): Promise<RowOutcome> {
    const { spec, own, onMatch } = this.#rules;
    const given = normalizeRow(row, { noun: spec.noun, own, system: this.#rules.origin.system });
    if (isOwnParent(given, foreign)) throw refused('parent: an account cannot belong to itself');
    const links = await this.#relations.find(given, foreign);
    if (!last && this.#waits(given, links)) return { kind: 'later' };
    for (const { field, text, externalId } of links.missing) {
      if (!this.#rules.create.has(field.name))
        throw refused(notThere(field, text, externalId), ...wayOut(field));
    }
    let values: Values = { ...withoutRelations(given, spec), ...links.numbers };
    if (!own) values = withoutBlanks(await inheritRelations(this.#tx, spec.noun, values));
    const sought: MatchCriteria = {
      values,
      derived: spec.naming.compute(values as RawRow, fallbackName(values)),
      externalSource: (values.external_source as string | undefined) ?? '',
      newAccount: links.missing.some(({ field }) => field.name === 'account'),
    };
    const found = await this.#matcher.find(sought);
    const meant = found.filter((row) => this.#seen.has(row.id as number));
    const [before, ...others] = meant.length === 1 ? meant : found;
    if (!before) return this.#make(values, given, links);
    if (onMatch === 'fail') throw conflict(`${spec.noun} ${before.id} exists`);
    if (others.length > 0) return this.#same(found, values, given);
    const again = this.#seen.has(before.id as number);
    if (again) await rejectClash(this.#tx, spec.noun, sought, before);
    const fills = again || (await this.#matcher.isAboutMergedAway(sought, before));
    return this.#change(before, values, given, links, fills);
  }

  /** By relation, how many further records rows name by their ids that the noun has no place for. */
  get placeless(): ReadonlyMap<string, number> {
    return this.#relations.placeless;
  }

  /**
   * Begins another round of the rows that wait. `unordered` ones do not let each other go first, unless parents are made:
   * then the first of them can be taken in the end.
   */
  nextRound(unordered: boolean): void {
    this.#waiting.clear();
    this.#unordered = unordered && !this.#rules.create.has('parent');
  }

  /** Whether a row names a record of its own kind that is not there, or means the same as one that waits. */
  #waits(given: Row, { missing }: Links): boolean {
    const { own, spec } = this.#rules;
    const { noun } = spec;
    const isAccount = noun === 'account' && !own && !this.#unordered;
    const waits =
      missing.some(({ field }) => field.target === noun) || (isAccount && this.#waiting.mayBe(given));
    if (waits && isAccount) this.#waiting.add(given);
    return waits;
  }

  async #make(values: Values, given: Row, links: Links): Promise<RowOutcome> {
    const { spec, defaults } = this.#rules;
    const { noun } = spec;
    const record: Record<string, Value> = { ...this.#blank, ...this.#defaults, ...values };
    if (typeof record.id === 'number' && !(await this.#isFree(record.id, record))) delete record.id;
    if (noun === 'lead') {
      if (!this.#rules.own)
        Object.assign(record, (await conversionOf(this.#tx, record)) ?? { converted_at: null });
      rejectUnlinkedConversion(record);
    }
    if (noun === 'activity') record.at ??= this.#tx.now;
    await this.#provide(record, { ...defaults, ...given }, null);
    this.#placement?.assignStage(record, { ...defaults, ...given }, null, this.#rules.currency);
    record.external_source ??= '';
    // What a row is refused for has to show before anything is made for it.
    if (links.missing.length > 0) await newColumns(this.#tx, spec, record, this.#env);
    for (const one of links.missing) await this.#relations.make(one, record);
    const id = await insertRecord(this.#tx, noun, record, this.#env);
    this.#seen.add(id);
    return { kind: 'made', id };
  }

  /** `again`: the record has been spoken of already, so that this row only fills what is blank. */
  async #change(
    before: RawRow,
    values: Values,
    given: Row,
    links: Links,
    again: boolean,
  ): Promise<RowOutcome> {
    const { spec, onMatch, own } = this.#rules;
    const id = before.id as number;
    this.#seen.add(id);
    if (onMatch === 'skip' || isConverted(before)) return { kind: 'left', id };
    const became = spec.noun === 'lead' && !own ? await conversionOf(this.#tx, values) : null;
    let patch = withConversion(await this.#patch(before, values, given, again), became);
    if (patch?.status && spec.noun === 'lead' && !became)
      rejectUnlinkedConversion({ ...patch, converted_at: null });
    const missing = links.missing.filter(
      ({ field }) => !(again && typeof before[`${field.name}_id`] === 'number'),
    );
    if (missing.length > 0) {
      if (patch) await changedColumns(this.#tx, spec, before, patch, this.#env);
      const made: Record<string, Value> = { ...values };
      for (const one of missing) await this.#relations.make(one, made);
      patch = withConversion(await this.#patch(before, made, given, again), became);
    }
    if (!patch) return { kind: 'unchanged', id };
    // A person without a name of their own keeps the one they are called by.
    const called = isPerson(spec.noun) ? { name: before.name as string } : {};
    await updateRecord(this.#tx, spec.noun, id, { ...called, ...patch }, this.#env);
    if (NAMED_BY.some((name) => name in patch)) await this.#keepName(before);
    return { kind: 'changed', id, fields: Object.keys(patch) };
  }

  async #keepName(before: RawRow): Promise<void> {
    const name = await keepFormerName(this.#tx, this.#rules.spec.noun, before);
    if (!name) return;
    this.#matcher.renamed();
    this.#quick?.renamed(name);
  }

  /** Several records fit: fine when one of them holds all the row says. */
  async #same(found: readonly RawRow[], values: Values, given: Row): Promise<RowOutcome> {
    for (const before of found) {
      const id = before.id as number;
      if ((await this.#patch(before, values, given, false)) === null) {
        this.#seen.add(id);
        return { kind: 'unchanged', id };
      }
    }
    const ids = found.slice(0, 3).map(({ id }) => id);
    throw refused(
      `matches several ${this.#rules.spec.plural}: ${ids.join(', ')}${found.length > ids.length ? ' and more' : ''}`,
    );
  }

  /**
   * What is to change. Of several rows that mean one record the first counts; the others, like defaults, only fill
   * what is blank: so the same file twice ends the same.
   */
  async #patch(before: RawRow, values: Values, given: Row, again: boolean): Promise<Values | null> {
    const env = { ...this.#env, spec: this.#rules.spec, declared: this.#rules.declared };
    const wanted: Record<string, Value> = { ...values };
    if (typeof given.name === 'string') replaceName(wanted, before);
    if (!again) await this.#provide({ ...before, ...wanted }, given, before);
    this.#placement?.assignStage(wanted, again ? {} : given, before, this.#rules.currency);
    // The stage or status says these: one that stays as it is has no use for those of another.
    if (again) for (const name of STATUS_DEPENDENT_FIELDS) delete wanted[name];
    const patch = await patchOf(this.#tx, before, wanted, env, again);
    const left = Object.entries(this.#defaults).filter(([name]) => !(name in values));
    if (left.length === 0) return patch;
    const filled = await patchOf(this.#tx, before, Object.fromEntries(left), env, true);
    return patch || filled ? { ...filled, ...patch } : null;
  }

  /** Makes the stage that a row names, where that is wanted and nothing else is wrong with the row. */
  async #provide(record: Values, given: Row, before: RawRow | null): Promise<void> {
    const { create, spec } = this.#rules;
    if (!this.#placement || !(create.has('stage') || create.has('pipeline'))) return;
    const make = this.#placement.missingStage(given, before, create);
    if (!make) return;
    if (!before) await newColumns(this.#tx, spec, record, this.#env);
    await make();
  }

  /** Only with the time it was made at is a number one of ours. */
  async #isFree(id: number, { created_at }: Values): Promise<boolean> {
    if (typeof created_at !== 'string' || id < 1) return false;
    const rows = await sql<{
      id: number;
    }>`select id from ${sql.ref(this.#rules.spec.noun)} where id = ${id}`.all(this.#tx);
    return rows.length === 0;
  }
}

function withConversion(patch: Values | null, became: Values | null): Values | null {
  return became ? { ...patch, ...became } : patch;
}
