import type { MergeRules } from '../shared/merge.ts';

/** Two tasks for one thing: the remaining one is as far as it was, and has the time of the other if both have one day. */
export function taskMerge(): MergeRules {
  return {
    combined: ['due_at'],
    statusColumns: ['status', 'done_at'],
    combine: (_, keep, other) => ({
      due_at:
        keep.due_at ??
        (keep.due_date === null || keep.due_date === other.due_date ? other.due_at : null) ??
        null,
    }),
  };
}
