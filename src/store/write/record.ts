import { notFound, usage } from '../../domain/errors.ts';
import type { Field, Noun } from '../../domain/field.ts';
import { requireInRange } from '../../domain/field-range.ts';
import type { Phone } from '../../domain/phones/phone.ts';
import { hasField, type NounDefinition } from '../../nouns/definition.ts';
import { phoneTextSql } from '../../nouns/shared/columns.ts';
import type { RuleFacts, WrittenRecord } from '../../nouns/shared/rules.ts';
import { customFields } from '../fields.ts';
import { rejectTakenProfile } from '../profiles.ts';
import { type RawRow, sql } from '../sql.ts';
import type { RowChange, Tx } from '../tx.ts';
import { writeEmails, writePhones } from './addresses.ts';
import { toColumns } from './columns.ts';
import { completeCustomValues } from './custom-rules.ts';
import { copyTags, writeLists, writeTags } from './lists.ts';
import { ownPhonesToRead, withOwnPhones } from './own-phones.ts';
import { phoneCountry } from './phones.ts';
import { applyPicklists } from './picklist-values.ts';
import { readRuleFacts } from './rule-facts.ts';
import { cleanValues, type Values, type WriteEnv } from './values.ts';

/** Rows that are read and written at once. */
const RECORDS_PER_STATEMENT = 500;

/** Adds a record with its e-mails, phones and tags, their text cleaned; returns its number. Throws `usage` without a name. */
export async function insertRecord(tx: Tx, noun: Noun, input: Values, env: WriteEnv): Promise<number> {
  const definition = tx.nouns.get(noun);
  const declared = env.declared ?? (await customFields(tx, noun));
  const values = await readOwnPhones(declared, cleanValues(input), null, env);
  const set = toColumns(definition, declared, values, null);
  await applyPicklists(tx, definition.fields, set, null);
  const facts = await readRuleFacts(tx, definition, set);
  const columns = completeNew(facts, definition, set, values, declared);
  if (noun === 'contact') await rejectTakenProfile(tx, columns, null, values.other_profiles);
  const id = await tx.insert(noun, columns);
  await insertRowsAfter(tx, facts, definition, { before: null, after: { ...columns, id }, values });
  await writeChildRows(tx, definition, id, values, env, null);
  return id;
}

/**
 * Adds computed columns to those of a new record, or `known` ones. Throws `usage` without a name, and like the rules of the
 * noun.
 */
export function completeNew(
  facts: RuleFacts,
  definition: NounDefinition,
  columns: RawRow,
  values: Values,
  declared: readonly Field[],
  known: RawRow | null = null,
): RawRow {
  const { naming, rules, fields } = definition;
  requireAllInRange(fields, columns);
  const computed = known ?? naming.compute(columns, fallbackName(values));
  if (!computed) throw usage(naming.missing);
  Object.assign(columns, computed);
  rules.check?.(facts, null, columns);
  completeCustomValues(definition, declared, facts, null, columns);
  return columns;
}

/**
 * Changes the fields in `input`, their text cleaned. Returns whether anything changed. A stage change is added to the stage history.
 * Throws `not-found` for a record removed in the meantime.
 */
export async function updateRecord(
  tx: Tx,
  noun: Noun,
  id: number,
  input: Values,
  env: WriteEnv,
): Promise<boolean> {
  const values = cleanValues(input);
  const before = await tx.read(noun, id);
  if (!before) throw notFound(`${noun} ${id} does not exist any more`);
  const definition = tx.nouns.get(noun);
  const { facts, columns, after } = await columnsOfChange(tx, definition, before, values, env);
  const around = await writeChildRows(tx, definition, id, values, env, before);
  if (around) definition.rules.checkChildren?.(before);
  const own = await tx.update(noun, id, columns);
  await insertRowsAfter(tx, facts, definition, { before, after, values });
  if (around && !own) await tx.touch(noun, id);
  return around || own;
}

/**
 * Changes the same fields of many records, as `updateRecord` changes those of one: their rows are read and written many at a
 * time.
 */
