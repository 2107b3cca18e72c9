import { notFound, usage } from '../../domain/errors.ts';
import type { Field, Noun } from '../../domain/field.ts';
import type { RawRow } from '../engine.ts';
import { customFields } from '../fields.ts';
import { stageOf } from '../stages.ts';
import type { Tx } from '../tx.ts';
import { type Addressed, writeEmails, writePhones } from './addresses.ts';
import { toColumns } from './columns.ts';
import { computeColumns } from './computed-columns.ts';
import { type Tagged, writeOtherAccounts, writeOtherContacts, writeTags } from './lists.ts';
import { closeNewOpp, moveOppColumns, stageEntry, stageEvent } from './opp-stage.ts';
import { repeatTask } from './recurrence.ts';
import { checkRules, type RuleFacts, readRuleFacts, rejectConvertedLead } from './rules.ts';
import type { Values, WriteEnv } from './values.ts';

const ADDRESSED: ReadonlySet<Noun> = new Set<Noun>(['lead', 'contact', 'account']);
const TAGGED: ReadonlySet<Noun> = new Set<Noun>(['lead', 'contact', 'account', 'opp']);

/** Adds a record with its e-mails, phones and tags; returns its number. Throws `usage` when nothing names it. */
export async function insertRecord(tx: Tx, noun: Noun, values: Values, env: WriteEnv): Promise<number> {
  const columns = await newColumns(tx, noun, values, env);
  if (noun === 'opp') return insertOpp(tx, columns, values, env);
  const id = await tx.insert(noun, columns as never);
  await writeChildRows(tx, noun, id, values, env, true);
  return id;
}

export async function newColumns(tx: Tx, noun: Noun, values: Values, env: WriteEnv): Promise<RawRow> {
  const columns = toColumns(tx.db.nouns.get(noun), await declaredIn(tx, noun, values, env), values, null);
  return completeNew(await readRuleFacts(tx, noun, columns), noun, columns, values);
}

/**
 * `columns` of a new record with those that follow from them. Throws `usage` when nothing names it, and what the rules
 * of the noun do.
 */
export function completeNew(facts: RuleFacts, noun: Noun, columns: RawRow, values: Values): RawRow {
  const computed = computeColumns(noun, columns, fallbackName(values));
  if (!computed) throw usage(MISSING_NAME[noun]);
  Object.assign(columns, computed);
  checkRules(facts, noun, null, columns);
  return columns;
}

/**
 * Changes what `values` name. Returns whether anything was different. A change of an opportunity's stage is
 * written to its stage history. Throws `not-found` for a record that was removed meanwhile.
 */
export async function updateRecord(
  tx: Tx,
  noun: Noun,
  id: number,
  values: Values,
  env: WriteEnv,
): Promise<boolean> {
  const before = await tx.read(noun, id);
  if (!before) throw notFound(`there is no ${noun} ${id} any more`);
  const columns = await changedColumns(tx, noun, before, values, env);
  if (noun === 'opp') await moveOpp(tx, id, before, columns, values);
  const around = await writeChildRows(tx, noun, id, values, env);
  if (around && noun === 'lead') rejectConvertedLead(before);
  const own = await tx.update(noun, id, columns as never);
  if (noun === 'task' && columns.status === 'done' && before.status === 'open') await repeatTask(tx, id);
  if (around && !own) await tx.touch(noun as Tagged, id);
  return around || own;
}

export async function changedColumns(
  tx: Tx,
  noun: Noun,
  before: RawRow,
  values: Values,
  env: WriteEnv,
): Promise<RawRow> {
  const columns = toColumns(tx.db.nouns.get(noun), await declaredIn(tx, noun, values, env), values, before);
  const isNamed = computeColumns(noun, { ...before, ...columns }, null) !== null;
  const fallback = isNamed ? null : await fallbackNameOf(tx, noun, before, values);
  return completeChange(await readRuleFacts(tx, noun, columns), noun, before, columns, fallback);
}

/**
 * `columns` that a change sets with those that follow from them. `fallback` is what a person without a name is called.
 * Throws as `completeNew`.
 */
