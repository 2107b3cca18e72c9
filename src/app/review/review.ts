import type { CardOrder } from '../../domain/board.ts';
import { startOfDay, toLocalDate } from '../../domain/dates.ts';
import type { Condition } from '../../domain/filter/ast.ts';
import { loadPhoneGrouping } from '../../domain/phones/grouping.ts';
import type { AnsweredDeal, ReviewCard, ReviewDeal } from '../../domain/review.ts';
import { checkFilterNames } from '../../store/filter-names.ts';
import { answerOn, answersFrom } from '../../store/review/answers.ts';
import { reviewCards, reviewQueue } from '../../store/review/cards.ts';
import { dealChanges, dealContacts, dealEntries, dealTasks, dealWords } from '../../store/review/deal.ts';
import { beginReview, type Reviewer, reviewerOf } from '../../store/review/reviewer.ts';
import { type Pipeline, pipelineNamed } from '../../store/stages.ts';
import { allOf, dealFilters } from '../board/filters.ts';
import type { Deps } from '../deps.ts';

/** Of the deals that are left, so many are named in a summary. */
const MAX_NAMED_LEFT = 50;
/** How much of the activities and changes of a deal is shown. */
const MAX_ACTIVITIES = 6;
const MAX_CHANGES = 5;
/** Of the deals that a list prints, so many are in memory. */
const CARDS_AT_A_TIME = 500;

/** The deals of a review: those of a pipeline that match a filter, in an order. */
export interface Review {
  readonly pipeline: Pipeline;
  readonly where: Condition | undefined;
  readonly order: CardOrder;
}

/** A review of the pipeline of this name, or of the first one. Throws `not-found` for an unknown one. */
export async function findReview(
  { store }: Deps,
  pipeline: string | undefined,
  scope: Omit<Review, 'pipeline'>,
): Promise<Review> {
  return { ...scope, pipeline: await pipelineNamed(store.db, pipeline) };
}

/** Stores that the user reviews now: the review reports changes since the last one. */
export function startReview({ store, clock }: Deps, { pipeline }: Review): Promise<void> {
  return beginReview(store, pipeline.id, clock.now());
}

/**
 * Numbers of the deals that need attention, in order; with `filter`, an expression or words, those that fit it. Throws
 * `usage` for one that cannot be read.
 */
export function readQueue(deps: Deps, review: Review, filter = ''): Promise<number[]> {
  const { store } = deps;
  return store.read(async () => {
    const typed = filter === '' ? undefined : (await dealFilters(deps)).readTyped(filter);
    if (typed) await checkFilterNames(store.db, typed, deps.user);
    const scope = scopeOf({ ...review, where: allOf([review.where, typed]) });
    return reviewQueue(store.engine, scope, await findReviewer(deps, review), today(deps), review.order);
  });
}

/** The deals that need attention, in order: numbers first, then some cards at a time, so that many need little memory. */
export async function* readCards(deps: Deps, review: Review): AsyncGenerator<ReviewCard> {
  const ids = await readQueue(deps, review);
  const reviewer = await findReviewer(deps, review);
  for (let at = 0; at < ids.length; at += CARDS_AT_A_TIME)
    yield* await reviewCards(deps.store.engine, reviewer, ids.slice(at, at + CARDS_AT_A_TIME));
}

/** The open ones among these deals, in this order. */
export function readOpenCards(deps: Deps, review: Review, ids: readonly number[]): Promise<ReviewCard[]> {
  const { store } = deps;
  return store.read(async () => {
    const reviewer = await findReviewer(deps, review);
    const cards = await reviewCards(store.engine, reviewer, ids);
    return cards.filter(({ kind }) => kind === 'open');
  });
}

/** Today's decisions. */
export function readDecided(deps: Deps, review: Review): Promise<AnsweredDeal[]> {
  const { store } = deps;
  return store.read(async () => {
    const { userId } = await findReviewer(deps, review);
    return answersFrom(store.engine, userId, review.pipeline.id, startOfDay(today(deps)));
  });
}

/** What was decided today, and what is left. */
export function summarizeReview(deps: Deps, review: Review) {
  const { store, user } = deps;
  return store.read(async () => {
    const ids = await readQueue(deps, review);
    const left = await readOpenCards(deps, review, ids.slice(0, MAX_NAMED_LEFT));
    const decided = await readDecided(deps, review);
    return { pipeline: review.pipeline.name, user, decided, left, leftCount: ids.length };
  });
}

/** A deal as it is now; null when it was removed. */
export function readDeal(deps: Deps, review: Review, id: number): Promise<ReviewDeal | null> {
  const { store } = deps;
  const { engine } = store;
  return store.read(async () => {
    const reviewer = await findReviewer(deps, review);
    const [card] = await reviewCards(engine, reviewer, [id]);
    if (!card) return null;
    const group = await loadPhoneGrouping();
    return {
      card,
      contacts: (await dealContacts(engine, id)).map((contact) => ({
        ...contact,
        phone: contact.phone === null ? null : group(contact.phone),
      })),
      tasks: await dealTasks(engine, id),
      entries: await dealEntries(engine, id),
      activities: await dealWords(engine, id, MAX_ACTIVITIES),
      changes: await dealChanges(engine, id, card.lastReviewedAt, MAX_CHANGES),
      answer: await answerOn(engine, reviewer.userId, id),
    };
  });
}

/** Who reviews, and how far they have come. */
export function findReviewer({ store, user, clock }: Deps, { pipeline }: Review): Promise<Reviewer> {
  return reviewerOf(store.db, user, pipeline.id, clock.now());
}

const today = ({ clock }: Deps) => toLocalDate(clock.now());
const scopeOf = ({ pipeline, where }: Review) => ({ stages: pipeline.stages, where });
