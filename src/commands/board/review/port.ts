import { decideDeal, undoDecision } from '../../../app/review/decide.ts';
import { type Review, readDeal, readOpenCards, readQueue } from '../../../app/review/review.ts';
import type { ReviewPort } from '../../../render/tui/review/port.ts';
import { commandLineOf } from '../../command-line.ts';
import { reversalOf, undoOther } from '../../reversal.ts';
import { databaseWatch, type ScreenContext } from '../../screen-context.ts';
import { remindersOf } from '../../screen-reminders.ts';
import { dealFields } from '../deal-fields.ts';

/** A review for the screen: every answer is a change of its own, made at its own time. */
export async function reviewPort({ ctx, deps }: ScreenContext, review: Review): Promise<ReviewPort> {
  const store = await ctx.store();
  return {
    lockLimitMs: ctx.lockWait.limitMs,
    ...commandLineOf(ctx, 'review'),
    ...remindersOf({ ctx, deps }),
    ...databaseWatch(store),
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
