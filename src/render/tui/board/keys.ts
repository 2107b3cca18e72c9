import { BOARD_VIEWS, type BoardView, CARD_ORDERS, LANE_GROUPS } from '../../../domain/board.ts';
import { openCommandLine } from '../runtime/command-line.ts';
import { commonKey, mouseKey } from '../runtime/common-keys.ts';
import { OPEN_HELP } from '../runtime/help-popup.ts';
import { MOVE_GROUP } from '../runtime/key-table.ts';
import { showMessage } from '../runtime/message.ts';
import { openPicker } from '../runtime/picker.ts';
import { exit } from '../runtime/program.ts';
import { openPrompt } from '../runtime/prompt.ts';
import { after, choose } from './choose.ts';
import { catchUp, moveHit, moveLane, moveRow, pageRows, readStep } from './cursor.ts';
import { type BoardKey, DEAL_KEYS } from './deal-keys.ts';
import { clampView, layoutOf } from './layout.ts';
import { openPage } from './page.ts';
import { SAVED_VIEWS } from './saved-view-keys.ts';
import type { BoardChoice, BoardCmd, BoardPrompt, BoardState } from './state.ts';

type Press = BoardKey['press'];

const END = Number.POSITIVE_INFINITY;

const inGroup =
  (group: string) =>
  (
    action: string,
    keys: BoardKey['keys'],
    help: string,
    press: Press,
    hint: NonNullable<BoardKey['hint']> = '',
  ): BoardKey => ({
    action,
    keys,
    help,
    press,
    hint,
    group,
  });

const common = commonKey<BoardState, BoardCmd>;
const see = inGroup('See');
const board = inGroup('Board');

const goWord = ({ view }: BoardState): string => (view === 'board' ? 'go' : '');
const rowWord = (state: BoardState): string =>
  state.view === 'board' || (state.view === 'forecast' && !state.isInMonth && state.length === 0)
    ? goWord(state)
    : state.view === 'forecast' && !state.isInMonth
      ? 'month'
      : 'go';

const MOVE_KEYS: readonly BoardKey[] = [
  common('left', MOVE_GROUP, 'to the lane on the left', (state) => moveLane(state, -1), { hint: goWord }),
  common('down', MOVE_GROUP, 'down', (state) => moveRow(state, 1), { hint: rowWord }),
  common('up', MOVE_GROUP, 'up', (state) => moveRow(state, -1), { hint: rowWord }),
  common('right', MOVE_GROUP, 'to the lane on the right', (state) => moveLane(state, 1), { hint: goWord }),
  common('page-down', MOVE_GROUP, 'a page down', (state) => moveRow(state, pageRows(state))),
  common('page-up', MOVE_GROUP, 'a page up', (state) => moveRow(state, -pageRows(state))),
  common('first', MOVE_GROUP, 'to the first', (state) => moveRow(state, -END)),
  common('last', MOVE_GROUP, 'to the last', (state) => moveRow(state, END)),
  common('next', MOVE_GROUP, 'to the next deal, also in the lane after this', (state) => moveHit(state, 1)),
  common('previous', MOVE_GROUP, 'to the deal before, also in the lane before this', (state) =>
    moveHit(state, -1),
  ),
];

const VIEW_HELP: Readonly<Record<BoardView, string>> = {
  board: 'the board',
  forecast: 'forecast: months and how sure, against the target',
  list: 'one list of the open deals',
  stuck: 'what is stuck, and why',
  activity: 'the activities of the last two weeks',
};

/** Asks for a filter, which is tried with every key. */
const askFilter: Press = (state) => {
  const { filter } = state.query;
  const prompt = openPrompt<BoardCmd>(
    [{ label: 'Filter', preset: filter, optional: true }],
    ([text = '']) => ({
      type: 'read',
      board: { ...state, query: { ...state.query, filter: text } },
    }),
  );
  return [{ ...state, message: null, mode: { type: 'prompt', prompt, before: state } }];
};

const commandLine = (history: readonly string[]): BoardPrompt =>
  openCommandLine<BoardCmd>(history, (command) => command);

const askCommandLine: Press = (state) => [
  { ...state, message: null, mode: { type: 'prompt', prompt: commandLine(state.commandLines) } },
];

const nextPipeline: Press = (state) => {
  const names = state.frame?.pipelines ?? [];
  const here = state.frame?.head.pipeline ?? '';
  if (names.length < 2)
    return [showMessage(state, 'info', `there is one pipeline, ${here}; more: crm pipeline add`)];
  const pipeline = after(names, here);
  return choose(state, { pipeline }, `pipeline ${pipeline}`);
};

