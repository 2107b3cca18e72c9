import type { CardOrder } from '../../domain/board.ts';
import { addDaysTo, startOfDay } from '../../domain/dates/calendar.ts';
import { CLOSING_SOON_DAYS, type ReviewCard } from '../../domain/review.ts';
import { CARD, ORDERS, toCard } from '../board/cards.ts';
import { type BoardScope, DEALS, openStages, rowsOf, within } from '../board/scope.ts';
import type { Engine, RawRow } from '../engine.ts';
import { type Sql, sql } from '../sql.ts';
import { isStale } from '../stage-age.ts';
import { closeDateAtLastReview, lastReviewedAt, withAnswer } from './last-reviewed.ts';
import type { Reviewer } from './reviewer.ts';

/**
 * Numbers of the open deals that need a word on a day, in the sense of `reviewReasons`, in order. Those the reviewer
 * answered about that day are left out unless they have changed since.
 */
export async function reviewQueue(
  engine: Engine,
  scope: BoardScope,
  reviewer: Reviewer,
  today: string,
  order: CardOrder,
): Promise<number[]> {
  const rows = await rowsOf(engine, waiting(sql`id`, scope, reviewer, today, order));
  return rows.map(({ id }) => id as number);
}

/** The deals of `reviewQueue` with all that a review knows of each. */
export async function reviewCards(
  engine: Engine,
  scope: BoardScope,
  reviewer: Reviewer,
  today: string,
  order: CardOrder,
): Promise<ReviewCard[]> {
  const rows = await rowsOf(engine, waiting(sql`*`, scope, reviewer, today, order));
  return rows.map(toReviewCard);
}

/** One deal, whatever has become of it; undefined when it was removed. */
export async function reviewCard(
  engine: Engine,
  reviewer: Reviewer,
  id: number,
): Promise<ReviewCard | undefined> {
  const [row] = await rowsOf(
    engine,
    sql`select ${columns(reviewer)} from ${DEALS} ${withAnswer(reviewer)} where opp.id = ${id}`,
  );
  return row && toReviewCard(row);
}

function columns(reviewer: Reviewer): Sql<unknown> {
  return sql`${sql.raw(CARD)}, opp.created_at as added, ${lastReviewedAt(reviewer)} as looked_at,
    ${closeDateAtLastReview(reviewer)} as was_to_close`;
}

function waiting(
  what: Sql<unknown>,
  scope: BoardScope,
  reviewer: Reviewer,
  today: string,
  order: CardOrder,
): Sql<unknown> {
  const { by, descending } = ORDERS[order];
  const way = sql.raw(descending ? 'desc' : 'asc');
  const limits = openStages(scope).map(({ rottingDays }) => rottingDays);
  return sql`select ${what} from (
      select ${columns(reviewer)}, ${sql.raw(by)} as place from ${DEALS} ${withAnswer(reviewer)}
      where ${within(scope, openStages(scope))}
        and (answer.at is null or answer.at < ${startOfDay(today)} or opp.updated_at > answer.at))
    where closes <= ${addDaysTo(today, CLOSING_SOON_DAYS)} or changed > looked_at
      or (next_due <> '' and next_due < ${today}) or (next_due is null and next_step is null)
      or ${isStale(limits, today, sql`rotting_days`, sql`since`)}
    order by place ${way}, id ${way}`;
}

function toReviewCard(row: RawRow): ReviewCard {
  return {
    ...toCard(row),
    added: row.added as string,
    lastReviewedAt: row.looked_at as string,
    closeDateAtLastReview: row.was_to_close as string | null,
  };
}
