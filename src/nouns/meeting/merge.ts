import type { MergeRules } from '../shared/merge.ts';

/** One meeting that was written down twice; it has the times of the other if both have one day. */
export function meetingMerge(): MergeRules {
  return {
    combined: ['starts_at', 'ends_at'],
    statusColumns: ['status', 'outcome'],
    combine(_, keep, other) {
      if (keep.starts_at !== null && keep.starts_at !== other.starts_at) return {};
      if (keep.starts_on !== null && keep.starts_on !== other.starts_on) return {};
      return {
        starts_at: keep.starts_at ?? other.starts_at ?? null,
        ends_at: keep.ends_at ?? other.ends_at ?? null,
      };
    },
  };
}
