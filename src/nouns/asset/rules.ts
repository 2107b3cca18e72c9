import { addMonthsTo } from '../../domain/dates/calendar.ts';
import type { ColumnValues, RuleFacts } from '../shared/rules.ts';

/** What is installed is called like its product, and is serviced some months after it was last, or was installed. */
export function checkAsset({ product }: RuleFacts, before: ColumnValues | null, columns: ColumnValues): void {
  const given = (name: string) => (columns[name] === undefined ? before?.[name] : columns[name]) ?? null;
  const [name, productId] = [given('name'), given('product_id')];
  if (typeof name !== 'string' || name.trim() === '')
    columns.name =
      (typeof productId === 'number' ? product(productId)?.name : null) ??
      given('serial') ??
      given('external_id');
  const [months, from] = [given('service_months'), given('serviced_on') ?? given('installed_on')];
  const due = typeof months === 'number' && typeof from === 'string' ? addMonthsTo(from, months) : null;
  if (due !== (before?.service_due ?? null)) columns.service_due = due;
}
