import { refused } from '../../domain/errors.ts';
import { checkLifecycle } from '../shared/lifecycle.ts';
import type { ColumnValues, RuleFacts } from '../shared/rules.ts';

/** Nobody reports to himself, however far up. */
export function checkContact(facts: RuleFacts, before: ColumnValues | null, columns: ColumnValues): void {
  checkLifecycle(facts, before, columns);
  if (!before || typeof columns.reports_to_id !== 'number' || columns.reports_to_id === before.reports_to_id)
    return;
  for (let id: number | null = columns.reports_to_id; id !== null; id = facts.managerOf(id)) {
    if (id !== before.id) continue;
    throw refused(
      columns.reports_to_id === before.id
        ? 'a contact cannot report to itself'
        : `contact ${columns.reports_to_id} reports to contact ${before.id}: it cannot be the other way round too`,
    );
  }
}
