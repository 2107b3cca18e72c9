import { addDaysTo, startOfDay } from '../domain/dates/calendar.ts';
import { type Sql, sql } from './sql.ts';

/**
 * SQL: a deal entered its stage before the earliest allowed day. `limits` are the days that stages allow, `limit` and
 * `since` the columns of a deal.
 */
export function isStale(
  limits: readonly (number | null)[],
  today: string,
  limit: Sql<unknown>,
  since: Sql<unknown>,
): Sql<boolean> {
  const days = [...new Set(limits)].filter((each) => each !== null);
  const over = days.map(
    (each) => sql`(${limit} = ${sql.lit(each)} and ${since} < ${startOfDay(addDaysTo(today, -each))})`,
  );
  return over.length > 0 ? sql`(${sql.join(over, ' or ')})` : sql`0`;
}
