import { refused } from '../../domain/errors.ts';
import { hasNoMore } from './agreement.ts';
import { isClearlyAnother } from './clash.ts';
import {
  type DecisionContext,
  type DefaultValues,
  type Interpretation,
  NO_TARGET,
  type Target,
} from './decision.ts';
import { HashMap } from './hash-map.ts';
import { contentLookup, type Lookup, lookup, lookupKinds } from './lookups.ts';
import { isMatch, type MatchContext, type MatchCriteria, type MatchStep, narrowMatches } from './match.ts';
import type { RecordPatcher } from './patch-record.ts';
import type { WorkingRecord } from './working-record.ts';

/** What records are found with. */
interface FinderParts {
  readonly matching: MatchContext;
  readonly defaults: DefaultValues;
  /** Tells whether a row says something that a record does not. */
  readonly patcher: RecordPatcher;
}

/** Finds the record of a row: by an id, then the one that has all its values, then by the keys of the noun. */
export class RecordFinder {
  readonly #context: DecisionContext;
  readonly #matching: MatchContext;
  readonly #defaults: DefaultValues;
  readonly #patcher: RecordPatcher;
  /** Records by the cells of the rows without an id that they are of. */
  readonly #ofCells = new HashMap();

  constructor(context: DecisionContext, { matching, defaults, patcher }: FinderParts) {
    this.#context = context;
    this.#matching = matching;
    this.#defaults = defaults;
    this.#patcher = patcher;
  }

  /** Notes the record of a row without an id: rows with the same cells are of the same one. */
  remember({ hash }: Interpretation, id: number): void {
    if (hash !== 0) this.#ofCells.set(hash, id);
  }

  /** Asks at once for all that may find the record of a row: that of a row which makes one is found by nothing. */
  askAll(interpretation: Interpretation): void {
    const { records } = this.#context;
    for (const steps of [interpretation.idSteps, interpretation.keySteps])
      for (const { lookups } of steps) for (const each of lookups) records.ids(each);
    for (const exact of [true, false]) {
      const content = this.#contentLookup(interpretation, exact);
      if (content) records.ids(content);
    }
  }

