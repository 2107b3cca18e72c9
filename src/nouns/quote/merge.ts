import { refused } from '../../domain/errors.ts';
import type { MergeRules } from '../shared/merge.ts';
import { rejectPartsOfOthers } from '../shared/part-of.ts';

/** What became of a quote, the least first. */
const STATUSES: readonly unknown[] = ['draft', 'sent', 'expired', 'declined', 'accepted'];

/** Two quotes of a deal: the remaining one is the document that it was. */
export function quoteMerge(): MergeRules {
  return {
    statusColumns: ['status', 'amount', 'valid_until', 'sent_on', 'answered_on', 'customer', 'notes'],
    check(_, keep, other) {
      rejectPartsOfOthers('quote', ['opp'], keep, other);
      if (STATUSES.indexOf(other.status) > STATUSES.indexOf(keep.status))
        throw refused(`quote ${other.id} is ${other.status}, quote ${keep.id} is ${keep.status}`, {
          code: 'keep-other',
          noun: 'quote',
          keep: Number(keep.id),
          other: Number(other.id),
        });
    },
  };
}
