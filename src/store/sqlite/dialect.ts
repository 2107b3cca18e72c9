import { type Dialect, sql } from '../sql.ts';

/** How SQLite writes what engines write differently. */
export const sqliteDialect: Dialect = {
  placeholder: () => '?',
  // One value, however many there are: the statement is prepared once.
  among: (values) => sql`in (select value from json_each(${JSON.stringify(values)}))`,
  unindexed: (condition) => sql`+(${condition})`,
};
