import { decimalText } from '../../../domain/money.ts';
import { openPrompt, type Question } from '../runtime/prompt.ts';
import type { BoardAction } from './port.ts';
import {
  type BoardChoice,
  type BoardCmd,
  type BoardPrompt,
  type BoardState,
  currentCard,
  selectedDeals,
  selectedText,
} from './state.ts';

type Questions = BoardPrompt['questions'];

/** Does something with the selected deals. */
export const act =
  (action: BoardAction): BoardChoice =>
  (state) => [state, { type: 'act', deals: selectedDeals(state), action }];

/** Asks first. */
export const ask =
  (
    questions: (state: BoardState) => Questions,
    action: (answers: readonly string[]) => BoardAction,
  ): BoardChoice =>
  (state) => {
    const deals = selectedDeals(state);
    const prompt = openPrompt<BoardCmd>(questions(state), (answers, answered) => ({
      type: 'act',
      deals,
      action: action(answers),
      prompt: answered,
    }));
    return [{ ...state, message: null, mode: { type: 'prompt', prompt } }];
  };

/** Asks for one field of the selected deals; its value now is the preset where one deal alone is selected. */
export const askField = (
  label: string,
  field: string,
  presetOf: (state: BoardState) => string,
): BoardChoice =>
  ask(
    (state): Questions => {
      const question: Question = { label: `${label} of ${selectedText(state)}` };
      return [selectedDeals(state).length === 1 ? { ...question, preset: presetOf(state) } : question];
    },
    ([text = '']) => ({ type: 'edit', changes: [[field, text]] }),
  );

export function presetAmount(state: BoardState): string {
  const amount = currentCard(state)?.amount;
  return amount ? `${decimalText(amount)} ${amount.currency}` : '';
}
