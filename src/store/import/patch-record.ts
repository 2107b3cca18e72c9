import type { Field, Row, Value } from '../../domain/field.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import type { RawRow } from '../sql.ts';
import { toColumns } from '../write/columns.ts';
import { completeNew } from '../write/record.ts';
import type { Values } from '../write/values.ts';
import type { AssertedFields } from './asserted-fields.ts';
import type { DecisionContext, DefaultValues, Interpretation } from './decision.ts';
import { replaceName } from './names.ts';
import { patchOf } from './patch.ts';
import type { ImportRules } from './rules.ts';
import type { WorkingRecord } from './working-record.ts';
import { NotReady } from './working-set.ts';

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

/** What records are patched with. */
interface PatcherParts {
  readonly columnDefaults: RawRow;
  readonly defaults: DefaultValues;
  /** What the rows of this import said of records. */
  readonly asserted: AssertedFields;
}

/** Finds out what a row changes in its record. */
export class RecordPatcher {
  readonly #context: DecisionContext;
  readonly #columnDefaults: RawRow;
  readonly #defaults: DefaultValues;
  readonly #asserted: AssertedFields;

  constructor(context: DecisionContext, { columnDefaults, defaults, asserted }: PatcherParts) {
    this.#context = context;
    this.#columnDefaults = columnDefaults;
    this.#defaults = defaults;
    this.#asserted = asserted;
  }

  /**
   * The values to change; defaults only fill blanks. With `blanksOnly` nothing is overwritten, and with `withDefaults`
   * false defaults are left out.
   */
  patch(
    record: WorkingRecord,
    { source, given, criteria: { values } }: Interpretation,
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
      if (!blanksOnly) this.provideStage({ ...row, ...wanted }, given, row);
      stages.assignStage(wanted, blanksOnly ? {} : given, row, rules.currency);
    }
    // These depend on the stage or status: ignore them if it does not change.
    if (blanksOnly) for (const name of rules.spec.merge?.().statusColumns ?? []) delete wanted[name];
    if (rules.blankClears && !blanksOnly) this.#addBlanks(wanted, source.row, record);
    const patch = patchOf(context, record, wanted, blanksOnly);
    if (!withDefaults) return patch;
    if (this.#defaults.isEmpty) return patch;
    const left = Object.entries(this.#defaults.values).filter(([name]) => !(name in values));
    if (left.length === 0) return patch;
    const filled = patchOf(context, record, Object.fromEntries(left), true);
    return patch || filled ? { ...filled, ...patch } : null;
  }

  /** Empties the fields of blank cells, except where another row of the file fills them. */
  #addBlanks(wanted: Record<string, Value>, row: Row, { id }: WorkingRecord): void {
    const { spec } = this.#context.rules;
    const columnDefaults = this.#columnDefaults;
    for (const name in row) {
      if (row[name] !== null || NEVER_BLANK.has(name) || this.#asserted.has(id, name)) continue;
      const field = spec.fields.find((each) => each.name === name);
      if (field && (field.access !== 'edit' || (columnDefaults[name] ?? null) !== null)) continue;
      const target = field?.type === 'ref' ? `${name}_id` : name;
      if (!(target in wanted)) wanted[target] = null;
    }
  }

  /** Asks for the stage that a row names, where it is to be made and nothing else is wrong with the row. */
  provideStage(record: Values, given: Row, before: RawRow | null): void {
    const { rules, stages, facts } = this.#context;
    const { create, spec } = rules;
    if (!stages || !(create.has('stage') || create.has('pipeline'))) return;
    const make = stages.missingStage(given, before, create);
    if (!make) return;
    if (!before) completeNew(facts, spec, columnsOf(rules, spec, record, null), record, rules.declared);
    throw new NotReady(make);
  }
}

/** The columns of values of a record. */
export function columnsOf(
  rules: ImportRules,
  definition: NounDefinition,
  values: Values,
  before: RawRow | null,
): RawRow {
  return toColumns(definition, declaredOf(rules, definition), values, before);
}

/** The custom fields of a noun: known for the one that is imported. */
export function declaredOf({ spec, declared }: ImportRules, { noun }: NounDefinition): readonly Field[] {
  return noun === spec.noun ? declared : [];
}

/** Whether the notes of a record only grow. */
export function isAdded(name: string, patch: Values, row: RawRow): boolean {
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

/** The field of the file that a value to write is from: `account` for `account_id`. */
export function fieldOf(name: string, given: Row): string {
  if (name in given || !name.endsWith('_id')) return name;
  return name.slice(0, -'_id'.length);
}
