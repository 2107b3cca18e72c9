import { conflict, refused, usage } from '../domain/errors.ts';
import { MEANINGS, type PicklistName, picklistKey } from '../domain/picklists.ts';
import {
  columnsOfPicklist,
  type Picklist,
  type PicklistColumn,
  type PicklistValue,
  picklistUse,
  readPicklist,
  requireValue,
  valueNamed,
} from './picklists.ts';
import type { ProgressCallback } from './progress.ts';
import { type RawRow, sql } from './sql.ts';
import type { RowChange, Tx } from './tx.ts';
import { addPicklistValue } from './write/picklist-values.ts';

/** Adds values at the end of a list; `kind` is what a lead status means. Throws `conflict` for one that is there. */
export async function addValues(
  tx: Tx,
  name: PicklistName,
  texts: readonly string[],
  kind: string | null,
): Promise<void> {
  for (const text of texts) {
    const list = await readPicklist(tx, name);
    const found = list.values.find((value) => picklistKey(value.name) === picklistKey(text));
    if (found) throw conflict(`the picklist ${name} has "${found.name}" already`);
    await forgetFormerName(tx, name, text);
    await addPicklistValue(tx, name, text, kind);
  }
}

/** Renames a value in the list and in all records; its former name still means it. Returns the number of records. */
export async function renameValue(
  tx: Tx,
  name: PicklistName,
  from: string,
  to: string,
  report: ProgressCallback,
): Promise<number> {
  const list = await readPicklist(tx, name);
  const value = requireValue(list, from);
  rejectBuiltIn(list, value, 'renamed');
  const other = list.values.find((each) => picklistKey(each.name) === picklistKey(to));
  if (other && other.id !== value.id)
    throw conflict(`the picklist ${name} has "${other.name}" already`, {
      code: 'picklist-value-exists',
      list: name,
      name: value.name,
      other: other.name,
    });
  if (value.name === to) return 0;
  await forgetFormerName(tx, name, to);
  await tx.update('picklist_value', value.id, { name: to, name_key: picklistKey(to) });
  await tx.insert('picklist_value', {
    list: name,
    name: value.name,
    name_key: picklistKey(value.name),
    kind: null,
    position: 0,
    alias_of: value.id,
  });
  return rewriteRecords(tx, name, value.name, to, report);
}

/** Gives the records of values another one, which these names mean from now on. Returns the number of records. */
export async function mergeValues(
  tx: Tx,
  name: PicklistName,
  texts: readonly string[],
  into: string,
  report: ProgressCallback,
): Promise<number> {
  let changed = 0;
  for (const text of texts) {
    const list = await readPicklist(tx, name);
    const [value, target] = [requireValue(list, text), requireValue(list, into)];
    if (value.id === target.id) throw usage(`"${text}" and "${into}" are one value: "${target.name}"`);
    rejectBuiltIn(list, value, 'merged into another');
    if (MEANINGS[name] && value.kind !== target.kind)
      throw refused(
        `"${value.name}" means ${value.kind} and "${target.name}" ${target.kind}: they stay apart`,
      );
    const former = await sql<{ id: number }>`
      select id from picklist_value where alias_of = ${value.id} order by id`.all(tx);
    for (const { id } of [...former, value])
      await tx.update('picklist_value', id, { kind: null, position: 0, alias_of: target.id });
    changed += await rewriteRecords(tx, name, value.name, target.name, report);
  }
  return changed;
}

/** Removes a value that no record has, with its former names. Throws `refused` for another. */
export async function removeValue(tx: Tx, name: PicklistName, text: string): Promise<void> {
  const list = await readPicklist(tx, name);
  const value = requireValue(list, text);
  rejectBuiltIn(list, value, 'removed');
  if (MEANINGS[name] && list.values.every(({ id, kind }) => id === value.id || kind !== value.kind))
    throw refused(`"${value.name}" is the only status that means ${value.kind}: it cannot be removed`);
  const used = (await picklistUse(tx, name)).get(value.name) ?? 0;
  if (used > 0)
    throw refused(`${used === 1 ? '1 record has' : `${used} records have`} "${value.name}"`, {
      code: 'picklist-value-in-use',
      list: name,
      name: value.name,
    });
  const former = await sql<{ id: number }>`select id from picklist_value where alias_of = ${value.id}`.all(
    tx,
  );
  for (const { id } of [...former, value]) await tx.remove('picklist_value', id);
}

