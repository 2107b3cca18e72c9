import type Database from 'better-sqlite3';
import { tagTableOf } from '../../domain/custom-noun.ts';
import type { Engine } from '../engine.ts';
import { type Sql, sql } from '../sql.ts';
import { sqliteDialect } from './dialect.ts';

/** The view of the records of a noun of a team, for other programs: docs/views.md. */
export const viewOf = (noun: string): string => `v_${noun}`;

/** A column of the table of a noun. */
interface TableColumn {
  readonly name: string;
  /** The table that it refers to; null for a value. */
  readonly refersTo: string | null;
  /** The column with the names of that table's records. */
  readonly called: string | null;
}

/** SQL: the columns of a table, in order, and what those that it refers to are called by. */
const columnsOf = (table: string): Sql<TableColumn> => sql<TableColumn>`
  select made.name, key."table" as "refersTo",
    (select other.name from pragma_table_info(key."table") as other where other.name <> 'id'
      order by other.name = 'name' desc, other.name = 'subject' desc, other.cid limit 1) as called
  from pragma_table_info(${table}) as made
  left join pragma_foreign_key_list(${table}) as key on key."from" = made.name order by made.cid`;

/** Columns that only the program needs. */
const HIDDEN: ReadonlySet<string> = new Set(['name_key']);

function viewText(noun: string, columns: readonly TableColumn[]): string {
  const table = `"${noun}"`;
  const shown = columns
    .filter(({ name }) => !HIDDEN.has(name))
    .flatMap(({ name, refersTo, called }) => {
      const value = `${table}."${name}"`;
      if (name === 'external_source') return [`nullif(${value}, '') as external_source`];
      if (refersTo === null || called === null) return [value];
      const named = `(select t."${called}" from "${refersTo}" t where t.id = ${value}) as "${name.replace(/_id$/, '')}"`;
      return name === 'owner_id' ? [named] : [value, named];
    });
  const tags = `(select group_concat(tag, '; ') from (select tag from "${tagTableOf(noun)}" v where v."${noun}_id" = ${table}.id order by tag)) as tags`;
  return `create view "${viewOf(noun)}" as\nselect ${[...shown, tags].join(',\n  ')}\nfrom ${table}`;
}

/** Makes the view of a noun, whose tables are there. */
export async function createNounView(engine: Engine, noun: string): Promise<void> {
  await engine.run(sql.raw(viewText(noun, await columnsOf(noun).all(engine))));
}

/** Removes the view of a noun, if it has one: its tables cannot change while it has. */
export async function dropNounView(engine: Engine, noun: string): Promise<void> {
  await engine.run(sql`drop view if exists ${sql.ref(viewOf(noun))}`);
}

/** Does something to a database without the views of the nouns of teams, and makes these anew. */
export function aroundNounViews(db: Database.Database, work: () => void): void {
  for (const noun of nounsIn(db)) db.exec(`drop view if exists "${viewOf(noun)}"`);
  work();
  const isThere = db.prepare('select 1 from sqlite_schema where name = ?');
  for (const noun of nounsIn(db)) {
    if (isThere.get(viewOf(noun))) continue;
    const { text, values } = columnsOf(noun).toStatement(sqliteDialect);
    db.exec(viewText(noun, db.prepare<unknown[], TableColumn>(text).all(...values)));
  }
}

/** The names of the nouns of teams; none in a database from before there were any. */
function nounsIn(db: Database.Database): string[] {
  const table = db.prepare("select 1 from sqlite_schema where type = 'table' and name = 'noun'").get();
  return table ? db.prepare<[], string>('select name from noun').pluck().all() : [];
}
