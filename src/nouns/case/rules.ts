import { startClocks, stopClocks } from '../../domain/case-hold.ts';
import { isOver } from '../../domain/case-status.ts';
import type { Value } from '../../domain/field.ts';
import type { ColumnValues, RuleFacts, RulesByHand } from '../shared/rules.ts';

/**
 * A new case is open; one that is solved says when, and one that is open again does not. Its clocks run while it is open:
 * else the team has nothing to do.
 */
export function checkCase(facts: RuleFacts, before: ColumnValues | null, columns: ColumnValues): void {
  if (!before) columns.status ??= facts.newCaseStatus;
  if (columns.status === undefined || columns.status === before?.status) return;
  const kind = facts.caseStatusKind(String(columns.status));
  const { solved_at: solvedAt = null, on_hold: hold = null } = before ?? {};
  if (isOver(kind)) columns.solved_at ??= solvedAt ?? facts.now;
  else columns.solved_at = null;
  if (before && solvedAt !== null && kind === 'open') columns.reopened ??= Number(before.reopened ?? 0) + 1;
  if (typeof columns.on_hold === 'string') return;
  if (kind === 'open') columns.on_hold = startClocks(hold as string | null, facts.now);
  else columns.on_hold = stopClocks(hold as string | null, String(columns.solved_at ?? facts.now));
}

/** A case is about what was bought or is installed, and of whose that is, unless something else is said. */
export const CASE_BY_HAND: RulesByHand = {
  fromFacts: ({ purchase, asset }, { purchase_id: bought, asset_id: installed }) => ({
    ...(typeof bought === 'number' ? purchase(bought) : {}),
    ...(typeof installed === 'number' ? asset(installed) : {}),
  }),
};

/** An open case was not solved at any time. */
export function overruledInCase(
  _: RuleFacts,
  record: ColumnValues,
  given: Readonly<Record<string, Value>>,
): string[] {
  return typeof given.solved_at === 'string' && record.solved_at === null ? ['solved_at'] : [];
}
