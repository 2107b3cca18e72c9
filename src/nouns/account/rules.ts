import { refused } from '../../domain/errors.ts';
import { companyKey } from '../../domain/matching.ts';
import { checkLifecycle } from '../shared/lifecycle.ts';
import { hostOf, textOf } from '../shared/naming.ts';
import type { ColumnValues, RuleFacts } from '../shared/rules.ts';

export function nameAccount(columns: ColumnValues): ColumnValues | null {
  const name = textOf(columns.name);
  return name ? { name, name_key: companyKey(name), website_host: hostOf(columns) } : null;
}

/** An account belongs neither to itself nor to one that belongs to it, however far down. */
export function checkAccount(facts: RuleFacts, before: ColumnValues | null, columns: ColumnValues): void {
  checkLifecycle(facts, before, columns);
  if (!before || typeof columns.parent_id !== 'number' || columns.parent_id === before.parent_id) return;
  for (let id: number | null = columns.parent_id; id !== null; id = facts.parentOf(id)) {
    if (id !== before.id) continue;
    throw refused(
      columns.parent_id === before.id
        ? 'an account cannot belong to itself'
        : `account ${columns.parent_id} belongs to account ${before.id}: it cannot be the other way round too`,
    );
  }
}
