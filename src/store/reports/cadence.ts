import type { AttemptCounts } from '../../domain/call-metrics.ts';
import type { Engine } from '../engine.ts';
import { type Sql, sql } from '../sql.ts';
import type { CallQuestion } from './calls.ts';
import { dialledIn, IS_CONNECT, IS_DIAL, isMeetingSet, isSelected } from './dials.ts';
import { type Evidence, evidence, type Figure } from './question.ts';

/**
 * The results of the first, second … dial to leads that had not answered before. Attempts are numbered over all dials
 * to the lead, by anybody at any time; only those in the period count.
 */
export async function attemptCounts(engine: Engine, question: CallQuestion): Promise<AttemptCounts[]> {
  const rows = await sql<{ attempt: number; dials: number; connects: number; meetings_set: number }>`
    ${numbered(question)}
    select attempt, count(*) as dials, sum(connect) as connects,
      count(case when connect = 1 and ${same(isMeetingSet(question.meetingWords))} then 1 end) as meetings_set
    from numbered where ${isAttempt(question)} group by attempt order by attempt`.all(engine);
  return rows.map(({ meetings_set, ...row }) => ({ ...row, meetingsSet: meetings_set }));
}

/** The calls behind the counts. */
export function attemptCalls(engine: Engine, question: CallQuestion): Evidence {
  const calls = (which: Sql): Figure['records'] =>
    sql`${numbered(question)} select id, attempt as key from numbered where ${isAttempt(question)} and ${which}`;
  return evidence(
    engine,
    { records: calls(sql`true`) },
    { columns: ['connects', 'connect_rate'], records: calls(sql`connect = 1`) },
    {
      columns: ['meetings_set'],
      records: calls(sql`connect = 1 and ${same(isMeetingSet(question.meetingWords))}`),
    },
  );
}

/** SQL: whether the call of a row of `numbered` is such a one. */
const same = (condition: Sql<boolean>): Sql<boolean> =>
  sql<boolean>`exists (select 1 from activity as call where call.id = numbered.id and ${condition})`;

/** SQL: whether a row of `numbered` counts: in the period, by the user, and before the lead had answered. */
const isAttempt = ({ since, userId }: CallQuestion): Sql<boolean> => sql<boolean>`
  at >= ${since} and (met_at is null or at <= met_at)
    and ${userId === undefined ? sql`true` : same(sql`call.user_id = ${userId}`)}`;

/** SQL: the dials to leads with their numbers, as the table `numbered` of a query that follows. */
const numbered = (question: CallQuestion): Sql => sql`
    with numbered as (
      select call.id, call.at, case when ${IS_CONNECT} then 1 else 0 end as connect,
        rank() over so_far as attempt, min(case when ${IS_CONNECT} then call.at end) over so_far as met_at
      from activity as call
      where ${IS_DIAL} and call.at < ${question.until} and call.lead_id in (
        select call.lead_id from activity as call
        where ${dialledIn(question)} and ${isSelected(question)} and call.lead_id is not null)
      window so_far as (partition by call.lead_id order by call.at))`;
