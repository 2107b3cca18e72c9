import { commonKey } from '../runtime/common-keys.ts';
import { type Binding, keyOfAction } from '../runtime/key-table.ts';
import { askCall, askEdit, askNewDeal, askReason, askStage } from './choosers.ts';
import { moveRow, showDeal } from './cursor.ts';
import { openPage, textOfLine } from './page.ts';
import { act, ask, askAmount, askCloseDate } from './questions.ts';
import {
  type BoardCmd,
  type BoardState,
  currentCard,
  monthInSight,
  selectedDeals,
  selectedText,
} from './state.ts';

export type BoardKey = Binding<BoardState, BoardCmd>;
type Press = BoardKey['press'];

const noDeal = (state: BoardState): string | null => {
  const { hidden, keys } = state;
  if (selectedDeals(state).length > 0) return null;
  return hidden.size > 0
    ? `the filter hides all ${hidden.size} marked deals: ${keyOfAction(keys, 'back')} unmarks them`
    : `there is no deal under the cursor; ${keyOfAction(keys, 'add')} adds one`;
};
const noCard = (state: BoardState): string | null => (currentCard(state) ? null : 'there is no deal here');

/** Whether the cursor is on a month of the forecast that has deals. */
const isAtMonth = (state: BoardState): boolean => !state.isInMonth && (monthInSight(state)?.count ?? 0) > 0;

/** A key that acts on the selected deals. */
const dealKey = (
  action: string,
  keys: BoardKey['keys'],
  help: string,
  press: Press,
  hint = '',
): BoardKey => ({
  action,
  keys,
  help,
  hint: (state) => (noDeal(state) === null ? hint : ''),
  group: 'Deal',
  disabled: noDeal,
  press,
});

/** Marks the deal under the cursor, or takes its mark away, and goes on to the next. */
const toggleMark: Press = (state) => {
  const card = currentCard(state);
  if (!card) return [state];
  const marked = new Map(state.marked);
  if (!marked.delete(card.id)) marked.set(card.id, card.stageId);
  return moveRow({ ...state, marked }, 1);
};

export const DEAL_KEYS: readonly BoardKey[] = [
  dealKey('stage-back', ['H', 'shift-left'], 'a stage back', act({ type: 'step', direction: -1 }), 'move'),
  dealKey('stage-on', ['L', 'shift-right'], 'a stage on', act({ type: 'step', direction: 1 }), 'move'),
  dealKey('move', ['m'], 'move to any stage', askStage),
  dealKey('won', ['w'], 'won', act({ type: 'win' }), 'won'),
  dealKey('lost', ['x'], 'lost, with the reason', askReason, 'lost'),
  dealKey('reopen', ['o'], 'reopen one that is won or lost', act({ type: 'reopen' })),
  commonKey(
    'open',
    'Deal',
    'everything about it, beside the board',
    (state) =>
      isAtMonth(state)
        ? [{ ...state, message: null, isInMonth: true }]
        : showDeal(state, currentCard(state)?.id ?? 0),
    {
      hint: (state) => (isAtMonth(state) ? 'its deals' : currentCard(state) && !state.pane ? 'open' : ''),
      disabled: (state) => (isAtMonth(state) ? null : noCard(state)),
    },
  ),
  { action: 'add', keys: ['a'], help: 'add a deal, in this stage', group: 'Deal', press: askNewDeal },
  dealKey('edit', ['e'], 'edit: the field, then its value', askEdit),
  {
    action: 'editor',
    keys: ['E'],
    help: 'edit in $EDITOR',
    group: 'Deal',
    disabled: noCard,
    press: (state) => {
      const card = currentCard(state);
      return card ? [state, { type: 'edit', deal: card }] : [state];
    },
  },
  dealKey('amount', ['p'], 'amount', askAmount),
  dealKey('close-date', ['d'], 'close date', askCloseDate),
  dealKey('call', ['c'], 'log a call: outcome, note, next call', askCall, 'call'),
  dealKey(
    'note',
    ['n'],
    'a note',
    ask(
      (state) => [{ label: `Note on ${selectedText(state)}` }],
      ([text = '']) => ({ type: 'note', text }),
    ),
  ),
  dealKey(
    'task',
    ['t'],
    'a task, with its day in words',
    ask(
      (state) => [
        { label: `Task for ${selectedText(state)}` },
        { label: 'Due when? (tomorrow, "fri 3pm", +3d)' },
      ],
      ([subject = '', due = '']) => ({ type: 'add task', subject, due }),
    ),
    'task',
  ),
  {
    action: 'around',
    keys: ['i'],
    help: 'who is behind it: account, people, their other deals; dial, write, copy there',
    group: 'Deal',
    hint: (state) => (currentCard(state) ? 'who' : ''),
    disabled: noCard,
    press: (state) => openPage({ ...state, message: null }, { noun: 'opp', id: currentCard(state)?.id ?? 0 }),
  },
  {
    action: 'copy',
    keys: ['y'],
    help: 'copy its name; on a page the number, address or website',
    group: 'Deal',
    disabled: noCard,
    press: (state) => {
      const card = currentCard(state);
      return card ? [state, { type: 'copy', text: textOfLine({ type: 'deal', card }) }] : [state];
    },
  },
  {
    action: 'mark',
    keys: [' '],
    help: 'mark, to act on several',
    group: 'Deal',
    disabled: noCard,
    press: toggleMark,
  },
];
