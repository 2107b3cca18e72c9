import type { Context } from '../../../context.ts';
import type { CardOrder } from '../../../domain/board.ts';
import { startOfDay, toLocalDate } from '../../../domain/dates.ts';
import type { Condition } from '../../../domain/filter/ast.ts';
import type { ReviewCard } from '../../../domain/review.ts';
import type { ReviewSummary } from '../../../render/review/summary.ts';
import { answersFrom } from '../../../store/review/answers.ts';
import { reviewCards, reviewQueue } from '../../../store/review/cards.ts';
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
  /** Numbers of the deals that need a word. */
  queue(): Promise<number[]>;
  cards(): Promise<ReviewCard[]>;
  /** What was decided today, and what is left. */
  summary(): Promise<ReviewSummary>;
}

/** Throws `not-found` for an unknown pipeline. */
export async function reviewSource(ctx: Context, scope: ReviewScope): Promise<ReviewSource> {
  const { where, order, now } = scope;
  const { db, engine } = await ctx.store();
  const pipeline = await pipelineNamed(db, scope.pipeline);
  const within = { stages: pipeline.stages, where };
  const reviewer = () => reviewerOf(db, ctx.user, pipeline.id, now());
  const today = () => toLocalDate(now());
  const queue = async () => reviewQueue(engine, within, await reviewer(), today(), order);
  const cards = async (limit = -1) => reviewCards(engine, within, await reviewer(), today(), order, limit);
  return {
    pipeline,
    reviewer,
    queue,
    cards: () => cards(),
    async summary() {
      const { userId } = await reviewer();
      const decided = await answersFrom(engine, userId, pipeline.id, startOfDay(today()));
      const view = { today: today(), currency: ctx.config.get('currency') };
      const leftCount = (await queue()).length;
      return { pipeline: pipeline.name, user: ctx.user, decided, left: await cards(NAMED), leftCount, view };
    },
  };
}
