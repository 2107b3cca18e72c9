import { type ErrorKind, failed } from '../../../domain/errors.ts';
import { addToHistory } from '../runtime/command-line.ts';
import { helpKey } from '../runtime/help-popup.ts';
import { bindingOf, keyOfAction, pressKey } from '../runtime/key-table.ts';
import { isTooSmall } from '../runtime/layout.ts';
import { textOf } from '../runtime/line-editor.ts';
import { errorLines, retryStep, showMessage } from '../runtime/message.ts';
import { pasteInPicker, pickerKey } from '../runtime/picker.ts';
import { exit, type FailedMsg, type RuntimeMsg, type Step } from '../runtime/program.ts';
import { completePrompt, openPrompt, pasteInPrompt, promptKey, reopenPrompt } from '../runtime/prompt.ts';
import { agrees, type Reversal, reversalQuestion } from '../runtime/reversal.ts';
import { choose } from './choose.ts';
import { catchUp, readStep, showDeal } from './cursor.ts';
import { helpPage } from './help-page.ts';
import { clampView, layoutOf } from './layout.ts';
import { type BoardTarget, handleGesture } from './mouse.ts';
import { keyOnPage, refreshPage, withPage } from './page.ts';
import {
  type BoardCmd,
  type BoardMsg,
  type BoardPrompt,
  type BoardState,
  BROWSING,
  currentCard,
  listKey,
  type Pane,
  type ReadCmd,
} from './state.ts';
import { addWindows } from './windows.ts';

/** The second `g` of `gg` comes within so many milliseconds. */
const DOUBLE_KEY_MS = 500;

/** For how long what has changed stays lit: two and a half seconds. */
const FRESH_TICKS = 10;

type BoardStep = Step<BoardState, BoardCmd>;
type KeyMsg = Extract<RuntimeMsg<BoardCmd>, { readonly type: 'key' }>;
type PickerMode = Extract<BoardState['mode'], { readonly type: 'picker' }>;
type PromptMode = Extract<BoardState['mode'], { readonly type: 'prompt' }>;

/** To the first deal of the board as it was before `g`. */
function toFirst(state: BoardState, before: BoardState): BoardStep {
  const { query, lane, firstLane, places, marked, hidden } = before;
  const first = { ...places, [listKey(before)]: { row: 0, top: 0 } };
  return readStep(state, { ...state, query, lane, firstLane, places: first, marked, hidden }, { tell: null });
}

