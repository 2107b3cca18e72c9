import { conflict, refused, usage } from '../../domain/errors.ts';
import type { Field, Noun, Row, Value } from '../../domain/field.ts';
import { companyKey, personKey } from '../../domain/matching.ts';
import type { Phone } from '../../domain/phones/phone.ts';
import { hasField, isOfPeople, type NounDefinition } from '../../nouns/definition.ts';
import type { Nouns } from '../../nouns/nouns.ts';
import { rejectSelf } from '../../nouns/shared/list-rows.ts';
import type { FollowingRow, RuleFacts, WrittenRecord } from '../../nouns/shared/rules.ts';
import type { IdSet } from '../id-set.ts';
import { withRelationsOf } from '../inherit-relations.ts';
import { identitiesOf } from '../merge/former-identities.ts';
import type { Bound, RawRow } from '../sql.ts';
import { toColumns } from '../write/columns.ts';
import { phoneCountry } from '../write/phones.ts';
import { completeChange, completeNew, fallbackName } from '../write/record.ts';
import type { ReadPhones, Values } from '../write/values.ts';
import { hasNoMore } from './agreement.ts';
import { AssertedFields } from './asserted-fields.ts';
import { isClearlyAnother, rejectClash } from './clash.ts';
import { conversionOf, isConverted, rejectUnlinkedConversion } from './converted.ts';
import { DeferredAccounts } from './deferred-accounts.ts';
import { HashMap } from './hash-map.ts';
import { ImportNotes } from './import-notes.ts';
import { LaterFields } from './later-fields.ts';
import { contentLookup, fieldKind, type Lookup, lookup, lookupKinds, textOf } from './lookups.ts';
import {
  formerLookups,
  idSteps,
  isAboutMergedAway,
  isMatch,
  keySteps,
  keysNameRelations,
  type MatchContext,
  type MatchCriteria,
  type MatchStep,
  narrowMatches,
  texts,
} from './match.ts';
import { replaceName } from './names.ts';
import { amountWithCurrency, isOwnParent, normalizeRow, withoutBlanks } from './normalize-row.ts';
import { patchOf } from './patch.ts';
import type { PicklistResolver } from './picklist-resolver.ts';
import { newPartsOf, partsOf } from './record-parts.ts';
import type { RecordWriter } from './record-writer.ts';
import { isNamed, notThere, relationNames, wayOut, without } from './relation-fields.ts';
import type { Links, Relations } from './relations.ts';
import type { ImportRow, ImportRules, RowOutcome } from './rules.ts';
import type { StageResolver } from './stage-resolver.ts';
import { TextHasher } from './text-hash.ts';
import { UniqueFields } from './unique-fields.ts';
import type { WorkingRecord } from './working-record.ts';
import { type Draft, emptyDraft, NotReady, type WorkingSet } from './working-set.ts';

const NO_PHONES: readonly Phone[] = [];

/** Fields that identify a record. */
const NAMED_BY = ['name', 'first_name', 'last_name', 'company', 'email', 'phone', 'account_id'];

/** What becomes of a row, and what it creates and changes. */
export interface Decision {
  readonly outcome: RowOutcome;
  readonly draft: Draft;
}

/** What rows are decided by. */
export interface DecisionContext {
  readonly nouns: Nouns;
  readonly rules: ImportRules;
  readonly records: WorkingSet;
  readonly writer: Pick<RecordWriter, 'nextId' | 'defaultsOf'>;
  readonly relations: Relations;
  readonly picklists: PicklistResolver;
  /** Where deals can stand; null for another noun. */
  readonly stages: StageResolver | null;
  readonly facts: RuleFacts;
  readonly readPhones: ReadPhones;
  /** What the status of converted leads is called. */
  readonly convertedStatus: string;
  /** Numbers of the records that rows of this import made or meant. */
  readonly seen: IdSet;
  /** Stores changes of existing records that wait for the end of the file. */
  storeHeld(): Promise<void>;
}

/** A row on its way, with what is known of it so far. */
export interface PendingRow {
  readonly source: ImportRow;
  given?: Row;
  /** What it says whatever becomes of other rows. */
  meaning?: OwnMeaning;
  /** Kept where no other row of the batch can change it. */
  understood?: Understood;
}

/** What a row says by itself, without the records that it names. */
interface OwnMeaning extends Pick<MatchCriteria, 'phones' | 'computed' | 'externalSource'> {
  readonly values: Values;
  /** See `Understood`. */
  readonly idSteps: readonly MatchStep[];
  readonly hash: number;
  /** Undefined where they depend on the records that it names. */
  readonly keySteps: readonly MatchStep[] | undefined;
}

/** What a row says in our words. */
interface Understood {
  readonly source: ImportRow;
  readonly given: Row;
  readonly links: Links;
  readonly criteria: MatchCriteria;
  /** What finds its record by an id, then by the keys of the noun. */
  readonly idSteps: readonly MatchStep[];
  readonly keySteps: readonly MatchStep[];
  /** A hash of its cells, equal for rows whose cells all agree; 0 for one with an id. */
  readonly hash: number;
  /** What finds an existing record that has all its values and no more; undefined as long as nothing needs it. */
  exactLookup?: Lookup | null;
}

