import { refused } from '../../domain/errors.ts';
import type { MergeFacts, MergeRules } from '../shared/merge.ts';
import type { ColumnValues } from '../shared/rules.ts';

/** A deal keeps its stage, and the contacts of both. */
export function oppMerge(): MergeRules {
  return {
    derived: ({ has_lines }) => (has_lines === 1 ? ['has_lines', 'amount'] : []),
    statusColumns: ['stage_id', 'probability', 'forecast', 'forecast_amount', 'closed_on', 'lost_reason'],
    combine: (_, keep, other) =>
      keep.stage_id === other.stage_id && keep.lost_reason === null
        ? { lost_reason: other.lost_reason ?? null }
        : {},
    check: rejectOtherDeal,
    further: [{ table: 'opp_contact', column: 'contact_id' }],
  };
}

/** An open deal may be a copy of a closed one; but a closed deal is never merged into an open one. */
function rejectOtherDeal(facts: MergeFacts, keep: ColumnValues, other: ColumnValues): void {
  const [kept, gone] = [facts.stage(keep.stage_id), facts.stage(other.stage_id)];
  if (kept.pipelineId !== gone.pipelineId)
    throw refused(`opp ${keep.id} and opp ${other.id} are in different pipelines`, {
      code: 'merge-of-pipelines',
      id: other.id as number,
      pipeline: facts.pipelineName(kept.pipelineId),
    });
  if (keep.account_id !== null && other.account_id !== null && keep.account_id !== other.account_id)
    throw refused(
      `opp ${keep.id} is a deal with account ${keep.account_id}, opp ${other.id} with account ${other.account_id}`,
      {
        code: 'merge-of-accounts',
        keep: keep.account_id as number,
        other: other.account_id as number,
      },
    );
  if (gone.kind === 'open' || gone.kind === kept.kind) return;
  throw refused(`opp ${other.id} is ${gone.name}, opp ${keep.id} is in ${kept.name}`, {
    code: 'merge-of-closed',
    keep: keep.id as number,
    other: other.id as number,
    isKeptOpen: kept.kind === 'open',
  });
}
