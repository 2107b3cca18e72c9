import type { ColumnValues, RuleFacts } from '../shared/rules.ts';

/** A call whose outcome is one of ours says by it what happened on the line. */
export function checkActivity(facts: RuleFacts, before: ColumnValues | null, columns: ColumnValues): void {
  const type = columns.type ?? before?.type;
  if (type !== 'call' || typeof columns.outcome !== 'string' || columns.disposition !== undefined) return;
  const result = facts.callResult(columns.outcome);
  if (!result) return;
  columns.outcome = result.word;
  columns.disposition = result.disposition;
}
