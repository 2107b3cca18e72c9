import { type CrmError, refused } from '../../domain/errors.ts';
import type { Field } from '../../domain/field.ts';
import { keyWithoutDot, type PicklistName, picklistKey } from '../../domain/picklists.ts';
import { findNearest } from '../../domain/suggest.ts';
import type { RowOf } from '../schema.ts';
import { type Bound, type RawRow, sql } from '../sql.ts';
import type { Tx } from '../tx.ts';

/** The fields of a noun with a picklist: few, while a change of many records asks for each. */
const fieldsWithList = new WeakMap<readonly Field[], readonly Field[]>();

function withList(fields: readonly Field[]): readonly Field[] {
  const known = fieldsWithList.get(fields);
  if (known) return known;
  const listed = fields.filter(({ picklist }) => picklist !== undefined);
  fieldsWithList.set(fields, listed);
  return listed;
}

/**
 * Spells the values of picklists among `columns` as their lists do. A value that is new to an open list is added to it.
 * Throws `refused` for one that is not in a closed list.
 */
export async function applyPicklists(
  tx: Tx,
  fields: readonly Field[],
  columns: RawRow,
  before: RawRow | null,
  known = new Map<string, string>(),
): Promise<void> {
  for (const { name, picklist } of withList(fields)) {
    const value = columns[name];
    if (picklist === undefined || typeof value !== 'string' || value === '' || value === before?.[name])
      continue;
    const key = `${picklist} ${value}`;
    const listed = known.get(key) ?? (await listedValue(tx, picklist, value));
    known.set(key, listed);
    columns[name] = listed;
  }
}

/** A value as its list spells it; a new one is added to an open list. Throws `refused` for one that is not in a closed list. */
export async function listedValue(tx: Tx, list: PicklistName, value: string): Promise<string> {
  const bare = keyWithoutDot(value);
  const found =
    (await findValue(tx, list, picklistKey(value), value)) ??
    (bare === picklistKey(value) ? undefined : await findValue(tx, list, bare, value));
  if (found !== undefined) return found;
  const { closed } = await sql<{ closed: number }>`select closed from picklist where name = ${list}`.one(tx);
  if (closed === 1) {
    const values = await sql<{ name: string }>`
      select name from picklist_value where list = ${list} and alias_of is null order by position, id`.all(
      tx,
    );
    throw notListed(
      list,
      value,
      values.map(({ name }) => name),
    );
  }
  await addPicklistValue(tx, list, value, null);
  return value;
}

/** The error for a value that is not in a closed list. */
export function notListed(list: PicklistName, value: string, values: readonly string[]): CrmError {
  const [near = null] = findNearest(value, values);
  return refused(`"${value}" is not in the picklist ${list}`, {
    code: 'no-picklist-value',
    list,
    value,
    near,
  });
}

/** The value of that key, spelled like `value` if there are several. */
async function findValue(
  tx: Tx,
  list: PicklistName,
  key: string,
  value: string,
): Promise<string | undefined> {
  const rows = await sql<Pick<RowOf<'picklist_value'>, 'name' | 'alias_of'>>`
    select name, alias_of from picklist_value where list = ${list} and name_key = ${key}
    order by position, id`.all(tx);
  const row =
    rows.find(({ name }) => name === value) ?? rows.find(({ alias_of }) => alias_of === null) ?? rows[0];
  if (row === undefined || row.alias_of === null) return row?.name;
  return (await tx.read('picklist_value', row.alias_of))?.name as string;
}

/** Adds a value at the end of a list; returns its number. */
export async function addPicklistValue(
  tx: Tx,
  list: PicklistName,
  name: string,
  kind: Bound,
): Promise<number> {
  const { last } = await sql<{ last: number | null }>`
    select max(position) as last from picklist_value where list = ${list}`.one(tx);
  return tx.insert('picklist_value', {
    list,
    name,
    name_key: picklistKey(name),
    kind: kind as string | null,
    position: (last ?? 0) + 1,
  });
}

/** Removes the former names among rows with numbers from `first` to `last`. */
export async function removeFormerNames(tx: Tx, first: number, last: number): Promise<void> {
  const rows = await sql<{ id: number }>`
    select id from picklist_value where id between ${first} and ${last} and alias_of is not null order by id desc`.all(
    tx,
  );
  for (const { id } of rows) await tx.remove('picklist_value', id);
}
