import { isoTime } from '../../domain/dates/calendar.ts';
import { WEEK_MS } from '../../domain/time-units.ts';
import { type Db, sql } from '../sql.ts';
import type { Store } from '../store.ts';
import { userNumber } from '../users.ts';

/** Before the first review, changes of the last week are new. */
const FIRST_REVIEW_MS = WEEK_MS;

/** A user who reviews a pipeline. */
export interface Reviewer {
  /** 0 for a user without any change yet. */
  readonly userId: number;
  /** Earlier changes, UTC ISO 8601, were before the first review. */
  readonly since: string;
}

/** The review state of a user for a pipeline; `now` in milliseconds since the epoch. */
export async function reviewerOf(db: Db, user: string, pipelineId: number, now: number): Promise<Reviewer> {
  const userId = (await userNumber(db, user)) ?? 0;
  const begun = await sql<{ since: string }>`
    select since from review where user_id = ${userId} and pipeline_id = ${pipelineId}`.first(db);
  return { userId, since: begun?.since ?? isoTime(now - FIRST_REVIEW_MS) };
}

/** Stores when the acting user's first review of a pipeline was. */
export async function beginReview(store: Store, pipelineId: number, now: number): Promise<void> {
  await store.runUnjournaled((userId) =>
    store.engine.run(
      sql`
        insert into review (user_id, pipeline_id, since) values (${userId}, ${pipelineId}, ${isoTime(now - FIRST_REVIEW_MS)})
        on conflict (user_id, pipeline_id) do nothing`,
    ),
  );
}
