import { helpKey } from '../runtime/help-popup.ts';
import { pressKey } from '../runtime/key-table.ts';
import { retryStep, showMessage } from '../runtime/message.ts';
import { exit, type RuntimeMsg, type Step } from '../runtime/program.ts';
import { openPrompt, pasteInPrompt, promptKey } from '../runtime/prompt.ts';
import { agrees, reversalQuestion } from '../runtime/reversal.ts';
import { type DedupeCmd, type DedupeMsg, type DedupeState, loadPair } from './state.ts';

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
      if (state.waiting && message.key === 'q') return [state, exit(0)];
      return state.isBusy ? [state] : handleKey(state, message);
    case 'resize':
      return [{ ...state, size: message.size }];
    case 'loaded': {
      const { card, index } = message;
      const loaded = { ...state, waiting: null };
      return card ? [{ ...loaded, card, index, scroll: 0, isBusy: false }] : loadPair(loaded, index + 1);
    }
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
      return loadPair(undone, decided.index);
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
  const closed = { ...state, prompt: null };
  return step.type === 'answered' && step.command
    ? [{ ...closed, isBusy: true }, step.command]
    : [showMessage(closed, 'info', 'cancelled')];
}
