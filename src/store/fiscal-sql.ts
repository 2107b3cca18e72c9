import { type Sql, sql } from './sql.ts';

/** SQL: the name of the year of a day that begins in a month: `2026`, `FY2027`; see `unitName`. */
export function fiscalYear(day: Sql, firstMonth: number): Sql<string> {
  if (firstMonth === 1) return sql<string>`substr(${day}, 1, 4)`;
  const isNext = sql`case when ${monthOf(day)} >= ${sql.lit(firstMonth)} then 1 else 0 end`;
  return sql<string>`('FY' || (cast(substr(${day}, 1, 4) as integer) + ${isNext}))`;
}

/** SQL: the name of the quarter of a day: `2026-Q1`, `FY2027-Q1`. */
export function fiscalQuarter(day: Sql, firstMonth: number): Sql<string> {
  const number = sql`((${monthOf(day)} + ${sql.lit(12 - firstMonth)}) % 12 / 3 + 1)`;
  return sql<string>`(${fiscalYear(day, firstMonth)} || '-Q' || ${number})`;
}

/** SQL: the first day of the week of a day; weeks begin on a weekday, 0 for Monday. */
export function weekStart(day: Sql, firstWeekday: number): Sql<string> {
  const days = sql<number>`(${(dialect) => dialect.epoch(day)} / 86400)`;
  // 1970-01-01 was a Thursday. Seven times any number of weeks keeps the remainder positive.
  const since = sql<number>`(${days} + ${sql.lit(700_003 - firstWeekday)}) % 7`;
  return sql<string>`${(dialect) => dialect.dayOf(sql`(${days} - ${since})`)}`;
}

const monthOf = (day: Sql) => sql<number>`cast(substr(${day}, 6, 2) as integer)`;
