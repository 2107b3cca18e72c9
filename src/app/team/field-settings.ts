import { TARGETS } from '../../domain/conversion.ts';
import { type CustomField, fieldTypeOfCustom, isDerived, isFormula } from '../../domain/custom-field.ts';
import { conflict, usage } from '../../domain/errors.ts';
import type { Field, Noun, Value } from '../../domain/field.ts';
import type { Expression } from '../../domain/filter/ast.ts';
import { parseExpression } from '../../domain/filter/parse.ts';
import { fieldTypeOf } from '../../domain/filter/value-types.ts';
import { findNearest } from '../../domain/suggest.ts';
import { makeReader } from '../../formats/values.ts';
import { hasField } from '../../nouns/definition.ts';
import { customFields } from '../../store/fields.ts';
import { readFormulas } from '../../store/formulas.ts';
import { pipelines } from '../../store/stages.ts';
import type { Tx } from '../../store/tx.ts';
import { ownPhoneText } from '../../store/write/own-phones.ts';
import type { Deps } from '../deps.ts';

/** What a team decides about a custom field; a blank text removes a setting. */
export interface FieldSettings {
  /** Default: made from the name. */
  readonly label?: string | undefined;
  /** For a formula or rollup. */
  readonly formula?: string | undefined;
  readonly help?: string | undefined;
  /** The value of new records, as people write it. */
  readonly default?: string | undefined;
  readonly required?: boolean | undefined;
  readonly requiredFrom?: string | undefined;
  readonly unique?: boolean | undefined;
  readonly order?: number | undefined;
  readonly listed?: boolean | undefined;
  readonly indexed?: boolean | undefined;
  readonly convertTo?: string | undefined;
}

/** The settings in their stored form, for a field that is to have them; only those that are given. */
export async function readSettings(
  deps: Deps,
  tx: Tx,
  noun: Noun,
  field: CustomField,
  given: FieldSettings,
): Promise<Partial<CustomField>> {
  const settings: { -readonly [K in keyof CustomField]?: CustomField[K] } = {};
  const { label, help, formula, order, requiredFrom, convertTo } = given;
  if (label !== undefined && label.trim() !== '') settings.label = label.trim();
  if (help !== undefined) settings.help = help.trim() || null;
  if (given.default !== undefined) settings.defaultValue = await readDefault(deps, field, given.default);
  if (requiredFrom !== undefined) settings.requiredFrom = requiredFrom.trim() || null;
  if (convertTo !== undefined) settings.convertTo = convertTo.trim() || null;
  if (order !== undefined) settings.position = order;
  for (const flag of ['required', 'unique', 'listed', 'indexed'] as const)
    if (given[flag] !== undefined) settings[flag] = given[flag];
  if (isFormula(field.type)) {
    if (formula === undefined && !field.expression)
      throw usage(`a ${field.type} needs a formula`, { code: 'formula-missing', type: field.type });
    if (formula !== undefined) Object.assign(settings, await readFormula(tx, noun, field, formula));
  } else if (formula !== undefined) throw usage(`a ${field.type} field has no formula`);
  return settings;
}

async function readFormula(
  tx: Tx,
  noun: Noun,
  field: CustomField,
  text: string,
): Promise<Pick<CustomField, 'expression' | 'result'>> {
  const { links } = await readFormulas(tx);
  const env = { ...tx.acting, nouns: tx.nouns.names, linked: { noun, links } };
  const expression = parseExpression(text, links.fieldsOf(noun), env);
  if (field.type === 'rollup' && !isAggregate(expression))
    throw usage('a rollup is made of other records', 'Write it as sum(opps.amount where status = won)');
  if (expression.of === 'nothing') throw usage(`the formula "${text}" never has a value`);
  return { expression: text.trim(), result: fieldTypeOf(expression.of) };
}

function isAggregate(expression: Expression): boolean {
  if (expression.type === 'path') return isAggregate(expression.value);
  return expression.type === 'aggregate';
}

async function readDefault(deps: Deps, field: CustomField, text: string): Promise<unknown> {
  if (text.trim() === '') return null;
  const type = fieldTypeOfCustom(field.type);
  if (isDerived(field.type) || type === 'ref') throw usage(`a ${field.type} field has no default`);
  return readValue(deps, shapeOf(field), text);
}

/** Reads a value as people write it. */
export async function readValue(deps: Deps, field: Field, text: string): Promise<Value> {
  const { clock, currency } = deps;
  const reader = await makeReader({ now: clock.now(), currency, fields: [field], valueMaps: [] });
  const value = reader.read(field, text);
  if (field.type !== 'phone' || typeof value !== 'string') return value;
  return ownPhoneText(await deps.readPhones(value)) || value;
}

/** A declaration as the field that it makes. */
export function shapeOf({ name, label, type, choices }: CustomField): Field {
  return {
    name,
    label,
    type: fieldTypeOfCustom(type),
    access: 'edit',
    help: '',
    custom: true,
    ...(choices ? { choices } : {}),
    ...(type === 'multichoice' ? { element: 'text' as const } : {}),
  };
}

/** Throws `usage` for settings that do not fit the field or each other. */
export async function checkSettings(tx: Tx, noun: Noun, field: CustomField): Promise<void> {
  const { type } = field;
  if (isDerived(type)) {
    const set = field.required || field.requiredFrom || field.unique || field.indexed;
    if (set)
      throw usage(
        `the values of a ${type} field follow from others: they are not required, unique or indexed`,
      );
    if (field.convertTo) throw usage(`a conversion takes no ${type} field`);
  }
  const isMany = type === 'multichoice';
  if (field.unique && (isMany || type === 'bool' || type === 'money'))
    throw usage(`a ${type} field cannot be unique`);
  if (field.indexed && isMany) throw usage(`a ${type} field cannot be indexed`);
  if (field.requiredFrom) await checkStage(tx, noun, field.requiredFrom);
  if (field.convertTo) await checkConversion(tx, noun, field);
}

async function checkStage(tx: Tx, noun: Noun, stage: string): Promise<void> {
  if (!hasField(tx.nouns.get(noun), 'stage')) throw usage(`a ${noun} has no stage to require a value from`);
  const names = (await pipelines(tx)).flatMap(({ stages }) => stages.map(({ name }) => name));
  if (names.includes(stage)) return;
  const [near] = findNearest(stage, names);
  throw usage(
    `unknown stage "${stage}"`,
    near ? `Did you mean ${near}?` : `One of: ${[...new Set(names)].join(', ')}`,
  );
}

async function checkConversion(tx: Tx, noun: Noun, field: CustomField): Promise<void> {
  if (!tx.nouns.get(noun).becomes) throw usage('only leads are converted');
  const [of = '', name = '', more] = (field.convertTo as string).split('.');
  const target = TARGETS.find((known) => known === of);
  if (!target || name === '' || more !== undefined)
    throw usage(`"${field.convertTo}" is no field of a target`, `Write it as opp.${field.name}`);
  const fields = [...tx.nouns.get(target).fields, ...(await customFields(tx, target))];
  const found = fields.find((each) => each.name === name && each.access === 'edit');
  if (!found)
    throw conflict(`${target} has no field "${name}"`, {
      code: 'conversion-field-missing',
      noun: target,
      name,
    });
  const type = fieldTypeOfCustom(field.type);
  if (found.type !== type && found.type !== 'text')
    throw conflict(`${target}.${name} is of type ${found.type}, not ${type}`);
}
