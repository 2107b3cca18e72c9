import { LEAD } from '../../nouns/lead/definition.ts';
import type { Engine } from '../engine.ts';
import { sql } from '../sql.ts';
import { TOUCHED } from './lead-sources.ts';
import { counted, groupJoin, groupKey, type ReportQuestion } from './question.ts';

/** How fast the leads of a group were contacted first. */
export interface SpeedCount {
  readonly group: string | number | null;
  readonly leads: number;
  /** Those that somebody of the team has called, written to or met. */
  readonly touched: number;
  /** Those that were contacted first within so long of their creation. */
  readonly within5Minutes: number;
  readonly within1Hour: number;
  readonly within1Day: number;
  /** Of those that were contacted after their creation, in seconds: the median, and what nine of ten are below. */
  readonly medianSeconds: number | null;
  readonly slowestSeconds: number | null;
}

const CREATED = { moment: sql<string>`lead.created_at` };

/** What somebody of the team did first. */
const FIRST_TOUCH = sql<string>`(select min(at) from activity where ${TOUCHED})`;

/** Leads created in the period by group, and how long it took until somebody contacted them. */
export function speedToLead(engine: Engine, question: ReportQuestion): Promise<SpeedCount[]> {
  const seconds = sql`(${(dialect) => dialect.epoch(FIRST_TOUCH)} - ${(dialect) => dialect.epoch(sql`lead.created_at`)})`;
  return sql<SpeedCount>`
    select "group", count(*) as leads, count(seconds) as touched,
      count(case when seconds <= 300 then 1 end) as "within5Minutes",
      count(case when seconds <= 3600 then 1 end) as "within1Hour",
      count(case when seconds <= 86400 then 1 end) as "within1Day",
      min(case when seconds >= 0 and place = (timed + 1) / 2 then seconds end) as "medianSeconds",
      min(case when seconds >= 0 and place = (9 * timed + 9) / 10 then seconds end) as "slowestSeconds"
    from (
      select "group", seconds, row_number() over (partition by "group", seconds >= 0 order by seconds nulls last) as place,
        count(case when seconds >= 0 then 1 end) over (partition by "group") as timed
      from (select ${groupKey(LEAD, question, CREATED)} as "group", ${seconds} as seconds
        from lead ${groupJoin(LEAD, question)} where ${counted(LEAD, question, CREATED)}) as taken) as ordered
    group by "group" order by leads desc nulls last, 1 nulls last`.all(engine);
}
