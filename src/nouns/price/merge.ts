import type { MergeRules } from '../shared/merge.ts';
import { rejectPartsOfOthers } from '../shared/part-of.ts';

/** Two prices of a product in one price book; the days of the remaining one stay. */
export function priceMerge(): MergeRules {
  return {
    statusColumns: ['valid_from', 'valid_until'],
    check: (_, keep, other) => rejectPartsOfOthers('price', ['pricebook', 'product'], keep, other),
  };
}
