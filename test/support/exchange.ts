import { minorDigits } from '../../src/domain/money.ts';

/** A rate as a test writes it: what one unit is in the base currency, from a day on. */
export interface ModelRate {
  readonly currency: string;
  readonly day: string;
  readonly text: string;
}

/** The slow model of exchange: an amount in the base currency on a day; null without a rate. */
export function exchanged(
  { minor, currency }: { readonly minor: number; readonly currency: string },
  day: string,
  rates: readonly ModelRate[],
  base: string,
): number | null {
  if (currency === base) return minor;
  const [rate] = rates
    .filter((each) => each.currency === currency && each.day <= day)
    .sort((one, other) => (one.day < other.day ? 1 : -1));
  if (!rate) return null;
  const [whole = '', decimals = ''] = rate.text.split('.');
  const numerator = BigInt(whole + decimals) * 10n ** BigInt(minorDigits(base));
  const denominator = 10n ** BigInt(decimals.length + minorDigits(currency));
  const product = BigInt(Math.abs(minor)) * numerator * 2n + denominator;
  return Math.sign(minor) * Number(product / (2n * denominator)) + 0;
}
