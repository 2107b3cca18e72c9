import { isOver } from '../../domain/case-status.ts';
import type { Value } from '../../domain/field.ts';
import type { ColumnValues, RuleFacts } from '../shared/rules.ts';

/** A new case is open; one that is solved says when, and one that is open again does not. */
export function checkCase(facts: RuleFacts, before: ColumnValues | null, columns: ColumnValues): void {
  if (!before) columns.status ??= facts.newCaseStatus;
  if (columns.status === undefined || columns.status === before?.status) return;
  if (isOver(facts.caseStatusKind(String(columns.status))))
    columns.solved_at ??= before?.solved_at ?? facts.now;
  else columns.solved_at = null;
}

/** An open case was not solved at any time. */
export function overruledInCase(
  _: RuleFacts,
  record: ColumnValues,
  given: Readonly<Record<string, Value>>,
): string[] {
  return typeof given.solved_at === 'string' && record.solved_at === null ? ['solved_at'] : [];
}
