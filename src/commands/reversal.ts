import type { Deps } from '../app/deps.ts';
import { nextReversal } from '../app/history/next-reversal.ts';
import { undoChange } from '../app/history/undo.ts';
import { formatDay } from '../domain/dates/format-day.ts';
import type { Reversal } from '../render/tui/runtime/reversal.ts';

/** The change that the undo or redo of a screen is about, for its question; `own` are the screen's changes. */
export async function reversalOf(
  deps: Deps,
  own: readonly number[],
  direction: 'undo' | 'redo',
): Promise<Reversal> {
  const { change, isOwn } = await nextReversal(deps, own, direction);
  const sentence = `"${change.summary || change.command}" of ${formatDay(change.at)}`;
  return { direction, change: change.id, sentence, isOwn };
}

/** Undoes a change that the screen has not made; returns what it was. */
export async function undoOther(deps: Deps, change: number): Promise<string> {
  const { undone } = await undoChange(deps, change);
  return undone.summary || undone.command;
}
