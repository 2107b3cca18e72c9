import type { CallingTimes } from '../domain/calendar/calling-times.ts';
import type { FiscalCalendar } from '../domain/dates/fiscal.ts';
import type { TimeSettings } from '../domain/dates.ts';
import type { PhoneReader } from '../domain/phones/reader.ts';
import type { ProgressCallback } from '../store/progress.ts';
import type { Store } from '../store/store.ts';
import type { WriteEnv } from '../store/write/values.ts';

/** Everything a use case may know of the world. It does not print, prompt or read the command line. */
export interface Deps extends WriteEnv {
  /** The open database, with the acting user, the time and the command. */
  readonly store: Store;
  /** The time to act at, in milliseconds since the epoch. */
  readonly clock: { now(): number };
  /** How dates and times are read. */
  readonly timeSettings: TimeSettings;
  /** When years and weeks begin in reports, targets and forecasts. */
  readonly calendar: FiscalCalendar;
  /** When people may be called. */
  readonly callingTimes: CallingTimes;
  /** Name of the acting user. */
  readonly user: string;
  /** Currency of amounts without one. */
  readonly currency: string;
  /** A reader of many phones. */
  phoneReader(): Promise<PhoneReader>;
  /** Runs long work that reports its progress. */
  readonly withProgress: WithProgress;
}

/**
 * Runs `work` and shows its progress under `label`. The report function throws `cancelled` after the user stops the
 * work, with `outcome` as its state: `nothing was changed`.
 */
type WithProgress = <T>(
  label: string,
  outcome: string,
  work: (report: ProgressCallback) => Promise<T>,
) => Promise<T>;
