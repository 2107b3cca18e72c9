import { conflict, refused, usage } from '../../domain/errors.ts';
import type { Field, Noun, Row, Value } from '../../domain/field.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import { rejectSelf } from '../../nouns/shared/list-rows.ts';
import type { FollowingRow, WrittenRecord } from '../../nouns/shared/rules.ts';
import { identitiesOf } from '../merge/former-identities.ts';
import type { Bound, RawRow } from '../sql.ts';
import { withOwnPhones } from '../write/own-phones.ts';
import { phoneCountry } from '../write/phones.ts';
import { completeChange, completeNew, fallbackName } from '../write/record.ts';
import type { Values } from '../write/values.ts';
import { AssertedFields } from './asserted-fields.ts';
import { rejectClash } from './clash.ts';
import { conversionOf, isConverted, rejectUnlinkedConversion } from './converted.ts';
import {
  type Decision,
  type DecisionContext,
  DefaultValues,
  type Interpretation,
  type PendingRow,
  type Target,
} from './decision.ts';
import { RecordFinder } from './find-record.ts';
import { HashMap } from './hash-map.ts';
import type { ImportNotes } from './import-notes.ts';
import { RowInterpreter } from './interpret-row.ts';
import { LaterFields } from './later-fields.ts';
import { fieldKind, lookup, lookupKinds } from './lookups.ts';
import { formerLookups, isAboutMergedAway, type MatchContext, type MatchCriteria } from './match.ts';
import { merged, withoutBlanks } from './normalize-row.ts';
import { columnsOf, declaredOf, fieldOf, isAdded, RecordPatcher } from './patch-record.ts';
import { profilesIn, profilesOf } from './profiles.ts';
import { newPartsOf, partsOf } from './record-parts.ts';
import { notThere, relationNames, without } from './relation-fields.ts';
import type { Links } from './relations.ts';
import type { ImportRules, RowOutcome } from './rules.ts';
import { TextHasher } from './text-hash.ts';
import { UniqueFields } from './unique-fields.ts';
import type { WorkingRecord } from './working-record.ts';
import { type Draft, emptyDraft, NotReady } from './working-set.ts';

/** Fields that identify a record. */
const NAMED_BY = ['name', 'first_name', 'last_name', 'company', 'email', 'phone', 'account_id'];

/**
 * Decides what becomes of rows: the only place with the rules of matching and patching. It reads from the working set
 * alone and writes nothing: what a row creates and changes is in its draft. Throws `NotReady` for what has to be read
 * first, a CrmError for a row that cannot be taken.
 */
export class RowDecider {
  readonly #context: DecisionContext;
  readonly #matching: MatchContext;
  readonly #interpreter: RowInterpreter;
  readonly #finder: RecordFinder;
  readonly #patcher: RecordPatcher;
  readonly #defaults = new DefaultValues();
  readonly #isOfPeople: boolean;
  /** Values that are rows of their own: they are added to, not replaced. */
  readonly #addedTo: ReadonlySet<string>;
  /** What is to be told of cells and namesakes. */
  readonly notes: ImportNotes;
  /** The first line of a new record by its name. */
  readonly #lineOfName = new HashMap();
  readonly #asserted = new AssertedFields();
  /** What rows gave to records since the first one that waits. */
  readonly #later = new LaterFields();
  readonly #unique: UniqueFields;
  /** External ids that records gave up since their changes were stored, by hash. */
  readonly #givenUpIds = new Set<number>();

