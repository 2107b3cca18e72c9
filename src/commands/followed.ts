import type { Context } from '../context.ts';
import type { Followed } from '../store/changes.ts';
import { withPulse } from './pulse.ts';

const OUTCOME = 'nothing was changed';

/** Undoes or redoes something, with progress where that takes long, and an ear for signals. */
export function followed<T>(ctx: Context, label: string, act: (by: Followed) => Promise<T>): Promise<T> {
  return withPulse(ctx, label, OUTCOME, (taken) =>
    withPulse(ctx, 'Indexing', OUTCOME, (indexed) => act({ taken, indexed })),
  );
}
