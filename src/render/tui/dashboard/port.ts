import type { DatabaseWatch } from '../runtime/program.ts';

/** What the screen of a dashboard asks of the program. */
export interface DashboardPort extends DatabaseWatch {
  readonly title: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** The tiles as painted lines of this width. */
  lines(width: number): Promise<readonly string[]>;
  /** Changes with every change of the database. */
  version(): Promise<number>;
}
