import { conflict } from '../../domain/errors.ts';
import type { Catalog, Engine, FieldIndex, TableColumn } from '../engine.ts';
import { sql } from '../sql.ts';
import { sqliteDialect } from './dialect.ts';
import { nounTables, relationColumn, tablesOf, withoutNoun, withoutRelation } from './noun-tables.ts';
import { createNounView, dropNounView, viewOf } from './noun-views.ts';

/** Names of indexes on custom fields begin so. */
const FIELD_INDEX = 'custom';

const indexName = ({ noun, field, isUnique }: FieldIndex) =>
  `${FIELD_INDEX} ${noun} ${field}${isUnique ? ' unique' : ''}`;

/** The value is written as queries write it, since it is found by its text. */
function indexText(index: FieldIndex): string {
  const { noun, paths, ignoresCase, isUnique } = index;
  const values = paths.map((path) => sqliteDialect.jsonValue(sql.ref('custom'), path));
  const folded = values.map((value) => (ignoresCase ? sqliteDialect.ignoreCase(value) : value));
  // With the text itself in the index, a search in the middle of texts reads no record.
  const columns = ignoresCase && !isUnique ? [...folded, ...values] : folded;
  const { text } = sql.join(columns).toStatement(sqliteDialect);
  return `CREATE ${isUnique ? 'UNIQUE ' : ''}INDEX "${indexName(index)}" on "${noun}" (${text})`;
}

/** What SQLite says of its tables. */
export function sqliteCatalog(engine: Engine): Catalog {
  return {
    async columns(table) {
      const rows = await sql<{ name: string; type: string; filled: number; pk: number }>`
        select name, type, "notnull" as filled, pk from pragma_table_info(${table})`.all(engine);
      const made = await sql<{ sql: string }>`
        select sql from sqlite_schema where type = 'table' and name = ${table}`.first(engine);
      const json = new Set([...(made?.sql ?? '').matchAll(/json_valid\((\w+)\)/g)].map(([, name]) => name));
      return rows.map((row) => ({
        name: row.name,
        kind: row.type.toLowerCase() as TableColumn['kind'],
        nullable: row.filled === 0,
        json: json.has(row.name),
        key: row.pk !== 0,
      }));
    },

    async schemaVersion() {
      const query = sql<{ user_version: number }>`select user_version from pragma_user_version`;
      return (await query.one(engine)).user_version;
    },

    async columnsReferring(table) {
      return sql<{ table: string; column: string }>`
        select made.name as "table", key."from" as "column"
        from sqlite_schema made join pragma_foreign_key_list(made.name) key on key."table" = ${table}
        where made.type = 'table' order by made.name, key."from"`.all(engine);
    },

    async indexFields(indexes) {
      const found = await sql<{ name: string; sql: string }>`
        select name, sql from sqlite_schema where type = 'index' and name like ${`${FIELD_INDEX} %`}`.all(
        engine,
      );
      const wanted = new Map(indexes.map((index) => [indexName(index), indexText(index)]));
      for (const index of found)
        if (wanted.get(index.name) !== index.sql) await engine.run(sql`drop index ${sql.ref(index.name)}`);
      const kept = new Set(
        found.filter(({ name, sql: text }) => wanted.get(name) === text).map(({ name }) => name),
      );
      for (const [name, text] of wanted) if (!kept.has(name)) await engine.run(sql.raw(text));
    },

    async createNoun(noun) {
      for (const table of [...tablesOf(noun.name), viewOf(noun.name)]) {
        const other = await sql<{ type: string }>`
          select type from sqlite_schema where name = ${table}`.first(engine);
        if (other) throw conflict(`the database has a ${other.type} "${table}" of its own`);
      }
      const schema = await this.schemaVersion();
      for (const statement of nounTables(noun, schema)) await engine.run(sql.raw(statement));
      await createNounView(engine, noun.name);
    },

    async dropNoun(name) {
      const numbers = await this.lastNumbers();
      await dropNounView(engine, name);
      for (const statement of withoutNoun(name)) await engine.run(sql.raw(statement));
      for (const table of tablesOf(name).reverse()) {
        await engine.run(sql`drop table ${sql.ref(table)}`);
        const last = numbers.get(table);
        if (last !== undefined) await this.setLastNumber(table, last);
      }
    },

    async addRelation(noun, to) {
      await dropNounView(engine, noun);
      for (const statement of relationColumn(noun, to)) await engine.run(sql.raw(statement));
      await createNounView(engine, noun);
    },

    async dropRelation(noun, to) {
      await dropNounView(engine, noun);
      for (const statement of withoutRelation(noun, to)) await engine.run(sql.raw(statement));
      await createNounView(engine, noun);
    },

    async lastNumbers() {
      const rows = await sql<{ name: string; seq: number }>`select name, seq from sqlite_sequence`.all(
        engine,
      );
      return new Map(rows.map(({ name, seq }) => [name, seq]));
    },

    async setLastNumber(table, number) {
      await engine.run(sql`delete from sqlite_sequence where name = ${table}`);
      await engine.run(sql`insert into sqlite_sequence (name, seq) values (${table}, ${number})`);
    },
  };
}
