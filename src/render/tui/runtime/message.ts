import type { CrmError } from '../../../domain/errors.ts';
import { sanitizeLines } from '../../../domain/terminal-text.ts';
import type { Look } from '../../color.ts';
import type { StyledLine } from '../../styled-line.ts';
import type { Ruler } from '../../text-width.ts';
import type { FailedMsg, Message, ScreenState, Step } from './program.ts';
import { wrapText } from './wrap.ts';

/** How long a try takes that is in vain, with the wait before it, in milliseconds; see SCREEN_LOCK_WAIT. */
const TRY_MS = 500;

const SIGNS = { info: '', good: '', bad: '✗ ', news: '» ' } as const;
const LOOKS: Readonly<Record<Message['tone'], Look | undefined>> = {
  info: undefined,
  good: 'good',
  bad: 'bad',
  news: 'good',
};

export function showMessage<State extends ScreenState<unknown>>(
  state: State,
  tone: Message['tone'],
  ...lines: readonly string[]
): State {
  return { ...state, message: { tone, lines: lines.flatMap(sanitizeLines).filter((line) => line !== '') } };
}

/** What went wrong, and the first way out. */
export function errorLines({ message, hints: [hint = ''] }: CrmError): string[] {
  return [message, hint].filter((line) => line !== '');
}

/** The message in one line where it fits or no more are allowed, else in several; an empty line for none. */
export function messageLines(
  message: Message | null,
  columns: number,
  maxLines: number,
  ruler: Ruler,
): StyledLine[] {
  if (!message) return [[]];
  const look = LOOKS[message.tone];
  const text = SIGNS[message.tone] + message.lines.join('   ');
  const lines =
    maxLines === 1 || ruler.width(text) <= columns
      ? [text]
      : wrapText(SIGNS[message.tone] + message.lines.join(' · '), columns, maxLines);
  return lines.map((line) => [{ text: line, ...(look ? { look } : {}) }]);
}

/**
 * The step after a command that another program's writing stood in the way of: it is tried again after a moment. Null
 * for another error, and after too long a wait.
 */
export function retryStep<State extends ScreenState<Cmd>, Cmd>(
  state: State,
  { command, error }: FailedMsg<Cmd>,
): Step<State, Cmd> | null {
  if (error.kind !== 'locked') return null;
  const tries = state.waiting?.command === command ? state.waiting.tries : 0;
  if (tries >= state.lockLimitMs / TRY_MS) return null;
  const waiting = { command, tries: tries + 1 };
  const shown = showMessage(state, 'news', 'waiting for another crm that is writing …');
  return [
    { ...shown, waiting },
    { type: 'retry later', command },
  ];
}
