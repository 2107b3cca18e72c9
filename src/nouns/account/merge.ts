import type { MergeRules } from '../shared/merge.ts';
import { rejectPartAndWhole } from '../shared/part-of.ts';

/** Any other kind replaces a prospect. A company and its subsidiary, at any level, are different. */
export function accountMerge(): MergeRules {
  return {
    combine: (_, keep, other) => (keep.kind === 'prospect' ? { kind: other.kind ?? null } : {}),
    check: (facts, keep, other) => rejectPartAndWhole('account', facts, keep, other),
  };
}
