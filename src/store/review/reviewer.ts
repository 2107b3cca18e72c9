import { isoTime } from '../../domain/dates/calendar.ts';
import { type Db, sql } from '../sql.ts';
import type { Store } from '../store.ts';
import { userNumber } from '../users.ts';

/** Where there was no review yet, what changed in so many milliseconds is new: a week. */
const FIRST_LOOK = 7 * 86_400_000;

/** Somebody who reviews a pipeline. */
export interface Reviewer {
  /** 0 for somebody who has not done anything yet. */
  readonly userId: number;
  /** What changed before this, UTC ISO 8601, was there before their first review. */
  readonly since: string;
}

/** How far a user has come with a pipeline; `now` in milliseconds since the epoch. */
export async function reviewerOf(db: Db, user: string, pipelineId: number, now: number): Promise<Reviewer> {
  const userId = (await userNumber(db, user)) ?? 0;
  const begun = await sql<{ since: string }>`
    select since from review where user_id = ${userId} and pipeline_id = ${pipelineId}`.first(db);
  return { userId, since: begun?.since ?? isoTime(now - FIRST_LOOK) };
}

/** Notes when the acting user's first review of a pipeline was: later ones go on from there. */
export async function beginReview(store: Store, pipelineId: number, now: number): Promise<void> {
  await store.runUnjournaled((userId) =>
    store.engine.run(
      sql`
        insert into review (user_id, pipeline_id, since) values (${userId}, ${pipelineId}, ${isoTime(now - FIRST_LOOK)})
        on conflict (user_id, pipeline_id) do nothing`,
    ),
  );
}
