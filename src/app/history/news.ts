import { type Change, changesAfter, latestChangeId } from '../../store/history.ts';
import type { Deps } from '../deps.ts';

/** Changes that others make while something is shown. */
export interface News {
  /** Does work whose own changes are no news. */
  asOwn<T>(work: () => Promise<T>): Promise<T>;
  /** The numbers of the changes of its own work, in order. */
  own(): readonly number[];
  /** Follows another database from now on. */
  restart(): Promise<void>;
  /** The changes of others since it was last asked, oldest first. */
  next(): Promise<readonly Change[]>;
}

/** Follows the changes of a database from now on. */
export async function followChanges({ store: { db }, user }: Deps): Promise<News> {
  const own = new Set<number>();
  const done: number[] = [];
  let known = await latestChangeId(db);
  return {
    async asOwn(work) {
      const before = await latestChangeId(db);
      try {
        return await work();
      } finally {
        for (const change of await changesAfter(db, before)) {
          if (change.user !== user) continue;
          own.add(change.id);
          done.push(change.id);
        }
      }
    },
    own: () => done,
    async restart() {
      own.clear();
      done.length = 0;
      known = await latestChangeId(db);
    },
    async next() {
      const changes = await changesAfter(db, known);
      known = changes.at(-1)?.id ?? known;
      return changes.filter(({ id }) => !own.delete(id));
    },
  };
}
