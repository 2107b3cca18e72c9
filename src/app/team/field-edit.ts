import {
  type CustomField,
  customFieldName,
  hasChoices,
  isDerived,
  readChoices,
} from '../../domain/custom-field.ts';
import { conflict, isCrmError, usage } from '../../domain/errors.ts';
import type { Noun, Value } from '../../domain/field.ts';
import { namesOtherRecords, parseFilter } from '../../domain/filter/parse.ts';
import { decimalText, isMoney, type Money } from '../../domain/money.ts';
import { declarationOf, fieldColumns, fieldRows, type StoredField } from '../../store/field-rows.ts';
import { customFields, rewriteValues, valued } from '../../store/fields.ts';
import { checkFormulas, formulasNaming, readLinks } from '../../store/formulas.ts';
import { segments } from '../../store/segments.ts';
import type { Tx } from '../../store/tx.ts';
import { ownPhoneText } from '../../store/write/own-phones.ts';
import { phoneCountry } from '../../store/write/phones.ts';
import type { Deps } from '../deps.ts';
import { checkSettings, type FieldSettings, readSettings, readValue, shapeOf } from './field-settings.ts';

/** A change of a custom field. */
export interface CustomFieldChange extends FieldSettings {
  readonly noun: Noun;
  /** The stored name, as `findCustomField` gives it. */
  readonly field: string;
  readonly name?: string | undefined;
  readonly type?: CustomField['type'] | undefined;
  /** All choices, in their order. */
  readonly choices?: string | undefined;
  /** `old=new`: also in the values of records. */
  readonly renamedChoices: readonly string[];
  readonly past?: boolean | undefined;
  /** Removes values that do not fit the new type or choices. */
  readonly force: boolean;
  /** Only says what does not fit. */
  readonly isDryRun: boolean;
}

/** What became of a field and its values. */
export interface FieldChangeResult {
  readonly name: string;
  /** Number of the change; null if nothing changed. */
  readonly changeId: number | null;
  /** Records whose values were rewritten. */
  readonly rewritten: number;
  /** Values that do not fit: `lead 42: "many"`. */
  readonly misfits: readonly string[];
  /** Values of a field of phones that are no numbers, and stay as typed. */
  readonly kept: readonly string[];
}

/** Stops a change that only shows what it would do. */
class Preview extends Error {
  readonly result: FieldChangeResult;
  constructor(result: FieldChangeResult) {
    super('preview');
    this.result = result;
  }
}

/**
 * Changes a custom field, with the values of records in the same change.
 * @throws `conflict` for values that do not fit, unless `force` removes them, and for a name that filters use.
 */
export async function editCustomField(deps: Deps, change: CustomFieldChange): Promise<FieldChangeResult> {
  const { noun, field } = change;
  try {
    const { id, result } = await deps.store.change(
      (tx) => applyChange(deps, tx, change),
      () => `changed the field ${field} of ${noun}`,
    );
    return { ...result, changeId: id };
  } catch (error) {
    if (error instanceof Preview) return error.result;
    throw error;
  }
}

async function applyChange(deps: Deps, tx: Tx, change: CustomFieldChange): Promise<FieldChangeResult> {
  const { noun, field, force, isDryRun } = change;
  const row = (await fieldRows(tx, noun)).find(({ name }) => name === field) as StoredField;
  const before = declarationOf(row);
  const renames = readRenames(before, change.renamedChoices);
  const shaped = await reshape(tx, noun, before, change, renames);
  const after = { ...shaped, ...(await readSettings(deps, tx, noun, shaped, change)) };
  await checkSettings(tx, noun, after);
  if (after.unique && !before.unique) await requireDistinct(tx, noun, before);

  const isOfPhones = after.type === 'phone' && change.type !== undefined;
  const fit = isOfPhones
    ? await fitPhones(deps, tx, noun, before)
    : await fitValues(deps, tx, noun, before, after, renames);
  const { values, misfits, keyOf, kept } = fit;
  if (isDryRun)
    throw new Preview({ name: after.name, changeId: null, rewritten: values.size, misfits, kept });
  if (misfits.length > 0 && !force)
    throw conflict(
      `${misfits.length === 1 ? '1 value does' : `${misfits.length} values do`} not fit: ${misfits.slice(0, 5).join(', ')}${misfits.length > 5 ? ' …' : ''}`,
      { code: 'values-do-not-fit' },
    );
  let rewritten = 0;
  if (values.size > 0 || after.name !== before.name)
    rewritten = await rewriteValues(tx, noun, before.name, ({ [before.name]: value, ...rest }, id) => {
      const key = keyOf(id, value as Value);
      const now = values.has(key) ? values.get(key) : value;
      return now === null ? rest : { ...rest, [after.name]: now };
    });
  await tx.update('field', row.id, fieldColumns(after));
  await checkFormulas(tx);
  await checkSegments(deps, tx, noun, before.name, after.name);
  return { name: after.name, changeId: null, rewritten, misfits, kept };
}

