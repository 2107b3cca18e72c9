import type { MergeRules } from '../shared/merge.ts';
import { rejectPartsOfOthers } from '../shared/part-of.ts';

/** Two lines of a deal about one product; what the remaining one comes to stays. */
export function lineMerge(): MergeRules {
  return {
    statusColumns: ['discount', 'discount_amount', 'recurring', 'term'],
    derived: () => ['amount'],
    check: (_, keep, other) => rejectPartsOfOthers('line', ['opp', 'product'], keep, other),
  };
}
