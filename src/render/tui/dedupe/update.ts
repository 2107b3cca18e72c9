import { addToHistory } from '../runtime/command-line.ts';
import { helpKey } from '../runtime/help-popup.ts';
import { bindingOf, pressKey } from '../runtime/key-table.ts';
import { lineOf } from '../runtime/line-editor.ts';
import { retryStep, showMessage } from '../runtime/message.ts';
import { exit, type RuntimeMsg, type Step } from '../runtime/program.ts';
import { completePrompt, openPrompt, pasteInPrompt, promptKey, reopenPrompt } from '../runtime/prompt.ts';
import { agrees, reversalQuestion } from '../runtime/reversal.ts';
import { clearFilter } from './keys.ts';
import {
  type DedupeCmd,
  type DedupeMsg,
  type DedupeState,
  loadBefore,
  loadPair,
  UNDECIDED,
} from './state.ts';

type KeyMsg = Extract<RuntimeMsg<DedupeCmd>, { readonly type: 'key' }>;

/** The screen after a message. */
export function update(
  state: DedupeState,
  message: DedupeMsg | RuntimeMsg<DedupeCmd>,
): Step<DedupeState, DedupeCmd> {
  switch (message.type) {
    case 'key':
      if (message.key === 'ctrl-c') return [state, exit(130)];
      // While it waits for another program, the screen can be left.
      if (state.waiting && bindingOf(state.keys, message.key)?.action === 'quit') return [state, exit(0)];
      return state.isBusy ? [state] : handleKey(state, message);
    case 'mouse':
      return [state];
    case 'resize':
      return [{ ...state, size: message.size }];
    case 'replaced':
      return [
        { ...state, card: null, isBusy: true, prompt: null, waiting: null, ...NOTHING_DONE },
        { type: 'count' },
      ];
    case 'counted':
      return loadPair({ ...state, count: message.count }, 0);
    case 'loaded': {
      const { card, index, direction } = message;
      const loaded = { ...state, waiting: null };
      if (card) return [{ ...loaded, ...UNDECIDED, card, index, isBusy: false }];
      return direction === 1 ? loadPair(loaded, index + 1) : loadBefore(loaded, index);
    }
    case 'found':
      return handleFound({ ...state, isBusy: false }, message);
    case 'completed': {
      const { prompt } = state;
      const free = { ...state, isBusy: false };
      if (!prompt) return [free];
      return [{ ...free, prompt: completePrompt(prompt, message.line, message.completion) }];
    }
    case 'shell done':
      return loadPair({ ...state, isBusy: false, message: null }, state.index);
    case 'decided': {
      const { decided } = message;
      const done = { ...state, waiting: null, decided: [...state.decided, decided] };
      return loadPair(showMessage(done, 'good', decided.summary), state.index + 1);
    }
    case 'undone': {
      const { decided } = message;
      const left = state.decided.filter((each) => each !== decided);
      const undone = showMessage(
        { ...state, waiting: null, decided: left },
        'good',
        `undid: ${decided.summary}`,
      );
      // A filter may hide it.
      const isHidden = state.hits !== null && !state.hits.includes(decided.index);
      return loadPair(isHidden ? { ...undone, filter: '', hits: null } : undone, decided.index);
    }
    case 'latest found': {
      const { change } = message.reversal;
      const prompt = openPrompt<DedupeCmd | null>(
        [reversalQuestion(message.reversal, 'on this screen')],
        ([answer]) => (agrees(answer) ? { type: 'undo other', change } : null),
      );
      return [{ ...state, isBusy: false, prompt }];
    }
    case 'other undone': {
      const undone = showMessage({ ...state, waiting: null }, 'good', `undid: ${message.summary}`);
      return loadPair(undone, state.index);
    }
    case 'failed': {
      const { message: what, hints } = message.error;
      const { command } = message;
      if (command.type === 'shell')
        return [{ ...state, isBusy: false, prompt: reopenPrompt(command.prompt, what) }];
      const failed = showMessage({ ...state, waiting: null, isBusy: false }, 'bad', what, ...hints);
      return retryStep(state, message) ?? [failed];
    }
    case 'retry':
      return [state, message.command];
    case 'paste':
      return state.prompt ? [{ ...state, prompt: pasteInPrompt(state.prompt, message.text) }] : [state];
    case 'tick':
      return [state];
  }
}

const NOTHING_DONE = { filter: '', hits: null, decided: [], skipped: 0 } as const;

function handleKey(state: DedupeState, message: KeyMsg): Step<DedupeState, DedupeCmd> {
  const { prompt, help } = state;
  if (help) {
    const step = helpKey(help, message.key, { screen: 'duplicates', keys: state.keys }, state.size);
    if (step.type === 'open') return [{ ...state, help: step.help }];
    const closed = { ...state, help: null };
    return step.type === 'closed' ? [closed] : handleKey(closed, { ...message, key: step.key });
  }
  if (!prompt) return pressKey(state.keys, state, message) ?? [state];
  const step = promptKey(prompt, message.key);
  if (step.type === 'typing') return [{ ...state, prompt: step.prompt }];
  if (step.type === 'complete') return [{ ...state, isBusy: true }, step];
  const closed = { ...state, prompt: null };
  if (step.type === 'answered' && step.command?.type === 'find' && step.command.text === '')
    return state.filter === '' ? [closed] : [clearFilter(closed)];
  if (step.type === 'answered' && step.command?.type === 'shell') {
    const commandLines = addToHistory(state.commandLines, step.command.line);
    return [{ ...closed, commandLines, isBusy: true }, step.command];
  }
  return step.type === 'answered' && step.command
    ? [{ ...closed, isBusy: true }, step.command]
    : [showMessage(closed, 'info', 'cancelled')];
}

/** The pairs that hold the words that were typed, from the one on the screen on. */
function handleFound(
  state: DedupeState,
  { text, indexes, prompt }: Extract<DedupeMsg, { readonly type: 'found' }>,
): Step<DedupeState, DedupeCmd> {
  if (indexes.length === 0) {
    const problem = `no pair holds "${text}"`;
    return [{ ...state, prompt: { ...prompt, editor: lineOf(text), problem } }];
  }
  const count = indexes.length === 1 ? 'one pair' : `${indexes.length} pairs`;
  const found = { ...state, filter: text, hits: indexes };
  const last = indexes.at(-1) ?? 0;
  return loadPair(
    showMessage(found, 'info', `${count} of ${state.count}`),
    state.index > last ? (indexes[0] ?? 0) : state.index,
  );
}
