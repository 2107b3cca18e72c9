import type { CrmError } from '../../../domain/errors.ts';
import { decisionText, type ReviewDeal } from '../../../domain/review.ts';
import { changesText } from '../../review/changes.ts';
import type { ReviewAction, ReviewDecision } from './port.ts';
import type { PromptMode, ReviewState } from './state.ts';

/** Answers after which the deal stays on the screen: something more may be to be said of it. */
const STAYING: ReadonlySet<ReviewAction['do']> = new Set<ReviewAction['do']>(['amount', 'close', 'note']);

export function staysAfter(deed: ReviewAction): boolean {
  return STAYING.has(deed.do);
}

/** The review with a deal of its queue on the screen, or at its end. */
export function showDeal(state: ReviewState, at: number, deal: ReviewDeal | null): ReviewState {
  return { ...state, at, deal, top: 0, mode: { kind: 'answering' } };
}

/** A deal that needs no word any more leaves the queue. */
export function skipDeal(state: ReviewState, id: number, deal: ReviewDeal | null): ReviewState {
  const what = deal ? `${deal.card.name} was ${deal.card.kind}` : `opp ${id} was removed`;
  const by = deal?.changes[0] ? ` by ${deal.changes[0].who}` : '';
  return {
    ...state,
    queue: state.queue.filter((each) => each !== id),
    message: { text: `${what}${by} meanwhile: passed over`, tone: 'news' },
  };
}

/** Deals that have come to need a word join the end of the queue. */
export function addWaiting(state: ReviewState, waiting: readonly number[]): ReviewState {
  const known = new Set([...state.queue, ...state.decided.map(({ id }) => id)]);
  const more = waiting.filter((id) => !known.has(id));
  if (more.length === 0) return state;
  const text = more.length === 1 ? 'one more needs a word by now' : `${more.length} more need a word by now`;
  return { ...state, queue: [...state.queue, ...more], message: { text, tone: 'news' } };
}

/** An answer is in the database. */
export function applyDecision(state: ReviewState, done: ReviewDecision): ReviewState {
  return {
    ...state,
    decided: [...state.decided, done],
    message: { text: `${done.name}: ${decisionText(done.decision)}`, tone: 'said' },
  };
}

/** An answer was taken back. */
export function removeDecision(state: ReviewState, undone: ReviewDecision): ReviewState {
  return {
    ...state,
    decided: state.decided.filter((each) => each !== undone),
    message: { text: `took back: ${undone.name}: ${decisionText(undone.decision)}`, tone: 'said' },
  };
}

/** An answer was not taken: a question comes back with what was typed, unless the deal has changed. */
export function reopenAnswer(
  state: ReviewState,
  error: CrmError,
  asked: PromptMode | undefined,
): ReviewState {
  const [hint = ''] = error.hints;
  const text = [error.message, hint].filter((part) => part !== '').join('   ');
  return asked && (error.kind === 'usage' || error.kind === 'failed' || error.kind === 'locked')
    ? { ...state, mode: { ...asked, problem: text } }
    : { ...state, message: { text, tone: 'wrong' } };
}

/** Somebody else has changed the deal that is on the screen. */
export function refreshDeal(state: ReviewState, deal: ReviewDeal): ReviewState {
  const [latest] = deal.changes;
  const isNew = latest !== undefined && latest.at !== state.deal?.changes[0]?.at;
  const text = isNew ? `${latest.who}: ${changesText(latest)}` : 'this deal has changed meanwhile';
  return { ...state, deal, message: { text, tone: 'news' } };
}

/** An answer is tried again until another program has finished writing. */
export function waitingForLock(state: ReviewState): ReviewState {
  return { ...state, message: { text: 'waiting for another crm that is writing …', tone: 'news' } };
}