/** The record of a row: the one, none, or several of which none fits better than the others. */
type Target =
  | { readonly type: 'none' }
  | {
      readonly type: 'one';
      readonly record: WorkingRecord;
      /** Whether it is found by values alone and has more than the row: later rows may change them. */
      readonly isLoose?: boolean;
    }
  | { readonly type: 'several'; readonly records: readonly WorkingRecord[] };

const NO_TARGET: Target = { type: 'none' };

/** Fields for longer texts. */
const NOTES = ['notes', 'body'];

/** Fields that a blank cell never empties: what every record has, and ids. */
const NEVER_BLANK: ReadonlySet<string> = new Set([
  'id',
  'name',
  'type',
  'pipeline',
  'stage',
  'currency',
  'external_id',
  'do_not_call',
  'do_not_email',
]);

/**
 * Decides what becomes of rows: the only place with the rules of matching and patching. It reads from the working set
 * alone and writes nothing: what a row creates and changes is in its draft. Throws `NotReady` for what has to be read
 * first, a CrmError for a row that cannot be taken.
 */
export class RowDecider {
  readonly #context: DecisionContext;
  readonly #matching: MatchContext;
  readonly #relationNames: ReadonlySet<string>;
  /** Relations by name. */
  readonly #namedFields: ReadonlyMap<string, Field>;
  readonly #isOfPeople: boolean;
  /** Values that are rows of their own: they are added to, not replaced. */
  readonly #addedTo: ReadonlySet<string>;
  /** Relations of which a record inherits others. */
  readonly #inheritedFrom: readonly string[];
  readonly #amount: string | null;
  /** Whether rows may point to records of their own noun, which other rows create. */
  readonly #isRecursive: boolean;
  readonly #waiting = new DeferredAccounts();
  /** What is to be told of cells and namesakes. */
  readonly notes = new ImportNotes();
  /** Records by the cells of the rows without an id that they are of. */
  readonly #ofCells = new HashMap();
  /** The first line of a new record by its name. */
  readonly #lineOfName = new HashMap();
  readonly #asserted = new AssertedFields();
  /** What rows gave to records since the first one that waits. */
  readonly #later = new LaterFields();
  readonly #unique: UniqueFields;
  /** External ids that records gave up since their changes were stored, by hash. */
  readonly #givenUpIds = new Set<number>();
  /** Values for blank cells, relations as ids. */
  #defaults: Values = {};
  #hasDefaults = false;
  #unordered = false;

  constructor(context: DecisionContext) {
    this.#context = context;
    const { rules, records, seen, writer } = context;
    const columnDefaults = writer.defaultsOf(rules.spec.noun);
    this.#matching = { rules, records, seen, columnDefaults, chosen: chosenKind(rules) };
    this.#relationNames = relationNames(rules.spec, rules.declared);
    this.#namedFields = new Map(rules.spec.fields.filter(isNamed).map((field) => [field.name, field]));
    this.#isOfPeople = isOfPeople(rules.spec);
    this.#amount = amountWithCurrency(rules.spec);
    this.#unique = new UniqueFields(rules.spec.noun, rules.declared, context);
    this.#addedTo = addedTo(rules.spec);
    this.#inheritedFrom = context.nouns.passingOn
      .map(({ noun }) => `${noun}_id`)
      .filter((column) => hasField(rules.spec, column));
    this.#isRecursive = rules.spec.fields.some(({ target }) => target === rules.spec.noun);
  }

  /**
   * Finds the relations of the defaults; those that are missing are made where that is wanted. Throws `usage` for others.
   */
  resolveDefaults(): Draft {
    const { rules, relations } = this.#context;
    const draft = emptyDraft();
    const given = withoutBlanks(rules.defaults);
    this.#context.picklists.spell(given, () => {});
    const { numbers, missing } = relations.find(given);
    for (const { field, text } of missing)
      if (!rules.create.has(field.name)) throw usage(`--default: ${notThere(field, text)}`);
    this.#createMissing(missing, numbers, draft);
    this.#defaults = { ...without(given, this.#relationNames), ...numbers };
    this.#hasDefaults = Object.keys(this.#defaults).length > 0;
    return draft;
  }

