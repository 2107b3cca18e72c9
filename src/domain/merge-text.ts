import type { Value } from './field.ts';
import { moneyText } from './money-text.ts';

/**
 * A value as a template has it, for a reader who is somewhere else at another time: days as they are, so that the filter
 * `date` can write them; amounts with their sign; blank for none, and for no.
 */
export function mergeText(value: Value, currency: string): string {
  if (value === null || value === false) return '';
  if (value === true) return 'yes';
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return 'minor' in value ? moneyText(value, currency, true) : value.join(', ');
}
