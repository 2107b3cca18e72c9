import type { Decision, PairCard, PairDecision } from './port.ts';

/** What the review has its port do; a new object each time it is to be done. */
export type DedupeCommand = (
  | { readonly does: 'look'; readonly index: number }
  | { readonly does: 'decide'; readonly card: PairCard; readonly decision: Decision }
  | { readonly does: 'undo'; readonly decided: PairDecision }
) & {
  /** How often it was tried while another program was writing; none yet where it is undefined. */
  readonly tries?: number;
};

/** A review at a moment: all that the screen shows follows from it. */
export interface State {
  readonly count: number;
  /** The pair on the screen, or the one looked for; `count` after the last. */
  readonly index: number;
  readonly card: PairCard | null;
  readonly task: DedupeCommand | null;
  /** Rows of the card that are scrolled past. */
  readonly scroll: number;
  /** The decisions of this review that stand, the latest last. */
  readonly done: readonly PairDecision[];
  readonly skipped: number;
  readonly message: { readonly tone: 'plain' | 'good' | 'bad'; readonly lines: readonly string[] } | null;
  /** The last key and when it came, to tell a key that is held down. */
  readonly last: { readonly key: string; readonly at: number } | null;
  /** Whether the last decision was given up, as another program was writing. */
  readonly isUnstored: boolean;
  /** The exit code once the review is over. */
  readonly ended: number | null;
}

/** What happened. */
export type DedupeMessage =
  | { readonly is: 'key'; readonly key: string; readonly now: number }
  | { readonly is: 'shown'; readonly card: PairCard }
  | { readonly is: 'settled'; readonly index: number }
  | { readonly is: 'decided'; readonly decided: PairDecision }
  | { readonly is: 'undone'; readonly decided: PairDecision }
  | { readonly is: 'failed'; readonly lines: readonly string[] }
  /** Another program is writing: it is tried again. */
  | { readonly is: 'locked'; readonly task: DedupeCommand };

/** A review that begins: the first pair is to be looked at. */
export function startingState(count: number): State {
  return {
    count,
    index: 0,
    card: null,
    task: { does: 'look', index: 0 },
    scroll: 0,
    done: [],
    skipped: 0,
    message: null,
    last: null,
    isUnstored: false,
    ended: null,
  };
}

/** How many pairs became one, and how many are two. */
export function tallyText({ done, skipped }: State): string {
  const two = done.filter(({ decision }) => decision === 'two').length;
  return `${done.length - two} merged · ${two} kept apart · ${skipped} skipped`;
}
