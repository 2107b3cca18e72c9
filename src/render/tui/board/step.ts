import { lineOf } from '../runtime/line-editor.ts';
import type { BoardCommand } from './commands.ts';
import type { DealRef } from './port.ts';
import { type BoardState, currentCard, type Message, type PromptMode } from './state.ts';

/** What a key makes of a state, and what it asks the world for. */
export interface Step {
  readonly state: BoardState;
  readonly effect?: BoardCommand;
  /** The question whose answer asks for it: it comes back where that is refused. */
  readonly asked?: PromptMode;
}

export const showMessage = (state: BoardState, text: string, tone: Message['tone'] = 'said'): Step => ({
  state: { ...state, message: { text, tone } },
});

export const prompt = (
  state: BoardState,
  questions: PromptMode['questions'],
  finish: PromptMode['finish'],
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
export function selectedCards(state: BoardState): DealRef[] {
  if (state.marked.size > 0) return [...state.marked].map(([id, stageId]) => ({ id, stageId }));
  const card = currentCard(state);
  return card ? [{ id: card.id, stageId: card.stageId }] : [];
}

/** What they are called in a question. */
export function selectedText(state: BoardState): string {
  if (state.marked.size > 1) return `${state.marked.size} deals`;
  const [only] = state.marked.keys();
  const card = currentCard(state);
  return only !== undefined && only !== card?.id ? `opp ${only}` : (card?.name ?? '');
}

/** Acts on the chosen deals; where there are none, says so. */
export function onSelected(state: BoardState, act: (cards: DealRef[]) => Step): Step {
  const cards = selectedCards(state);
  return cards.length > 0
    ? act(cards)
    : showMessage(state, 'there is no deal under the cursor; a adds one', 'wrong');
}

/** Asks, then runs a command on the chosen deals at once: their references come on its stdin. */
export function promptThenRun(
  questions: (name: string) => PromptMode['questions'],
  command: (answers: readonly string[]) => readonly string[],
): (state: BoardState) => Step {
  return (state) =>
    onSelected(state, (cards) =>
      prompt(state, questions(selectedText(state)), (answers) => ({
        do: 'run',
        lines: [command(answers)],
        input: references(cards),
      })),
    );
}

function references(cards: readonly DealRef[]): string {
  return cards.map(({ id }) => `opp:${id}\n`).join('');
}
