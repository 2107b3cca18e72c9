import type { ReversalOutcome, UndoProgress } from '../../store/changes.ts';
import type { Deps } from '../deps.ts';

/** State after the user stops an undo. */
const OUTCOME = 'nothing was changed';

/**
 * Undoes a change: the user's latest, or the one with this number. Throws `conflict` if a later change depends on it,
 * and `refused` if there is nothing to undo.
 */
export function undoChange(deps: Deps, change?: number): Promise<ReversalOutcome> {
  const { changes, act } = deps.store;
  return withUndoProgress(deps, 'Undoing', (progress) => changes.undo(act, change, progress));
}

/** Redoes an undone change: the user's latest, or the one whose number or undo number this is. */
export function redoChange(deps: Deps, change?: number): Promise<ReversalOutcome> {
  const { changes, act } = deps.store;
  return withUndoProgress(deps, 'Redoing', (progress) => changes.redo(act, change, progress));
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
