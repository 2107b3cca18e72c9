import { helpKey } from '../runtime/help-popup.ts';
import { pressKey } from '../runtime/key-table.ts';
import { errorLines, showMessage } from '../runtime/message.ts';
import { exit, type RuntimeMsg, type Step } from '../runtime/program.ts';
import { type DashboardCmd, type DashboardMsg, type DashboardState, readAgain, scrolledTo } from './state.ts';

type KeyMsg = Extract<RuntimeMsg<DashboardCmd>, { readonly type: 'key' }>;

/** The screen after a message. */
export function update(
  state: DashboardState,
  message: DashboardMsg | RuntimeMsg<DashboardCmd>,
): Step<DashboardState, DashboardCmd> {
  switch (message.type) {
    case 'key':
      return message.key === 'ctrl-c' ? [state, exit(130)] : handleKey(state, message);
    case 'resize': {
      const sized = { ...state, size: message.size };
      return sized.isReading ? [sized] : readAgain(sized);
    }
    case 'replaced':
      return readAgain(state);
    case 'tick':
      if (state.isReading) return [state];
      return [
        { ...state, isReading: true },
        { type: 'look', version: state.version, readAt: state.readAt, columns: state.size.columns },
      ];
    case 'read': {
      const { lines, version, at, columns } = message;
      const read = scrolledTo(
        { ...state, lines, version, readAt: at, isReading: false, message: ofNow(state) },
        state.scroll,
      );
      // The window has another width by now.
      return columns === state.size.columns ? [read] : readAgain(read);
    }
    case 'unchanged':
      return [{ ...state, isReading: false }];
    case 'failed':
      return [showMessage({ ...state, isReading: false }, 'bad', ...errorLines(message.error))];
    default:
      return [state];
  }
}

/** What was said, unless it was that reading failed. */
const ofNow = ({ message, databasePlace }: DashboardState) =>
  message?.tone === 'bad' && databasePlace === 'here' ? null : message;

function handleKey(state: DashboardState, message: KeyMsg): Step<DashboardState, DashboardCmd> {
  const { help } = state;
  if (!help) return pressKey(state.keys, state, message) ?? [state];
  const step = helpKey(help, message.key, { screen: 'dashboard', keys: state.keys }, state.size);
  if (step.type === 'open') return [{ ...state, help: step.help }];
  const closed = { ...state, help: null };
  return step.type === 'closed' ? [closed] : handleKey(closed, { ...message, key: step.key });
}
