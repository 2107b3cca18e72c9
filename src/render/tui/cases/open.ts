import type { ScreenSettings } from '../../../config/screen-settings.ts';
import type { CaseLanes } from '../../../domain/case-board.ts';
import type { IO } from '../../../io/types.ts';
import { runLine } from '../runtime/command-line.ts';
import { openScreen, type ScreenExit, terminalSize } from '../runtime/open-screen.tsx';
import { withOwnKeys } from '../runtime/own-keys.ts';
import type { TerminalAccess } from '../runtime/program.ts';
import { KEYS } from './keys.ts';
import type { CaseBoardPort } from './port.ts';
import { type CasesCmd, type CasesMsg, type CasesState, startStep } from './state.ts';
import { update } from './update.ts';
import { mouseMap, screenReaderView, view } from './view.ts';

/** Milliseconds between two looks at whether anybody has written. */
const LOOK_MS = 1000;

/** While nothing was written, due times come nearer all the same. */
const READ_AGAIN_MS = 30_000;

/** Keys wait for all but a look at what others have written. */
const blocksKeys = (command: CasesCmd): boolean => command.type !== 'read' || command.since === null;

/** Shows the board of cases until the person leaves. `now` is the time in milliseconds since the epoch. */
export function openCaseBoard(
  port: CaseBoardPort,
  lanes: CaseLanes,
  settings: ScreenSettings,
  io: IO,
  now: () => number,
): Promise<ScreenExit<CasesState>> {
  let readAt = 0;
  const run = async (command: CasesCmd, terminal: TerminalAccess): Promise<CasesMsg> => {
    switch (command.type) {
      case 'read': {
        const version = await port.version();
        const at = now();
        const { lanes, words } = command;
        const done = { type: 'read done', lanes, words, version, at } as const;
        if (version === command.since && at - readAt < READ_AGAIN_MS) return { ...done, board: null };
        readAt = at;
        return { ...done, board: await port.read(lanes, words) };
      }
      case 'act':
        return { type: 'done', sentence: await port.act(command.id, command.action) };
      case 'find latest':
        return { type: 'latest found', reversal: await port.latestChange() };
      case 'undo':
        return { type: 'done', sentence: `undid: ${await port.undo(command.change)}` };
      case 'shell':
      case 'complete':
        return runLine(port, command, terminal);
    }
  };
  const { ownKeys, mouse, motion } = settings;
  const keys = withOwnKeys(KEYS, 'cases', ownKeys);
  const start = startStep(port.lockLimitMs, lanes, { keys, mouse, motion }, terminalSize(io));
  const program = { start, update, run, view, screenReaderView, mouseMap, tickMs: LOOK_MS };
  const watch = { reminders: () => port.reminders(), database: port };
  return openScreen({ ...program, ...watch, blocksKeys }, io, now);
}