/** The board after a message. */
export function update(state: BoardState, message: BoardMsg | RuntimeMsg<BoardCmd, BoardTarget>): BoardStep {
  switch (message.type) {
    case 'key': {
      const { beforeG } = state;
      const fresh = beforeG ? { ...state, beforeG: null } : state;
      const isFirstOfTwo = bindingOf(state.keys, message.key + message.key) !== undefined;
      if (beforeG && isFirstOfTwo && message.at - beforeG.at < DOUBLE_KEY_MS)
        return toFirst(fresh, beforeG.board);
      const step = whileWaiting(state, handleKey(fresh, message));
      if (!isFirstOfTwo || state.mode.type !== 'browsing') return step;
      return [{ ...step[0], beforeG: { board: fresh, at: message.at } }, step[1]];
    }
    case 'paste':
      if (state.mode.type === 'picker')
        return [
          { ...state, mode: { ...state.mode, picker: pasteInPicker(state.mode.picker, message.text) } },
        ];
      if (state.mode.type === 'prompt')
        return typing(state, state.mode, pasteInPrompt(state.mode.prompt, message.text));
      return [showMessage(state, 'bad', 'pasted text does nothing here; / and the questions take it')];
    case 'mouse':
      return whileWaiting(state, handleGesture(state, message.gesture));
    case 'resize': {
      const resized = clampView({ ...state, size: message.size });
      return resized.pane ? showDeal(resized, resized.pane.id) : catchUp(resized);
    }
    case 'tick': {
      const cool = coolDown(state);
      if (state.counting === 'due' && !state.reading)
        return [
          { ...cool, counting: 'running' },
          { type: 'count attention', query: state.query },
        ];
      return state.reading ? [cool] : [cool, { type: 'look', version: state.version }];
    }
    case 'choices listed': {
      const { command, choices } = message;
      const picker = command.open(choices, state);
      const { list } = command;
      if (list.of !== 'records') return [{ ...state, mode: { type: 'picker', picker } }];
      const { mode } = state;
      // Found for what is not typed any more.
      if (mode.type !== 'picker' || textOf(mode.picker.editor) !== list.text) return [state];
      return [{ ...state, mode: { ...mode, picker: { ...picker, editor: mode.picker.editor } } }];
    }
    case 'attention counted': {
      const { attention, query } = message;
      const counting = state.counting === 'running' ? 'done' : state.counting;
      return query === state.query ? [{ ...state, counting, attention }] : [{ ...state, counting: 'due' }];
    }
    case 'unchanged':
      return [state];
    case 'changed': {
      // What a filter finds may take long.
      const background = state.query.filter === '' ? {} : ({ inBackground: true } as const);
      return readStep(state, state, { live: true, withNews: true, ...background });
    }
    case 'replaced': {
      const fresh: BoardState = { ...state, ...UNTOUCHED, mode: BROWSING };
      return readStep(fresh, fresh, { fromStart: true, tell: state.message });
    }
    case 'read dropped':
      return [readingEnded(state, message.command)];
    case 'read':
      return handleRead(state, message);
    case 'windows read':
      return catchUp(addWindows(state, message.windows));
    case 'shown': {
      const { id, shown, top } = message;
      // Beside the pane there is room for fewer lanes.
      return catchUp(clampView({ ...state, pane: { ...shown, id, top } }));
    }
    case 'done': {
      // The cursor goes with its card; marks stay on what nothing was done to.
      const changed = new Set(message.deals.map(({ id }) => id));
      const marked = new Map([...state.marked].filter(([id]) => !changed.has(id)));
      const hidden = [...marked.keys()].filter((id) => state.hidden.has(id)).length;
      const done = { ...state, waiting: null, marked };
      return readStep(done, done, {
        live: true,
        follow: true,
        tell: showMessage(
          done,
          'info',
          message.summary,
          hidden === 0 ? '' : `${hidden} that the filter hides stay marked`,
        ).message,
      });
    }
    case 'reversal found':
      return reverse(state, message.reversal);
    case 'page read':
      return [withPage(state, message.surroundings, message.command)];
    case 'notice':
      return [showMessage(state, 'info', message.text)];
    case 'columns set':
      return choose(state, { columns: message.columns }, 'other columns');
    case 'shell done':
      return readStep(state, state);
    case 'completed': {
      const { mode } = state;
      if (mode.type !== 'prompt') return [state];
      const prompt = completePrompt(mode.prompt, message.line, message.completion);
      return [{ ...state, mode: { ...mode, prompt } }];
    }
    case 'edited':
      return [state, { type: 'act', deals: [message.deal], action: { type: 'edit', ...message.edited } }];
    case 'failed':
      return retryStep(state, message) ?? handleFailure({ ...state, waiting: null }, message);
    case 'retry':
      return [state, message.command];
  }
}

/** A board on which nothing is marked, open or under way. */
const UNTOUCHED = {
  ...{ marked: new Map(), hidden: new Set(), fresh: new Set(), windows: {}, isInMonth: false },
  ...{ pane: null, page: null, waiting: null, reading: null, beforeG: null },
} as const satisfies Partial<BoardState>;

function handleKey(state: BoardState, message: KeyMsg): BoardStep {
  const { mode } = state;
  const { key } = message;
  if (key === 'ctrl-c') return [state, exit(130)];
  if (isTooSmall(state.size))
    return bindingOf(state.keys, key)?.action === 'quit' ? [state, exit(0)] : [state];
  switch (mode.type) {
    case 'prompt':
      return keyInPrompt(state, mode, key);
    case 'help': {
      const step = helpKey(mode.help, key, helpPage(state), state.size);
      if (step.type === 'open') return [{ ...state, mode: { ...mode, help: step.help } }];
      const closed = { ...state, mode: BROWSING };
      return step.type === 'closed' ? [closed] : handleKey(closed, { ...message, key: step.key });
    }
    case 'picker':
      return keyInPicker(state, mode, key);
    case 'browsing': {
      const onPage = state.page && keyOnPage(state, state.page, key);
      if (onPage) return onPage;
      return state.pane ? keyBesidePane(state, state.pane, message) : press(state, message);
    }
  }
}

/** Keys of the board act beside the pane too; one that covers the board is closed first. */
function keyBesidePane(state: BoardState, pane: Pane, message: KeyMsg): BoardStep {
  const { body, main } = layoutOf(state);
  const action = bindingOf(state.keys, message.key)?.action ?? '';
  // A little is kept in sight.
  const by = (PAGES[action] ?? 0) * Math.max(1, body - 2);
  if (by !== 0) return [{ ...state, pane: { ...pane, top: Math.max(0, pane.top + by) } }];
  const closed: BoardState = { ...state, pane: null };
  if (CLOSING.has(action)) return catchUp(clampView(closed));
  return press(main === 0 ? closed : state, message);
}

