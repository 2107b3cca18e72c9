import type { Context } from '../../../context.ts';
import type { CardOrder } from '../../../domain/board.ts';
import { startOfDay, toLocalDate } from '../../../domain/dates.ts';
import type { Condition } from '../../../domain/filter/ast.ts';
import type { Answered, ReviewCard } from '../../../domain/review.ts';
import type { ReviewSummary } from '../../../render/review/summary.ts';
import type { Viewpoint } from '../../../render/values.ts';
import { answersFrom } from '../../../store/review/answers.ts';
import { reviewCard, reviewCards, reviewQueue } from '../../../store/review/cards.ts';
import { type Reviewer, reviewerOf } from '../../../store/review/reviewer.ts';
import { type Pipeline, pipelineNamed } from '../../../store/stages.ts';

/** Deals that are left, of a summary: so many of them by name. */
const NAMED = 50;

/** What is reviewed: the deals of a pipeline that a filter fits, in an order. */
export interface ReviewScope {
  readonly pipeline: string | undefined;
  readonly where: Condition | undefined;
  readonly order: CardOrder;
  /** Milliseconds since the epoch; a review may go on for hours. */
  readonly now: () => number;
}

/** What a review reads. */
export interface ReviewSource {
  readonly pipeline: Pipeline;
  reviewer(): Promise<Reviewer>;
  /** Numbers of the deals that need attention. */
  queue(): Promise<number[]>;
  cards(): Promise<ReviewCard[]>;
  /** What was decided today. */
  decided(): Promise<Answered[]>;
  view(): Viewpoint;
  /** Both, for the end. */
  summary(): Promise<ReviewSummary>;
}

/** Throws `not-found` for an unknown pipeline. */
export async function reviewSource(ctx: Context, scope: ReviewScope): Promise<ReviewSource> {
  const { where, order, now } = scope;
  const store = await ctx.store();
  const { db, engine } = store;
  const pipeline = await pipelineNamed(db, scope.pipeline);
  const within = { stages: pipeline.stages, where };
  const reviewer = () => reviewerOf(db, ctx.user, pipeline.id, now());
  const today = () => toLocalDate(now());
  const view = () => ({ today: today(), currency: ctx.config.get('currency') });
  const queue = () => store.read(async () => reviewQueue(engine, within, await reviewer(), today(), order));
  const decided = () =>
    store.read(async () => {
      const { userId } = await reviewer();
      return answersFrom(engine, userId, pipeline.id, startOfDay(today()));
    });
  return {
    pipeline,
    reviewer,
    queue,
    cards: () => store.read(async () => reviewCards(engine, within, await reviewer(), today(), order)),
    decided,
    view,
    summary: () =>
      store.read(async () => {
        const ids = await queue();
        const left: ReviewCard[] = [];
        for (const id of ids.slice(0, NAMED)) {
          const card = await reviewCard(engine, await reviewer(), id);
          if (card) left.push(card);
        }
        return {
          pipeline: pipeline.name,
          user: ctx.user,
          decided: await decided(),
          left,
          leftCount: ids.length,
          view: view(),
        };
      }),
  };
}