  constructor(context: DecisionContext) {
    this.#context = context;
    this.notes = context.notes;
    const { rules, records, seen, writer } = context;
    const columnDefaults = writer.defaultsOf(rules.spec.noun);
    const matching = { rules, records, seen, columnDefaults, chosen: chosenKind(rules) };
    const defaults = this.#defaults;
    const patcher = new RecordPatcher(context, { columnDefaults, defaults, asserted: this.#asserted });
    this.#matching = matching;
    this.#patcher = patcher;
    this.#interpreter = new RowInterpreter(context, { matching, defaults, notes: this.notes });
    this.#finder = new RecordFinder(context, { matching, defaults, patcher });
    this.#isOfPeople = rules.spec.isPerson === true;
    this.#unique = new UniqueFields(rules.spec.noun, rules.declared, context);
    this.#addedTo = addedTo(rules.spec);
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
    const { spec, declared } = rules;
    this.#defaults.set({ ...without(given, relationNames(spec, declared)), ...numbers });
    return draft;
  }

  /**
   * Asks for what deciding a row takes, the surest first: what is found says what else to ask for. With `all` whatever may
   * find its record is asked for at once.
   */
  ask(row: PendingRow, all: boolean): void {
    const { rules, records } = this.#context;
    const { wanted } = records;
    const interpretation = this.#interpreter.interpret(row, true);
    if (!interpretation) return;
    if (all) this.#finder.askAll(interpretation);
    if (records.wanted === wanted) this.#finder.find(interpretation);
    if (records.wanted > wanted) return;
    const { criteria } = interpretation;
    if (!this.#unique.isIdle)
      this.#unique.ask(columnsOf(rules, rules.spec, this.#withOwnPhones(criteria.values), null));
    if (rules.spec.match.keys.includes('profile'))
      for (const { address } of profilesIn(criteria.values))
        records.find(lookup(lookupKinds(rules.spec.noun).profile, address));
    for (const each of formerLookups(this.#matching, criteria)) records.ids(each);
    if (rules.spec.noun === 'lead' && !rules.own) conversionOf(criteria.values, this.#conversion);
  }

  /** `last` says that no more rows follow: none waits any longer. */
  decide(row: PendingRow, last: boolean): Decision {
    const draft = emptyDraft();
    const interpretation = this.#interpreter.interpret(row, last);
    if (!interpretation) return { outcome: { type: 'deferred' }, draft };
    const target = this.#finder.find(interpretation);
    const outcome = this.#outcomeOf(interpretation, target, last, draft);
    return { outcome, draft };
  }

  /**
   * Starts another round of waiting rows. `unordered` ones do not wait for each other, unless parents are created, so
   * that the first can be imported in the end.
   */
  nextRound(unordered: boolean): void {
    this.#interpreter.nextRound(unordered);
  }

  /** What rows of histories follow from a change of an existing record. */
  rowsAfter(written: WrittenRecord): readonly FollowingRow[] {
    return this.#context.rules.spec.rules.rowsAfter?.(this.#context.facts, written) ?? [];
  }

  /** The name that a record is known by, as `former` has it. */
  nameOf(row: RawRow): string | undefined {
    return nameOf(this.#context.rules.spec.noun, row);
  }

  #outcomeOf(interpretation: Interpretation, target: Target, last: boolean, draft: Draft): RowOutcome {
    const { rules, seen } = this.#context;
    const { noun } = rules.spec;
    if (target.type === 'none') {
      // What nothing names can only be about a record that another row makes.
      const isNamed = interpretation.criteria.computed || interpretation.source.nameIfNew !== undefined;
      const isFindable = interpretation.idSteps.length > 0 || interpretation.keySteps.length > 0;
      if (!last && !isNamed && isFindable) return this.#wait();
      return this.#create(interpretation, draft);
    }
    if (rules.onMatch === 'fail') {
      const [record] = target.type === 'one' ? [target.record] : target.records;
      throw conflict(`${noun} ${record?.id} exists`);
    }
    if (target.type === 'several') return this.#decideSeveral(interpretation, target.records, last, draft);
    const { record, isLoose } = target;
    if (isLoose && !last) return this.#wait();
    if (seen.has(record.id)) rejectClash(rules.spec, interpretation.criteria, record);
    return this.#change(record, interpretation, draft);
  }

  /** The row is decided at the end of the file, and says less than the rows after it. */
  #wait(): RowOutcome {
    this.#later.begin();
    return { type: 'deferred' };
  }

  /** Several records fit: the row waits for the end of the file, when it is known what other rows say of them. */
  #decideSeveral(
    interpretation: Interpretation,
    records: readonly WorkingRecord[],
    last: boolean,
    draft: Draft,
  ): RowOutcome {
    const { source, given } = interpretation;
    const { plural, noun } = this.#context.rules.spec;
    if (!last) return this.#wait();
    const isNew = ({ id }: WorkingRecord) => this.#context.records.isNew(noun, id);
    for (const record of records) {
      // A row is about an existing record if later rows say all that it says otherwise: it was imported before.
      if (isNew(record)) continue;
      const patch = this.#patcher.patch(record, interpretation, false) ?? {};
      const fields = Object.keys(patch).map((name) => fieldOf(name, given));
      if (!fields.every((field) => this.#later.has(record.id, field, source.line))) continue;
      for (const field of fields) this.notes.addCell('replaced', field, source.line);
      return { type: 'unchanged', id: record.id };
    }
    if (records.some(isNew)) return this.#create(interpretation, draft);
    const ids = records.slice(0, 3).map(({ id }) => id);
    throw refused(
      `matches several ${plural}: ${ids.join(', ')}${records.length > ids.length ? ' and more' : ''}`,
      { code: 'ambiguous-row' },
    );
  }

  #create(interpretation: Interpretation, draft: Draft): RowOutcome {
    const { source, given, links, criteria } = interpretation;
    const { values } = criteria;
    const { rules, records, facts, stages } = this.#context;
    const { noun } = rules.spec;
    const record = this.#withOwnPhones(merged(this.#defaults.values as Row, values as Row));
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
    if (source.nameIfNew !== undefined) record.name ??= source.nameIfNew;
    if (stages) {
      const placed = merged(rules.defaults, given);
      this.#patcher.provideStage(record, placed, null);
      stages.assignStage(record, placed, null, rules.currency);
    }
    if (criteria.calledSo) record.name = criteria.calledSo.name as string;
    record.external_source ??= '';
    if (links.missing.length > 0) {
      // Check the row before anything is created for it.
      const checked = isOfProduct ? { ...record, ...placeholders(links.missing) } : record;
      completeNew(
        facts,
        rules.spec,
        columnsOf(this.#context.rules, rules.spec, checked, null),
        checked,
        rules.declared,
      );
      this.#createMissing(links.missing, record, draft);
    }
    const isAsGiven = links.missing.length === 0 && this.#defaults.isEmpty;
    const id = this.#draftRecord(noun, record, draft, isAsGiven ? criteria.computed : null);
    this.#unique.reject(id, null, draft.created.at(-1)?.columns ?? {}, source.line);
    const shared = this.#sharedProfiles(id, values, null);
    for (const field of shared) this.notes.addCell('shared', field, source.line);
    this.#noteNamesake(source.line, criteria, draft);
    this.#noteOverruled(interpretation, draft.created.at(-1)?.columns ?? {});
    this.#noteRow(id, interpretation);
    return { type: 'created', id };
  }

  /** The values of a new record, with the numbers of own fields as they are stored. */
  #withOwnPhones<V extends Values>(values: V): V {
    const { rules, readPhones } = this.#context;
    return withOwnPhones(rules.declared, values, null, readPhones);
  }

  /** Notes what a row says of a record: for rows after it with the same cells, and for those that wait. */
  #noteRow(id: number, interpretation: Interpretation): void {
    const { source, given } = interpretation;
    this.#finder.remember(interpretation, id);
    this.#asserted.add(id, given);
    this.#later.note(id, source.line, given);
  }

  /** Notes the cells of which the rules of the noun make something else. */
  #noteOverruled({ source, given }: Interpretation, columns: RawRow, changed?: RawRow): void {
    const { rules, facts } = this.#context;
    const { overruled } = rules.spec.rules;
    if (!overruled) return;
    for (const field of overruled(facts, changed ? { ...columns, ...changed } : columns, given))
      this.notes.addCell('overruled', field, source.line);
  }

  /** The fields of profiles that values give a person while they are those of another. */
  #sharedProfiles(id: number, values: Values, before: WorkingRecord | null): string[] {
    const { rules, records } = this.#context;
    if (rules.own || !rules.spec.match.keys.includes('profile')) return NO_FIELDS;
    const had = before ? profilesOf(before.row, before.lists) : NO_FIELDS;
    const kind = lookupKinds(rules.spec.noun).profile;
    const isOfAnother = (address: string) =>
      records.find(lookup(kind, address)).some((holder) => {
        return holder.id !== id && profilesOf(holder.row, holder.lists).includes(address);
      });
    return profilesIn(values)
      .filter(({ address }) => !had.includes(address) && isOfAnother(address))
      .map(({ field }) => field);
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
    const set = columnsOf(this.#context.rules, definition, values, null);
    const columns = completeNew(
      facts,
      definition,
      set,
      values,
      declaredOf(this.#context.rules, definition),
      computed,
    );
    let ahead = 0;
    for (const other of draft.created) if (other.noun === noun) ahead++;
    const id = typeof columns.id === 'number' ? columns.id : writer.nextId(noun, ahead);
    this.#rejectTakenId(noun, id, columns);
    rejectSelf(definition, id, values);
    const { rowsAfter } = definition.rules;
    if (rowsAfter) {
      columns.id = id;
      draft.rows.push(...rowsAfter(facts, { before: null, after: columns, values }));
    }
    draft.created.push({
      noun,
      id,
      columns,
      parts: newPartsOf(definition, values, readPhones),
    });
    return id;
  }

  /** The later of several rows of a record counts, where it is not blank. */
  #change(record: WorkingRecord, interpretation: Interpretation, draft: Draft): RowOutcome {
    const { rules, seen } = this.#context;
    const { noun } = rules.spec;
    const { id, row } = record;
    const { links, criteria } = interpretation;
    const { values } = criteria;
    if (rules.onMatch === 'skip') return { type: 'skipped', id };
    if (isConverted(row)) return this.#keepConverted(record, interpretation);
    // What is said of a record that was merged away only fills what is blank.
    const blanksOnly = isAboutMergedAway(this.#matching, criteria, record);
    const became = noun === 'lead' && !rules.own ? conversionOf(values, this.#conversion) : null;
    const patched = (from: Interpretation): Values | null => {
      const patch = this.#withoutLater(record, this.#patcher.patch(record, from, blanksOnly), interpretation);
      return became ? { ...patch, ...became } : patch;
    };
    let patch = patched(interpretation);
    if (patch?.status && noun === 'lead' && !became)
      rejectUnlinkedConversion({ ...patch, converted_at: null }, this.#context.convertedStatus);
    const missing = links.missing.filter(
      ({ field }) => !(blanksOnly && typeof row[`${field.name}_id`] === 'number'),
    );
    if (missing.length > 0) {
      if (patch) this.#changedColumns(record, patch);
      const made: Record<string, Value> = { ...values };
      this.#createMissing(missing, made, draft);
      patch = patched({ ...interpretation, criteria: { ...criteria, values: made } });
    }
    if (patch) this.#draftChange(record, patch, draft);
    if (draft.changed) this.#unique.reject(id, row, draft.changed.columns, interpretation.source.line);
    const shared = patch ? this.#sharedProfiles(id, patch, record) : [];
    for (const field of shared) this.notes.addCell('shared', field, interpretation.source.line);
    this.#noteCells(record, interpretation, patch, blanksOnly);
    this.#noteOverruled(interpretation, record.row, draft.changed?.columns);
    this.#noteRow(id, interpretation);
    const country = phoneCountry(values, null) === null ? phoneCountry({}, row) : null;
    const inCountry = country === null ? {} : { country };
    if (!patch) return { type: seen.has(id) ? 'repeated' : 'unchanged', id, ...inCountry };
    return { type: 'changed', id, fields: Object.keys(patch), ...inCountry };
  }

  /** A converted lead is not changed: what a row says otherwise is noted. */
  #keepConverted(record: WorkingRecord, interpretation: Interpretation): RowOutcome {
    const { id } = record;
    const patch = this.#patcher.patch(record, interpretation, false, false);
    if (!patch) return { type: this.#context.seen.has(id) ? 'repeated' : 'unchanged', id };
    for (const name in patch)
      this.notes.addCell('kept', fieldOf(name, interpretation.given), interpretation.source.line);
    return { type: 'skipped', id };
  }

  /** What a row that waited gives to a record, without what rows after it gave. */
  #withoutLater(
    { id }: WorkingRecord,
    patch: Values | null,
    { source, given }: Interpretation,
  ): Values | null {
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
  #noteCells(
    record: WorkingRecord,
    interpretation: Interpretation,
    patch: Values | null,
    blanksOnly: boolean,
  ): void {
    const { id, row } = record;
    const { given, source, criteria } = interpretation;
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
    for (const name in this.#patcher.patch(record, interpretation, false, false) ?? {})
      if (!patch || !(name in patch)) this.notes.addCell('kept', fieldOf(name, given), source.line);
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
    const columns = columnsOf(this.#context.rules, spec, values, row);
    return completeChange(
      this.#context.facts,
      spec,
      row,
      columns,
      fallbackName(values),
      this.#context.rules.declared,
    );
  }

  get #conversion() {
    const { records, facts, convertedStatus } = this.#context;
    return { records, now: facts.now, convertedStatus };
  }
}

const NO_FIELDS: string[] = [];

function nameIn({ name, subject, type }: RawRow): Bound {
  return name ?? subject ?? type ?? null;
}

function nameOf(noun: Noun, row: RawRow): string | undefined {
  return identitiesOf(noun, row, [], []).find(({ kind }) => kind === 'name')?.value;
}

/** The fields of a noun with several values, where a new one replaces none of those before. */
function addedTo({ fields, lists = [] }: NounDefinition): ReadonlySet<string> {
  const whole = lists.filter(({ isWhole }) => isWhole).map(({ field }) => field);
  const isAddedTo = ({ name, type, overflow }: Field) =>
    (overflow !== undefined && type !== 'text') || (type === 'list' && !whole.includes(name));
  return new Set(fields.filter(isAddedTo).map(({ name }) => name));
}

/** Numbers for relations that are made for a row, which its rules may ask for: those of no record. */
function placeholders(missing: Links['missing']): Record<string, Value> {
  return Object.fromEntries(missing.map(({ field }) => [`${field.name}_id`, 0]));
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
