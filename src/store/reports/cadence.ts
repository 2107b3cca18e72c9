import type { AttemptCounts } from '../../domain/call-metrics.ts';
import type { Engine } from '../engine.ts';
import { type Sql, sql } from '../sql.ts';
import type { CallQuestion } from './calls.ts';
import { dialledIn, IS_CONNECT, IS_DIAL, isMeetingSet, isSelected } from './dials.ts';

/**
 * The results of the first, second … dial to leads that had not answered before. Attempts are numbered over all dials
 * to the lead, by anybody at any time; only those in the period count.
 */
export async function attemptCounts(engine: Engine, question: CallQuestion): Promise<AttemptCounts[]> {
  const { since, until, userId, meetingWords } = question;
  const same = (condition: Sql<boolean>) =>
    sql<boolean>`exists (select 1 from activity as call where call.id = numbered.id and ${condition})`;
  const rows = await sql<{ attempt: number; dials: number; connects: number; meetings_set: number }>`
    with numbered as (
      select call.id, call.at, case when ${IS_CONNECT} then 1 else 0 end as connect,
        rank() over so_far as attempt, min(case when ${IS_CONNECT} then call.at end) over so_far as met_at
      from activity as call
      where ${IS_DIAL} and call.at < ${until} and call.lead_id in (
        select call.lead_id from activity as call
        where ${dialledIn(question)} and ${isSelected(question)} and call.lead_id is not null)
      window so_far as (partition by call.lead_id order by call.at))
    select attempt, count(*) as dials, sum(connect) as connects,
      count(case when connect = 1 and ${same(isMeetingSet(meetingWords))} then 1 end) as meetings_set
    from numbered
    where at >= ${since} and (met_at is null or at <= met_at)
      and ${userId === undefined ? sql`true` : same(sql`call.user_id = ${userId}`)}
    group by attempt order by attempt`.all(engine);
  return rows.map(({ meetings_set, ...row }) => ({ ...row, meetingsSet: meetings_set }));
}
