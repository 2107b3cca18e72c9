import type { ReviewCard } from '../../../domain/review.ts';
import { lineOf } from '../runtime/line-editor.ts';
import type { ReviewAction, ReviewDecision } from './port.ts';
import type { Message, PromptMode, ReviewState } from './state.ts';

/** What a key asks the world for; the session sees to it. */
export type ReviewCommand =
  /** Does what was answered; `asked` is the question to go back to when the answer cannot be read. */
  | { readonly do: 'decide'; readonly deed: ReviewAction; readonly asked?: PromptMode }
  /** Brings the deal at a place of the queue; `way` says where to look on when it needs no word any more. */
  | { readonly do: 'go'; readonly to: number; readonly way: 1 | -1 }
  | { readonly do: 'undo'; readonly decided: ReviewDecision }
  | { readonly do: 'quit'; readonly code: number };

/** What a key makes of a state, and what it asks the world for. */
export interface Step {
  readonly state: ReviewState;
  readonly effect?: ReviewCommand;
}

export const showMessage = (state: ReviewState, text: string, tone: Message['tone'] = 'said'): Step => ({
  state: { ...state, message: { text, tone } },
});

/** To another deal: what was said of this one goes with it. */
export const goTo = (state: ReviewState, to: number, way: 1 | -1): Step => ({
  state: { ...state, message: null },
  effect: { do: 'go', to, way },
});

/** Acts on the deal that is on the screen; where that cannot be, says why. */
export function onDeal(state: ReviewState, act: (card: ReviewCard) => Step): Step {
  const { deal } = state;
  if (!deal) return showMessage(state, 'no deal is on the screen: b goes back, q ends', 'wrong');
  const { name, kind } = deal.card;
  return kind === 'open' ? act(deal.card) : showMessage(state, `${name} is ${kind} now: k goes on`, 'wrong');
}

/** Answers at once. */
export const decide =
  (deed: ReviewAction) =>
  (state: ReviewState): Step =>
    onDeal(state, () => ({ state: { ...state, message: null }, effect: { do: 'decide', deed } }));

/** Asks first. */
export const prompt =
  (questions: (state: ReviewState, card: ReviewCard) => PromptMode['questions'], deed: PromptMode['deed']) =>
  (state: ReviewState): Step =>
    onDeal(state, (card) => {
      const all = questions(state, card);
      const line = lineOf(all[0].preset);
      return {
        state: {
          ...state,
          message: null,
          mode: { kind: 'asking', questions: all, answers: [], line, deed },
        },
      };
    });
