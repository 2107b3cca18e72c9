import type { TimeSettings } from '../domain/dates.ts';
import type { ProgressCallback } from '../store/progress.ts';
import type { Store } from '../store/store.ts';
import type { WriteEnv } from '../store/write/values.ts';

/** All that a use case may know of the world. It prints nothing, asks nobody and reads no command line. */
export interface Deps extends WriteEnv {
  /** The open database; it knows who acts, when and with which command. */
  readonly store: Store;
  /** The time to act at, in milliseconds since the epoch. */
  readonly clock: { now(): number };
  /** How dates and times are read. */
  readonly timeSettings: TimeSettings;
  /** Name of the acting user. */
  readonly user: string;
  /** Code of the currency of amounts that name none. */
  readonly currency: string;
  /** Runs long work that reports how far it is. */
  readonly withProgress: WithProgress;
}

/**
 * Runs `work` and shows what it reports under `label`. The report throws `cancelled` once the user has stopped the
 * work; `outcome` says what has become of it then: `nothing was changed`.
 */
type WithProgress = <T>(
  label: string,
  outcome: string,
  work: (report: ProgressCallback) => Promise<T>,
) => Promise<T>;
