import type { IO } from '../io/types.ts';
import type { Paint } from './color.ts';
import type { Viewpoint } from './values.ts';

/** What a page is laid out for. */
export interface Surface {
  /** Columns of the window; of a pipe, those of a usual page. */
  readonly width: number;
  readonly paint: Paint;
  readonly view: Viewpoint;
  /** The time the command acts at, in milliseconds since the epoch. */
  readonly now: number;
  /** Says which characters can be shown. */
  readonly env: IO['env'];
}

/** Lays out a page and returns its painted lines. Data in it must be sanitized. */
export type Drawing = (surface: Surface) => Promise<readonly string[]>;

/** Where nobody says how wide the reader's window is. */
export const PAGE_COLUMNS = 120;
