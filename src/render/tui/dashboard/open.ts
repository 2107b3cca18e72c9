import type { ScreenSettings } from '../../../config/screen-settings.ts';
import type { IO } from '../../../io/types.ts';
import { MARGIN, TEXT_COLUMN } from '../runtime/layout.ts';
import { openScreen, type ScreenExit, terminalSize } from '../runtime/open-screen.tsx';
import { withOwnKeys } from '../runtime/own-keys.ts';
import { KEYS } from './keys.ts';
import type { DashboardPort } from './port.ts';
import { type DashboardCmd, type DashboardMsg, type DashboardState, startStep } from './state.ts';
import { update } from './update.ts';
import { mouseMap, view } from './view.ts';

/** How often it looks for changes. */
const LOOK_MS = 2_000;

/** Days and ages go on without a change. */
const READ_AFTER_MS = 60_000;

/** Keeps a dashboard on the screen until the person leaves. */
export function openDashboard(
  port: DashboardPort,
  settings: ScreenSettings,
  io: IO,
): Promise<ScreenExit<DashboardState>> {
  const read = async (columns: number): Promise<DashboardMsg> => {
    const version = await port.version();
    const lines = await port.lines(columns - TEXT_COLUMN - MARGIN);
    return { type: 'read', columns, lines, version, at: port.now() };
  };
  const run = async (command: DashboardCmd): Promise<DashboardMsg> => {
    if (command.type === 'read') return read(command.columns);
    const isOld = port.now() - command.readAt >= READ_AFTER_MS;
    return isOld || (await port.version()) !== command.version
      ? read(command.columns)
      : { type: 'unchanged' };
  };
  const { ownKeys, mouse, motion } = settings;
  const keys = withOwnKeys(KEYS, 'dashboard', ownKeys);
  const start = startStep(port, { keys, mouse, motion }, terminalSize(io));
  const program = { start, update, run, view, mouseMap, blocksKeys: () => false, tickMs: LOOK_MS };
  return openScreen({ ...program, database: port }, io);
}
