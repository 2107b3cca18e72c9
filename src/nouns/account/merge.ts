import { refused } from '../../domain/errors.ts';
import { recordText } from '../../domain/record-ref.ts';
import type { MergeFacts, MergeRules } from '../shared/merge.ts';
import type { ColumnValues } from '../shared/rules.ts';

/** Any other kind replaces a prospect. A company and its subsidiary, at any level, are different. */
export const accountMerge = (): MergeRules => ({
  comparedAs: 'accounts',
  combine: (_, keep, other) => (keep.kind === 'prospect' ? { kind: other.kind ?? null } : {}),
  check(facts, keep, other) {
    rejectParentAndChild(facts, keep, other);
    rejectParentAndChild(facts, other, keep);
  },
});

function rejectParentAndChild({ parentOf }: MergeFacts, above: ColumnValues, below: ColumnValues): void {
  const text = ({ id, name }: ColumnValues) =>
    recordText({ noun: 'account', id: id as number, title: name as string });
  for (let id = below.parent_id ?? null; id !== null; id = parentOf(id as number))
    if (id === above.id)
      throw refused(`${text(below)} belongs to ${text(above)}: they are different`, {
        code: 'merge-of-parent',
        id: below.id as number,
      });
}
