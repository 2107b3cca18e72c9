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

/** Text of longer lines is hard to read, and rules that go on tell nothing. */
const MAX_PAGE_COLUMNS = 170;

/** The columns of the rules and the running text of a page; tables may take the whole window. */
export const pageColumns = (width: number): number => Math.min(width, MAX_PAGE_COLUMNS);
