import type { ScreenSettings } from '../../../config/screen-settings.ts';
import type { IO } from '../../../io/types.ts';
import { runLine } from '../runtime/command-line.ts';
import { openScreen, type ScreenExit, terminalSize } from '../runtime/open-screen.tsx';
import { withOwnKeys } from '../runtime/own-keys.ts';
import type { TerminalAccess } from '../runtime/program.ts';
import { KEYS } from './keys.ts';
import type { DedupePort } from './port.ts';
import { type DedupeCmd, type DedupeMsg, type DedupeState, startStep } from './state.ts';
import { update } from './update.ts';
import { mouseMap, view } from './view.ts';

/** Shows the pairs one after the other until the person leaves. */
export function openDedupe(
  port: DedupePort,
  settings: ScreenSettings,
  io: IO,
): Promise<ScreenExit<DedupeState>> {
  const run = async (command: DedupeCmd, terminal: TerminalAccess): Promise<DedupeMsg> => {
    switch (command.type) {
      case 'load':
        return { ...command, type: 'loaded', card: await port.pair(command.index) };
      case 'count':
        return { type: 'counted', count: port.count };
      case 'find':
        return { ...command, type: 'found', indexes: await port.matching(command.text) };
      case 'shell':
      case 'complete':
        return runLine(port, command, terminal);
      case 'decide':
        return { type: 'decided', decided: await port.decide(command.card, command.decision, command.taken) };
      case 'find latest':
        return { type: 'latest found', reversal: await port.latestChange() };
      case 'undo other':
        return { type: 'other undone', summary: await port.undoOther(command.change) };
      case 'undo':
        await port.undo(command.decided);
        return { type: 'undone', decided: command.decided };
    }
  };
  const { ownKeys, mouse, motion } = settings;
  const keys = withOwnKeys(KEYS, 'duplicates', ownKeys);
  const start = startStep(port, { keys, mouse, motion }, terminalSize(io));
  const program = { start, update, run, view, mouseMap, blocksKeys: () => false, tickMs: 60_000 };
  return openScreen({ ...program, reminders: () => port.reminders(), database: port }, io);
}
