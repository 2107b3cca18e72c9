import type { MergeRules } from '../shared/merge.ts';
import { rejectPartAndWhole } from '../shared/part-of.ts';

/** A campaign and a part of it, at any level, are different. */
export function campaignMerge(): MergeRules {
  return { check: (facts, keep, other) => rejectPartAndWhole('campaign', facts, keep, other) };
}