/** The field with another name, type or choices. */
async function reshape(
  tx: Tx,
  noun: Noun,
  before: CustomField,
  { name, type = before.type, choices, past }: CustomFieldChange,
  renames: ReadonlyMap<string, string>,
): Promise<CustomField> {
  if (type !== before.type && [type, before.type].some((each) => isDerived(each) || isLink(each)))
    throw usage(`a ${before.type} field cannot become a ${type} field`, {
      code: 'field-type-fixed',
      noun,
      type,
    });
  if (choices !== undefined && !hasChoices(type))
    throw usage(`a ${type} field has no choices`, { code: 'choices-of-no-choice' });
  if (past && type !== 'date' && type !== 'datetime')
    throw usage(`only a date field can be in the past, not a ${type} field`);
  let kept = hasChoices(type) ? (before.choices ?? null) : null;
  if (kept) kept = [...new Set(kept.map((choice) => renames.get(choice) ?? choice))];
  if (hasChoices(type) && (choices !== undefined || !kept)) kept = readChoices(choices ?? '');
  return {
    ...before,
    name: name === undefined || name === before.name ? before.name : await freeName(tx, noun, before, name),
    type,
    choices: kept,
    past: past ?? (type === 'date' || type === 'datetime' ? before.past : false),
    // A default of another type would be stored unread.
    defaultValue: type === before.type ? before.defaultValue : null,
  };
}

const isLink = (type: string) => type === 'user' || type === 'lookup';

async function freeName(tx: Tx, noun: Noun, before: CustomField, name: string): Promise<string> {
  const [formula] = await formulasNaming(tx, noun, before.name);
  if (formula !== undefined)
    throw conflict(`the formula ${formula} names ${before.name}`, 'Change the formula first.');
  const others = (await customFields(tx, noun)).filter(
    (field) => field.name !== before.name && field.name !== `${before.name}_id`,
  );
  return customFieldName(name, [...tx.nouns.get(noun).fields, ...others]);
}

/** New names of choices, from `old=new`. Throws `usage` for a choice that is not there. */
function readRenames({ choices }: CustomField, pairs: readonly string[]): Map<string, string> {
  const renames = new Map<string, string>();
  for (const pair of pairs) {
    const [old = '', now = '', more] = pair.split('=').map((part) => part.trim());
    if (old === '' || now === '' || more !== undefined)
      throw usage(`--rename-choice needs old=new, not "${pair}"`);
    const choice = choices?.find((known) => known.toLowerCase() === old.toLowerCase());
    if (choice === undefined)
      throw usage(`"${old}" is not one of the choices`, `They are ${choices?.join(', ') ?? 'none'}`);
    renames.set(choice, now);
  }
  return renames;
}

/** What the stored values become, and those that fit no more. */
interface Fit {
  /** New values by their key; those that stay are left out. */
  readonly values: ReadonlyMap<string | number, Value>;
  keyOf(id: number, value: Value): string | number;
  readonly misfits: readonly string[];
  readonly kept: readonly string[];
}

