import { refused } from '../domain/errors.ts';
import { type DemoOptions, demoState, makeDemoDatabase } from '../store/demo/database.ts';
import type { LockWait } from '../store/lock-wait.ts';
import type { WriteEnv } from '../store/write/values.ts';

/** Where a demo is to be, and when. */
type DemoPlace = Pick<DemoOptions, 'path' | 'schema' | 'now'>;

/** Whether a user's own database is at that place. */
export async function isOwnDatabase(place: DemoPlace, lockWait: LockWait): Promise<boolean> {
  return (await demoState(place, lockWait)) === 'foreign';
}

/**
 * The number of changes that a user made in the demo at that place, which a new one would lose. Throws `refused` for a
 * database of the user's own.
 */
export async function countDemoChanges(place: DemoPlace, lockWait: LockWait): Promise<number> {
  const state = await demoState(place, lockWait);
  if (state === 'foreign')
    throw refused(`"${place.path}" is a database of your own, not a demo`, { code: 'not-a-demo' });
  return state === 'missing' ? 0 : Math.max(0, state.changes);
}

/** Creates a made-up company, replacing the file at its place; returns what it has: `300 leads`, by noun. */
export function createDemo(options: DemoOptions, env: WriteEnv): Promise<string[]> {
  return makeDemoDatabase(options, env);
}
