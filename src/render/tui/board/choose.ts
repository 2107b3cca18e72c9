import type { BoardQuery } from '../../../domain/board.ts';
import type { Step } from '../runtime/program.ts';
import { readStep } from './cursor.ts';
import type { BoardCmd, BoardState } from './state.ts';

/** What comes after a value in a list of them, in a circle. */
export function after<T>(values: readonly T[], value: T): T {
  return values[(values.indexOf(value) + 1) % values.length] ?? value;
}

/** Chooses otherwise what to see; lanes of another kind start from the first. */
export function choose(
  state: BoardState,
  change: Partial<BoardQuery>,
  text: string,
): Step<BoardState, BoardCmd> {
  const restart =
    'by' in change || 'pipeline' in change ? { lane: 0, firstLane: 0, places: {}, marked: new Map() } : {};
  const chosen = { ...state, ...restart, query: { ...state.query, ...change } };
  return readStep(state, chosen, { tell: { tone: 'info', lines: [text] } });
}
