import type { CardOrder } from '../../domain/board.ts';
import { addDaysTo, startOfDay } from '../../domain/dates/calendar.ts';
import { CLOSING_SOON_DAYS, type ReviewCard } from '../../domain/review.ts';
import { CARD, type CardRow, ORDERS, toCard } from '../board/cards.ts';
import { type BoardScope, DEALS, openStages, within } from '../board/scope.ts';
import type { Engine } from '../engine.ts';
import { type Sql, sql } from '../sql.ts';
import { isStale } from '../stage-age.ts';
import { closeDateAtLastReview, lastReviewedAt, withAnswer } from './last-reviewed.ts';
import type { Reviewer } from './reviewer.ts';

/**
 * Numbers of the open deals that need attention on a day, in the sense of `reviewReasons`, in order. Those the reviewer
 * answered about that day are left out unless they have changed since.
 */
export async function reviewQueue(
  engine: Engine,
  scope: BoardScope,
  reviewer: Reviewer,
  today: string,
  order: CardOrder,
): Promise<number[]> {
  const { from, by } = waiting(scope, reviewer, today, order);
  const ids: number[] = [];
  for await (const { id } of engine.iterate(sql<{ id: number }>`select id ${from} order by ${by}`))
    ids.push(id);
  return ids;
}

/** These deals in any state, in this order, with all data of a review; without those that were removed. */
export async function reviewCards(
  engine: Engine,
  reviewer: Reviewer,
  ids: readonly number[],
): Promise<ReviewCard[]> {
  const rows = await sql<ReviewRow>`
    select ${columns(reviewer)} from ${DEALS} ${withAnswer(reviewer)} where opp.id ${sql.among(ids)}`.all(
    engine,
  );
  const found = new Map(rows.map((row) => [row.id, toReviewCard(row)]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

type ReviewRow = CardRow & { added: string; looked_at: string; was_to_close: string | null };

function columns(reviewer: Reviewer): Sql<ReviewRow> {
  return sql`${CARD}, opp.created_at as added, ${lastReviewedAt(reviewer)} as looked_at,
    ${closeDateAtLastReview(reviewer)} as was_to_close`;
}

function waiting(
  scope: BoardScope,
  reviewer: Reviewer,
  today: string,
  order: CardOrder,
): { readonly from: Sql; readonly by: Sql } {
  const { by, descending } = ORDERS[order];
  const way = descending ? sql`desc` : sql`asc`;
  const limits = openStages(scope).map(({ rottingDays }) => rottingDays);
  const from = sql`from (
      select ${columns(reviewer)}, ${by} as place from ${DEALS} ${withAnswer(reviewer)}
      where ${within(scope, openStages(scope))}
        and (answer.at is null or answer.at < ${startOfDay(today)} or opp.updated_at > answer.at)) as deal
    where closes <= ${addDaysTo(today, CLOSING_SOON_DAYS)} or changed > looked_at
      or (next_due <> '' and next_due < ${today}) or (next_due is null and next_step is null)
      or ${isStale(limits, today, sql`rotting_days`, sql`since`)}`;
  return { from, by: sql`place ${way}, id ${way}` };
}

function toReviewCard(row: ReviewRow): ReviewCard {
  return {
    ...toCard(row),
    added: row.added,
    lastReviewedAt: row.looked_at,
    closeDateAtLastReview: row.was_to_close,
  };
}
