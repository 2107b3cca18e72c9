import { splitAmount } from '../../domain/shares.ts';

/** What an order says of its amounts, in minor units; undefined for what it does not say. */
export interface OrderAmounts {
  /** Of each item: its price times its quantity, or what is left of it after its own discount. */
  readonly items: readonly number[];
  readonly discount?: number | undefined;
  readonly subtotal?: number | undefined;
  readonly shipping?: number | undefined;
  /** What the taxes can be: programs count those of shipping apart or not. */
  readonly taxes: readonly number[];
  readonly total?: number | undefined;
  /** What was paid back, taxes included. */
  readonly refunded?: number | undefined;
}

/** What an order brought, without taxes: the parts sum to the total less the taxes. */
export interface NetAmounts {
  readonly items: readonly number[];
  readonly shipping: number;
  /** Tips, fees and the like. */
  readonly other: number;
  readonly taxes: number;
  readonly total: number;
  /** What was paid back, without taxes, as a positive number. */
  readonly refunded: number;
}

/**
 * Shares what an order brought among its items: discounts, and taxes that are in the prices, in proportion, so that no
 * minor unit is lost.
 */
export function netAmounts(order: OrderAmounts): NetAmounts {
  const { items, discount = 0, subtotal, shipping = 0 } = order;
  const gross = sum(items);
  const isPriced = gross !== 0 || subtotal !== undefined || order.total === undefined;
  const goodsSaid = !isPriced
    ? order.taxes.map((taxes) => (order.total ?? 0) - taxes - shipping)
    : [...(subtotal === undefined ? [] : [subtotal]), gross, gross - discount];
  const [usualTaxes = 0] = order.taxes;
  const total = order.total ?? (goodsSaid[0] ?? gross) + shipping + usualTaxes;
  const { goods, taxes } = whatFits(goodsSaid, order.taxes.length === 0 ? [0] : order.taxes, shipping, total);
  const rest = total - taxes - goods - shipping;
  const sold = share(goods, items);
  // Prices with taxes are more than what the order brought: items and shipping lose their part.
  const [ship = 0, ...kept] =
    rest < 0 ? share(goods + shipping + rest, [shipping, ...sold]) : [shipping, ...sold];
  const refunded = order.refunded ?? 0;
  return {
    items: kept,
    shipping: ship,
    other: Math.max(0, rest),
    taxes,
    total,
    refunded: total === 0 ? refunded : Math.round((refunded * (total - taxes)) / total),
  };
}

/** The sum of goods and the taxes with which the total comes out, taxes in the prices or not. */
function whatFits(
  goodsSaid: readonly number[],
  taxesSaid: readonly number[],
  shipping: number,
  total: number,
) {
  for (const goods of goodsSaid)
    for (const taxes of taxesSaid)
      if (goods + shipping + taxes === total || goods + shipping === total) return { goods, taxes };
  return { goods: goodsSaid[0] ?? 0, taxes: taxesSaid[0] ?? 0 };
}

/** Shares an amount in proportion; equally where there is nothing to go by. */
function share(amount: number, weights: readonly number[]): number[] {
  if (weights.length === 0) return [];
  if (sum(weights) === amount) return [...weights];
  const positive = weights.map((weight) => Math.max(0, weight));
  const parts = splitAmount(BigInt(amount), sum(positive) > 0 ? positive : weights.map(() => 1));
  return parts.map(Number);
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);
