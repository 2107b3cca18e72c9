import { isAmount } from './money.ts';

/** What is sold at which price. Numbers are taken as the decimals they are written with: 0.1 is a tenth. */
export interface PricedLine {
  /** Of one unit, in minor units; of a recurring one, per month or year. */
  readonly price: number;
  readonly quantity: number;
  /** Percent off. */
  readonly discount?: number;
  /** Minor units off the whole line. */
  readonly discountAmount?: number;
  /** How often the price is paid. */
  readonly times?: { readonly months: number; readonly every: 'month' | 'year' };
}

/**
 * What a line comes to, in minor units: price, times quantity, less the percentage, times the months or years of the term,
 * rounded once, half away from zero; then less the amount off. Null for more than an amount can be.
 */
export function lineAmount({
  price,
  quantity,
  discount = 0,
  discountAmount = 0,
  times,
}: PricedLine): number | null {
  const parts = [decimalOf(price), decimalOf(quantity), percentLeft(discount)];
  if (times) parts.push(decimalOf(times.months));
  const top = parts.reduce((product, { digits }) => product * digits, 1n);
  const scale = parts.reduce((sum, part) => sum + part.scale, 0);
  const rounded = divideRounded(top, 10n ** BigInt(scale) * (times?.every === 'year' ? 12n : 1n));
  const amount = Number(rounded) - discountAmount;
  return isAmount(amount) ? amount + 0 : null;
}

/** `digits` divided by ten to the power of `scale`. */
interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

function decimalOf(value: number): Decimal {
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const digits = BigInt(whole + fraction);
  const scale = fraction.length - Number(exponent);
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}

/** What a percentage off leaves, as a part of 1. */
function percentLeft(discount: number): Decimal {
  const { digits, scale } = decimalOf(discount);
  return { digits: 100n * 10n ** BigInt(scale) - digits, scale: scale + 2 };
}

/** Half away from zero. */
function divideRounded(top: bigint, bottom: bigint): bigint {
  const magnitude = ((top < 0n ? -top : top) * 2n + bottom) / (bottom * 2n);
  return top < 0n ? -magnitude : magnitude;
}
