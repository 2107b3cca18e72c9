import type { DealCard } from '../../../domain/board.ts';
import type { Row } from '../../../domain/field.ts';
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

/** A field that is asked for: the text of its value now, and that value. */
interface AskedField {
  readonly label: string;
  readonly field: string;
  readonly textOf: (card: DealCard) => string;
  readonly seenOf: (card: DealCard) => Row;
}

/**
 * Asks for one field of the selected deals. Where the card under the cursor alone is selected, its value now is the
 * preset, and what somebody else writes meanwhile is not overwritten.
 */
const askField =
  ({ label, field, textOf, seenOf }: AskedField): BoardChoice =>
  (state) => {
    const [deal, ...more] = selectedDeals(state);
    const card = currentCard(state);
    const only = more.length === 0 && card && deal?.id === card.id ? card : null;
    const question: Question = { label: `${label} of ${selectedText(state)}` };
    return ask(
      (): Questions => [only ? { ...question, preset: textOf(only) } : question],
      ([text = '']) => ({
        type: 'edit',
        changes: [[field, text]],
        ...(only ? { seen: seenOf(only) } : {}),
      }),
    )(state);
  };

export const askAmount = askField({
  label: 'Amount',
  field: 'amount',
  textOf: ({ amount }) => (amount ? `${decimalText(amount)} ${amount.currency}` : ''),
  seenOf: ({ amount }) => ({ amount }),
});

export const askCloseDate = askField({
  label: 'Close date',
  field: 'close',
  textOf: ({ closes }) => closes ?? '',
  seenOf: ({ closes, kind }) => (kind === 'open' ? { close_date: closes } : {}),
});
