import { notFound } from '../domain/errors.ts';
import { lazy } from '../domain/lazy.ts';
import { PICKLIST_NAMES, type PicklistName, picklistKey } from '../domain/picklists.ts';
import { findNearest } from '../domain/suggest.ts';
import type { Nouns } from '../nouns/nouns.ts';
import type { ChangeRow, JournaledTable } from './change-journal.ts';
import type { RowOf } from './schema.ts';
import { type Db, type RawRow, type Sql, sql } from './sql.ts';

/** A value of a list. */
export interface PicklistValue {
  readonly id: number;
  readonly name: string;
  /** What it means to the program; null where it means nothing to it. */
  readonly kind: string | null;
  /** Names that it had, and those of values merged into it. */
  readonly formerNames: readonly string[];
}

/** A list with its values, in order. */
export interface Picklist {
  readonly id: number;
  readonly name: PicklistName;
  /** Whether only its values are accepted. */
  readonly closed: boolean;
  readonly values: readonly PicklistValue[];
}

/** A list of the database. */
export async function readPicklist(db: Db, name: PicklistName): Promise<Picklist> {
  const list = await sql<RowOf<'picklist'>>`select * from picklist where name = ${name}`.first(db);
  const rows = await sql<RowOf<'picklist_value'>>`
    select * from picklist_value where list = ${name} order by position, id`.all(db);
  const former = new Map<number, string[]>();
  for (const { name: formerName, alias_of } of rows)
    if (alias_of !== null) former.set(alias_of, [...(former.get(alias_of) ?? []), formerName]);
  return {
    id: list?.id ?? 0,
    name,
    closed: list?.closed === 1,
    values: rows
      .filter(({ alias_of }) => alias_of === null)
      .map(({ id, name: value, kind }) => ({ id, name: value, kind, formerNames: former.get(id) ?? [] })),
  };
}

/** The value of that name, in any case, or of that former name; undefined if there is none. */
export function valueNamed({ values }: Picklist, text: string): PicklistValue | undefined {
  const key = picklistKey(text);
  const isNamed = (name: string) => picklistKey(name) === key;
  return (
    values.find(({ name }) => name === text) ??
    values.find(({ formerNames }) => formerNames.includes(text)) ??
    values.find(({ name }) => isNamed(name)) ??
    values.find(({ formerNames }) => formerNames.some(isNamed))
  );
}

/** The same. Throws `not-found` with the nearest. */
export function requireValue(list: Picklist, text: string): PicklistValue {
  const found = valueNamed(list, text);
  if (found) return found;
  const [near = null] = findNearest(
    text,
    list.values.map(({ name }) => name),
  );
  throw notFound(`"${text}" is not in the picklist ${list.name}`, {
    code: 'no-picklist-value',
    list: list.name,
    value: text,
    near,
  });
}

/** A column with values of a list. */
export interface PicklistColumn {
  readonly table: JournaledTable;
  readonly column: string;
  /** Which rows have values of the list, where not all do. */
  readonly rows?: Sql<boolean>;
}

/** Members of campaigns whose type has no statuses of its own. */
const USUAL_MEMBERS = sql<boolean>`campaign_id not in (
  select campaign.id from campaign join campaign_status s on s.type = campaign.type)`;

/** Columns of tables that no field of a noun reads. */
const COLUMNS_BESIDE: Readonly<Partial<Record<PicklistName, readonly PicklistColumn[]>>> = {
  'campaign-type': [{ table: 'campaign_status', column: 'type' }],
  'member-status': [{ table: 'campaign_member', column: 'status', rows: USUAL_MEMBERS }],
  lifecycle: [{ table: 'lifecycle_history', column: 'stage' }],
};

/** The columns that have values of a list. */
export function columnsOfPicklist(nouns: Nouns, list: PicklistName): PicklistColumn[] {
  const columns: PicklistColumn[] = [...nouns].flatMap(({ noun: table, fields, lists = [] }) => [
    ...fields.flatMap(({ name: column, picklist }) => (picklist === list ? [{ table, column }] : [])),
    ...lists.flatMap(({ table: rows, picklist }) =>
      picklist?.name === list ? [{ table: rows as JournaledTable, column: picklist.column }] : [],
    ),
  ]);
  return [...columns, ...(COLUMNS_BESIDE[list] ?? [])];
}

