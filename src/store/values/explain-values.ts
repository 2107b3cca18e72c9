import { CrmError } from '../../domain/errors.ts';
import type { Store } from '../store.ts';
import { storedProblems } from './stored-values.ts';

/**
 * The likely cause of an unexpected error: the first stored value that no command accepts. The error itself if all
 * values are valid or the file is damaged.
 */
export async function explainByValues({ engine, act }: Store, fault: unknown): Promise<unknown> {
  try {
    // In a damaged file the damage counts, not the readable values.
    if ((await engine.check()).length > 0) return fault;
    for await (const { place, text, wayOut } of storedProblems(engine, Date.parse(act.now))) {
      return new CrmError(
        'failed',
        `the database has a value that no command stores: ${place === '' ? '' : `${place}: `}${text}`,
        [{ code: 'bad-stored-value', wayOut }],
        fault,
      );
    }
  } catch {
    // The database is no longer readable: the first error counts.
  }
  return fault;
}
