import { pressKey } from '../runtime/key-table.ts';
import { retryStep, showMessage } from '../runtime/message.ts';
import { exit, type RuntimeMsg, type Step } from '../runtime/program.ts';
import { KEYS } from './keys.ts';
import { type DedupeCmd, type DedupeMsg, type DedupeState, loadPair } from './state.ts';

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
      return (state.isBusy ? null : pressKey(KEYS, state, message)) ?? [state];
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
    case 'failed': {
      const { message: what, hints } = message.error;
      const failed = showMessage({ ...state, waiting: null, isBusy: false }, 'bad', what, ...hints);
      return retryStep(state, message) ?? [failed];
    }
    case 'retry':
      return [state, message.command];
    case 'paste':
    case 'tick':
      return [state];
  }
}
