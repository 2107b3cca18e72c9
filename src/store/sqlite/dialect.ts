import { type Dialect, sql } from '../sql.ts';

const literal = (text: string) => sql.raw(`'${text.replaceAll("'", "''")}'`);

/** SQLite's syntax. */
export const sqliteDialect: Dialect = {
  placeholder: () => '?',
  // One bound value for any number of values: the statement is prepared once.
  among: (values) => sql`in (select value from json_each(${JSON.stringify(values)}))`,
  each: (values, name) => sql`json_each(${JSON.stringify(values)}) as ${sql.ref(name)}`,
  // SQLite never changes the order of a cross join.
  nested: (outer, inner, condition) => sql`${outer} cross join ${inner} on ${condition}`,
  ignoreCase: (text) => sql`${text} collate nocase`,
  // A function of the connection: lower() knows ASCII only.
  fold: (text) => sql`fold(${text})`,
  like: (text, pattern) => sql<boolean>`${text} like ${pattern} escape '\\'`,
  // The path is written out, as an index on a value is found by its text alone.
  jsonValue: (json, path) => sql`json_extract(${json}, ${literal(path)})`,
  jsonHas: (json, path) => sql<boolean>`json_type(${json}, ${literal(path)}) is not null`,
  jsonEach: (json, path, name) => sql`json_each(${json}, ${literal(path)}) as ${sql.ref(name)}`,
  jsonList: (value) => sql`json_group_array(${value})`,
  jsonRow: (...values) => sql`json_array(${sql.join(values)})`,
  localDay: (moment, shift) => sql<string>`date(${moment}, ${shift})`,
  localHour: (moment, shift) => sql<number>`cast(strftime('%H', ${moment}, ${shift}) as integer)`,
  epoch: (moment) => sql<number>`cast(strftime('%s', ${moment}) as integer)`,
  dayOf: (days) => sql<string>`date((${days}) * 86400, 'unixepoch')`,
};
