import type { Context } from '../context.ts';
import type { UndoProgress } from '../store/changes.ts';
import { withProgress } from './progress.ts';

const OUTCOME = 'nothing was changed';

/** Undoes or redoes something, with progress where that takes long, and an ear for signals. */
export function withUndoProgress<T>(
  ctx: Context,
  label: string,
  act: (by: UndoProgress) => Promise<T>,
): Promise<T> {
  return withProgress(ctx, label, OUTCOME, (taken) =>
    withProgress(ctx, 'Indexing', OUTCOME, (indexed) => act({ reverted: taken, indexed })),
  );
}
