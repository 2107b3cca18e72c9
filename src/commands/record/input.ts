import { Option } from 'commander';
import type { FieldSelection } from '../../app/records/fields.ts';
import type { Context } from '../../context.ts';
import { ADDRESS_KINDS, labelledText, readLabelled } from '../../domain/address-label.ts';
import { cleanText } from '../../domain/clean-text.ts';
import { isoTime, readDate, readMoment, readTime } from '../../domain/dates.ts';
import { usage } from '../../domain/errors.ts';
import type { Field, Value } from '../../domain/field.ts';
import { findNearest } from '../../domain/suggest.ts';
import { makeReader, type ValueReader } from '../../formats/values.ts';
import type { NounDefinition } from '../../nouns/definition.ts';
import { optionGroup } from '../option-group.ts';
import { repeat } from '../parse-args.ts';

/** Values from the command line: relations are still text. */
export type InputValues = Record<string, Value>;

/** Placeholders for option values in help. */
const PLACE: Partial<Record<Field['type'], string>> = {
  money: 'amount',
  date: 'date',
  datetime: 'time',
  duration: 'length',
  integer: 'n',
  number: 'n',
  url: 'address',
  email: 'address',
  phone: 'number',
};

/** Options with a name other than their field's. */
const FLAGS: Readonly<Record<string, string>> = {
  tags: 'tag',
  email_labels: 'email-label',
  phone_labels: 'phone-label',
  other_accounts: 'other-account',
  other_contacts: 'other-contact',
  related_contacts: 'related-contact',
  competitors: 'competitor',
  splits: 'split',
  domains: 'domain',
  close_date: 'close',
  due_date: 'due',
  starts_on: 'start',
  ends_on: 'end',
  notice_on: 'notice',
  bought_on: 'on',
  spent_on: 'on',
  ends_at: 'end',
  next_attempt_at: 'next-attempt',
  // `--user` is always the acting user.
  user: 'who',
};
/** Fields that also have an option with their own name. */
const ALSO_BY_NAME: ReadonlySet<string> = new Set([
  'close_date',
  'due_date',
  'starts_on',
  'ends_on',
  'notice_on',
  'bought_on',
  'spent_on',
  'ends_at',
]);

/** Parts of an address that is the billing address where there is a shipping address as well. */
const ADDRESS_PARTS: ReadonlySet<string> = new Set(['street', 'city', 'region', 'postal_code', 'country']);

/** Other names of the option for a field, which help does not list. */
function otherFlagsOf({ name }: Field, fields: readonly Field[]): readonly string[] {
  if (ALSO_BY_NAME.has(name)) return [dashed(name)];
  const isBilling = ADDRESS_PARTS.has(name) && fields.some((field) => field.name === `shipping_${name}`);
  return isBilling ? [`billing-${dashed(name)}`] : [];
}

/** Fields with a repeatable option, which takes the first and all other values. */
const isRepeated = (field: Field) => field.type === 'list' || field.overflow !== undefined;
/** Fields set by the option of another field: further values, the time of a day. */
const carriedOf = (spec: NounDefinition) =>
  new Set(spec.fields.flatMap(({ overflow, timed }) => [overflow, timed]));
const dashed = (name: string) => name.replaceAll('_', '-');
/** The name of the option for a field. */
export const flagOf = (field: Pick<Field, 'name'>) => FLAGS[field.name] ?? dashed(field.name);
/** The name that Commander has for an option. */
export const keyOf = (flag: string) => flag.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** What Commander would give for the option that sets a field to this text. */
export function optionFor(field: Field, text: string): Readonly<Record<string, unknown>> {
  if (field.custom) return { set: [`${field.name}=${text}`] };
  return { [keyOf(flagOf(field))]: isRepeated(field) ? [text] : text };
}

/** Adds an option for every editable field, and `--set` for custom fields. */
export const addFieldOptions = optionGroup<
  Record<string, unknown>,
  [spec: NounDefinition, except?: readonly string[]]
>((command, spec, except = []) => {
  const carried = carriedOf(spec);
  for (const field of spec.fields) {
    if (field.access !== 'edit' || carried.has(field.name) || except.includes(field.name)) continue;
    const flag = flagOf(field);
    if (field.type === 'bool') {
      command.option(`--${flag}`, field.help).option(`--no-${flag}`, `not: ${field.help}`);
      continue;
    }
    const place =
      field.choices && field.choices.length <= 5 ? field.choices.join('|') : (PLACE[field.type] ?? 'text');
    const help = isRepeated(field) ? `${field.help.replace(/^the first /, '')}; may be repeated` : field.help;
    if (isRepeated(field)) command.option(`--${flag} <${place}>`, help, repeat);
    else command.option(`--${flag} <${place}>`, help);
    for (const other of otherFlagsOf(field, spec.fields))
      command.addOption(new Option(`--${other} <${place}>`, help).hideHelp());
  }
  if (hasTypedCurrency(spec)) command.option('--currency <code>', 'currency of the amounts given');
  return addSetOption(command);
});

/** Whether amounts of a noun say their currency themselves. */
export const hasTypedCurrency = ({ fields }: NounDefinition): boolean =>
  fields.some(({ name, access }) => name === 'currency' && access === 'import');

/** Adds `--set` for custom fields. */
export const addSetOption = optionGroup<{ set?: string[] }>((command) =>
  command.option('--set <field=value>', 'set a custom field; may be repeated', repeat),
);

