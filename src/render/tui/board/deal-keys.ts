import type { Lane } from '../../../domain/board.ts';
import { decimalText } from '../../../domain/money.ts';
import { laneLook } from '../../board/heading.ts';
import { sumsText } from '../../board/words.ts';
import { commonKey } from '../runtime/common-keys.ts';
import type { Binding } from '../runtime/key-table.ts';
import { showMessage } from '../runtime/message.ts';
import { type Choice, openPicker } from '../runtime/picker.ts';
import { openPrompt, type Question } from '../runtime/prompt.ts';
import { moveRow, showDeal } from './cursor.ts';
import { openPage, textOfLine } from './page.ts';
import type { BoardAction, ChoiceList, DealRef } from './port.ts';
import {
  type BoardChoice,
  type BoardCmd,
  type BoardPrompt,
  type BoardState,
  currentCard,
  currentLane,
  monthInSight,
  selectedDeals,
  selectedText,
} from './state.ts';

export type BoardKey = Binding<BoardState, BoardCmd>;
type Press = BoardKey['press'];
type Questions = BoardPrompt['questions'];

const noDeal = ({ hidden, ...state }: BoardState): string | null => {
  if (selectedDeals({ hidden, ...state }).length > 0) return null;
  return hidden.size > 0
    ? `the filter hides all ${hidden.size} marked deals: Esc unmarks them`
    : 'there is no deal under the cursor; a adds one';
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

const act =
  (action: BoardAction): Press =>
  (state) => [state, { type: 'act', deals: selectedDeals(state), action }];

/** Asks first. */
const ask =
  (questions: (state: BoardState) => Questions, action: (answers: readonly string[]) => BoardAction): Press =>
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
const askField = (label: string, field: string, presetOf: (state: BoardState) => string): Press =>
  ask(
    (state): Questions => {
      const question: Question = { label: `${label} of ${selectedText(state)}` };
      return [selectedDeals(state).length === 1 ? { ...question, preset: presetOf(state) } : question];
    },
    ([text = '']) => ({ type: 'edit', changes: [[field, text]] }),
  );

function amountText(state: BoardState): string {
  const amount = currentCard(state)?.amount;
  return amount ? `${decimalText(amount)} ${amount.currency}` : '';
}

/** Opens a picker on a list that the board does not show; `take` does what the chosen or typed text is for. */
const askFrom =
  (
    list: ChoiceList,
    title: (state: BoardState) => string,
    verb: string,
    take: (text: string) => BoardChoice,
    takesAny: boolean,
  ): Press =>
  (state) => [
    { ...state, message: null },
    {
      type: 'list choices',
      list,
      open: (choices, now) =>
        openPicker<BoardChoice>({
          title: title(now),
          about: '',
          verb,
          choices: choices.map(({ text, note }) => ({ text, note, value: take(text) })),
          ...(takesAny ? { other: (text) => ({ text, note: 'as typed', value: take(text) }) } : {}),
        }),
    },
  ];

const askReason: Press = askFrom(
  { of: 'reasons' },
  (state) => `Why was ${selectedText(state)} lost?`,
  'loses it',
  (reason) => act({ type: 'lose', reason }),
  true,
);

/** Asks for the outcome of a call, then for what was said and when to call again. */
const askCall: Press = askFrom(
  { of: 'outcomes' },
  (state) => `How did the call about ${selectedText(state)} go?`,
  'goes on',
  (outcome) =>
    ask(
      () => [
        { label: `${outcome}: note (Enter for none)`, optional: true },
        { label: 'When again? ("tue 3pm"; Enter for never)', optional: true },
      ],
      ([note = '', next = '']) => ({ type: 'log call', outcome, note, next }),
    ),
  false,
);

/** Asks for a field, then for its value: an owner is chosen, all others are typed. */
const askEdit: Press = askFrom(
  { of: 'fields' },
  (state) => `Which field of ${selectedText(state)}?`,
  'goes on',
  (field) =>
    field === 'owner'
      ? askOwner
      : ask(
          () => [{ label: `${field}: to what? (Enter empties it)`, optional: true }],
          ([text = '']) => ({ type: 'edit', changes: [[field, text]] }),
        ),
  false,
);

const askOwner: Press = (state) => {
  const picker = openPicker<BoardChoice>({
    title: 'To whom?',
    about: selectedText(state),
    verb: 'gives it',
    choices: state.owners.map((text) => ({ text, value: act({ type: 'edit', changes: [['owner', text]] }) })),
  });
  return [{ ...state, message: null, mode: { type: 'picker', picker } }];
};

/** What brings the selected deals into a lane of a stage. */
function intoLane({ stage }: Lane): BoardChoice {
  if (stage?.kind === 'won') return act({ type: 'win' });
  return stage?.kind === 'lost' ? askReason : act({ type: 'move', stage: stage?.name ?? '' });
}

/** Moves a deal, or where it is marked all that are, into the lane of another stage. */
export function moveToLane(state: BoardState, { id, stageId }: DealRef, lane: Lane): ReturnType<Press> {
  if (lane.stage === null)
    return [showMessage(state, 'info', 'only lanes of stages take deals: g shows a lane for each stage')];
  const selected = selectedDeals(state).some((deal) => deal.id === id);
  return intoLane(lane)(selected ? state : { ...state, marked: new Map([[id, stageId]]), hidden: new Set() });
}

/** Asks for the stage, any of the pipeline. */
const askStage: Press = (state) => {
  const lanes = (state.frame?.lanes ?? []).filter(({ stage }) => stage !== null);
  const view = state.frame?.view;
  if (lanes.length === 0 || !view)
    return [showMessage(state, 'info', 'g shows a lane for each stage: from there m moves to any of them')];
  const here = new Set(selectedDeals(state).map(({ stageId }) => stageId));
  const after = lanes.findLastIndex(({ stage }) => stage !== null && here.has(stage.id)) + 1;
  const choices = lanes.map((lane): Choice<BoardChoice> => {
    const { stage, title, count, sums } = lane;
    const kind = stage?.kind;
    const deals = `${String(count).padStart(3)} ${count === 1 ? 'deal ' : 'deals'}  ${sumsText(sums, 'amount', view).padStart(12)}`;
    return {
      text: kind === 'lost' ? `${title} …` : title,
      look: laneLook(lane, lanes),
      note: kind === 'lost' ? 'asks why' : `${String(stage?.probability).padStart(3)} %   ${deals}`,
      ...(stage && here.has(stage.id) ? { sign: { text: '\u25cf', look: 'accent' } } : {}),
      value: intoLane(lane),
    };
  });
  const likely = choices[after]?.value;
  const picker = openPicker<BoardChoice>(
    { title: 'Move to', about: selectedText(state), verb: 'moves', choices },
    (value) => value === likely,
  );
  return [{ ...state, message: null, mode: { type: 'picker', picker } }];
};

/** Adds a deal in the lane of the cursor. */
const askNewDeal: Press = (state) => {
  const stage = currentLane(state)?.stage;
  const place = {
    pipeline: state.frame?.head.pipeline ?? '',
    stage: stage?.kind === 'open' ? stage.name : '',
  };
  return ask(
    () => [
      { label: 'What is the new deal called?' },
      { label: 'Account (Enter for none)', optional: true },
      { label: 'Amount (Enter for none)', optional: true },
      { label: 'Close date (Enter for none)', optional: true },
    ],
    ([name = '', account = '', amount = '', close = '']) => ({
      type: 'add deal',
      ...place,
      name,
      account,
      amount,
      close,
    }),
  )(state);
};

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
      hint: (state) => (isAtMonth(state) ? 'its deals' : currentCard(state) ? 'open' : ''),
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
  dealKey('amount', ['p'], 'amount', askField('Amount', 'amount', amountText)),
  dealKey(
    'close-date',
    ['d'],
    'close date',
    askField('Close date', 'close', (state) => currentCard(state)?.closes ?? ''),
  ),
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
    help: 'mark, to act on several; Esc unmarks all',
    group: 'Deal',
    disabled: noCard,
    press: toggleMark,
  },
];
