import { refused } from '../../domain/errors.ts';
import { type Change, changeNumbered, endOfChain, latestChange } from '../../store/history.ts';
import type { Deps } from '../deps.ts';

/** The change that the next undo or redo of a screen is about. */
export interface NextReversal {
  readonly change: Change;
  /** Whether the screen made it itself. */
  readonly isOwn: boolean;
}

/**
 * Finds the change to undo or redo: the newest of those that the screen made (`own`, their numbers), else the acting user's latest. Throws
 * `refused` where there is none.
 */
export async function nextReversal(
  { store: { db }, user }: Deps,
  own: readonly number[],
  direction: 'undo' | 'redo',
): Promise<NextReversal> {
  const latestOwn = direction === 'undo' ? await newestDone(db, own) : await lastUndone(db, own);
  if (latestOwn) return { change: latestOwn, isOwn: true };
  const latest = await latestChange(db, user, direction === 'undo' ? ['do', 'redo'] : ['undo']);
  if (!latest) throw refused(`nothing to ${direction} for ${user}`, { code: 'nothing-to-revert' });
  return { change: latest, isOwn: false };
}

type Db = Deps['store']['db'];

async function newestDone(db: Db, own: readonly number[]): Promise<Change | undefined> {
  for (const id of own.toReversed()) {
    const change = await changeNumbered(db, id);
    if (change.kind === 'do' && (await endOfChain(db, change)).kind !== 'undo') return change;
  }
  return undefined;
}

async function lastUndone(db: Db, own: readonly number[]): Promise<Change | undefined> {
  let last: { readonly change: Change; readonly undoId: number } | undefined;
  for (const id of own) {
    const change = await changeNumbered(db, id);
    if (change.kind !== 'do') continue;
    const end = await endOfChain(db, change);
    if (end.kind === 'undo' && end.id > (last?.undoId ?? 0)) last = { change, undoId: end.id };
  }
  return last?.change;
}
