import { type RawBuilder, sql } from 'kysely';
import type { FieldType } from '../../domain/field.ts';

/** How a field of a noun is read from the tables: fragments of SQL over the noun's own table and joins. */
export interface ColumnSql {
  /** The value, as lists and exports show it. */
  readonly value: RawBuilder<unknown>;
  /** What to sort by where it is not the value. */
  readonly sort?: RawBuilder<unknown>;
  /** For a money field: its currency. */
  readonly currency?: RawBuilder<unknown>;
  /** For a field of several values: the table, the column and what ties a row to the record. */
  readonly several?: Several;
  /** For a relation: the column with the number, and the table and column its name stands in. */
  readonly points?: { readonly id: RawBuilder<unknown>; readonly table: string; readonly name: string };
}

export interface Several {
  readonly from: RawBuilder<unknown>;
  readonly column: RawBuilder<unknown>;
  /** Further columns that a text may match, such as the E.164 form of a phone. */
  readonly digits?: RawBuilder<unknown>;
}

/** The tables a noun is read from, and its columns by field name. */
export interface NounColumns {
  readonly from: RawBuilder<unknown>;
  readonly columns: Readonly<Record<string, ColumnSql>>;
}

export const plain = (table: string, ...names: string[]): Record<string, ColumnSql> =>
  Object.fromEntries(names.map((name) => [name, { value: sql.ref(`${table}.${name}`) }]));

/** A relation: `account` reads the name, `account_id` the number. */
export const related = (
  table: string,
  field: string,
  target: string,
  name = 'name',
): Record<string, ColumnSql> => {
  const id = sql.ref(`${table}.${field}_id`);
  return {
    [field]: {
      value: sql`(select t.${sql.ref(name)} from ${sql.table(target)} t where t.id = ${id})`,
      points: { id, table: target, name },
    },
    [`${field}_id`]: { value: id },
  };
};

/** The first of a record's e-mails or phones, and the others as a JSON list. */
export const addresses = (noun: string): Record<string, ColumnSql> => {
  const tie = (table: string) =>
    sql`${sql.table(table)} v where ${sql.ref(`v.${noun}_id`)} = ${sql.ref(`${noun}.id`)}`;
  const first = (table: string, column: RawBuilder<unknown>) =>
    sql`(select ${column} from ${tie(table)} order by v.position limit 1)`;
  const others = (table: string, column: RawBuilder<unknown>) =>
    sql`(select json_group_array(value) from (select ${column} as value from ${tie(table)} order by v.position limit -1 offset 1))`;
  const address = sql`v.address`;
  const phone = sql`coalesce(v.e164, v.typed)`;
  const emails: Several = { from: tie('email'), column: address };
  const phones: Several = { from: tie('phone'), column: sql`v.typed`, digits: sql`v.e164` };
  return {
    email: { value: first('email', address), several: emails },
    other_emails: { value: others('email', address), several: emails },
    phone: { value: first('phone', phone), several: phones },
    other_phones: { value: others('phone', phone), several: phones },
  };
};

export const tags = (noun: string): Record<string, ColumnSql> => {
  const from = sql`tagging v where ${sql.ref(`v.${noun}_id`)} = ${sql.ref(`${noun}.id`)}`;
  return {
    tags: {
      value: sql`(select json_group_array(tag) from (select v.tag from ${from} order by v.tag))`,
      several: { from, column: sql`v.tag` },
    },
  };
};

/** A declared field of a record, read from its JSON. */
export const customColumn = (noun: string, name: string, type: FieldType): ColumnSql => {
  const at = (path: string) => sql`json_extract(${sql.ref(`${noun}.custom`)}, ${path})`;
  const path = `$."${name}"`;
  return type === 'money'
    ? { value: at(`${path}.minor`), currency: at(`${path}.currency`) }
    : { value: at(path) };
};
