import { refused, usage } from '../../domain/errors.ts';
import type { ColumnValues, RuleFacts } from '../shared/rules.ts';

/** A campaign ends after it starts, and is not part of itself, however far down. */
export function checkCampaign(facts: RuleFacts, before: ColumnValues | null, columns: ColumnValues): void {
  const given = (name: string) => (columns[name] === undefined ? before?.[name] : columns[name]) ?? null;
  const [start, end] = [given('starts_on'), given('ends_on')];
  if (typeof start === 'string' && typeof end === 'string' && end < start)
    throw usage(`a campaign ends after it starts: ${end} is before ${start}`);
  if (!before || typeof columns.parent_id !== 'number' || columns.parent_id === before.parent_id) return;
  for (let id: number | null = columns.parent_id; id !== null; id = facts.parentOf(id))
    if (id === before.id)
      throw refused(`campaign ${columns.parent_id} would be part of itself: it is part of campaign ${id}`);
}
