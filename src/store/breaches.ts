import { type Db, sql } from './sql.ts';

/** A case that was not answered or solved in time, which its timeline does not say yet. */
export interface Breach {
  readonly id: number;
  readonly subject: string;
  readonly ownerId: number | null;
  /** When the first response was due, UTC ISO 8601; null if it came in time or is told of. */
  readonly responseDue: string | null;
  /** The same of the solution. */
  readonly solutionDue: string | null;
}

/** Breaches until a moment (UTC ISO 8601) that nobody was told of, the oldest first. */
export async function breaches(db: Db, now: string, limit: number): Promise<Breach[]> {
  return sql<Breach>`
    select "case".id, "case".subject, "case".owner_id as "ownerId",
      case when "case".response_overdue_at is null and "case".first_response_at is null
        and respond_by < coalesce(still_since, ${now}) then respond_by end as "responseDue",
      case when "case".overdue_at is null and solve_by < coalesce(still_since, ${now}) then solve_by end as "solutionDue"
    from case_clock join "case" on "case".id = case_clock.case_id
    where case_clock.due_at < ${now}
      and ((respond_by < coalesce(still_since, ${now}) and "case".response_overdue_at is null
          and "case".first_response_at is null)
        or (solve_by < coalesce(still_since, ${now}) and "case".overdue_at is null))
    order by due_at, case_id nulls last limit ${limit}`.all(db);
}
