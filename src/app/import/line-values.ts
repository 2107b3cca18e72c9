import type { Row } from '../../domain/field.ts';
import { isMoney } from '../../domain/money.ts';
import type { ExternalRef } from '../../store/import/external-refs.ts';

/** Minor units by which a rounded amount off may differ from the percentage. */
const ROUNDING = 1;

/** Leaves out of the values of a line what another program says twice. */
export function dropRepeatedLineValues(
  values: Row,
  foreign: readonly ExternalRef[],
  program: string | undefined,
): void {
  // Salesforce calls a line "<deal> <product>".
  const hasProduct = foreign.some(({ targets }) => targets.some(({ field }) => field === 'product'));
  if (program === 'salesforce' && hasProduct) values.name = null;
  if (isSameDiscount(values)) values.discount_amount = null;
}

/** Whether the amount off is what the percentage comes to. */
function isSameDiscount({ price, quantity, discount, discount_amount: off }: Row): boolean {
  if (!isMoney(price) || !isMoney(off) || typeof discount !== 'number' || discount === 0) return false;
  if (price.currency !== off.currency) return false;
  const count = typeof quantity === 'number' ? quantity : 1;
  const wanted = (Number(price.minor) * count * discount) / 100;
  return Math.abs(Number(off.minor) - wanted) <= ROUNDING * Math.max(1, Math.abs(count));
}
