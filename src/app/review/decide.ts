import { isoTime, toLocalDate } from '../../domain/dates.ts';
import { conflict, usage } from '../../domain/errors.ts';
import { changesText, type ReviewAction, type ReviewDeal, type ReviewDecision } from '../../domain/review.ts';
import { answerOn, keepAnswer, putBackAnswer } from '../../store/review/answers.ts';
import { dealChanges } from '../../store/review/deal.ts';
import type { Tx } from '../../store/tx.ts';
import type { Deps } from '../deps.ts';
import { undoChange } from '../history/undo.ts';
import { planAction } from './action-plan.ts';
import { findReviewer, type Review } from './review.ts';

/**
 * Does what was answered about a deal and keeps the answer, as long as the deal is as it was shown. Throws `conflict`
 * when it is not, and `usage` for a text that cannot be read.
 */
export async function decideDeal(
  deps: Deps,
  deal: ReviewDeal,
  action: ReviewAction,
): Promise<ReviewDecision> {
  const { id, name, amount } = deal.card;
  const { change, summary } = await planAction(deps, deal.card, action);
  const done = await deps.store.change(
    async (tx) => {
      await rejectChanged(tx, deal);
      const decision = await change(tx);
      if (action.type !== 'keep' && tx.rows.length === 0) throw usage('nothing would change');
      const before = await answerOn(tx, tx.userId, id);
      const isToday = before !== null && toLocalDate(before.at) === toLocalDate(tx.now);
      const decisions = [...(isToday ? before.decisions : []), decision];
      await keepAnswer(tx, id, { at: tx.now, decisions });
      return { decision, before };
    },
    ({ decision }) => summary(decision),
  );
  return { id, name, amount, change: done.id, ...done.result };
}

/** Undoes an answer. Throws `conflict` if a later change prevents it. */
export async function undoDecision(
  deps: Deps,
  review: Review,
  { id, change, before }: ReviewDecision,
): Promise<void> {
  const { store } = deps;
  const { userId } = await findReviewer(deps, review);
  const answer = await answerOn(store.engine, userId, id);
  // Before the change: asking about a deal twice does no harm.
  await putBackAnswer(store, id, before);
  try {
    if (change !== null) await undoChange(deps, change);
  } catch (error) {
    await putBackAnswer(store, id, answer);
    throw error;
  }
}

async function rejectChanged(tx: Tx, { card }: ReviewDeal): Promise<void> {
  const row = await tx.read('opp', card.id);
  if (!row) throw conflict(`${card.name} does not exist any more: somebody removed it`);
  if (row.updated_at === card.changed && row.stage_id === card.stageId) return;
  // The change may be in the same millisecond as the one that was seen.
  const since = isoTime(Date.parse(card.changed) - 1);
  const [latest] = await dealChanges(tx, card.id, since, 1);
  const what = latest ? ` by ${latest.who} (${changesText(latest)})` : '';
  throw conflict(`${card.name} was changed in the meantime${what}: nothing was done, look again`);
}