/** Number of records with each value of a list. */
export async function picklistUse(db: Db, list: PicklistName): Promise<Map<string, number>> {
  const used = new Map<string, number>();
  for (const { table, column, rows: among = sql`true` } of columnsOfPicklist(db.nouns, list)) {
    const rows = await sql<{ name: string; n: number }>`
      select ${sql.ref(column)} as name, count(*) as n from ${sql.ref(table)}
      where ${sql.ref(column)} is not null and ${among} group by 1`.all(db);
    for (const { name, n } of rows) used.set(name, (used.get(name) ?? 0) + n);
  }
  return used;
}

/** Values with numbers from `first` to `last`, and whether records have them. */
export async function valuesAdded(
  db: Db,
  first: number,
  last: number,
): Promise<{ id: number; name: string; list: PicklistName; isUsed: boolean }[]> {
  const range = sql`id between ${first} and ${last}`;
  const rows = await sql<Pick<RowOf<'picklist_value'>, 'id' | 'name' | 'list'>>`
    select id, name, list from picklist_value where ${range} and alias_of is null order by id`.all(db);
  const used = new Map<string, Set<string>>();
  for (const list of new Set(rows.map((row) => row.list as PicklistName)))
    used.set(
      list,
      await valuesInUse(db, list, sql`select name from picklist_value where list = ${list} and ${range}`),
    );
  return rows.map(({ id, name, list }) => ({
    ...{ id, name },
    list: list as PicklistName,
    isUsed: used.get(list)?.has(name) === true,
  }));
}

/** Those of some values that records have; `names` is a subquery. */
async function valuesInUse(db: Db, list: PicklistName, names: Sql): Promise<Set<string>> {
  const used = new Set<string>();
  for (const { table, column, rows: among = sql`true` } of columnsOfPicklist(db.nouns, list)) {
    const rows = await sql<{ name: string }>`
      select distinct ${sql.ref(column)} as name from ${sql.ref(table)}
      where ${sql.ref(column)} in (${names}) and ${among}`.all(db);
    for (const { name } of rows) used.add(name);
  }
  return used;
}

/** The values of picklists that rows of a change had before it. */
export function picklistValuesOf(
  nouns: Nouns,
  rows: readonly ChangeRow[],
): { picklist: PicklistName; name: string }[] {
  const columns = lazy(
    () =>
      new Map(
        PICKLIST_NAMES.flatMap((picklist) =>
          columnsOfPicklist(nouns, picklist).map(
            ({ table, column }) => [`${table} ${column}`, picklist] as const,
          ),
        ),
      ),
  );
  const found = new Map<string, { picklist: PicklistName; name: string }>();
  for (const { table, before } of rows)
    for (const column in before) {
      const picklist = columns().get(`${table} ${column}`);
      const name = before[column];
      if (picklist && typeof name === 'string' && name.trim() !== '')
        found.set(`${picklist} ${name}`, { picklist, name });
    }
  return [...found.values()];
}

/** Whether a list has a value of exactly that name. */
export async function isListed(db: Db, list: PicklistName, name: string): Promise<boolean> {
  const found = await sql<{ found: number }>`
    select 1 as found from picklist_value where list = ${list} and name = ${name} and alias_of is null`.first(
    db,
  );
  if (found || list !== 'member-status') return found !== undefined;
  return (
    (await sql<{ id: number }>`select id from campaign_status where name = ${name} limit 1`.first(db)) !==
    undefined
  );
}

/** Whether the name of a removed value is in its list again. */
export async function isValueThere(db: Db, value: RawRow | null): Promise<boolean> {
  const found = await sql<{ found: number }>`
    select 1 as found from picklist_value
    where list = ${value?.list ?? ''} and name = ${value?.name ?? ''} and alias_of is null`.first(db);
  return found !== undefined && value?.alias_of === null;
}
