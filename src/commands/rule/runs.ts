import type { Row } from '../../domain/field.ts';
import type { RuleRun } from '../../store/rules/stored-rules.ts';
import type { ListColumn } from '../listing.ts';

/** Columns of what rules did. */
export const RUN_COLUMNS: readonly ListColumn[] = [
  { name: 'at', label: 'At', type: 'datetime', help: 'when it was applied' },
  { name: 'rule', label: 'Rule', type: 'integer', help: 'number of the rule' },
  { name: 'records', label: 'Records', type: 'integer', help: 'how many records it was applied to' },
  { name: 'first', label: 'First records', type: 'list', help: 'the first of them' },
  { name: 'problem', label: 'Problem', type: 'text', help: 'why it could not be applied' },
];

export function runRow({ at, ruleId, records, first, problem }: RuleRun): Row {
  return { id: null, at, rule: ruleId, records, first: first.length === 0 ? null : first, problem };
}