/** The team-defined data needed to read the values of options. */
export function fieldsUsed(options: Readonly<Record<string, unknown>>): FieldSelection {
  const isAny = options.set !== undefined;
  return { declared: isAny, choices: (name) => isAny || options[name] !== undefined };
}

/** Reads the values of options. An empty text clears the field. Throws `usage` with option and value. */
export async function readInputValues(
  ctx: Context,
  spec: NounDefinition,
  fields: readonly Field[],
  options: Readonly<Record<string, unknown>>,
): Promise<InputValues> {
  const reader = await valueReader(ctx, fields);
  const given: InputValues = {};
  const carried = carriedOf(spec);
  for (const field of fields) {
    if (field.custom || field.access !== 'edit' || carried.has(field.name)) continue;
    const names = [flagOf(field), ...otherFlagsOf(field, fields)];
    const option = names.map((name) => options[keyOf(name)]).find((each) => each !== undefined);
    if (option === undefined) continue;
    if (typeof option === 'boolean') given[field.name] = option;
    else if (Array.isArray(option))
      addValues(given, await severalValues(ctx, reader, field, option.map(cleanText), fields));
    else Object.assign(given, await readField(ctx, reader, field, String(option)));
  }
  for (const pair of (options.set as string[] | undefined) ?? []) {
    const [field, value] = declared(pair, fields);
    addValues(given, await readField(ctx, reader, field, value));
  }
  return given;
}

/** Reads the value of a field and, for a day with a time, also the value of the time field. */
export async function readField(
  ctx: Context,
  reader: ValueReader,
  field: Field,
  typed: string,
): Promise<InputValues> {
  const text = cleanText(typed);
  if (field.timed === undefined) return { [field.name]: await readValue(ctx, reader, field, text) };
  if (text.trim() === '') return { [field.name]: null, [field.timed]: null };
  try {
    const { date, at } = readMoment(text, ctx.clock.now(), ctx.timeSettings);
    return { [field.name]: date, [field.timed]: at === null ? null : isoTime(at) };
  } catch (error) {
    throw named(error, field);
  }
}

/** Reads one value as people write it: dates in words, amounts with a sign, yes and no. */
async function readValue(ctx: Context, reader: ValueReader, field: Field, text: string): Promise<Value> {
  if (text.trim() === '') return null;
  try {
    if (field.type !== 'date' && field.type !== 'datetime') return reader.read(field, text);
    const settings = { ...ctx.timeSettings, isPast: field.past === true, isAhead: field.past !== true };
    const readWhen = field.type === 'date' ? readDate : readTime;
    return readWhen(text, ctx.clock.now(), settings);
  } catch (error) {
    throw named(error, field);
  }
}

/** A reader for typed values. */
export function valueReader(ctx: Context, fields: readonly Field[]): Promise<ValueReader> {
  return makeReader({ now: ctx.clock.now(), currency: ctx.config.get('currency'), fields, valueMaps: [] });
}

async function severalValues(
  ctx: Context,
  reader: ValueReader,
  field: Field,
  texts: readonly string[],
  fields: readonly Field[],
): Promise<InputValues> {
  const given = texts.map((text) => text.trim()).filter((text) => text !== '');
  if (fields.some(({ labels }) => labels === field.name)) return { [field.name]: given.map(checkLabel) };
  if (field.overflow === undefined) return { [field.name]: given };
  const single = fields.find((candidate) => candidate.name === field.name) ?? field;
  const values: Value[] = [];
  const labels: string[] = [];
  for (const text of given) {
    const { label, address } = readLabelled(text) ?? { label: null, address: text };
    const value = await readValue(ctx, reader, single, address);
    values.push(value);
    if (label && typeof value === 'string') labels.push(labelledText(label, value));
  }
  return {
    [field.name]: values[0] ?? null,
    [field.overflow]: values.slice(1) as string[],
    ...(field.labels !== undefined && labels.length > 0 ? { [field.labels]: labels } : {}),
  };
}

/** Adds values of an option. Labels are given with an address too: `--phone 'mobile: …'`. */
function addValues(given: InputValues, more: InputValues): void {
  for (const [name, value] of Object.entries(more)) {
    const known = given[name];
    given[name] = Array.isArray(known) && Array.isArray(value) ? [...known, ...value] : value;
  }
}

/** Throws `usage` for a label that is none. */
function checkLabel(text: string): string {
  if (readLabelled(text)) return text;
  throw usage(
    `"${text}" does not say what an address is for`,
    `Write it as mobile: +14155550128, with ${ADDRESS_KINDS.join(', ')}, bad or good.`,
  );
}

function declared(pair: string, fields: readonly Field[]): [Field, string] {
  const at = pair.indexOf('=');
  if (at < 1) throw usage(`--set needs field=value, not "${pair}"`);
  const name = pair.slice(0, at).trim().toLowerCase().replaceAll('-', '_');
  const field = fields.find((candidate) => candidate.name === name && candidate.access === 'edit');
  if (field) return [field, pair.slice(at + 1)];
  if (fields.some((candidate) => candidate.name === name && candidate.custom))
    throw usage(`${name} is computed: it cannot be set`, 'What it is made of: crm field list');
  const own = fields.filter((candidate) => candidate.custom).map((candidate) => candidate.name);
  const [near] = findNearest(name, own);
  throw usage(
    `unknown field "${name}"`,
    near ? `Did you mean "${near}"?` : `Add it first: crm field add <noun> ${name}`,
  );
}

export function named(error: unknown, field: Field): unknown {
  if (error instanceof Error && !error.message.includes(field.name))
    error.message = `${field.label.toLowerCase()}: ${error.message}`;
  return error;
}
