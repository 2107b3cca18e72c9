import type { ReviewDeal } from '../../../domain/review.ts';
import { showMessage } from '../runtime/message.ts';
import type { Step } from '../runtime/program.ts';
import {
  ANSWERING,
  type Direction,
  decisionsOn,
  type ReviewCmd,
  type ReviewMsg,
  type ReviewState,
} from './state.ts';

type ReviewStep = Step<ReviewState, ReviewCmd>;

/** Goes to a place of the queue, or the nearest behind or before it that still needs attention. */
export function goTo(state: ReviewState, at: number, direction: Direction): ReviewStep {
  const id = state.queue[at];
  return [state, id === undefined ? { type: 'refill', at, direction } : { type: 'load', id, at, direction }];
}

/** Shows the deal that was read, or goes on where it was closed or removed meanwhile. */
export function handleLoaded(
  state: ReviewState,
  { id, at, direction, deal }: Extract<ReviewMsg, { readonly type: 'loaded' }>,
): ReviewStep {
  if (deal && direction === 0) return [{ ...showDeal(state, at, deal), top: state.top }];
  const isOver = deal?.card.kind !== 'open' && decisionsOn(state, id).length === 0;
  if (deal && !isOver) return [showDeal(state, at, deal)];
  return goTo(dropDeal(state, id, deal), direction === -1 && at > 0 ? at - 1 : at, direction);
}

/** Deals that have come to need attention join the end of the queue. */
export function handleRefilled(
  state: ReviewState,
  { queue, at, direction }: Extract<ReviewMsg, { readonly type: 'refilled' }>,
): ReviewStep {
  const known = new Set([...state.queue, ...state.decisions.map(({ id }) => id)]);
  const more = queue.filter((id) => !known.has(id));
  if (more.length === 0) return [showDeal(state, state.queue.length, null)];
  const text =
    more.length === 1 ? 'one more deal needs attention now' : `${more.length} more deals need attention now`;
  return goTo(showMessage({ ...state, queue: [...state.queue, ...more] }, 'news', text), at, direction);
}

/** The review with a deal of its queue on the screen, or at its end. */
export function showDeal(state: ReviewState, at: number, deal: ReviewDeal | null): ReviewState {
  return { ...state, at, deal, top: 0, mode: ANSWERING };
}

function dropDeal(state: ReviewState, id: number, deal: ReviewDeal | null): ReviewState {
  const what = deal ? `${deal.card.name} was ${deal.card.kind}` : `opp ${id} was removed`;
  const by = deal?.changes[0] ? ` by ${deal.changes[0].who}` : '';
  const left = { ...state, queue: state.queue.filter((each) => each !== id) };
  return showMessage(left, 'news', `${what}${by} meanwhile: skipped`);
}
