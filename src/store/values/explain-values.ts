import { CrmError } from '../../domain/errors.ts';
import type { Store } from '../store.ts';
import { storedProblems } from './stored-values.ts';

/**
 * What a fault that nobody foresaw comes from: the first stored value that no command accepts. The fault itself where
 * all values are sound or the file is not.
 */
export async function explainByValues({ engine, act }: Store, fault: unknown): Promise<unknown> {
  try {
    // Of a damaged file that counts, and not what can still be read of it.
    if ((await engine.check()).length > 0) return fault;
    for await (const { place, text, wayOut } of storedProblems(engine, Date.parse(act.now))) {
      return new CrmError(
        'failed',
        `the database holds what no command stores: ${place === '' ? '' : `${place}: `}${text}`,
        [`To correct it: ${wayOut}`, 'See all: crm doctor'],
        fault,
      );
    }
  } catch {
    // The database cannot be looked at any more: what happened first is what counts.
  }
  return fault;
}