/** Undoes or redoes a change of this board; one made elsewhere only after a question that names it. */
function reverse(state: BoardState, reversal: Reversal): BoardStep {
  const { direction, change, isOwn } = reversal;
  const act: BoardCmd = { type: 'act', deals: [], action: { type: direction, change } };
  if (isOwn) return [state, act];
  const question = reversalQuestion(reversal, 'on this board');
  const prompt = openPrompt<BoardCmd>([question], ([answer]) =>
    agrees(answer) ? act : { type: 'look', version: state.version },
  );
  return [{ ...state, message: null, mode: { type: 'prompt', prompt } }];
}

/** What scrolls the pane, and what closes it. */
const PAGES: Readonly<Record<string, 1 | -1>> = { 'page-down': 1, 'page-up': -1 };
const CLOSING: ReadonlySet<string> = new Set(['back', 'open', 'quit']);

function press(state: BoardState, message: KeyMsg): BoardStep {
  return (
    pressKey(state.keys, state, message) ?? [
      showMessage(
        state,
        'bad',
        `"${message.key}" does nothing here; ${keyOfAction(state.keys, 'help')} lists the keys`,
      ),
    ]
  );
}

function keyInPicker(state: BoardState, mode: PickerMode, key: string): BoardStep {
  const step = pickerKey(mode.picker, key);
  if (step.type === 'choosing') {
    const typed: BoardState = { ...state, mode: { ...mode, picker: step.picker } };
    return step.isTyped && mode.search ? [typed, mode.search(textOf(step.picker.editor))] : [typed];
  }
  const closed = { ...state, mode: BROWSING };
  return step.type === 'chosen' ? step.value(closed) : [showMessage(closed, 'info', 'cancelled')];
}

function keyInPrompt(state: BoardState, mode: PromptMode, key: string): BoardStep {
  const { prompt, before } = mode;
  // A filter that cannot be read is not used.
  if (before && key === 'enter' && prompt.problem !== undefined) return [state];
  const step = promptKey(prompt, key);
  if (step.type === 'typing') return typing(state, mode, step.prompt);
  if (step.type === 'complete') return [state, step];
  const closed = { ...state, mode: BROWSING };
  if (step.type === 'answered' && step.command.type === 'shell') {
    const commandLines = addToHistory(state.commandLines, step.command.line);
    return [{ ...closed, commandLines }, step.command];
  }
  if (step.type === 'answered')
    return step.command.type === 'read'
      ? readStep(closed, withFilter(closed, step.command.board.query.filter))
      : [closed, step.command];
  if (!before) return [showMessage(closed, 'info', 'cancelled')];
  const { query, lane, firstLane, places } = before;
  return readStep(closed, { ...closed, query, lane, firstLane, places }, { tell: null });
}

/** What is typed as a filter is tried with every key. */
function typing(state: BoardState, mode: PromptMode, prompt: BoardPrompt): BoardStep {
  const typed: BoardState = { ...state, mode: { ...mode, prompt } };
  return !mode.before || prompt.editor === mode.prompt.editor
    ? [typed]
    : readStep(typed, withFilter(typed, textOf(prompt.editor)), { inBackground: true, fromStart: true });
}

/** Whether what was read in the background is still what is to be seen. */
function isCurrent({ mode, ...state }: BoardState, { board, live }: ReadCmd): boolean {
  if (mode.type === 'prompt' && mode.before && !live)
    return board.query.filter === textOf(mode.prompt.editor);
  return state.query === board.query && state.view === board.view && state.places === board.places;
}

const readingEnded = (state: BoardState, command: ReadCmd): BoardState =>
  state.reading === command ? { ...state, reading: null } : state;

const withFilter = (state: BoardState, filter: string): BoardState => ({
  ...state,
  query: { ...state.query, filter },
});

/** What may be done while a change waits. */
const HARMLESS: ReadonlySet<BoardCmd['type']> = new Set<BoardCmd['type']>([
  'read',
  'read windows',
  'show',
  'list choices',
  'complete',
  'read page',
  'copy',
  'reach',
  'look',
]);

/** While a change waits for another program, no other is made before it; quitting says that it was not made. */
function whileWaiting({ waiting }: BoardState, step: BoardStep): BoardStep {
  const [state, command] = step;
  if (!waiting || !command) return step;
  if (command.type === 'exit') {
    const reason = 'the last change was not made: another crm is writing to the database';
    return [state, exit(failed(reason, 'Make it again.'))];
  }
  if (command.type !== 'retry later' && HARMLESS.has(command.type)) return step;
  return [
    showMessage(state, 'bad', 'not done: the change before it still waits for another crm that is writing'),
  ];
}

