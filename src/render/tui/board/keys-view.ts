import { BOARD_VIEWS, type BoardView, CARD_ORDERS, LANE_GROUPS } from '../../../domain/board.ts';
import type { BoardQuery } from '../../board/source.ts';
import type { KeyEntry } from './key-entry.ts';
import type { BoardState } from './state.ts';
import { prompt, type Step, showMessage } from './step.ts';

const VIEW_HELP: Readonly<Record<BoardView, string>> = {
  board: 'the board',
  forecast: 'forecast: months and how sure, against the target',
  list: 'one list of the open deals',
  stuck: 'what is stuck, and why',
  activity: 'what was said and done in the last two weeks',
};

const views: readonly KeyEntry[] = BOARD_VIEWS.map((view, at) => ({
  keys: [String(at + 1)],
  label: String(at + 1),
  help: VIEW_HELP[view],
  group: 'See',
  press: (state) => ({ state: { ...state, view, message: null }, effect: { do: 'reload' } }),
}));

/** What comes after a value in a list of them, in a circle. */
function after<T>(values: readonly T[], value: T): T {
  return values[(values.indexOf(value) + 1) % values.length] ?? value;
}

/** Another choice of what to see, named in a message; lanes of another kind start from the first. */
function sees(state: BoardState, change: Partial<BoardQuery>, text: string): Step {
  const query = { ...state.query, ...change };
  const start =
    'by' in change || 'pipeline' in change ? { lane: 0, firstLane: 0, places: {}, marked: new Map() } : {};
  return { state: { ...state, ...start, query, message: { text, tone: 'said' } }, effect: { do: 'reload' } };
}

export const VIEW_KEYS: readonly KeyEntry[] = [
  ...views,
  {
    keys: ['/'],
    label: '/',
    help: 'filter, while you type: words, or as --where takes it (amount > 10k and owner = me)',
    hint: 'filter',
    group: 'See',
    press: (state) =>
      prompt(
        state,
        [{ label: 'Filter', preset: state.query.filter, optional: true }],
        ([text = '']) => ({ do: 'filter', text }),
        state.query.filter,
      ),
  },
  {
    keys: ['s'],
    label: 's',
    help: 'sort by close date, amount, days in the stage, name',
    group: 'See',
    press: (state) => {
      const order = after(CARD_ORDERS, state.query.order);
      return sees(state, { order }, `sorted by ${order === 'close' ? 'close date' : order}`);
    },
  },
  {
    keys: ['f'],
    label: 'f',
    help: 'whose: everybody, yours, then one owner after the other',
    group: 'See',
    press: (state) => {
      const owner = after([null, ...state.owners], state.query.owner);
      return sees(state, { owner }, owner === null ? 'deals of everybody' : `deals of ${owner}`);
    },
  },
  {
    keys: ['g'],
    label: 'g',
    help: 'a lane for each stage, owner or month of closing',
    group: 'See',
    press: (state) => {
      const by = after(LANE_GROUPS, state.query.by);
      return sees(state, { by }, `a lane for each ${by === 'month' ? 'month of closing' : by}`);
    },
  },
  {
    keys: ['tab'],
    label: 'Tab',
    help: 'the next pipeline',
    group: 'See',
    press: (state) => {
      const names = state.frame?.pipelines ?? [];
      const here = state.frame?.head.pipeline ?? '';
      if (names.length < 2)
        return showMessage(state, `there is one pipeline, ${here}; more: crm pipeline add`);
      const pipeline = after(names, here);
      return sees(state, { pipeline }, `pipeline ${pipeline}`);
    },
  },
];

export const BOARD_KEYS: readonly KeyEntry[] = [
  {
    keys: ['u'],
    label: 'u',
    help: 'undo your latest change',
    hint: 'undo',
    group: 'Board',
    press: (state) => ({ state, effect: { do: 'undo' } }),
  },
  {
    keys: ['U'],
    label: 'U',
    help: 'redo',
    group: 'Board',
    press: (state) => ({ state, effect: { do: 'redo' } }),
  },
  {
    keys: [':'],
    label: ':',
    help: 'any crm command, such as opp show 7',
    group: 'Board',
    press: (state) => prompt(state, [{ label: 'crm' }], ([line = '']) => ({ do: 'shell', line })),
  },
  {
    keys: ['r'],
    label: 'r',
    help: 'read everything again',
    group: 'Board',
    press: (state) => ({ state, effect: { do: 'reload' } }),
  },
  {
    keys: ['escape'],
    label: 'Esc',
    help: 'unmark all, close what is open, clear the filter',
    group: 'Board',
    press: (state) => {
      if (state.marked.size > 0) return showMessage({ ...state, marked: new Map() }, 'nothing is marked');
      return state.query.filter === '' ? showMessage(state, '') : sees(state, { filter: '' }, 'no filter');
    },
  },
  {
    keys: ['?'],
    label: '?',
    help: 'these keys',
    hint: 'keys',
    group: 'Board',
    press: (state) => ({ state: { ...state, mode: { kind: 'help', top: 0 } } }),
  },
  {
    keys: ['q'],
    label: 'q',
    help: 'quit',
    hint: 'quit',
    group: 'Board',
    press: (state) => ({ state, effect: { do: 'quit', code: 0 } }),
  },
  {
    keys: ['ctrl-c'],
    label: '^C',
    help: 'quit at once',
    group: 'Board',
    press: (state) => ({ state, effect: { do: 'quit', code: 130 } }),
  },
];