  /** The record of a row. While it is asked what to read, what it finds counts for nothing. */
  find(interpretation: Interpretation): Target {
    const { records } = this.#context;
    const { criteria, hash } = interpretation;
    const wanted = records.wanted;
    const isAsking = () => records.wanted > wanted;
    const byNumber = this.#findByNumber(interpretation);
    if (byNumber || isAsking()) return byNumber ?? NO_TARGET;
    for (const step of interpretation.idSteps) {
      const [record, ...others] = this.#candidates(step, criteria);
      if (record)
        return others.length === 0
          ? { type: 'one', record }
          : { type: 'several', records: [record, ...others] };
      if (isAsking()) return NO_TARGET;
    }
    const repeated = hash === 0 ? undefined : this.#ofCells.get(hash);
    if (repeated !== undefined) {
      const record = records.record(this.#context.rules.spec.noun, repeated);
      return record ? { type: 'one', record } : NO_TARGET;
    }
    const agreeing = this.#findAgreeing(interpretation, true);
    if (agreeing.type !== 'none' || isAsking()) return agreeing;
    for (const step of interpretation.keySteps) {
      const found = this.#candidates(step, criteria).filter((record) => !this.#isClosed(record));
      if (found.length > 0) return this.#choose(interpretation, found);
      if (isAsking()) return NO_TARGET;
    }
    const loose = this.#findAgreeing(interpretation, false);
    if (loose.type !== 'none' || isAsking()) return loose;
    const named = interpretation.keySteps.find(({ by }) => by === 'name and place');
    const found = named ? this.#candidates({ ...named, by: 'name alone' }, criteria) : NO_RECORDS;
    return found.length > 0 ? this.#choose(interpretation, found) : NO_TARGET;
  }

  /** Of the records that a key finds, the one that has all values of the row, else the only one that fits best. */
  #choose(interpretation: Interpretation, found: readonly WorkingRecord[]): Target {
    const one = (record: WorkingRecord): Target => ({ type: 'one', record });
    const [only, ...others] = found;
    if (only && others.length === 0) return one(only);
    // A row with all values that a record had before earlier rows changed it gives them back.
    const changedBack = found.find((each) => {
      const original = this.#context.records.originalOf(each);
      return original !== null && this.#agrees(original, interpretation);
    });
    if (changedBack) return one(changedBack);
    const agreeing = found.filter((record) => this.#agrees(record, interpretation));
    const [record] = agreeing.filter((each) => this.#hasNoMore(each, interpretation)).concat(agreeing);
    if (record) return one(record);
    const narrowed = narrowMatches(this.#context.rules.spec, interpretation.criteria, found);
    const [best, ...more] = narrowed;
    return best && more.length === 0 ? one(best) : { type: 'several', records: narrowed };
  }

  /** The records that a step finds and that can be the row's, the oldest first. */
  #candidates({ by, lookups }: MatchStep, criteria: MatchCriteria): readonly WorkingRecord[] {
    let found: WorkingRecord[] = NO_RECORDS;
    for (const each of lookups)
      for (const record of this.#context.records.find(each)) {
        // The database may not know yet that a record has another value now.
        if (by === 'chosen field' && !hasKey(each, record)) continue;
        if (!found.includes(record) && isMatch(this.#matching, criteria, record, by))
          found = [...found, record];
      }
    return found.length < 2 ? found : found.toSorted((one, other) => one.id - other.id);
  }

  /**
   * The record with our own number. A row of our own export means the record that has its creation time too; any other
   * number has to be one of ours. Throws `refused`.
   */
  #findByNumber({ criteria }: Interpretation): Target | null {
    const { records, rules } = this.#context;
    const { noun } = rules.spec;
    const { id, created_at: createdAt } = criteria.values;
    if (typeof id !== 'number' || rules.match === 'none') return null;
    const wanted = records.wanted;
    const record = records.record(noun, id);
    if (record && createdAt === record.row.created_at) return { type: 'one', record };
    if (rules.own || typeof createdAt === 'string') return null;
    if (record) {
      if (rules.match !== 'id' && isClearlyAnother(rules.spec, criteria, record))
        throw refused(`${noun} ${id} is "${record.row.name}", another ${noun}`, {
          code: 'number-of-another',
        });
      return { type: 'one', record };
    }
    const [survivor] =
      records.wanted > wanted || !records.hasFormer(noun)
        ? []
        : records.find(lookup(lookupKinds(noun)['former number'], id));
    if (survivor) return { type: 'one', record: survivor };
    if (records.wanted > wanted) return null;
    throw refused(`no ${noun} ${id}`, { code: 'unknown-number' });
  }

  /**
   * An existing record that has all values of the row: `exact` ones have no more. Of those that have more there must be
   * one, of no other row.
   */
  #findAgreeing(interpretation: Interpretation, exact: boolean): Target {
    const { records, rules, seen } = this.#context;
    const content = this.#contentLookup(interpretation, exact);
    if (!content) return NO_TARGET;
    const fitting: WorkingRecord[] = [];
    let taken: WorkingRecord | null = null;
    for (const id of records.ids(content)) {
      const record = records.record(rules.spec.noun, id);
      if (!record || records.isNew(rules.spec.noun, id)) continue;
      // A merged record has more than one row; of our own export each row is a record.
      const isFree = !seen.has(id) || (record.isMerged && !rules.own);
      if ((!isFree && (!exact || rules.own)) || !this.#agrees(record, interpretation)) continue;
      if (!exact) fitting.push(record);
      else if (!this.#hasNoMore(record, interpretation)) continue;
      else if (isFree) return { type: 'one', record };
      else taken ??= record;
    }
    // Another row that leaves blank what is filled in anyway took it: both say the same.
    if (taken) return { type: 'one', record: taken };
    const [record, ...others] = fitting;
    if (!record) return NO_TARGET;
    return others.length === 0
      ? { type: 'one', record, isLoose: true }
      : { type: 'several', records: fitting };
  }

  /** What finds the existing records with the values of a row; null where nothing does. */
  #contentLookup(interpretation: Interpretation, exact: boolean): Lookup | null {
    const { records, rules } = this.#context;
    const { criteria, keySteps: keys } = interpretation;
    if (records.startsEmpty || rules.match === 'none' || rules.match === 'id') return null;
    const { newAccount, values } = criteria;
    const computed = criteria.computed ?? criteria.calledSo;
    if (!computed || newAccount) return null;
    if (exact) {
      if (interpretation.exactLookup === undefined)
        interpretation.exactLookup = contentLookup(
          rules.spec,
          { ...this.#defaults.values, ...values },
          computed,
          true,
        );
      return interpretation.exactLookup;
    }
    // An address or a number that nobody has tells that nobody has all values.
    const hasAddress = keys.some(({ by }) => by === 'e-mail' || by === 'profile' || by === 'phone');
    return hasAddress ? null : contentLookup(rules.spec, values, computed, false);
  }

  /** Whether a record has all values of a row; an id that it lacks is no difference. */
  #agrees(record: WorkingRecord, interpretation: Interpretation): boolean {
    const { values, externalSource } = interpretation.criteria;
    const { external_id: id, external_source: source } = record.row;
    if (typeof values.external_id === 'string' && id !== null)
      if (id !== values.external_id || source !== externalSource) return false;
    const patch = this.#patcher.patch(record, interpretation, false, false);
    if (patch === null) return true;
    for (const name in patch) if (name !== 'external_id' && name !== 'external_source') return false;
    return true;
  }

  #hasNoMore(record: WorkingRecord, { source, criteria: { values } }: Interpretation): boolean {
    const { rules, writer } = this.#context;
    const columnDefaults = writer.defaultsOf(rules.spec.noun);
    const context = {
      spec: rules.spec,
      declared: rules.declared,
      columnDefaults,
      defaults: this.#defaults.values,
    };
    return hasNoMore(context, record, source.row, values);
  }

  /** Whether a record is a closed deal, which no row without an id changes. */
  #isClosed({ row }: WorkingRecord): boolean {
    const { stages } = this.#context;
    return stages !== null && stages.stage(row.stage_id as number).kind !== 'open';
  }
}

const NO_RECORDS: WorkingRecord[] = [];

function hasKey({ kind, text }: Lookup, record: WorkingRecord): boolean {
  return kind.keysOf?.(record).includes(text) ?? true;
}