function handleRead(
  before: BoardState,
  { command, data, news }: Extract<BoardMsg, { readonly type: 'read' }>,
): BoardStep {
  const { tell, live, inBackground } = command;
  const state = readingEnded(before, command);
  if (inBackground && !isCurrent(state, command))
    return [news.length > 0 ? showMessage(state, 'news', news.join('   ')) : state];
  const read: BoardState = {
    ...state,
    ...data,
    counting: 'due',
    // Marks may have been set meanwhile.
    ...(inBackground ? { marked: state.marked } : {}),
    ...(live ? { freshTicks: FRESH_TICKS } : {}),
    ...(state.motion ? {} : { fresh: new Set<string>() }),
    ...(tell === undefined ? {} : { message: tell }),
  };
  const newsText = news.join('   ');
  const shown = tell
    ? showMessage(read, tell.tone, ...tell.lines, newsText)
    : newsText !== '' && state.message?.tone !== 'bad'
      ? showMessage(read, 'news', newsText)
      : data.goneLane !== null
        ? showMessage(read, 'news', `${data.goneLane} is gone`)
        : read;
  const { goTo } = command;
  if (goTo !== undefined) return showChosen(state, { ...shown, page: null }, goTo);
  if (shown.page) return refreshPage(shown, shown.page);
  return shown.pane ? showDeal(shown, currentCard(shown)?.id ?? shown.pane.id) : [shown];
}

/** Shows the deal that was gone to, and says what was given up for it. */
function showChosen(before: BoardState, state: BoardState, id: number): BoardStep {
  if (currentCard(state)?.id !== id) return [showMessage(state, 'bad', `opp ${id} is not on this board`)];
  const hid = [
    ...(before.query.filter === state.query.filter ? [] : ['filter']),
    ...(before.query.owner === state.query.owner ? [] : ['choice of whose deals']),
  ];
  const text = `the ${hid.join(' and the ')} hid this deal and ${hid.length === 1 ? 'is' : 'are'} off`;
  return showDeal(hid.length === 0 ? state : showMessage(state, 'info', text), id);
}

/** What is lit goes out after a while. A board that nobody touches is not drawn again. */
function coolDown(state: BoardState): BoardState {
  if (state.fresh.size === 0) return state;
  const freshTicks = state.freshTicks - 1;
  return { ...state, freshTicks, fresh: freshTicks > 0 ? state.fresh : new Set<string>() };
}

/** Errors after which a question does not come back: its deal is not as it was. */
const STALE: ReadonlySet<ErrorKind> = new Set<ErrorKind>(['conflict', 'not-found']);

function handleFailure(before: BoardState, { command, error }: FailedMsg<BoardCmd>): BoardStep {
  const state = command.type === 'read' ? readingEnded(before, command) : before;
  const { mode } = state;
  if (command.type === 'read' && command.inBackground && !isCurrent(state, command)) return [state];
  // Its pipeline is gone: there is always another.
  if (command.type === 'read' && error.kind === 'not-found' && command.board.query.pipeline !== null) {
    const other = { ...state, query: { ...command.board.query, pipeline: null } };
    return readStep(other, other, { fromStart: true, tell: state.message });
  }
  if (command.type === 'read' && mode.type === 'prompt' && mode.before)
    return [{ ...state, mode: { ...mode, prompt: { ...mode.prompt, problem: error.message } } }];
  const prompt = 'prompt' in command ? command.prompt : undefined;
  if (prompt && mode.type !== 'prompt' && !STALE.has(error.kind)) {
    const reopened = reopenPrompt(prompt, errorLines(error).join('   '));
    return [{ ...state, mode: { type: 'prompt', prompt: reopened } }];
  }
  const shown = showMessage(state, 'bad', ...errorLines(error), ...textsOf(command));
  // Where a deal was changed by somebody else before, that is shown, and the cursor goes with it.
  if (command.type !== 'act' || error.kind !== 'conflict') return [shown];
  return readStep(shown, shown, { live: true, follow: true, withNews: true, tell: shown.message });
}

/** What was typed for fields, which is not lost where somebody else was before. */
function textsOf(command: BoardCmd): string[] {
  if (command.type !== 'act' || command.action.type !== 'edit' || !command.action.seen) return [];
  return [`yours: ${command.action.changes.map(([field, text]) => `${field} "${text}"`).join(', ')}`];
}
