import { toLocalDate } from '../../domain/dates/calendar.ts';
import { isCrmError } from '../../domain/errors.ts';
import type { Field, Noun } from '../../domain/field.ts';
import type { ComputedField } from '../../domain/filter/ast.ts';
import { parseExpression } from '../../domain/filter/parse.ts';
import { fieldTypeOf } from '../../domain/filter/value-types.ts';
import { mergeText } from '../../domain/merge-text.ts';
import type { RecordRef } from '../../domain/record-ref.ts';
import type { TemplateValues } from '../../formats/template/template.ts';
import { readLinks } from '../../store/formulas.ts';
import { record } from '../../store/records.ts';
import { users } from '../../store/users.ts';
import type { Deps } from '../deps.ts';
import { FIELDS_SHOWN, fieldsOf } from '../records/fields.ts';

/** Names that are no fields of a record. */
export const COMMON_NAMES = ['user', 'user_email', 'today'] as const;

/**
 * The values of these names for a record: its own fields (`first_name`, `opp.amount`), those of what it is related to
 * (`account.industry`), those of its contact where it has none of that name, and those of the sender. `set` has values of
 * its own, which come first. A name that is no field is missing.
 */
export async function readTemplateValues(
  deps: Deps,
  names: readonly string[],
  about: RecordRef | null,
  set: TemplateValues,
): Promise<TemplateValues> {
  const values = new Map<string, string>();
  const left = new Set(names);
  const take = (name: string, value: string | undefined) => {
    if (value === undefined) return;
    values.set(name, value);
    left.delete(name);
  };
  for (const name of names) take(name, set.get(name));
  if (about) for (const [name, value] of await readFields(deps, about, [...left])) take(name, value);
  if (left.size > 0)
    for (const [name, value] of Object.entries(await commonValues(deps)))
      if (left.has(name)) take(name, value);
  return values;
}

async function commonValues({
  store,
  user,
  clock,
}: Deps): Promise<Record<(typeof COMMON_NAMES)[number], string>> {
  const found = (await users(store.db)).find(({ name }) => name === user);
  return {
    user: found?.fullName || user,
    user_email: found?.email ?? '',
    today: toLocalDate(clock.now()),
  };
}

async function readFields(
  deps: Deps,
  { noun, id }: RecordRef,
  names: readonly string[],
): Promise<readonly (readonly [name: string, value: string])[]> {
  const fields = await templateFields(deps, noun, names);
  // A path is no name of a column.
  const columns = fields.map(({ field }, at) => ({
    ...field,
    ...('expression' in field ? { name: `value_${at}` } : {}),
  }));
  const row = fields.length > 0 ? await record(deps.store.engine, noun, columns, id) : undefined;
  if (!row) return [];
  return fields.map(({ name }, at) => {
    const value = row[columns[at]?.name ?? ''] ?? null;
    return [name, mergeText(value, deps.currency).trim()] as const;
  });
}

/** A name in a template, and the field that it means. */
interface TemplateField {
  readonly name: string;
  readonly field: Field;
}

/** Which of these names are fields of the records of a noun, or of what these are related to. */
export async function templateFields(
  { store, clock, timeSettings, user, currency }: Deps,
  noun: Noun,
  names: readonly string[],
): Promise<readonly TemplateField[]> {
  const own = await fieldsOf(store, store.db.nouns.get(noun), FIELDS_SHOWN);
  const found: TemplateField[] = [];
  let links: Awaited<ReturnType<typeof readLinks>> | undefined;
  for (const name of names) {
    const field = own.find((each) => each.name === name);
    if (field) {
      found.push({ name, field });
      continue;
    }
    links ??= await readLinks(store.db);
    const env = {
      now: clock.now(),
      timeSettings,
      user,
      currency,
      nouns: store.db.nouns.names,
      linked: { noun, links },
    };
    const paths = name.startsWith(`${noun}.`) ? [name.slice(noun.length + 1)] : [name, `contact.${name}`];
    const computed = paths.map((path) => pathField(name, path, own, env)).find((each) => each !== null);
    if (computed) found.push({ name, field: computed });
  }
  return found;
}

const PATH = /^[a-z]\w*(?:\.[a-z]\w*)*$/;

/** A field of the name of a template for what is at the end of a path; null if there is nothing. */
function pathField(
  name: string,
  path: string,
  fields: readonly Field[],
  env: Parameters<typeof parseExpression>[2],
): ComputedField | null {
  if (!PATH.test(path)) return null;
  try {
    const expression = parseExpression(path, fields, env);
    if (expression.type !== 'path' && expression.type !== 'field') return null;
    const type = fieldTypeOf(expression.of);
    return { name, label: name, type, access: 'computed', help: '', expression };
  } catch (error) {
    if (isCrmError(error)) return null;
    throw error;
  }
}
