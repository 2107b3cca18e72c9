import type { ReviewDeal } from '../../../domain/review.ts';
import { lineOf } from '../runtime/line-editor.ts';
import { showMessage } from '../runtime/message.ts';
import type { Step } from '../runtime/program.ts';
import {
  ANSWERING,
  type Direction,
  decisionsOn,
  MAX_COMING,
  type ReviewCmd,
  type ReviewMsg,
  type ReviewState,
} from './state.ts';

type ReviewStep = Step<ReviewState, ReviewCmd>;

/** Goes to a place of the queue, or the nearest behind or before it that still needs attention. */
export function goTo(state: ReviewState, at: number, direction: Direction): ReviewStep {
  const id = state.queue[at];
  return [
    state,
    id === undefined
      ? { type: 'refill', at, direction, filter: state.filter }
      : { type: 'load', id, at, direction, next: state.queue.slice(at + 1, at + 1 + MAX_COMING) },
  ];
}

/** Shows the deal that was read, or goes on where it was closed or removed meanwhile. */
export function handleLoaded(
  state: ReviewState,
  { id, at, direction, deal, coming }: Extract<ReviewMsg, { readonly type: 'loaded' }>,
): ReviewStep {
  if (deal && direction === 0)
    return [{ ...showDeal(state, at, deal), coming, top: state.top, fields: state.fields }];
  const isOver = deal?.card.kind !== 'open' && decisionsOn(state, id).length === 0;
  if (deal && !isOver) return [{ ...showDeal(state, at, deal), coming }];
  return goTo(dropDeal(state, id, deal), direction === -1 && at > 0 ? at - 1 : at, direction);
}

/** Deals that have come to need attention join the end of the queue. */
export function handleRefilled(
  state: ReviewState,
  { queue, at, direction }: Extract<ReviewMsg, { readonly type: 'refilled' }>,
): ReviewStep {
  const known = new Set([...state.whole, ...state.decisions.map(({ id }) => id)]);
  const more = queue.filter((id) => !known.has(id));
  if (more.length === 0) return [showDeal(state, state.queue.length, null)];
  const text =
    more.length === 1 ? 'one more deal needs attention now' : `${more.length} more deals need attention now`;
  const longer = { ...state, queue: [...state.queue, ...more], whole: [...state.whole, ...more] };
  return goTo(showMessage(longer, 'news', text), at, direction);
}

/** The review with a deal of its queue on the screen, or at its end. */
export function showDeal(state: ReviewState, at: number, deal: ReviewDeal | null): ReviewState {
  return { ...state, at, deal, top: 0, fields: null, mode: ANSWERING };
}

function dropDeal(state: ReviewState, id: number, deal: ReviewDeal | null): ReviewState {
  const what = deal ? `${deal.card.name} was ${deal.card.kind}` : `opp ${id} was removed`;
  const by = deal?.changes[0] ? ` by ${deal.changes[0].who}` : '';
  const isOther = (each: number) => each !== id;
  const left = { ...state, queue: state.queue.filter(isOther), whole: state.whole.filter(isOther) };
  return showMessage(left, 'news', `${what}${by} meanwhile: skipped`);
}

/** The deals that fit a filter, from the one on the screen or the next of them on; all for a blank one. */
export function handleFiltered(
  state: ReviewState,
  { text, ids, prompt }: Extract<ReviewMsg, { readonly type: 'filtered' }>,
): ReviewStep {
  if (ids.length === 0) {
    const problem = `no deal of the review fits "${text}"`;
    return [{ ...state, mode: { type: 'prompt', prompt: { ...prompt, editor: lineOf(text), problem } } }];
  }
  const known = new Set(state.whole);
  const whole = [...state.whole, ...ids.filter((id) => !known.has(id))];
  const fits = new Set(ids);
  const queue = whole.filter((id) => fits.has(id));
  const here = whole.indexOf(state.queue[state.at] ?? Number.NaN);
  const next = queue.indexOf(whole.find((id, place) => place >= here && fits.has(id)) ?? Number.NaN);
  const count = queue.length === 1 ? 'one deal' : `${queue.length} deals`;
  const found = showMessage({ ...state, filter: text, whole, queue }, 'info', `${count} of ${whole.length}`);
  return goTo(found, Math.max(0, next), 1);
}

/** All deals again, the one on the screen kept. */
export function clearFilter(state: ReviewState): ReviewStep {
  const { queue, at, whole } = state;
  const here = whole.indexOf(queue[at] ?? Number.NaN);
  const cleared = showMessage({ ...state, filter: '', queue: whole }, 'info', 'no filter');
  return goTo(cleared, here < 0 ? whole.length : here, 1);
}
