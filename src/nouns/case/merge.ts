import { PRIORITIES, type Priority } from '../../domain/service-level.ts';
import type { MergeFacts, MergeRules } from '../shared/merge.ts';
import type { ColumnValues } from '../shared/rules.ts';

/** Two cases about one thing: the clocks of the remaining one go on, and an answer to either was one to both. */
export function caseMerge(): MergeRules {
  return {
    combined: [
      'reopened',
      'priority',
      'first_response_at',
      'follows_id',
      'response_overdue_at',
      'overdue_at',
      'on_hold',
    ],
    statusColumns: ['status', 'solved_at', 'resolution'],
    combine: combineCases,
  };
}

function combineCases(_: MergeFacts, keep: ColumnValues, other: ColumnValues): ColumnValues {
  const urgency = (row: ColumnValues) => PRIORITIES.indexOf(row.priority as Priority);
  const answers = [keep.first_response_at, other.first_response_at].filter((at) => typeof at === 'string');
  const follows = [keep.follows_id, other.follows_id].find(
    (id) => typeof id === 'number' && id !== keep.id && id !== other.id,
  );
  return {
    priority: (urgency(other) < urgency(keep) ? other.priority : keep.priority) ?? null,
    first_response_at: answers.toSorted()[0] ?? null,
    follows_id: follows ?? null,
  };
}
