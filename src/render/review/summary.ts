import type { Sum } from '../../domain/board.ts';
import { addMinor } from '../../domain/money.ts';
import {
  type AnsweredDeal,
  DECISIONS,
  type Decision,
  decisionText,
  type ReviewCard,
} from '../../domain/review.ts';
import { amountText, sumsText } from '../board/words.ts';
import { countText } from '../counts.ts';
import type { Viewpoint } from '../values.ts';

/** The result of a review so far. */
export interface ReviewSummary {
  readonly pipeline: string;
  /** The reviewer. */
  readonly user: string;
  /** Deals decided today, in order. */
  readonly decided: readonly AnsweredDeal[];
  /** The first remaining deals that need attention, and their total. */
  readonly left: readonly ReviewCard[];
  readonly leftCount: number;
  readonly view: Viewpoint;
}

/** `5 deals decided, 9 left`. */
export function countsText({ decided, leftCount }: Pick<ReviewSummary, 'decided' | 'leftCount'>): string {
  const deals = decided.length === 1 ? '1 deal' : `${countText(decided.length)} deals`;
  return `${deals} decided, ${leftCount === 0 ? 'none' : countText(leftCount)} left`;
}

/** `3 kept · 1 moved · 1 lost ($12,000)`: the number of deals per decision; blank for none. */
export function totalsText(decided: readonly AnsweredDeal[], view: Viewpoint): string {
  return DECISIONS.flatMap((kind) => {
    const of = decided.filter(({ decisions }) => decisions.some((each) => each.kind === kind));
    if (of.length === 0) return [];
    const worth = kind === 'won' || kind === 'lost' ? ` (${sumsText(added(of), 'amount', view)})` : '';
    return [`${countText(of.length)} ${wordFor(kind, of.length)}${worth}`];
  }).join(' · ');
}

/** The decisions about a deal, in one line. */
export function decisionsText(decisions: readonly Decision[]): string {
  return decisions.map(decisionText).join('; ');
}

export function worthText({ amount }: Pick<AnsweredDeal, 'amount'>, view: Viewpoint): string {
  return amountText(amount, view);
}

function wordFor(kind: Decision['kind'], count: number): string {
  switch (kind) {
    case 'next step':
    case 'note':
      return count === 1 ? kind : `${kind}s`;
    case 'amount':
    case 'close date':
      return `${kind}${count === 1 ? '' : 's'} changed`;
    default:
      return kind;
  }
}

function added(deals: readonly AnsweredDeal[]): Sum[] {
  const amounts = deals.map(({ amount }) => amount).filter((amount) => amount !== null);
  return [...new Set(amounts.map(({ currency }) => currency))].map((currency) => {
    const own = amounts.filter((amount) => amount.currency === currency);
    const amount = { minor: addMinor(...own.map(({ minor }) => minor)), currency };
    return { count: own.length, amount, weighted: amount };
  });
}
