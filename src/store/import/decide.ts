import { conflict, refused, usage } from '../../domain/errors.ts';
import type { Noun, Row, Value } from '../../domain/field.ts';
import type { Phone } from '../../domain/phones/phone.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { Nouns } from '../../nouns/nouns.ts';
import type { RuleFacts } from '../../nouns/shared/rules.ts';
import type { IdSet } from '../id-set.ts';
import { withRelationsOf } from '../inherit-relations.ts';
import { identitiesOf } from '../merge/former-identities.ts';
import type { RawRow } from '../sql.ts';
import { toColumns } from '../write/columns.ts';
import { phoneCountry } from '../write/phones.ts';
import { completeChange, completeNew, fallbackName } from '../write/record.ts';
import type { ReadPhones, Values } from '../write/values.ts';
import { rejectClash } from './clash.ts';
import { conversionOf, isConverted, rejectUnlinkedConversion } from './converted.ts';
import { DeferredAccounts } from './deferred-accounts.ts';
import { lookup, lookupKinds } from './lookups.ts';
import {
  findMatches,
  formerLookups,
  isAboutMergedAway,
  type MatchContext,
  type MatchCriteria,
  type MatchStep,
  matchSteps,
  texts,
} from './match.ts';
import { replaceName } from './names.ts';
import { isOwnParent, isPerson, normalizeRow, withoutBlanks } from './normalize-row.ts';
import { patchOf } from './patch.ts';
import { partsOf } from './record-parts.ts';
import type { RecordWriter } from './record-writer.ts';
import { notThere, relationNames, wayOut, without } from './relation-fields.ts';
import type { Links, Relations } from './relations.ts';
import type { ImportRow, ImportRules, RowOutcome } from './rules.ts';
import type { StageResolver } from './stage-resolver.ts';
import { NO_PARTS, type WorkingRecord } from './working-record.ts';
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
  readonly writer: Pick<RecordWriter, 'nextId'>;
  readonly relations: Relations;
  /** Where deals can stand; null for another noun. */
  readonly stages: StageResolver | null;
  readonly facts: RuleFacts;
  readonly readPhones: ReadPhones;
  /** What the status of converted leads is called. */
  readonly convertedStatus: string;
  /** Numbers of the records that rows of this import made or meant. */
  readonly seen: IdSet;
}

/** A row on its way, with what is known of it so far. */
export interface PendingRow {
  readonly source: ImportRow;
  given?: Row;
  /** Kept where no other row of the batch can change it. */
  understood?: Understood;
}

/** What a row says in our words, and what finds the record that it means. */
interface Understood {
  readonly given: Row;
  readonly links: Links;
  readonly criteria: MatchCriteria;
  readonly steps: readonly MatchStep[];
}

/**
 * Decides what becomes of rows: the only place with the rules of matching and patching. It reads from the working set
 * alone and writes nothing: what a row creates and changes is in its draft. Throws `NotReady` for what has to be read
 * first, a CrmError for a row that cannot be taken.
 */
export class RowDecider {
  readonly #context: DecisionContext;
  readonly #matching: MatchContext;
  readonly #relationNames: ReadonlySet<string>;
  /** Whether rows may point to records of their own noun, which other rows create. */
  readonly #isRecursive: boolean;
  readonly #waiting = new DeferredAccounts();
  /** Values for blank cells, relations as ids. */
  #defaults: Values = {};
  #unordered = false;

  constructor(context: DecisionContext) {
    this.#context = context;
    const { rules, records, seen } = context;
    this.#matching = { spec: rules.spec, records, own: rules.own, seen };
    this.#relationNames = relationNames(rules.spec);
    this.#isRecursive = rules.spec.fields.some(({ target }) => target === rules.spec.noun);
  }

  /**
   * Finds the relations of the defaults; those that are missing are made where that is wanted. Throws `usage` for others.
   */
  resolveDefaults(): Draft {
    const { rules, relations } = this.#context;
    const draft = emptyDraft();
    const given = withoutBlanks(rules.defaults);
    const { numbers, missing } = relations.find(given);
    for (const { field, text } of missing)
      if (!rules.create.has(field.name)) throw usage(`--default: ${notThere(field, text)}`);
    this.#createMissing(missing, numbers, draft);
    this.#defaults = { ...without(given, this.#relationNames), ...numbers };
    return draft;
  }

