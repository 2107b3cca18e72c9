import type { ReversalOutcome, UndoProgress } from '../../store/changes.ts';
import type { Deps } from '../deps.ts';

/** What is left of an undo that the user stops. */
const OUTCOME = 'nothing was changed';

/**
 * Undoes a change: the user's latest, or the one with this number. Throws `conflict` when something later stands in
 * the way, and `refused` when there is nothing to undo.
 */
export function undoChange(deps: Deps, change?: number): Promise<ReversalOutcome> {
  const { changes, act } = deps.store;
  return withUndoProgress(deps, 'Taking back', (progress) => changes.undo(act, change, progress));
}

/** Takes back an undo: the user's latest, or the one with this number or of the change with it. */
export function redoChange(deps: Deps, change?: number): Promise<ReversalOutcome> {
  const { changes, act } = deps.store;
  return withUndoProgress(deps, 'Bringing back', (progress) => changes.redo(act, change, progress));
}

function withUndoProgress<T>(
  { withProgress }: Deps,
  label: string,
  act: (progress: UndoProgress) => Promise<T>,
): Promise<T> {
  return withProgress(label, OUTCOME, (reverted) =>
    withProgress('Indexing', OUTCOME, (indexed) => act({ reverted, indexed })),
  );
}
