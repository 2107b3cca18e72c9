import { lineOf } from '../line.ts';
import type { Effect } from './effects.ts';
import type { Shown } from './port.ts';
import { type Asking, type BoardState, currentCard, type Message } from './state.ts';

/** What a key makes of a state, and what it asks the world for. */
export interface Step {
  readonly state: BoardState;
  readonly effect?: Effect;
  /** The question whose answer asks for it: it comes back where that is refused. */
  readonly asked?: Asking;
}

export const says = (state: BoardState, text: string, tone: Message['tone'] = 'said'): Step => ({
  state: { ...state, message: { text, tone } },
});

export const asks = (
  state: BoardState,
  questions: Asking['questions'],
  finish: Asking['finish'],
  filterWas?: string,
): Step => ({
  state: {
    ...state,
    message: null,
    mode: {
      kind: 'asking',
      questions,
      answers: [],
      line: lineOf(questions[0].preset),
      finish,
      ...(filterWas === undefined ? {} : { filterWas }),
    },
  },
});

/** The deals a key acts on: those that are marked, else the one under the cursor. */
export function chosen(state: BoardState): Shown[] {
  if (state.marked.size > 0) return [...state.marked].map(([id, stageId]) => ({ id, stageId }));
  const card = currentCard(state);
  return card ? [{ id: card.id, stageId: card.stageId }] : [];
}

/** What they are called in a question. */
export function chosenText(state: BoardState): string {
  if (state.marked.size > 1) return `${state.marked.size} deals`;
  const [only] = state.marked.keys();
  const card = currentCard(state);
  return only !== undefined && only !== card?.id ? `opp ${only}` : (card?.name ?? '');
}

/** Acts on the chosen deals; where there are none, says so. */
export function onChosen(state: BoardState, act: (cards: Shown[]) => Step): Step {
  const cards = chosen(state);
  return cards.length > 0
    ? act(cards)
    : says(state, 'there is no deal under the cursor; a adds one', 'wrong');
}

/** Asks, then runs a command on the chosen deals at once: their references come on its stdin. */
export function asksAndRuns(
  questions: (name: string) => Asking['questions'],
  command: (answers: readonly string[]) => readonly string[],
): (state: BoardState) => Step {
  return (state) =>
    onChosen(state, (cards) =>
      asks(state, questions(chosenText(state)), (answers) => ({
        do: 'run',
        lines: [command(answers)],
        input: references(cards),
      })),
    );
}

function references(cards: readonly Shown[]): string {
  return cards.map(({ id }) => `opp:${id}\n`).join('');
}