/** Reads all values as phones of the countries of their records. */
async function fitPhones(deps: Deps, tx: Tx, noun: Noun, { name }: CustomField): Promise<Fit> {
  const values = new Map<number, Value>();
  const kept: string[] = [];
  for (const { id, custom } of await valued(tx, noun, name)) {
    const held = (JSON.parse(custom) as Record<string, Value>)[name] as Value;
    const text = textOf(held);
    const phones = await deps.readPhones(text, phoneCountry({}, (await tx.read(noun, id)) ?? null));
    const stored = ownPhoneText(phones) || text;
    if (stored !== held) values.set(id, stored);
    if (phones.some(({ e164 }) => e164 === null)) kept.push(`${noun} ${id}: "${text}"`);
  }
  return { values, keyOf: (id) => id, misfits: [], kept };
}

async function fitValues(
  deps: Deps,
  tx: Tx,
  noun: Noun,
  before: CustomField,
  after: CustomField,
  renames: ReadonlyMap<string, string>,
): Promise<Fit> {
  const keyOf = (_: number, value: Value) => JSON.stringify(value);
  const values = new Map<string, Value>();
  const misfits: string[] = [];
  const isSameShape =
    before.type === after.type && JSON.stringify(before.choices) === JSON.stringify(after.choices);
  if (isSameShape || isDerived(after.type) || isLink(after.type)) return { values, misfits, keyOf, kept: [] };
  const shape = shapeOf(after);
  for (const { id, custom } of await valued(tx, noun, before.name)) {
    const held = (JSON.parse(custom) as Record<string, Value>)[before.name] as Value;
    const key = keyOf(id, held);
    if (!values.has(key)) values.set(key, await converted(deps, shape, held, renames));
    if (values.get(key) === null) misfits.push(`${noun} ${id}: "${textOf(held)}"`);
  }
  for (const [key, value] of values) if (JSON.stringify(value) === key) values.delete(key);
  return { values, misfits, keyOf, kept: [] };
}

/** A value in the form of the changed field; null if it does not fit. */
async function converted(
  deps: Deps,
  shape: ReturnType<typeof shapeOf>,
  held: Value,
  renames: ReadonlyMap<string, string>,
): Promise<Value> {
  const named = Array.isArray(held)
    ? held.map((each) => renames.get(each) ?? each)
    : typeof held === 'string'
      ? (renames.get(held) ?? held)
      : held;
  try {
    if (shape.type === 'text') return textOf(named);
    if (shape.type === 'number' && isMoney(named)) return Number(decimalText(named));
    return await readValue(deps, shape, textOf(named));
  } catch (error) {
    if (isCrmError(error)) return null;
    throw error;
  }
}

function textOf(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'object') return String(value);
  return 'minor' in value ? `${decimalText(value as Money)} ${value.currency}` : value.join(';');
}

async function requireDistinct(tx: Tx, noun: Noun, { name }: CustomField): Promise<void> {
  const first = new Map<string, number>();
  for (const { id, custom } of await valued(tx, noun, name)) {
    const value = String((JSON.parse(custom) as Record<string, unknown>)[name]).toLowerCase();
    const other = first.get(value);
    if (other !== undefined)
      throw conflict(`${noun} ${other} and ${noun} ${id} have the same ${name}: "${value}"`, {
        code: 'value-not-unique',
        noun,
        name,
        value,
      });
    first.set(value, id);
  }
}

/** Throws `conflict` where a saved filter names the field by its old name. */
async function checkSegments(deps: Deps, tx: Tx, noun: Noun, before: string, after: string): Promise<void> {
  if (before === after) return;
  const { currency, user, clock, timeSettings } = deps;
  const fields = [...tx.nouns.get(noun).fields, ...(await customFields(tx, noun))];
  for (const { name, filter } of await segments(tx, noun)) {
    const linked = namesOtherRecords(filter, tx.nouns.get(noun).derived)
      ? { noun, links: await readLinks(tx) }
      : undefined;
    const env = { now: clock.now(), timeSettings, user, currency, nouns: tx.nouns.names, linked };
    try {
      parseFilter(filter, fields, env);
    } catch (error) {
      if (!isCrmError(error) || !new RegExp(`\\b${before}\\b`, 'i').test(filter)) continue;
      throw conflict(`the segment ${name} names ${before}: ${filter}`, { code: 'segment-names-field', name });
    }
  }
}