export function completeChange(
  facts: RuleFacts,
  noun: Noun,
  before: RawRow,
  columns: RawRow,
  fallback: string | null,
): RawRow {
  const computed = computeColumns(noun, { ...before, ...columns }, fallback);
  if (!computed) throw usage(MISSING_NAME[noun]);
  Object.assign(columns, computed);
  checkRules(facts, noun, before, columns);
  return columns;
}

/** What a record without a name is refused with. */
const MISSING_NAME: Readonly<Record<Noun, string>> = {
  lead: 'a lead needs a name, a company, an e-mail address or a phone number',
  contact: 'a contact needs a name, an e-mail address or a phone number',
  account: 'an account needs a name',
  opp: 'an opportunity needs a name',
  task: 'a task needs a subject',
  activity: 'an activity needs a type',
};

/** What a lead or contact without a name is called. */
export const fallbackName = (values: Values): string | null =>
  ([values.name, values.email, values.phone].find((value) => typeof value === 'string' && value !== '') as
    | string
    | undefined) ?? null;

/** What a lead or contact is called that has no name of its own, or has none any more. */
async function fallbackNameOf(tx: Tx, noun: Noun, before: RawRow, values: Values): Promise<string | null> {
  const named = fallbackName(values);
  if (named !== null || !ADDRESSED.has(noun)) return named;
  if (computeColumns(noun, before, null) === null) return before.name as string;
  const id = before.id as number;
  const [kept] = await tx.all(
    `select address as text from email where ${noun}_id = ? and ? union all
     select coalesce(e164, typed) from phone where ${noun}_id = ? and ? limit 1`,
    [id, values.email === null ? 0 : 1, id, values.phone === null ? 0 : 1],
  );
  return (kept?.text as string | undefined) ?? null;
}

async function declaredIn(tx: Tx, noun: Noun, values: Values, env: WriteEnv): Promise<readonly Field[]> {
  if (env.declared) return env.declared;
  const known = tx.db.nouns.get(noun).fields;
  const unknown = Object.keys(values).some((name) => !known.some((field) => field.name === name));
  return unknown ? customFields(tx.db, noun) : [];
}

/** Writes what is kept beside the record. Of one that is `fresh` there is nothing to compare with. */
async function writeChildRows(
  tx: Tx,
  noun: Noun,
  id: number,
  values: Values,
  env: WriteEnv,
  fresh = false,
): Promise<boolean> {
  let changed = false;
  if (ADDRESSED.has(noun)) {
    changed = await writeEmails(tx, noun as Addressed, id, values, fresh);
    changed = (await writePhones(tx, noun as Addressed, id, values, env, fresh)) || changed;
  }
  if (TAGGED.has(noun)) changed = (await writeTags(tx, noun as Tagged, id, values, fresh)) || changed;
  if (noun === 'contact') changed = (await writeOtherAccounts(tx, id, values, fresh)) || changed;
  if (noun === 'opp') changed = (await writeOtherContacts(tx, id, values, fresh)) || changed;
  return changed;
}

async function insertOpp(tx: Tx, columns: RawRow, values: Values, env: WriteEnv): Promise<number> {
  const stage = await stageOf(tx.db, columns.stage_id as number);
  closeNewOpp(columns, stage, tx.now);
  const id = await tx.insert('opp', columns as never);
  const since = (values.stage_since ?? columns.created_at ?? tx.now) as string;
  await tx.insert('stage_history', stageEntry(id, columns, since, tx.userId) as never);
  await writeChildRows(tx, 'opp', id, values, env, true);
  return id;
}

async function moveOpp(tx: Tx, id: number, before: RawRow, columns: RawRow, values: Values): Promise<void> {
  if (columns.stage_id === undefined || columns.stage_id === before.stage_id) return;
  const from = await stageOf(tx.db, before.stage_id as number);
  const to = await stageOf(tx.db, columns.stage_id as number);
  moveOppColumns(before, columns, to, tx.now);
  const since = (values.stage_since ?? tx.now) as string;
  const after = { ...before, ...columns };
  await tx.insert('stage_history', stageEntry(id, after, since, tx.userId) as never);
  await tx.insert('activity', stageEvent(after, from, to, since, tx.userId) as never);
}
