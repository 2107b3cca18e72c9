import type { BoardState } from './state.ts';
import type { Step } from './step.ts';

/** A key of the board: the one table that handles it, lists it in the help and names it at the bottom. */
export interface KeyEntry {
  /** Names of keys, as `keysOf` gives them. */
  readonly keys: readonly [string, ...string[]];
  /** How help writes them. */
  readonly label: string;
  readonly help: string;
  readonly group: 'Move' | 'Deal' | 'See' | 'Board';
  /** For the line at the bottom, of keys that matter most: a word. */
  readonly hint?: string;
  readonly press: (state: BoardState) => Step;
}
