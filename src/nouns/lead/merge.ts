import type { MergeFacts, MergeRules } from '../shared/merge.ts';
import type { ColumnValues } from '../shared/rules.ts';
import { rejectConvertedLead } from './rules.ts';

/** Kinds of statuses in progress, of which one can be further than another. */
const ACTIVE_KINDS: readonly unknown[] = ['open', 'qualified'];

/** Neither of two leads may be converted: its account, contact and deal are of one lead. */
export function leadMerge(): MergeRules {
  return {
    combined: ['attempts', 'last_attempt_at', 'next_attempt_at', 'converted_at'],
    statusColumns: ['status', 'reason'],
    combine: combineLeads,
    check(_, keep, other) {
      rejectConvertedLead(keep);
      rejectConvertedLead(other);
    },
  };
}

/** The sum of attempts, the earlier callback, and the further status of two in progress. */
function combineLeads({ leadStatus }: MergeFacts, keep: ColumnValues, other: ColumnValues): ColumnValues {
  const [mine, theirs] = [leadStatus(keep.status), leadStatus(other.status)];
  const areActive = ACTIVE_KINDS.includes(mine?.kind) && ACTIVE_KINDS.includes(theirs?.kind);
  const isFurther = areActive && Number(theirs?.position) > Number(mine?.position);
  return {
    attempts: Number(keep.attempts) + Number(other.attempts),
    last_attempt_at: sortedTimes(keep.last_attempt_at, other.last_attempt_at).at(-1) ?? null,
    ...(mine?.kind === 'disqualified'
      ? {}
      : { next_attempt_at: sortedTimes(keep.next_attempt_at, other.next_attempt_at)[0] ?? null }),
    ...(isFurther ? { status: other.status ?? null } : {}),
    ...(keep.status === other.status && keep.reason === null ? { reason: other.reason ?? null } : {}),
  };
}

function sortedTimes(...times: (ColumnValues[string] | undefined)[]): string[] {
  return times.filter((time) => typeof time === 'string').toSorted();
}
