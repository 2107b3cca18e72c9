import type { DealCard } from '../../../domain/board.ts';
import { decimalText } from '../../../domain/money.ts';
import { openPrompt, type Question } from '../runtime/prompt.ts';
import type { BoardAction, SeenColumns } from './port.ts';
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

/** A field that is asked for: the text of its value now, and the columns that hold it. */
interface AskedField {
  readonly label: string;
  readonly field: string;
  readonly textOf: (card: DealCard) => string;
  readonly columnsOf: (card: DealCard) => SeenColumns;
}

/**
 * Asks for one field of the selected deals. Where the card under the cursor alone is selected, its value now is the
 * preset, and what somebody else writes meanwhile is not overwritten.
 */
const askField =
  ({ label, field, textOf, columnsOf }: AskedField): BoardChoice =>
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
        ...(only ? { seen: columnsOf(only) } : {}),
      }),
    )(state);
  };

export const askAmount = askField({
  label: 'Amount',
  field: 'amount',
  textOf: ({ amount }) => (amount ? `${decimalText(amount)} ${amount.currency}` : ''),
  columnsOf: ({ amount }) =>
    amount ? { amount_minor: Number(amount.minor), currency: amount.currency } : { amount_minor: null },
});

export const askCloseDate = askField({
  label: 'Close date',
  field: 'close',
  textOf: ({ closes }) => closes ?? '',
  columnsOf: ({ closes, kind }) => (kind === 'open' ? { close_date: closes } : {}),
});