  /** Asks for what deciding a row takes, the surest first: what is found says what else to ask for. */
  ask(row: PendingRow): void {
    const { rules, records } = this.#context;
    const { wanted } = records;
    const understood = this.#understand(row, true);
    if (!understood) return;
    this.#find(understood);
    if (records.wanted > wanted) return;
    const { criteria } = understood;
    if (!this.#unique.isIdle) this.#unique.ask(this.#columnsOf(rules.spec, criteria.values, null));
    for (const each of formerLookups(this.#matching, criteria)) records.ids(each);
    if (rules.spec.noun === 'lead' && !rules.own) conversionOf(criteria.values, this.#conversion);
  }

  /** `last` says that no more rows follow: none waits any longer. */
  decide(row: PendingRow, last: boolean): Decision {
    const draft = emptyDraft();
    const understood = this.#understand(row, last);
    if (!understood) return { outcome: { type: 'deferred' }, draft };
    const target = this.#find(understood);
    const outcome = this.#outcomeOf(understood, target, last, draft);
    return { outcome, draft };
  }

  /** What rows of histories follow from a change of an existing record. */
  rowsAfter(written: WrittenRecord): readonly FollowingRow[] {
    return this.#context.rules.spec.rules.rowsAfter?.(this.#context.facts, written) ?? [];
  }

  /** The name that a record is known by, as `former` has it. */
  nameOf(row: RawRow): string | undefined {
    return nameOf(this.#context.rules.spec.noun, row);
  }

  #outcomeOf(understood: Understood, target: Target, last: boolean, draft: Draft): RowOutcome {
    const { rules, seen } = this.#context;
    const { noun } = rules.spec;
    if (target.type === 'none') {
      // What nothing names can only be about a record that another row makes.
      if (!last && !understood.criteria.computed && understood.keySteps.length > 0) return this.#wait();
      return this.#create(understood, draft);
    }
    if (rules.onMatch === 'fail') {
      const [record] = target.type === 'one' ? [target.record] : target.records;
      throw conflict(`${noun} ${record?.id} exists`);
    }
    if (target.type === 'several') return this.#decideSeveral(understood, target.records, last, draft);
    const { record, isLoose } = target;
    if (isLoose && !last) return this.#wait();
    if (seen.has(record.id)) rejectClash(rules.spec, understood.criteria, record);
    return this.#change(record, understood, draft);
  }

  /** The row is decided at the end of the file, and says less than the rows after it. */
  #wait(): RowOutcome {
    this.#later.begin();
    return { type: 'deferred' };
  }

  /** Several records fit: the row waits for the end of the file, when it is known what other rows say of them. */
  #decideSeveral(
    understood: Understood,
    records: readonly WorkingRecord[],
    last: boolean,
    draft: Draft,
  ): RowOutcome {
    const { source, given } = understood;
    const { plural, noun } = this.#context.rules.spec;
    if (!last) return this.#wait();
    const isNew = ({ id }: WorkingRecord) => this.#context.records.isNew(noun, id);
    for (const record of records) {
      // A row is about an existing record if later rows say all that it says otherwise: it was imported before.
      if (isNew(record)) continue;
      const patch = this.#patch(record, understood, false) ?? {};
      const fields = Object.keys(patch).map((name) => fieldOf(name, given));
      if (!fields.every((field) => this.#later.has(record.id, field, source.line))) continue;
      for (const field of fields) this.notes.addCell('replaced', field, source.line);
      return { type: 'unchanged', id: record.id };
    }
    if (records.some(isNew)) return this.#create(understood, draft);
    const ids = records.slice(0, 3).map(({ id }) => id);
    throw refused(
      `matches several ${plural}: ${ids.join(', ')}${records.length > ids.length ? ' and more' : ''}`,
      { code: 'ambiguous-row' },
    );
  }

  /** The record of a row. While it is asked what to read, what it finds counts for nothing. */
  #find(understood: Understood): Target {
    const { records } = this.#context;
    const { criteria, hash } = understood;
    const wanted = records.wanted;
    const isAsking = () => records.wanted > wanted;
    const byNumber = this.#findByNumber(understood);
    if (byNumber || isAsking()) return byNumber ?? NO_TARGET;
    for (const step of understood.idSteps) {
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
    const agreeing = this.#findAgreeing(understood, true);
    if (agreeing.type !== 'none' || isAsking()) return agreeing;
    for (const step of understood.keySteps) {
      const found = this.#candidates(step, criteria).filter((record) => !this.#isClosed(record));
      if (found.length > 0) return this.#choose(understood, found);
      if (isAsking()) return NO_TARGET;
    }
    const loose = this.#findAgreeing(understood, false);
    if (loose.type !== 'none' || isAsking()) return loose;
    const named = understood.keySteps.find(({ by }) => by === 'name and place');
    const found = named ? this.#candidates({ ...named, by: 'name alone' }, criteria) : NO_RECORDS;
    return found.length > 0 ? this.#choose(understood, found) : NO_TARGET;
  }

  /** Of the records that a key finds, the one that has all values of the row, else the only one that fits best. */
  #choose(understood: Understood, found: readonly WorkingRecord[]): Target {
    const one = (record: WorkingRecord): Target => ({ type: 'one', record });
    const [only, ...others] = found;
    if (only && others.length === 0) return one(only);
    // A row with all values that a record had before earlier rows changed it gives them back.
    const changedBack = found.find((each) => {
      const original = this.#context.records.originalOf(each);
      return original !== null && this.#agrees(original, understood);
    });
    if (changedBack) return one(changedBack);
    const agreeing = found.filter((record) => this.#agrees(record, understood));
    const [record] = agreeing.filter((each) => this.#hasNoMore(each, understood)).concat(agreeing);
    if (record) return one(record);
    const narrowed = narrowMatches(this.#context.rules.spec, understood.criteria, found);
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
  #findByNumber({ criteria }: Understood): Target | null {
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
  #findAgreeing(understood: Understood, exact: boolean): Target {
    const { records, rules, seen } = this.#context;
    const { criteria, keySteps: keys } = understood;
    if (records.startsEmpty || rules.match === 'none' || rules.match === 'id') return NO_TARGET;
    const { computed, newAccount, values } = criteria;
    if (!computed || newAccount) return NO_TARGET;
    // An address or a number that nobody has tells that nobody has all values.
    if (!exact && keys.some(({ by }) => by === 'e-mail' || by === 'phone')) return NO_TARGET;
    if (exact && understood.exactLookup === undefined)
      understood.exactLookup = contentLookup(rules.spec, { ...this.#defaults, ...values }, computed, true);
    const content = exact ? understood.exactLookup : contentLookup(rules.spec, values, computed, false);
    if (!content) return NO_TARGET;
    const fitting: WorkingRecord[] = [];
    let taken: WorkingRecord | null = null;
    for (const id of records.ids(content)) {
      const record = records.record(rules.spec.noun, id);
      if (!record || records.isNew(rules.spec.noun, id)) continue;
      // A merged record has more than one row; of our own export each row is a record.
      const isFree = !seen.has(id) || (record.isMerged && !rules.own);
      if ((!isFree && (!exact || rules.own)) || !this.#agrees(record, understood)) continue;
      if (!exact) fitting.push(record);
      else if (!this.#hasNoMore(record, understood)) continue;
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

  /** Whether a record has all values of a row; an id that it lacks is no difference. */
  #agrees(record: WorkingRecord, understood: Understood): boolean {
    const { values, externalSource } = understood.criteria;
    const { external_id: id, external_source: source } = record.row;
    if (typeof values.external_id === 'string' && id !== null)
      if (id !== values.external_id || source !== externalSource) return false;
    const patch = this.#patch(record, understood, false, false);
    if (patch === null) return true;
    for (const name in patch) if (name !== 'external_id' && name !== 'external_source') return false;
    return true;
  }

  #hasNoMore(record: WorkingRecord, { source, criteria: { values } }: Understood): boolean {
    const { rules, writer } = this.#context;
    const columnDefaults = writer.defaultsOf(rules.spec.noun);
    const context = { spec: rules.spec, declared: rules.declared, columnDefaults, defaults: this.#defaults };
    return hasNoMore(context, record, source.row, values);
  }

  /** Whether a record is a closed deal, which no row without an id changes. */
  #isClosed({ row }: WorkingRecord): boolean {
    const { stages } = this.#context;
    return stages !== null && stages.stage(row.stage_id as number).kind !== 'open';
  }

  /** What follows from the values of a row, with the default ones where it says too little. */
  #computedOf(values: Values): MatchCriteria['computed'] {
    const { naming } = this.#context.rules.spec;
    const compute = (all: Values) => naming.compute(all as RawRow, fallbackName(all));
    return compute(values) ?? compute({ ...this.#defaults, ...values });
  }

  /**
   * Starts another round of waiting rows. `unordered` ones do not wait for each other, unless parents are created, so
   * that the first can be imported in the end.
   */
  nextRound(unordered: boolean): void {
    this.#waiting.clear();
    this.#unordered = unordered && !this.#context.rules.create.has('parent');
  }

  /** Null for a row that waits for others, or for what it has asked for. */
  #understand(row: PendingRow, last: boolean): Understood | null {
    if (row.understood) return row.understood;
    const { rules, relations, records, nouns } = this.#context;
    const { spec, own, create, createsNamedOnly } = rules;
    const { foreign = [] } = row.source;
    row.given ??= this.#normalize(row.source);
    const { given } = row;
    if (this.#isRecursive && isOwnParent(given, foreign))
      throw refused('parent: an account cannot belong to itself');
    const wanted = records.wanted;
    const links = relations.find(given, foreign);
    if (records.wanted > wanted) return null;
    if (!last && this.#waits(given, links)) return null;
    for (const { field, text, externalId } of links.missing)
      if (!create.has(field.name) || (createsNamedOnly && externalId === text))
        throw refused(
          notThere(field, text, externalId),
          ...(externalId === text ? [] : wayOut(nouns, field)),
        );
    row.meaning ??= this.#readOwn(given, foreign);
    const { meaning } = row;
    let { values } = meaning;
    for (const _ in links.numbers) {
      values = { ...values, ...links.numbers };
      break;
    }
    if (!own && this.#inheritedFrom.some((column) => values[column] !== undefined))
      values = withoutBlanks(
        withRelationsOf(nouns, spec, values, (noun, id) => records.record(noun, id)?.row) as Row,
      );
    const criteria: MatchCriteria = {
      values,
      phones: meaning.phones,
      // What has no name of its own is called like what it is about.
      computed: meaning.computed ?? this.#computedOf(values),
      externalSource: meaning.externalSource,
      newAccount: links.missing.some(({ field }) => field.name === 'account'),
    };
    const understood: Understood = {
      source: row.source,
      given,
      links,
      criteria,
      idSteps: meaning.idSteps,
      keySteps: meaning.keySteps ?? keySteps(this.#matching, criteria),
      hash: meaning.hash,
    };
    const isFinal = !this.#mayChange(given) && links.missing.length === 0 && records.wanted === wanted;
    if (isFinal) row.understood = understood;
    return understood;
  }

  /** What a row says by itself. */
  #readOwn(given: Row, foreign: ImportRow['foreign']): OwnMeaning {
    const { rules, readPhones } = this.#context;
    const values: Values = without(given, this.#relationNames);
    const phones = texts(values.phone, values.other_phones);
    const criteria: MatchCriteria = {
      values,
      phones:
        phones.length === 0
          ? NO_PHONES
          : phones.flatMap((text) => readPhones(text, phoneCountry(values, null))),
      computed: this.#computedOf(values),
      externalSource: (values.external_source as string | undefined) ?? '',
      newAccount: false,
    };
    const hasId =
      typeof values.id === 'number' ||
      typeof values.external_id === 'string' ||
      rules.own ||
      rules.match === 'none' ||
      rules.match === 'id';
    return {
      ...criteria,
      idSteps: idSteps(this.#matching, criteria),
      keySteps: keysNameRelations(this.#matching) ? undefined : keySteps(this.#matching, criteria),
      hash: hasId ? 0 : hashCells(this.#namedFields, given, foreign),
    };
  }

  /** Whether other rows can change what a row says: those of accounts and of records that it names of its own noun. */
  #mayChange(given: Row): boolean {
    if (!this.#isRecursive) return false;
    const { spec } = this.#context.rules;
    return (
      spec.noun === 'account' || spec.fields.some(({ name, target }) => target === spec.noun && name in given)
    );
  }

  #normalize({ row, line }: ImportRow): Row {
    const { rules, picklists } = this.#context;
    const { own, origin } = rules;
    const given = normalizeRow(row, {
      amount: this.#amount,
      isOfPeople: this.#isOfPeople,
      own,
      system: origin.system,
    });
    picklists.spell(given, (field) => this.notes.addRespelled(field, line));
    return given;
  }

  /** Whether a row names a missing record of its own noun, or matches the same record as a waiting row. */
  #waits(given: Row, { missing }: Links): boolean {
    if (!this.#isRecursive) return false;
    const { own, spec } = this.#context.rules;
    const isAccount = spec.noun === 'account' && !own && !this.#unordered;
    const waits =
      missing.some(({ field }) => field.target === spec.noun) || (isAccount && this.#waiting.mayBe(given));
    if (waits && isAccount) this.#waiting.add(given);
    return waits;
  }

  #create(understood: Understood, draft: Draft): RowOutcome {
    const { source, given, links, criteria } = understood;
    const { values } = criteria;
    const { rules, records, facts, stages } = this.#context;
    const { noun } = rules.spec;
    const record: Record<string, Value> = { ...this.#defaults, ...values };
    // An id is one of ours only with its creation time.
    if (typeof record.id === 'number') {
      const isOurs = typeof record.created_at === 'string' && record.id >= 1;
      if (!isOurs || records.record(noun, record.id)) delete record.id;
    }
    if (noun === 'lead') {
      if (!rules.own) Object.assign(record, conversionOf(record, this.#conversion) ?? { converted_at: null });
      rejectUnlinkedConversion(record, this.#context.convertedStatus);
    }
    if (noun === 'activity') record.at ??= facts.now;
    // What is about a product is called like it, also like one that is made for it.
    const isOfProduct = rules.spec.rules.facts?.startsWith('products') === true;
    if (isOfProduct)
      record.name ??= links.missing.find(({ field }) => field.name === 'product')?.text ?? null;
    if (stages) {
      const placed = { ...rules.defaults, ...given };
      this.#provideStage(record, placed, null);
      stages.assignStage(record, placed, null, rules.currency);
    }
    record.external_source ??= '';
    if (links.missing.length > 0) {
      // Check the row before anything is created for it.
      const checked = isOfProduct ? { ...record, ...placeholders(links.missing) } : record;
      completeNew(facts, rules.spec, this.#columnsOf(rules.spec, checked, null), checked, rules.declared);
      this.#createMissing(links.missing, record, draft);
    }
    const isAsGiven = links.missing.length === 0 && !this.#hasDefaults;
    const id = this.#draftRecord(noun, record, draft, isAsGiven ? criteria.computed : null);
    this.#unique.reject(id, null, draft.created.at(-1)?.columns ?? {}, source.line);
    this.#noteNamesake(source.line, criteria, draft);
    this.#noteOverruled(understood, draft.created.at(-1)?.columns ?? {});
    this.#noteRow(id, understood);
    return { type: 'created', id };
  }

  /** Notes what a row says of a record: for rows after it with the same cells, and for those that wait. */
  #noteRow(id: number, { source: { line }, given, hash }: Understood): void {
    if (hash !== 0) this.#ofCells.set(hash, id);
    this.#asserted.add(id, given);
    this.#later.note(id, line, given);
  }

  /** Notes the cells of which the rules of the noun make something else. */
  #noteOverruled({ source, given }: Understood, columns: RawRow, changed: RawRow = {}): void {
    const { rules, facts } = this.#context;
    const { overruled } = rules.spec.rules;
    if (!overruled) return;
    for (const field of overruled(facts, { ...columns, ...changed }, given))
      this.notes.addCell('overruled', field, source.line);
  }

  /** Notes a new record of the name of another that this file made. */
  #noteNamesake(line: number, { values }: MatchCriteria, { created }: Draft): void {
    const { rules } = this.#context;
    const { names, match } = rules.spec;
    const record = created.at(-1);
    if (rules.own || names.length === 0 || !record) return;
    const name = record.columns[names[0]?.column as string];
    if (typeof name !== 'string') return;
    // What nothing but its address names has no namesakes.
    if (this.#isOfPeople && !values.first_name && !values.last_name && !values.company) return;
    const hasher = new TextHasher();
    for (const column of match.content) hasher.add(String(record.columns[column] ?? ''));
    const { hash } = hasher;
    const first = this.#lineOfName.get(hash);
    if (first === undefined) this.#lineOfName.set(hash, line);
    else this.notes.addNamesake(hash, name, first, line);
  }

  #createMissing(missing: Links['missing'], numbers: Record<string, Value>, draft: Draft): void {
    const { relations } = this.#context;
    for (const one of missing) {
      const { noun, values } = relations.newRecord(one, numbers);
      relations.link(one, this.#draftRecord(noun, values, draft), numbers);
    }
  }

  /**
   * Puts a new record into the draft and returns its number. `computed` are the columns that follow from the values, if
   * they are known.
   */
  #draftRecord(noun: Noun, values: Values, draft: Draft, computed: RawRow | null = null): number {
    const { nouns, facts, writer, readPhones } = this.#context;
    const definition = nouns.get(noun);
    const set = this.#columnsOf(definition, values, null);
    const columns = completeNew(facts, definition, set, values, this.#declaredOf(definition), computed);
    let ahead = 0;
    for (const other of draft.created) if (other.noun === noun) ahead++;
    const id = typeof columns.id === 'number' ? columns.id : writer.nextId(noun, ahead);
    this.#rejectTakenId(noun, id, columns);
    rejectSelf(definition, id, values);
    const { rowsAfter } = definition.rules;
    if (rowsAfter) draft.rows.push(...rowsAfter(facts, { before: null, after: { ...columns, id }, values }));
    draft.created.push({
      noun,
      id,
      columns,
      parts: newPartsOf(definition, values, readPhones),
    });
    return id;
  }

  /** The later of several rows of a record counts, where it is not blank. */
  #change(record: WorkingRecord, understood: Understood, draft: Draft): RowOutcome {
    const { rules, seen } = this.#context;
    const { noun } = rules.spec;
    const { id, row } = record;
    const { links, criteria } = understood;
    const { values } = criteria;
    if (rules.onMatch === 'skip') return { type: 'skipped', id };
    if (isConverted(row)) return this.#keepConverted(record, understood);
    // What is said of a record that was merged away only fills what is blank.
    const blanksOnly = isAboutMergedAway(this.#matching, criteria, record);
    const became = noun === 'lead' && !rules.own ? conversionOf(values, this.#conversion) : null;
    const patched = (from: Understood): Values | null => {
      const patch = this.#withoutLater(record, this.#patch(record, from, blanksOnly), understood);
      return became ? { ...patch, ...became } : patch;
    };
    let patch = patched(understood);
    if (patch?.status && noun === 'lead' && !became)
      rejectUnlinkedConversion({ ...patch, converted_at: null }, this.#context.convertedStatus);
    const missing = links.missing.filter(
      ({ field }) => !(blanksOnly && typeof row[`${field.name}_id`] === 'number'),
    );
    if (missing.length > 0) {
      if (patch) this.#changedColumns(record, patch);
      const made: Record<string, Value> = { ...values };
      this.#createMissing(missing, made, draft);
      patch = patched({ ...understood, criteria: { ...criteria, values: made } });
    }
    if (patch) this.#draftChange(record, patch, draft);
    if (draft.changed) this.#unique.reject(id, row, draft.changed.columns, understood.source.line);
    this.#noteCells(record, understood, patch, blanksOnly);
    this.#noteOverruled(understood, record.row, draft.changed?.columns);
    this.#noteRow(id, understood);
    if (!patch) return { type: seen.has(id) ? 'repeated' : 'unchanged', id };
    return { type: 'changed', id, fields: Object.keys(patch) };
  }

  /** A converted lead is not changed: what a row says otherwise is noted. */
  #keepConverted(record: WorkingRecord, understood: Understood): RowOutcome {
    const { id } = record;
    const patch = this.#patch(record, understood, false, false);
    if (!patch) return { type: this.#context.seen.has(id) ? 'repeated' : 'unchanged', id };
    for (const name in patch)
      this.notes.addCell('kept', fieldOf(name, understood.given), understood.source.line);
    return { type: 'skipped', id };
  }

  /** What a row that waited gives to a record, without what rows after it gave. */
  #withoutLater({ id }: WorkingRecord, patch: Values | null, { source, given }: Understood): Values | null {
    if (!patch) return null;
    const isLater = (name: string) =>
      !this.#addedTo.has(name) && this.#later.has(id, fieldOf(name, given), source.line);
    const names = Object.keys(patch);
    if (!names.some(isLater)) return patch;
    const left: Record<string, Value> = {};
    for (const name of names) {
      if (!isLater(name)) left[name] = patch[name] as Value;
      else this.notes.addCell('replaced', fieldOf(name, given), source.line);
    }
    return Object.keys(left).length > 0 ? left : null;
  }

  /** Notes the cells of earlier rows that this one replaces, and its own that the record does not take. */
  #noteCells(record: WorkingRecord, understood: Understood, patch: Values | null, blanksOnly: boolean): void {
    const { id, row } = record;
    const { given, source, criteria } = understood;
    for (const name in patch) {
      if (this.#addedTo.has(name) || isAdded(name, patch, row)) continue;
      const field = fieldOf(name, given);
      const cells = this.#asserted.replace(id, field);
      if (cells > 0) this.notes.addCell('replaced', field, source.line, cells);
    }
    const { values } = criteria;
    for (const name of ['do_not_call', 'do_not_email'])
      if (values[name] === false && row[name] === 1) this.notes.addCell('kept', name, source.line);
    if (typeof values.created_at === 'string' && values.created_at !== row.created_at)
      this.notes.addCell('kept', 'created_at', source.line);
    if (!blanksOnly) return;
    for (const name in this.#patch(record, understood, false, false) ?? {})
      if (!patch || !(name in patch)) this.notes.addCell('kept', fieldOf(name, given), source.line);
  }

  /**
   * The values to change; defaults only fill blanks. With `blanksOnly` nothing is overwritten, and with `withDefaults`
   * false defaults are left out.
   */
  #patch(
    record: WorkingRecord,
    { source, given, criteria: { values } }: Understood,
    blanksOnly: boolean,
    withDefaults = true,
  ): Values | null {
    const { rules, stages, readPhones } = this.#context;
    const { row } = record;
    const context = { spec: rules.spec, declared: rules.declared, readPhones };
    const wanted: Record<string, Value> = { ...values };
    if (typeof given.name === 'string') replaceName(wanted, row);
    if (source.keptText !== undefined) addToNotes(wanted, row, source.keptText);
    if (stages) {
      if (!blanksOnly) this.#provideStage({ ...row, ...wanted }, given, row);
      stages.assignStage(wanted, blanksOnly ? {} : given, row, rules.currency);
    }
    // These depend on the stage or status: ignore them if it does not change.
    if (blanksOnly) for (const name of rules.spec.merge?.statusColumns ?? []) delete wanted[name];
    if (rules.blankClears && !blanksOnly) this.#addBlanks(wanted, source.row, record);
    const patch = patchOf(context, record, wanted, blanksOnly);
    if (!withDefaults) return patch;
    if (!this.#hasDefaults) return patch;
    const left = Object.entries(this.#defaults).filter(([name]) => !(name in values));
    if (left.length === 0) return patch;
    const filled = patchOf(context, record, Object.fromEntries(left), true);
    return patch || filled ? { ...filled, ...patch } : null;
  }

  /** Empties the fields of blank cells, except where another row of the file fills them. */
  #addBlanks(wanted: Record<string, Value>, row: Row, { id }: WorkingRecord): void {
    const { spec } = this.#context.rules;
    const { columnDefaults } = this.#matching;
    for (const name in row) {
      if (row[name] !== null || NEVER_BLANK.has(name) || this.#asserted.has(id, name)) continue;
      const field = spec.fields.find((each) => each.name === name);
      if (field && (field.access !== 'edit' || (columnDefaults[name] ?? null) !== null)) continue;
      const target = field?.type === 'ref' ? `${name}_id` : name;
      if (!(target in wanted)) wanted[target] = null;
    }
  }

  #draftChange(record: WorkingRecord, patch: Values, draft: Draft): void {
    const { rules, facts, readPhones } = this.#context;
    const { noun } = rules.spec;
    const { row } = record;
    const columns = this.#changedColumns(record, patch);
    if (columns.external_id !== undefined && columns.external_id !== row.external_id) {
      this.#rejectTakenId(noun, record.id, { ...row, ...columns });
      const { external_id: had, external_source: source } = row;
      if (typeof had === 'string')
        this.#givenUpIds.add(lookup(lookupKinds(noun)['external id'], had, source ?? '').hash);
    }
    if (this.#context.records.isNew(noun, record.id))
      draft.rows.push(...this.rowsAfter({ before: row, after: { ...row, ...columns }, values: patch }));
    for (const name in columns) if (columns[name] === row[name]) delete columns[name];
    if (row.updated_at !== facts.now) columns.updated_at = facts.now;
    rejectSelf(rules.spec, record.id, patch);
    draft.changed = {
      record,
      columns,
      parts: partsOf(rules.spec, patch, record, row, readPhones),
      values: patch,
    };
    if (rules.spec.merge && NAMED_BY.some((name) => name in patch)) {
      const name = nameOf(noun, row);
      // Rows that name it so, in the same file taken in once more, still mean it.
      if (
        name !== nameOf(noun, { ...row, ...columns }) &&
        name !== undefined &&
        !record.formerNames.has(name)
      )
        draft.formerName = name;
    }
  }

  /** Throws `conflict` where another record has the external id. */
  #rejectTakenId(noun: Noun, id: number, { external_id, external_source }: RawRow): void {
    if (typeof external_id !== 'string') return;
    const kind = lookupKinds(noun)['external id'];
    const { records } = this.#context;
    const source = external_source ?? '';
    const wanted = lookup(kind, external_id, source);
    const [holder] = records.find(wanted).filter((other) => other.id !== id);
    if (holder?.row.external_id === external_id && holder.row.external_source === source)
      throw conflict(
        `the external id "${external_id}" is that of ${noun} ${holder.id}, ${nameIn(holder.row)}`,
      );
    // The database has it from a record that gave it up: that is to be stored first.
    if (holder || (noun === this.#context.rules.spec.noun && this.#givenUpIds.has(wanted.hash)))
      throw new NotReady(async () => {
        await this.#context.storeHeld();
        this.#givenUpIds.clear();
      });
  }

  #changedColumns({ row }: WorkingRecord, patch: Values): RawRow {
    const { spec } = this.#context.rules;
    // A person without own name keeps the display name.
    const called = this.#isOfPeople ? { name: row.name as string } : {};
    const values = { ...called, ...patch };
    const columns = this.#columnsOf(spec, values, row);
    return completeChange(
      this.#context.facts,
      spec,
      row,
      columns,
      fallbackName(values),
      this.#context.rules.declared,
    );
  }

  #columnsOf(definition: NounDefinition, values: Values, before: RawRow | null): RawRow {
    return toColumns(definition, this.#declaredOf(definition), values, before);
  }

  #declaredOf(definition: NounDefinition): readonly Field[] {
    const { spec, declared } = this.#context.rules;
    return definition.noun === spec.noun ? declared : [];
  }

  get #conversion() {
    const { records, facts, convertedStatus } = this.#context;
    return { records, now: facts.now, convertedStatus };
  }

  /** Asks for the stage that a row names, where it is to be made and nothing else is wrong with the row. */
  #provideStage(record: Values, given: Row, before: RawRow | null): void {
    const { rules, stages, facts } = this.#context;
    const { create, spec } = rules;
    if (!stages || !(create.has('stage') || create.has('pipeline'))) return;
    const make = stages.missingStage(given, before, create);
    if (!make) return;
    if (!before) completeNew(facts, spec, this.#columnsOf(spec, record, null), record, rules.declared);
    throw new NotReady(make);
  }
}

function nameIn({ name, subject, type }: RawRow): Bound {
  return name ?? subject ?? type ?? null;
}

function nameOf(noun: Noun, row: RawRow): string | undefined {
  return identitiesOf(noun, row, [], []).find(({ kind }) => kind === 'name')?.value;
}

const NO_RECORDS: WorkingRecord[] = [];

/** The fields of a noun with several values, where a new one replaces none of those before. */
function addedTo({ fields, lists = [] }: NounDefinition): ReadonlySet<string> {
  const whole = lists.filter(({ isWhole }) => isWhole).map(({ field }) => field);
  const isAddedTo = ({ name, type, overflow }: Field) =>
    overflow !== undefined || (type === 'list' && !whole.includes(name));
  return new Set(fields.filter(isAddedTo).map(({ name }) => name));
}

function hasKey({ kind, text }: Lookup, record: WorkingRecord): boolean {
  return kind.keysOf?.(record).some((key) => textOf(key) === text) ?? true;
}

/** The field of the file that a value to write is from: `account` for `account_id`. */
function fieldOf(name: string, given: Row): string {
  if (name in given || !name.endsWith('_id')) return name;
  return name.slice(0, -'_id'.length);
}

/** Whether the notes of a record only grow. */
function isAdded(name: string, patch: Values, row: RawRow): boolean {
  if (!NOTES.includes(name) || typeof row[name] !== 'string') return false;
  return typeof patch[name] === 'string' && patch[name].startsWith(`${row[name]}\n`);
}

/** A row whose only notes are such lines adds those that a record lacks to its own. */
function addToNotes(wanted: Record<string, Value>, row: RawRow, keptText: string): void {
  for (const name of NOTES) {
    const own = row[name];
    if (wanted[name] !== keptText || typeof own !== 'string') continue;
    const lines = new Set(own.split('\n'));
    wanted[name] = [own, ...keptText.split('\n').filter((line) => !lines.has(line))].join('\n');
  }
}

/** A hash of the cells of a row; names of companies and people are equal in whatever spelling. */
function hashCells(
  named: ReadonlyMap<string, Field>,
  given: Row,
  foreign: ImportRow['foreign'] = [],
): number {
  const hasher = new TextHasher();
  for (const name in given) {
    const value = given[name] as Value;
    hasher.add(name);
    if (typeof value === 'string') {
      const field = named.size === 0 ? undefined : named.get(name);
      const isCompany = field?.target === 'account';
      hasher.add(!field ? value : isCompany ? companyKey(value) : personKey(value) || value);
    } else hasher.add(JSON.stringify(value));
  }
  for (const { header, ids } of foreign) {
    hasher.add(header);
    hasher.add(ids.join());
  }
  return hasher.hash;
}

/** What `--match` finds records by, if that is a field. */
function chosenKind({ match, spec, declared }: ImportRules): ReturnType<typeof fieldKind> | null {
  if (match === null || ['id', 'email', 'phone', 'none'].includes(match)) return null;
  if (match === 'name') {
    const [name] = spec.names;
    return name ? fieldKind(spec.noun, name.key?.column ?? name.column, false) : null;
  }
  if (declared.some(({ name }) => name === match)) return fieldKind(spec.noun, match, true);
  const type = spec.fields.find(({ name }) => name === match)?.type;
  return fieldKind(
    spec.noun,
    type === 'ref' ? `${match}_id` : type === 'money' ? `${match}_minor` : match,
    false,
  );
}

/** Numbers for relations that are made for a row, which its rules may ask for: those of no record. */
function placeholders(missing: Links['missing']): Record<string, Value> {
  return Object.fromEntries(missing.map(({ field }) => [`${field.name}_id`, 0]));
}
