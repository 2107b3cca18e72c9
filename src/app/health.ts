import type { Finding } from '../store/engine.ts';
import { examine, mend } from '../store/health.ts';
import type { Deps } from './deps.ts';

/** Checks the database: the file, its values, and what follows from them. */
export function checkDatabase({ store }: Deps): Promise<Finding[]> {
  return examine(store);
}

/** Rebuilds the search index and the call queue, and repairs the file where possible. */
export function repairDatabase({ store }: Deps): Promise<void> {
  return mend(store);
}
