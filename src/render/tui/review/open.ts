import type { ScreenSettings } from '../../../config/screen-settings.ts';
import { sanitizeLines } from '../../../domain/terminal-text.ts';
import type { IO } from '../../../io/types.ts';
import { runLine } from '../runtime/command-line.ts';
import { openScreen, type ScreenExit, terminalSize } from '../runtime/open-screen.tsx';
import { withOwnKeys } from '../runtime/own-keys.ts';
import type { TerminalAccess } from '../runtime/program.ts';
import { goTo } from './deal-queue.ts';
import { KEYS } from './keys.ts';
import type { ReviewPort } from './port.ts';
import {
  type ReviewCmd,
  type ReviewMsg,
  type ReviewStart,
  type ReviewState,
  startingState,
} from './state.ts';
import { update } from './update.ts';
import { mouseMap, view } from './view.ts';

/** Milliseconds between two looks at whether another process has written. */
const LOOK_MS = 250;

/** Shows a review until it is left. */
export async function openReview(
  port: ReviewPort,
  start: Omit<ReviewStart, 'size' | 'version' | 'lockLimitMs' | 'keys' | 'mouse' | 'motion'>,
  settings: ScreenSettings,
  io: IO,
): Promise<ScreenExit<ReviewState>> {
  const state = startingState({
    ...start,
    keys: withOwnKeys(KEYS, 'review', settings.ownKeys),
    mouse: settings.mouse,
    motion: settings.motion,
    size: terminalSize(io),
    version: await port.version(),
    lockLimitMs: port.lockLimitMs,
  });
  return openScreen(reviewProgram(port, state), io);
}

/** The review as the runtime runs it, from this state on. */
export function reviewProgram(port: ReviewPort, state: ReviewState) {
  return {
    start: goTo(state, 0, 1),
    update,
    run: (command: ReviewCmd, terminal: TerminalAccess) => run(port, command, terminal),
    view,
    mouseMap,
    blocksKeys: () => true,
    reminders: () => port.reminders(),
    database: port,
    tickMs: LOOK_MS,
  };
}

async function run(port: ReviewPort, command: ReviewCmd, terminal: TerminalAccess): Promise<ReviewMsg> {
  switch (command.type) {
    case 'decide': {
      const { deal, action } = command;
      return { type: 'decided', action, decision: await port.decide(deal, action) };
    }
    case 'restart':
      return { type: 'restarted', start: await port.restart() };
    case 'undo':
      await port.undo(command.decision);
      return { type: 'undone', decision: command.decision };
    case 'find latest':
      return { type: 'latest found', reversal: await port.latestChange() };
    case 'undo other':
      return { type: 'other undone', summary: await port.undoOther(command.change) };
    case 'load':
      return {
        ...command,
        type: 'loaded',
        deal: await port.deal(command.id),
        coming: await port.cards(command.next),
      };
    case 'refill':
      return { ...command, type: 'refilled', queue: await port.queue(command.filter) };
    case 'filter':
      return { ...command, type: 'filtered', ids: await port.queue(command.text) };
    case 'read fields': {
      const lines = await port.fields(command.id, command.columns);
      return { type: 'fields read', id: command.id, fields: lines.flatMap(sanitizeLines) };
    }
    case 'shell':
    case 'complete':
      return runLine(port, command, terminal);
    case 'look': {
      const version = await port.version();
      if (version === command.version) return { type: 'unchanged' };
      return { type: 'changed', version, deal: command.id === null ? null : await port.deal(command.id) };
    }
  }
}
