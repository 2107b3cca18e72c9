import { decideDeal, undoDecision } from '../../../app/review/decide.ts';
import {
  findReview,
  type Review,
  readDeal,
  readDecided,
  readOpenCards,
  readQueue,
  startReview,
} from '../../../app/review/review.ts';
import { isCrmError } from '../../../domain/errors.ts';
import type { ReviewPort } from '../../../render/tui/review/port.ts';
import { commandLineOf } from '../../command-line.ts';
import { reversalOf, undoOther } from '../../reversal.ts';
import { databaseWatch, type ScreenContext } from '../../screen-context.ts';
import { remindersOf } from '../../screen-reminders.ts';
import { dealFields } from '../deal-fields.ts';

/** A review that is open on a screen. */
export interface OpenReview extends ReviewPort {
  /** It as it is now: of another pipeline where the database was replaced. */
  readonly review: Review;
}

/** A review for the screen: every answer is a change of its own, made at its own time. */
export async function reviewPort({ ctx, deps }: ScreenContext, first: Review): Promise<OpenReview> {
  const store = await ctx.store();
  let review = first;
  const findAgain = async () => {
    try {
      return await findReview(await deps(), review.pipeline.name, review);
    } catch (error) {
      if (!isCrmError(error)) throw error;
      return findReview(await deps(), undefined, review);
    }
  };
  return {
    lockLimitMs: ctx.lockWait.limitMs,
    ...commandLineOf(ctx, 'review'),
    ...remindersOf({ ctx, deps }),
    ...databaseWatch(store, async () => {
      review = await findAgain();
    }),
    get review() {
      return review;
    },
    async restart() {
      await startReview(await deps(), review);
      const queue = await readQueue(await deps(), review);
      const earlier = (await readDecided(await deps(), review)).length;
      const { name, stages } = review.pipeline;
      return { pipeline: name, stages: stages.filter(({ kind }) => kind === 'open'), queue, earlier };
    },
    queue: async (filter) => readQueue(await deps(), review, filter),
    deal: async (id) => readDeal(await deps(), review, id),
    cards: async (ids) => readOpenCards(await deps(), review, ids),
    fields: async (id, columns) => (await dealFields(await deps(), id, columns)) ?? [],
    decide: async (deal, action) => decideDeal(await deps(), deal, action),
    undo: async (decision) => undoDecision(await deps(), review, decision),
    latestChange: async () => reversalOf(await deps(), [], 'undo'),
    undoOther: async (change) => undoOther(await deps(), change),
    version: () => store.engine.version(),
  };
}
