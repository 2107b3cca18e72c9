import { toLocalDate } from '../../domain/dates/calendar.ts';
import { usage } from '../../domain/errors.ts';
import type { ColumnValues, RuleFacts } from '../shared/rules.ts';

/** An expense is of an amount, on a day, for a deal or a campaign. */
export function checkExpense({ now }: RuleFacts, before: ColumnValues | null, columns: ColumnValues): void {
  const given = (name: string) => (columns[name] === undefined ? before?.[name] : columns[name]) ?? null;
  if (given('amount_minor') === null)
    throw usage('an expense has an amount', { code: 'field-missing', field: 'amount', example: '450' });
  if (given('opp_id') !== null && given('campaign_id') !== null)
    throw usage('an expense is for a deal or for a campaign, not for both', 'Make two of it');
  if (String(given('name') ?? '').trim() === '')
    columns.name = String(given('kind') ?? '').trim() || 'expense';
  if (!before) columns.spent_on ??= toLocalDate(now);
}
