import { CASE } from '../../nouns/case/definition.ts';
import type { Engine } from '../engine.ts';
import { type Sql, sql } from '../sql.ts';
import {
  counted,
  type Evidence,
  evidence,
  type Figure,
  groupJoin,
  groupKey,
  type ReportQuestion,
} from './question.ts';

/** The cases of a group. */
export interface CaseCount {
  readonly group: string | number | null;
  readonly cases: number;
  /** Those that are not over. */
  readonly open: number;
  readonly reopened: number;
  /** Those with a service level, and those of them that were not answered or not solved in time, or are overdue. */
  readonly promised: number;
  readonly breached: number;
  /** Those whose customers said how content they are, and their mean. */
  readonly rated: number;
  readonly satisfaction: number | null;
}

const OPENED = { moment: sql<string>`"case".created_at` };
const CASES = sql`"case" left join case_clock clock on clock.case_id = "case".id`;

const breached = (now: string): Sql<boolean> =>
  sql<boolean>`(clock.respond_by < coalesce("case".first_response_at, clock.still_since, ${now})
    or clock.solve_by < coalesce(clock.still_since, ${now}))`;

/** Cases opened in the period by group, and what became of them until `now` (UTC ISO 8601). */
export function caseCounts(engine: Engine, question: ReportQuestion, now: string): Promise<CaseCount[]> {
  return sql<CaseCount>`
    select ${groupKey(CASE, question, OPENED)} as "group", count(*) as cases,
      count(*) - count("case".solved_at) as "open",
      count(case when "case".reopened > 0 then 1 end) as reopened,
      count(clock.case_id) as promised,
      count(case when ${breached(now)} then 1 end) as breached,
      count("case".satisfaction) as rated,
      avg("case".satisfaction) as satisfaction
    from ${CASES} ${groupJoin(CASE, question)} where ${counted(CASE, question, OPENED)}
    group by 1 order by cases desc nulls last, 1 nulls last`.all(engine);
}

/** When a case was answered first, and when it was solved. */
const MOMENTS = {
  'first response': sql<string>`"case".first_response_at`,
  solution: sql<string>`"case".solved_at`,
} as const;

/** The median of the hours from the beginning of a case to its first response or its solution, by group. */
export function caseHours(
  engine: Engine,
  moment: keyof typeof MOMENTS,
  question: ReportQuestion,
): Promise<{ group: string | number | null; hours: number }[]> {
  const taken = sql`(${(dialect) => dialect.epoch(MOMENTS[moment])} - ${(dialect) => dialect.epoch(sql`"case".created_at`)})`;
  return sql<{ group: string | number | null; hours: number }>`
    select "group", seconds / 3600.0 as hours from (
      select "group", seconds, row_number() over (partition by "group" order by seconds nulls last) as place,
        count(*) over (partition by "group") as count
      from (select ${groupKey(CASE, question, OPENED)} as "group", ${taken} as seconds
        from ${CASES} ${groupJoin(CASE, question)} where ${counted(CASE, question, OPENED)}) as taken
      where seconds >= 0) as ordered
    where place = (count + 1) / 2`.all(engine);
}

/** The cases behind the counts. */
export function countedCases(engine: Engine, question: ReportQuestion, now: string): Evidence {
  const cases = (which: Sql): Figure['records'] => sql`
    select "case".id as id, ${groupKey(CASE, question, OPENED)} as key from ${CASES} ${groupJoin(CASE, question)}
    where ${counted(CASE, question, OPENED)} and ${which}`;
  return evidence(
    engine,
    { records: cases(sql`true`) },
    { columns: ['open'], records: cases(sql`"case".solved_at is null`) },
    { columns: ['first_response'], records: cases(sql`"case".first_response_at >= "case".created_at`) },
    { columns: ['resolution'], records: cases(sql`"case".solved_at >= "case".created_at`) },
    { columns: ['reopened'], records: cases(sql`"case".reopened > 0`) },
    { columns: ['breached', 'breached_percent'], records: cases(breached(now)) },
    { columns: ['satisfaction', 'rated'], records: cases(sql`"case".satisfaction is not null`) },
  );
}
