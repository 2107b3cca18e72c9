import { type Sql, sql } from '../sql.ts';
import type { Reviewer } from './reviewer.ts';

/** SQL: the reviewer's last answer about the row of `opp`, as `answer`; comes after the joined table. */
export function withAnswer({ userId }: Reviewer): Sql<unknown> {
  return sql`left join review_answer answer on answer.opp_id = opp.id and answer.user_id = ${userId}`;
}

/** SQL: the reviewer's last look at the row of `opp`. */
export function lastReviewedAt({ since }: Reviewer): Sql<string> {
  return sql`coalesce(answer.at, ${since})`;
}

/**
 * SQL: the close date at the reviewer's last look, if the history has another day since. A change of a single record
 * is in the history under its number; only deals changed since are reviewedAt up.
 */
export function closeDateAtLastReview(reviewer: Reviewer): Sql<string | null> {
  const reviewedAt = lastReviewedAt(reviewer);
  return sql`case when opp.updated_at > ${reviewedAt} then (
    select ${(dialect) => dialect.jsonValue(sql`r.before`, '$.close_date')} from change_row r join change on change.id = r.change_id
    where r.tbl = 'opp' and r.last_id = opp.id and r.row_id = opp.id and r.op = 'update'
      and change.at > ${reviewedAt} and json_type(r.before, '$.close_date') is not null
    order by r.id limit 1) end`;
}
