import type { Help } from '../runtime/help-popup.ts';
import type { Binding } from '../runtime/key-table.ts';
import type { ScreenState, Size, Step } from '../runtime/program.ts';
import type { DashboardPort } from './port.ts';

export type DashboardCmd =
  | { readonly type: 'read'; readonly columns: number }
  /** Reads again if something has changed since, or a minute has passed. */
  | { readonly type: 'look'; readonly version: number; readonly readAt: number; readonly columns: number };

export type DashboardMsg =
  | {
      readonly type: 'read';
      readonly columns: number;
      readonly lines: readonly string[];
      readonly version: number;
      readonly at: number;
    }
  | { readonly type: 'unchanged' };

export interface DashboardState extends ScreenState<DashboardCmd> {
  readonly keys: readonly Binding<DashboardState, DashboardCmd>[];
  readonly title: string;
  /** The tiles as they are painted; null before they are read. */
  readonly lines: readonly string[] | null;
  readonly version: number;
  /** When they were read, in milliseconds since the epoch. */
  readonly readAt: number;
  readonly isReading: boolean;
  /** Lines that are scrolled past. */
  readonly scroll: number;
  readonly help: Help | null;
}

/** The screen at its start. */
export function startStep(
  { title }: Pick<DashboardPort, 'title'>,
  own: Pick<DashboardState, 'keys' | 'mouse' | 'motion'>,
  size: Size,
): Step<DashboardState, DashboardCmd> {
  return readAgain({
    ...own,
    title,
    size,
    lockLimitMs: 0,
    lines: null,
    version: -1,
    readAt: 0,
    isReading: false,
    scroll: 0,
    help: null,
    message: null,
    waiting: null,
    databasePlace: 'here',
  });
}

export const readAgain = (state: DashboardState): Step<DashboardState, DashboardCmd> => [
  { ...state, isReading: true },
  { type: 'read', columns: state.size.columns },
];

/** Rows between the head and the foot. */
export const bodyRows = ({ size }: DashboardState): number => Math.max(1, size.rows - 3);

/** Scrolled to a line, or as far as there are lines. */
export function scrolledTo(state: DashboardState, line: number): DashboardState {
  const last = Math.max(0, (state.lines?.length ?? 0) - bodyRows(state));
  return { ...state, scroll: Math.max(0, Math.min(last, line)) };
}
