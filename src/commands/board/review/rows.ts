import type { Context } from '../../../context.ts';
import { daysInStage } from '../../../domain/board.ts';
import type { Row } from '../../../domain/field.ts';
import { type ReviewCard, reviewReasons } from '../../../domain/review.ts';
import { type ListColumn, printList } from '../../listing.ts';

const COLUMNS: readonly ListColumn[] = [
  { name: 'id', label: 'Opp', type: 'integer', help: 'number of the opportunity' },
  { name: 'name', label: 'Name', type: 'text', help: 'name of the deal' },
  { name: 'amount', label: 'Amount', type: 'money', help: 'value of the deal' },
  { name: 'currency', label: 'Currency', type: 'text', help: 'ISO 4217 code of the amount' },
  { name: 'stage', label: 'Stage', type: 'text', help: 'current stage' },
  {
    name: 'why',
    label: 'Why',
    type: 'text',
    help: 'why it needs attention: slipped, stuck, closing, changed',
  },
  { name: 'closes', label: 'Closes', type: 'date', help: 'expected close date' },
  { name: 'was_to_close', label: 'Was', type: 'date', help: 'close date at the last review' },
  { name: 'days', label: 'Days', type: 'integer', help: 'days in the stage' },
  { name: 'next_step', label: 'Next step', type: 'text', help: 'what happens next' },
  { name: 'owner', label: 'Owner', type: 'text', help: 'user it belongs to' },
  { name: 'account', label: 'Account', type: 'text', help: 'the customer' },
];

/** Prints the deals that need attention, each with why. */
export async function printReview(
  ctx: Context,
  cards: AsyncIterable<ReviewCard>,
  today: string,
): Promise<void> {
  await printList(
    ctx,
    { noun: 'opportunities', columns: COLUMNS, dropsEmptyColumns: true, empty: 'no deal needs attention' },
    toRows(cards, today),
  );
}

async function* toRows(cards: AsyncIterable<ReviewCard>, today: string) {
  for await (const card of cards) yield toRow(card, today);
}

function toRow(card: ReviewCard, today: string): Row {
  const { id, name, account, owner, stage, amount, closes, nextStep, closeDateAtLastReview } = card;
  return {
    id,
    name,
    amount,
    currency: amount?.currency ?? null,
    stage,
    why: reviewReasons(card, today)
      .map(({ kind, text }) => `${kind}: ${text}`)
      .join('; '),
    closes,
    was_to_close: closeDateAtLastReview ?? null,
    days: daysInStage(card, today),
    next_step: nextStep,
    owner,
    account,
  };
}