export async function updateRecords(
  tx: Tx,
  noun: Noun,
  ids: readonly number[],
  input: Values,
  env: WriteEnv,
): Promise<void> {
  const values = cleanValues(input);
  const definition = tx.nouns.get(noun);
  const known: KnownOfMany = { listed: new Map(), facts: null };
  const hasChildRows = namesChildRows(definition, values);
  for (let at = 0; at < ids.length; at += RECORDS_PER_STATEMENT) {
    const some = ids.slice(at, at + RECORDS_PER_STATEMENT);
    const rows = await sql<RawRow>`
      select * from ${sql.ref(noun)} where id ${sql.among(some)} order by id`.all(tx);
    const changes: RowChange[] = [];
    const written: { facts: RuleFacts; record: WrittenRecord }[] = [];
    const touched: number[] = [];
    for (const before of rows) {
      const id = before.id as number;
      const { facts, columns, after } = await columnsOfChange(tx, definition, before, values, env, known);
      const around = hasChildRows && (await writeChildRows(tx, definition, id, values, env, before));
      if (around) definition.rules.checkChildren?.(before);
      const changed = tx.changed(noun, before, columns);
      if (changed) changes.push({ id, before, after: changed });
      else if (around) touched.push(id);
      if (definition.rules.rowsAfter) written.push({ facts, record: { before, after, values } });
    }
    await tx.updateMany(noun, changes);
    for (const { facts, record } of written) await insertRowsAfter(tx, facts, definition, record);
    for (const id of touched) await tx.touch(noun, id);
  }
}

/** What is the same for all records that get the same values, once it was read. */
interface KnownOfMany {
  /** Values as their picklists spell them. */
  readonly listed: Map<string, string>;
  /** Facts that depend on the values alone; null until they were read. */
  facts: RuleFacts | null;
}

/** The columns that a change of fields writes, the record with them, and what its rules asked of the database. */
async function columnsOfChange(
  tx: Tx,
  definition: NounDefinition,
  before: RawRow,
  values: Values,
  env: WriteEnv,
  known?: KnownOfMany,
): Promise<{ readonly facts: RuleFacts; readonly columns: RawRow; readonly after: RawRow }> {
  const { noun, naming, rules } = definition;
  const declared = await declaredIn(tx, definition, before, values, env);
  const read = await readOwnPhones(declared, values, before, env);
  const set = toColumns(definition, declared, read, before);
  await applyPicklists(tx, definition.fields, set, before, known?.listed);
  const facts = known?.facts ?? (await readRuleFacts(tx, definition, set, before));
  // Other facts are of the record or of what it names.
  if (known && (rules.facts ?? 'statuses').endsWith('statuses')) known.facts = facts;
  const after = { ...before, ...set };
  const named = naming.compute(after, null);
  const fallback = named ? null : await fallbackNameOf(tx, definition, before, values);
  const columns = completeChange(facts, definition, before, set, fallback, declared, named);
  if (noun === 'contact') await rejectTakenProfile(tx, columns, before, values.other_profiles);
  return { facts, columns, after: Object.assign(after, columns) };
}

async function insertRowsAfter(
  tx: Tx,
  facts: RuleFacts,
  { noun, rules }: NounDefinition,
  written: WrittenRecord,
): Promise<void> {
  for (const { table, row } of rules.rowsAfter?.(facts, written) ?? []) {
    const made = await tx.insertRow(table, row);
    if (table === noun) await copyTags(tx, noun, Number(written.after.id), made);
  }
}

/**
 * Adds computed columns to those of a change, or `known` ones. `fallback` is the name of a person without one. Throws like
 * `completeNew`.
 */
export function completeChange(
  facts: RuleFacts,
  definition: NounDefinition,
  before: RawRow,
  columns: RawRow,
  fallback: string | null,
  declared: readonly Field[],
  known: ReturnType<NounDefinition['naming']['compute']> = null,
): RawRow {
  const { naming, rules, fields } = definition;
  requireAllInRange(fields, columns);
  const computed = known ?? naming.compute({ ...before, ...columns }, fallback);
  if (!computed) throw usage(naming.missing);
  Object.assign(columns, computed);
  rules.check?.(facts, before, columns);
  completeCustomValues(definition, declared, facts, before, columns);
  return columns;
}