  /** Asks for what deciding a row takes, the surest first: what is found says what else to ask for. */
  ask(row: PendingRow): void {
    const { rules, records } = this.#context;
    const { wanted } = records;
    const understood = this.#understand(row, true);
    if (!understood) return;
    const { criteria, steps } = understood;
    findMatches(this.#matching, criteria, steps);
    if (records.wanted > wanted) return;
    for (const each of formerLookups(this.#matching, criteria)) records.ids(each);
    if (rules.spec.noun === 'lead' && !rules.own) conversionOf(criteria.values, this.#conversion);
  }

  /** `last` says that no more rows follow: none waits any longer. */
  decide(row: PendingRow, last: boolean): Decision {
    const draft = emptyDraft();
    const understood = this.#understand(row, last);
    if (!understood) return { outcome: { type: 'deferred' }, draft };
    const { criteria, steps } = understood;
    const { rules, seen } = this.#context;
    const found = findMatches(this.#matching, criteria, steps);
    const seenRecords = found.filter(({ id }) => seen.has(id));
    const [record, ...others] = seenRecords.length === 1 ? seenRecords : found;
    if (!record) return { outcome: this.#create(understood, draft), draft };
    if (rules.onMatch === 'fail') throw conflict(`${rules.spec.noun} ${record.id} exists`);
    if (others.length > 0) return { outcome: this.#recognize(found, understood), draft };
    const again = seen.has(record.id);
    if (again) rejectClash(rules.spec.noun, criteria, record);
    const blanksOnly = again || isAboutMergedAway(this.#matching, criteria, record);
    return { outcome: this.#change(record, understood, blanksOnly, draft), draft };
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
    const { rules, relations, records, readPhones } = this.#context;
    const { spec, own, origin, create } = rules;
    const { foreign = [] } = row.source;
    row.given ??= normalizeRow(row.source.row, { noun: spec.noun, own, system: origin.system });
    const { given } = row;
    if (isOwnParent(given, foreign)) throw refused('parent: an account cannot belong to itself');
    const wanted = records.wanted;
    const links = relations.find(given, foreign);
    if (records.wanted > wanted) return null;
    if (!last && this.#waits(given, links)) return null;
    for (const { field, text, externalId } of links.missing)
      if (!create.has(field.name)) throw refused(notThere(field, text, externalId), ...wayOut(field));
    let values: Values = without(given, this.#relationNames);
    for (const _ in links.numbers) {
      values = { ...values, ...links.numbers };
      break;
    }
    if (!own && (values.contact_id !== undefined || values.opp_id !== undefined))
      values = withoutBlanks(
        withRelationsOf(spec.noun, values, (noun, id) => records.record(noun, id)?.row) as Row,
      );
    const phones = texts(values.phone, values.other_phones);
    const criteria: MatchCriteria = {
      values,
      phones:
        phones.length === 0
          ? NO_PHONES
          : phones.flatMap((text) => readPhones(text, phoneCountry(values, null))),
      computed: spec.naming.compute(values as RawRow, fallbackName(values)),
      externalSource: (values.external_source as string | undefined) ?? '',
      newAccount: links.missing.some(({ field }) => field.name === 'account'),
    };
    const understood = { given, links, criteria, steps: matchSteps(this.#matching, criteria) };
    const isFinal = !this.#isRecursive && links.missing.length === 0 && records.wanted === wanted;
    if (isFinal) row.understood = understood;
    return understood;
  }

  /** Whether a row names a missing record of its own noun, or matches the same record as a waiting row. */
  #waits(given: Row, { missing }: Links): boolean {
    const { own, spec } = this.#context.rules;
    const isAccount = spec.noun === 'account' && !own && !this.#unordered;
    const waits =
      missing.some(({ field }) => field.target === spec.noun) || (isAccount && this.#waiting.mayBe(given));
    if (waits && isAccount) this.#waiting.add(given);
    return waits;
  }

  #create({ given, links, criteria: { values } }: Understood, draft: Draft): RowOutcome {
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
      rejectUnlinkedConversion(record);
    }
    if (noun === 'activity') record.at ??= facts.now;
    if (stages) {
      const placed = { ...rules.defaults, ...given };
      this.#provideStage(record, placed, null);
      stages.assignStage(record, placed, null, rules.currency);
    }
    record.external_source ??= '';
    if (links.missing.length > 0) {
      // Check the row before anything is created for it.
      completeNew(facts, rules.spec, this.#columnsOf(rules.spec, record, null), record);
      this.#createMissing(links.missing, record, draft);
    }
    return { type: 'created', id: this.#draftRecord(noun, record, draft) };
  }

  #createMissing(missing: Links['missing'], numbers: Record<string, Value>, draft: Draft): void {
    const { relations } = this.#context;
    for (const one of missing) {
      const { noun, values } = relations.newRecord(one, numbers);
      relations.link(one, this.#draftRecord(noun, values, draft), numbers);
    }
  }

  /** Puts a new record into the draft and returns its number. */
  #draftRecord(noun: Noun, values: Values, draft: Draft): number {
    const { nouns, facts, writer, readPhones } = this.#context;
    const definition = nouns.get(noun);
    const columns = completeNew(facts, definition, this.#columnsOf(definition, values, null), values);
    let ahead = 0;
    for (const other of draft.created) if (other.noun === noun) ahead++;
    const id = typeof columns.id === 'number' ? columns.id : writer.nextId(noun, ahead);
    this.#rejectTakenId(noun, id, columns);
    const { rowsAfter } = definition.rules;
    if (rowsAfter) draft.rows.push(...rowsAfter(facts, { before: null, after: { ...columns, id }, values }));
    draft.created.push({
      noun,
      id,
      columns,
      parts: { ...NO_PARTS, ...partsOf(noun, values, NO_PARTS, null, readPhones) },
    });
    return id;
  }

  /** `blanksOnly`: the record has been spoken of already, so that this row only fills what is blank. */
  #change(record: WorkingRecord, understood: Understood, blanksOnly: boolean, draft: Draft): RowOutcome {
    const { rules } = this.#context;
    const { noun } = rules.spec;
    const { id, row } = record;
    const { given, links, criteria } = understood;
    const { values } = criteria;
    if (rules.onMatch === 'skip' || isConverted(row)) return { type: 'skipped', id };
    const became = noun === 'lead' && !rules.own ? conversionOf(values, this.#conversion) : null;
    const patched = (from: Values): Values | null => {
      const patch = this.#patch(record, from, given, blanksOnly);
      return became ? { ...patch, ...became } : patch;
    };
    let patch = patched(values);
    if (patch?.status && noun === 'lead' && !became)
      rejectUnlinkedConversion({ ...patch, converted_at: null });
    const missing = links.missing.filter(
      ({ field }) => !(blanksOnly && typeof row[`${field.name}_id`] === 'number'),
    );
    if (missing.length > 0) {
      if (patch) this.#changedColumns(record, patch);
      const made: Record<string, Value> = { ...values };
      this.#createMissing(missing, made, draft);
      patch = patched(made);
    }
    if (!patch) return { type: 'unchanged', id };
    this.#draftChange(record, patch, draft);
    return { type: 'changed', id, fields: Object.keys(patch) };
  }

  /** Several records match: accepted if one of them has all values of the row. */
  #recognize(found: readonly WorkingRecord[], { given, criteria: { values } }: Understood): RowOutcome {
    for (const record of found)
      if (this.#patch(record, values, given, false) === null) return { type: 'unchanged', id: record.id };
    const ids = found.slice(0, 3).map(({ id }) => id);
    throw refused(
      `matches several ${this.#context.rules.spec.plural}: ${ids.join(', ')}${found.length > ids.length ? ' and more' : ''}`,
    );
  }

  /**
   * The values to change. Of several rows that match one record, the first counts; the others, like defaults, only
   * fill blanks, so that importing a file twice has the same result.
   */
  #patch(record: WorkingRecord, values: Values, given: Row, blanksOnly: boolean): Values | null {
    const { rules, stages, readPhones } = this.#context;
    const { row } = record;
    const context = { spec: rules.spec, declared: rules.declared, readPhones };
    const wanted: Record<string, Value> = { ...values };
    if (typeof given.name === 'string') replaceName(wanted, row);
    if (stages) {
      if (!blanksOnly) this.#provideStage({ ...row, ...wanted }, given, row);
      stages.assignStage(wanted, blanksOnly ? {} : given, row, rules.currency);
    }
    // These depend on the stage or status: ignore them if it does not change.
    if (blanksOnly) for (const name of rules.spec.merge?.statusColumns ?? []) delete wanted[name];
    const patch = patchOf(context, record, wanted, blanksOnly);
    const left = Object.entries(this.#defaults).filter(([name]) => !(name in values));
    if (left.length === 0) return patch;
    const filled = patchOf(context, record, Object.fromEntries(left), true);
    return patch || filled ? { ...filled, ...patch } : null;
  }

  #draftChange(record: WorkingRecord, patch: Values, draft: Draft): void {
    const { rules, facts, readPhones } = this.#context;
    const { noun } = rules.spec;
    const { row } = record;
    const columns = this.#changedColumns(record, patch);
    if (columns.external_id !== undefined && columns.external_id !== row.external_id)
      this.#rejectTakenId(noun, record.id, { ...row, ...columns });
    const { rowsAfter } = rules.spec.rules;
    if (rowsAfter)
      draft.rows.push(...rowsAfter(facts, { before: row, after: { ...row, ...columns }, values: patch }));
    for (const name in columns) if (columns[name] === row[name]) delete columns[name];
    if (row.updated_at !== facts.now) columns.updated_at = facts.now;
    draft.changed = { record, columns, parts: partsOf(noun, patch, record, row, readPhones) };
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
    const found = this.#context.records.ids(lookup(kind, external_id, external_source ?? ''));
    if (found.some((other) => other !== id))
      throw conflict(`another ${noun} has the same external_source and external_id already`);
  }

  #changedColumns({ row }: WorkingRecord, patch: Values): RawRow {
    const { spec } = this.#context.rules;
    // A person without own name keeps the display name.
    const called = isPerson(spec.noun) ? { name: row.name as string } : {};
    const values = { ...called, ...patch };
    const columns = this.#columnsOf(spec, values, row);
    return completeChange(this.#context.facts, spec, row, columns, fallbackName(values));
  }

  #columnsOf(definition: NounDefinition, values: Values, before: RawRow | null): RawRow {
    const { spec, declared } = this.#context.rules;
    return toColumns(definition, definition === spec ? declared : [], values, before);
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
    if (!before) completeNew(facts, spec, this.#columnsOf(spec, record, null), record);
    throw new NotReady(make);
  }
}

function nameOf(noun: Noun, row: RawRow): string | undefined {
  return identitiesOf(noun, row, [], []).find(({ kind }) => kind === 'name')?.value;
}