/** Puts these values first, in this order. */
export async function reorderValues(tx: Tx, name: PicklistName, texts: readonly string[]): Promise<void> {
  const list = await readPicklist(tx, name);
  const first = [...new Set(texts.map((text) => requireValue(list, text)))];
  const others = list.values.filter(({ id }) => !first.some((value) => value.id === id));
  for (const [at, { id }] of [...first, ...others].entries())
    await tx.update('picklist_value', id, { position: at + 1 });
}

/** Closes a list to other values than its own, or opens it. */
export async function closePicklist(tx: Tx, name: PicklistName, isClosed: boolean): Promise<void> {
  if (MEANINGS[name] && !isClosed)
    throw refused(`${name} is always a closed list, because each of its values has a meaning`);
  const { id } = await readPicklist(tx, name);
  await tx.update('picklist', id, { closed: isClosed ? 1 : 0 });
}

/** The meaning of a new value of a list. Throws `usage` for a kind that there is not. */
export function kindOfNew(name: PicklistName, kind: string | undefined): string | null {
  const meanings = MEANINGS[name];
  if (!meanings) {
    if (kind === undefined) return null;
    throw usage(`only statuses of leads and cases have a kind, not a value of ${name}`);
  }
  const text = (kind ?? 'open').trim().toLowerCase();
  if (meanings.includes(text)) return text;
  throw usage(`"${kind}" is not one of ${meanings.join(', ')}`);
}

/** Throws `refused` for a value that the program itself sets and looks for. */
function rejectBuiltIn({ name }: Picklist, value: PicklistValue, what: string): void {
  if (!MEANINGS[name] && value.kind !== null)
    throw refused(`crm itself uses "${value.name}" of ${name}: it cannot be ${what}`);
}

/** A name that becomes a value of its own no longer means another. */
async function forgetFormerName(tx: Tx, name: PicklistName, text: string): Promise<void> {
  const list = await readPicklist(tx, name);
  if (valueNamed(list, text)?.formerNames.includes(text) !== true) return;
  const { id } = await sql<{ id: number }>`
    select id from picklist_value where list = ${name} and name = ${text} and alias_of is not null`.one(tx);
  await tx.remove('picklist_value', id);
}

/** So many records are read and written at once. */
const RECORDS_PER_BATCH = 5000;

async function rewriteRecords(
  tx: Tx,
  list: PicklistName,
  from: string,
  to: string,
  report: ProgressCallback,
): Promise<number> {
  let done = 0;
  for (const column of columnsOfPicklist(tx.nouns, list)) {
    for (let last = 0; ; ) {
      const rows = await rowsWith(tx, column, from, last);
      if (rows.length === 0) break;
      await tx.updateMany(column.table, changesOf(tx, column, rows, from, to));
      last = rows.at(-1)?.id as number;
      done += rows.length;
      await report(done, done);
    }
  }
  return done;
}

/** A row, with its time if it is a record. */
interface StampedRow {
  readonly id: number;
  readonly updated_at?: string;
}

function rowsWith(
  tx: Tx,
  { table, column, rows: among = sql`true` }: PicklistColumn,
  value: string,
  after: number,
): Promise<StampedRow[]> {
  const columns = tx.nouns.find(table) ? [sql.ref('id'), sql.ref('updated_at')] : [sql.ref('id')];
  return sql<StampedRow>`
    select ${sql.join(columns)} from ${sql.ref(table)}
    where ${sql.ref(column)} = ${value} and ${among} and id > ${after} order by id limit ${RECORDS_PER_BATCH}`.all(
    tx,
  );
}

function changesOf(
  tx: Tx,
  { column }: PicklistColumn,
  rows: readonly StampedRow[],
  from: string,
  to: string,
): RowChange[] {
  return rows.map(({ id, updated_at }) => {
    const time = (at: string | undefined): RawRow =>
      updated_at === undefined ? {} : { updated_at: at ?? null };
    return {
      id,
      before: { [column]: from, ...time(updated_at) },
      after: { [column]: to, ...time(tx.now) },
    };
  });
}