/** The fields of a noun that have a range: few, while an import asks for each row. */
const rangedFields = new WeakMap<readonly Field[], readonly Field[]>();

function withRange(fields: readonly Field[]): readonly Field[] {
  let ranged = rangedFields.get(fields);
  if (!ranged) {
    ranged = fields.filter(({ range }) => range !== undefined);
    rangedFields.set(fields, ranged);
  }
  return ranged;
}

/** Throws `usage` for a number outside of the range of its field. */
function requireAllInRange(fields: readonly Field[], columns: RawRow): void {
  for (const field of withRange(fields)) {
    const value = columns[field.name];
    if (typeof value === 'number') requireInRange(field, value);
  }
}

/** The name of a lead or contact without one. */
export function fallbackName({ name, email, phone }: Values): string | null {
  if (typeof name === 'string' && name !== '') return name;
  if (typeof email === 'string' && email !== '') return email;
  return typeof phone === 'string' && phone !== '' ? phone : null;
}

/** The fallback name of a lead or contact that has no name of its own, or loses it. */
async function fallbackNameOf(
  tx: Tx,
  definition: NounDefinition,
  before: RawRow,
  values: Values,
): Promise<string | null> {
  const { noun, naming } = definition;
  const named = fallbackName(values);
  if (named !== null || !hasField(definition, 'email')) return named;
  if (naming.compute(before, null) === null) return before.name as string;
  const id = before.id as number;
  const own = sql.ref(`${noun}_id`);
  const addresses = [
    ...(values.email === null ? [] : [sql`select address as text from email where ${own} = ${id}`]),
    ...(values.phone === null
      ? []
      : [sql`select ${sql.raw(phoneTextSql('phone'))} as text from phone where ${own} = ${id}`]),
  ];
  if (addresses.length === 0) return null;
  const kept = await sql<{ text: string }>`${sql.join(addresses, ' union all ')} limit 1`.first(tx);
  return kept?.text ?? null;
}

/** The values with the numbers of own fields as they are stored. */
async function readOwnPhones(
  declared: readonly Field[],
  values: Values,
  before: RawRow | null,
  env: WriteEnv,
): Promise<Values> {
  const texts = new Set(ownPhonesToRead(declared, values, before).values());
  if (texts.size === 0) return values;
  const country = phoneCountry(values, before);
  const read = new Map<string, readonly Phone[]>();
  for (const text of texts) read.set(text, await env.readPhones(text, country));
  return withOwnPhones(declared, values, before, (text) => read.get(text) ?? []);
}

async function declaredIn(
  tx: Tx,
  definition: NounDefinition,
  before: RawRow,
  values: Values,
  env: WriteEnv,
): Promise<readonly Field[]> {
  if (env.declared) return env.declared;
  // A stage may require a value; another country may be that of a number of its own.
  const unknown =
    'stage_id' in values ||
    (('country' in values || 'street' in values) && before.custom !== '{}') ||
    Object.keys(values).some((name) => !hasField(definition, name));
  return unknown ? customFields(tx, definition.noun) : [];
}

/** Fields that are in rows of their own, or that say how the numbers there are read. */
const FIELDS_OF_CHILD_ROWS = /email|phone|^country$|^street$|^tags$/;

/** Whether values may change rows that belong to a record. */
const namesChildRows = ({ lists = [] }: NounDefinition, values: Values): boolean =>
  Object.keys(values).some(
    (name) => FIELDS_OF_CHILD_ROWS.test(name) || lists.some(({ field }) => field === name),
  );

/** Writes child rows. A new record, without one `before`, has nothing to compare with. */
async function writeChildRows(
  tx: Tx,
  definition: NounDefinition,
  id: number,
  values: Values,
  env: WriteEnv,
  before: RawRow | null,
): Promise<boolean> {
  const { noun } = definition;
  const fresh = before === null;
  let changed = false;
  if (hasField(definition, 'email')) {
    changed = await writeEmails(tx, noun, id, values, fresh);
    changed = (await writePhones(tx, noun, id, values, env, before)) || changed;
  }
  if (hasField(definition, 'tags')) changed = (await writeTags(tx, noun, id, values, fresh)) || changed;
  return (await writeLists(tx, definition, id, values, fresh)) || changed;
}
