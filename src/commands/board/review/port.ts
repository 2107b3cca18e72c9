import type { Context } from '../../../context.ts';
import { isoTime, toLocalDate } from '../../../domain/dates.ts';
import { conflict, usage } from '../../../domain/errors.ts';
import type { ReviewDeal } from '../../../domain/review.ts';
import { changesText } from '../../../render/review/changes.ts';
import type { ReviewPort } from '../../../render/tui/review/port.ts';
import { answerOn, keepAnswer, putBackAnswer } from '../../../store/review/answers.ts';
import { reviewCard } from '../../../store/review/cards.ts';
import { dealChanges, dealContacts, dealTasks, dealWords } from '../../../store/review/deal.ts';
import type { RawRow } from '../../../store/sql.ts';
import type { Store } from '../../../store/store.ts';
import { planReviewAction } from './plan-action.ts';
import type { ReviewSource } from './source.ts';

/** How much of what was said and changed is shown. */
const WORDS = 6;
const CHANGES = 5;

/** A review on the database: every answer a change of its own, made at its own time. */
export async function reviewPort(ctx: Context, source: ReviewSource, now: () => number): Promise<ReviewPort> {
  const base = await ctx.store();
  const { engine } = base;

  return {
    lockLimitMs: ctx.lockWait.limitMs,
    queue: () => source.queue(),
    deal: (id) =>
      base.read(async () => {
        const reviewer = await source.reviewer();
        const card = await reviewCard(engine, reviewer, id);
        if (!card) return null;
        return {
          card,
          contacts: await dealContacts(engine, id),
          tasks: await dealTasks(engine, id),
          activities: await dealWords(engine, id, WORDS),
          changes: await dealChanges(engine, id, card.lastReviewedAt, CHANGES),
          answer: await answerOn(engine, reviewer.userId, id),
        };
      }),
    async decide(deal, action) {
      const { id, name } = deal.card;
      const { change, summary } = await planReviewAction(ctx, deal.card, action, now());
      const store = base.at(isoTime(now()));
      const done = await store.change(
        async (tx) => {
          await refuseChanged(store, deal, await tx.read('opp', id));
          const decision = await change(tx);
          if (action.type !== 'keep' && tx.rows.length === 0) throw usage('nothing would be different');
          const before = await answerOn(engine, tx.userId, id);
          const isToday = before !== null && toLocalDate(before.at) === toLocalDate(tx.now);
          const decisions = [...(isToday ? before.decisions : []), decision];
          await keepAnswer(tx, id, { at: tx.now, decisions });
          return { decision, before };
        },
        ({ decision }) => summary(decision),
      );
      return { id, name, change: done.id, ...done.result };
    },
    async undo({ id, change, before }) {
      const store = base.at(isoTime(now()));
      const { userId } = await source.reviewer();
      const taken = await answerOn(engine, userId, id);
      // Before the change: a deal that is asked about once more does no harm.
      await putBackAnswer(store, id, before);
      try {
        if (change !== null) await store.changes.undo(store.act, change);
      } catch (error) {
        await putBackAnswer(store, id, taken);
        throw error;
      }
    },
    version: () => engine.version(),
    lost: () =>
      engine.isInPlace() ? null : 'the database was deleted or replaced while the review was going on',
  };
}

/** What was answered about is what was shown, or nothing is done. */
async function refuseChanged(
  { engine }: Store,
  { card }: ReviewDeal,
  row: RawRow | undefined,
): Promise<void> {
  if (!row) throw conflict(`${card.name} is not there any more: somebody has removed it`);
  if (row.updated_at === card.changed && row.stage_id === card.stageId) return;
  // The change may have come in the very millisecond of the one that was seen.
  const since = isoTime(Date.parse(card.changed) - 1);
  const [latest] = await dealChanges(engine, card.id, since, 1);
  const what = latest ? ` by ${latest.who} (${changesText(latest)})` : '';
  throw conflict(`${card.name} was changed meanwhile${what}: nothing was done, look again`);
}
