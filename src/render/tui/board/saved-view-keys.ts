import { decimalText } from '../../../domain/money.ts';
import { SAVED_VIEW_KEYS, type SavedView, VIEW_COLUMNS } from '../../../domain/saved-view.ts';
import { targetOfMonth } from '../../../domain/target.ts';
import { columnNames } from '../../board/table.ts';
import { keyOfAction } from '../runtime/key-table.ts';
import { showMessage } from '../runtime/message.ts';
import { openPicker } from '../runtime/picker.ts';
import type { Step } from '../runtime/program.ts';
import { openPrompt } from '../runtime/prompt.ts';
import { choose } from './choose.ts';
import { readStep } from './cursor.ts';
import type { BoardKey } from './deal-keys.ts';
import type { BoardChoice, BoardCmd, BoardState } from './state.ts';

type BoardStep = Step<BoardState, BoardCmd>;

/** Shows the board as a saved view says. */
function openView(state: BoardState, { name, view, query }: SavedView): BoardStep {
  const isElsewhere = query.by !== state.query.by || query.pipeline !== state.query.pipeline;
  const start = { lane: 0, firstLane: 0, places: {}, ...(isElsewhere ? { marked: new Map() } : {}) };
  return readStep(
    state,
    { ...state, ...start, view, query },
    { tell: showMessage(state, 'info', `view ${name}`).message },
  );
}

/** What a saved view shows, in a few words. */
function aboutView({ view, query }: SavedView): string {
  const { filter, order, by, owner } = query;
  return [
    view,
    filter,
    owner === null ? '' : `of ${owner}`,
    by === 'stage' ? '' : `a lane per ${by}`,
    order === 'close' ? '' : `by ${order}`,
  ]
    .filter((part) => part !== '')
    .join(' \u00b7 ');
}

/** Opens a saved view, or saves what is seen under the name that is typed. */
const askView = (state: BoardState): BoardStep => {
  const { savedViews, view, query } = state;
  const save =
    (name: string): BoardChoice =>
    (now) => [now, { type: 'act', deals: [], action: { type: 'save view', name, view, query } }];
  const picker = openPicker<BoardChoice>({
    title: 'Views',
    about: 'a new name saves what is seen',
    verb: 'opens or saves it',
    none: 'no view is saved yet: type a name for what is seen',
    choices: savedViews.map((saved) => ({
      text: saved.name,
      sign: { text: saved.key ?? ' ', look: 'accent' },
      note: aboutView(saved),
      value: (now) => openView(now, saved),
    })),
    other: (name) => ({ text: name, note: 'saves what is seen', value: save(name) }),
  });
  return [{ ...state, message: null, mode: { type: 'picker', picker } }];
};

/** Asks for the columns of a list. */
const askColumns = (state: BoardState): BoardStep => {
  const { view, query } = state;
  if (view === 'board' || view === 'forecast') return [state];
  const known = VIEW_COLUMNS[view];
  const prompt = openPrompt<BoardCmd>(
    [
      {
        label: 'Columns',
        examples: known.join(', '),
        preset: columnNames(view, query.columns).join(', '),
        optional: true,
      },
    ],
    ([text = ''], answered) => ({ type: 'set columns', view, text, prompt: answered }),
  );
  return [{ ...state, message: null, mode: { type: 'prompt', prompt } }];
};

/** Asks for the monthly target. */
const askTarget = (state: BoardState): BoardStep => {
  const { head } = state.frame ?? {};
  const target = head && targetOfMonth(head.targets, head.month);
  const prompt = openPrompt<BoardCmd>(
    [
      {
        label: 'Monthly target',
        examples: '250k; nothing for none',
        preset: target ? `${decimalText(target)} ${target.currency}` : '',
        optional: true,
      },
    ],
    ([text = ''], answered) => ({ type: 'set target', text, prompt: answered }),
  );
  return [{ ...state, message: null, mode: { type: 'prompt', prompt } }];
};

const isList = ({ view }: BoardState): boolean => view !== 'board' && view !== 'forecast';

/** Shows the lanes of closed deals whole, or their heads alone. */
function toggleClosed(state: BoardState): BoardStep {
  const collapsesClosed = !state.query.collapsesClosed;
  return choose(
    state,
    { collapsesClosed },
    collapsesClosed ? 'won and lost show their heads alone' : 'won and lost are shown whole',
  );
}

const hasClosed = ({ view, query }: BoardState): boolean => view === 'board' && query.by === 'stage';

const ACTION = 'view-';

/** The digit of the saved view that an action opens; null for all other actions. */
export const savedViewKey = (action: string): string | null =>
  action.startsWith(ACTION) ? action.slice(ACTION.length) : null;

export const SAVED_VIEWS: readonly BoardKey[] = [
  ...SAVED_VIEW_KEYS.map(
    (key): BoardKey => ({
      action: `${ACTION}${key}`,
      keys: [key],
      help: `the saved view ${key}`,
      group: 'See',
      disabled: ({ savedViews, keys }) =>
        savedViews.some((view) => view.key === key)
          ? null
          : `no view is saved as ${key}: ${keyOfAction(keys, 'views')} saves what is seen under a name`,
      press: (state) => {
        const saved = state.savedViews.find((view) => view.key === key);
        return saved ? openView(state, saved) : [state];
      },
    }),
  ),
  {
    action: 'views',
    keys: ['v'],
    help: 'saved views: open one, or save what is seen under a new name',
    group: 'See',
    press: askView,
  },
  {
    action: 'target',
    keys: ['T'],
    help: 'your monthly target',
    hint: ({ view, isInMonth }) => (view === 'forecast' && !isInMonth ? 'target' : ''),
    group: 'See',
    press: askTarget,
  },
  {
    action: 'columns',
    keys: ['C'],
    help: 'the columns of a list',
    group: 'See',
    disabled: (state) => (isList(state) ? null : 'cards have no columns; 3 shows one list, with columns'),
    press: askColumns,
  },
  {
    action: 'collapse',
    keys: ['-'],
    help: 'collapse the lanes of won and lost deals, or show them whole',
    group: 'See',
    disabled: (state) =>
      hasClosed(state) ? null : 'only lanes of stages have won and lost deals; g chooses the lanes',
    press: toggleClosed,
  },
];