/** Leaves a month's deals, else unmarks all, else clears the filter. */
const clear: Press = (state) => {
  if (state.isInMonth) return [{ ...state, message: null, isInMonth: false }];
  if (state.marked.size > 0)
    return [showMessage({ ...state, marked: new Map(), hidden: new Set() }, 'info', 'nothing is marked')];
  return state.query.filter === ''
    ? [{ ...state, message: null }]
    : choose(state, { filter: '' }, 'no filter');
};

const FINDER = openPicker<BoardChoice>({
  none: 'type a name, a number, or opp 55',
  title: 'Find',
  about: 'leads, contacts, accounts, deals',
  verb: 'goes there',
  isLookedUp: true,
  choices: [],
});

/** Records that fit what is typed: the cursor goes to a deal, firms and people have a page, a lead is shown on the terminal. */
const findRecords = (text: string): BoardCmd => ({
  type: 'list choices',
  list: { of: 'records', text },
  open: (found) => ({
    ...FINDER,
    choices: found.map(({ text: title, note, record }) => ({
      text: title,
      note,
      value: (state: BoardState) =>
        record?.noun === 'opp'
          ? readStep(state, { ...state, view: 'board' }, { goTo: record.id, tell: null })
          : record?.noun === 'account' || record?.noun === 'contact'
            ? openPage(state, { noun: record.noun, id: record.id })
            : [state, { type: 'shell', line: `${record?.noun} show ${record?.id}`, prompt: commandLine([]) }],
    })),
  }),
});

const VIEW_KEYS: readonly BoardKey[] = [
  ...BOARD_VIEWS.map((view, at) =>
    see(view, [String(at + 1)], VIEW_HELP[view], (state) =>
      // Columns were chosen for another view.
      readStep(state, { ...state, view, query: { ...state.query, columns: null } }, { tell: null }),
    ),
  ),
  ...SAVED_VIEWS,
  common(
    'find',
    'See',
    'filter, while you type: words, or as --where takes it (amount > 10k and owner = me)',
    askFilter,
    { hint: 'filter' },
  ),
  see('sort', ['s'], 'sort by close date, amount, days in the stage, name', (state) => {
    const order = after(CARD_ORDERS, state.query.order);
    return choose(state, { order }, `sorted by ${order === 'close' ? 'close date' : order}`);
  }),
  see('owner', ['f'], 'whose deals: everybody, yours, one of your colleagues', (state) => {
    const picker = openPicker<BoardChoice>({
      title: 'Whose deals?',
      about: '',
      verb: 'shows them',
      choices: [null, ...state.owners].map((owner) => ({
        text: owner ?? 'everybody',
        value: (now: BoardState) =>
          choose(now, { owner }, owner === null ? 'deals of everybody' : `deals of ${owner}`),
      })),
    });
    return [{ ...state, message: null, mode: { type: 'picker', picker } }];
  }),
  common('detail', 'See', 'cards of three lines, two, one', (state) => {
    const density = after([3, 2, 1] as const, layoutOf(state).cardLines);
    return catchUp(clampView({ ...state, message: null, density }));
  }),
  see('go-to', ['ctrl-k'], 'find anything: a name, a number, opp 55', (state) => [
    { ...state, message: null, mode: { type: 'picker', picker: FINDER, search: findRecords } },
  ]),
  see('lanes', ['g'], 'a lane for each stage, owner or month of closing', (state) => {
    const by = after(LANE_GROUPS, state.query.by);
    return choose(state, { by }, `a lane for each ${by === 'month' ? 'month of closing' : by}`);
  }),
  see('pipeline', ['tab'], 'the next pipeline', nextPipeline, ({ view, frame }) =>
    view === 'forecast' && (frame?.pipelines ?? []).length > 1 ? 'pipeline' : '',
  ),
];

const BOARD_KEYS: readonly BoardKey[] = [
  common(
    'undo',
    'Board',
    'undo the latest change of this board; asks before it undoes any other',
    (state) => [state, { type: 'find reversal', direction: 'undo' }],
    { hint: 'undo' },
  ),
  board('redo', ['U'], 'redo what was undone', (state) => [
    state,
    { type: 'find reversal', direction: 'redo' },
  ]),
  common('command', 'Board', 'any crm command, such as opp show 7; Tab completes it', askCommandLine),
  board('read', ['r'], 'read everything again', (state) => readStep(state, state)),
  common('back', 'Board', 'unmark all, close what is open, clear the filter', clear),
  mouseKey('Board'),
  common('help', 'Board', 'these keys', (state) => [{ ...state, mode: { type: 'help', help: OPEN_HELP } }], {
    hint: 'keys',
  }),
  common('quit', 'Board', 'quit', (state) => [state, exit(0)], { hint: 'quit' }),
  common('quit-now', 'Board', 'quit at once', (state) => [state, exit(130)]),
];

/** Every key of the board, in the order help lists them. */
export const KEYS: readonly BoardKey[] = [...MOVE_KEYS, ...DEAL_KEYS, ...VIEW_KEYS, ...BOARD_KEYS];
