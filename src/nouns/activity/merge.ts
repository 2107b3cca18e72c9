import { refused } from '../../domain/errors.ts';
import type { MergeRules } from '../shared/merge.ts';

/** One call, mail or note that was written down twice. */
export function activityMerge(): MergeRules {
  return {
    check(_, keep, other) {
      if (keep.type !== other.type)
        throw refused(`activity ${keep.id} is a ${keep.type}, activity ${other.id} a ${other.type}`);
    },
  };
}
