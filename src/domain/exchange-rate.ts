import { minorDigits } from './currencies.ts';
import { usage } from './errors.ts';

/**
 * What one unit of a currency is in the base currency, from a day on. Exact: `numerator` minor units of the base are
 * `denominator` (a power of ten) minor units of the currency.
 */
export interface ExchangeRate {
  readonly currency: string;
  readonly base: string;
  /** The first day it applies to, `YYYY-MM-DD`. */
  readonly day: string;
  readonly numerator: number;
  readonly denominator: number;
}

/** A conversion multiplies both in 64 bits. */
const MAX_PRODUCT = 9_000_000_000_000_000_000n;

/**
 * Reads what one unit of a currency is in the base currency: `1.08`, `0,0067`. Throws a usage error for anything else,
 * and for more digits than can be computed with.
 */
export function parseRate(
  text: string,
  currency: string,
  base: string,
): Pick<ExchangeRate, 'numerator' | 'denominator'> {
  const [, whole = '', , decimals = ''] = /^(\d{0,9})([.,](\d{1,18}))?$/.exec(text.trim()) ?? [];
  const digits = BigInt(`0${whole}${decimals}`);
  if (digits === 0n) throw usage(`"${text}" is not a rate`, { code: 'not-a-rate', currency, base });
  const rate = inMinorUnits(digits, decimals.length + minorDigits(currency) - minorDigits(base));
  if (rate.numerator * rate.denominator > MAX_PRODUCT)
    throw usage(
      `the rate "${text}" has too many digits`,
      'Round it to 9 digits at most, such as 0.925497123',
    );
  return { numerator: Number(rate.numerator), denominator: Number(rate.denominator) };
}

/** `digits` divided by ten to the power of `places`, without common factors of ten. */
function inMinorUnits(digits: bigint, places: number) {
  let numerator = places < 0 ? digits * 10n ** BigInt(-places) : digits;
  let denominator = places < 0 ? 1n : 10n ** BigInt(places);
  while (denominator > 1n && numerator % 10n === 0n) {
    numerator /= 10n;
    denominator /= 10n;
  }
  return { numerator, denominator };
}

/** The rate as exact decimals: what one unit of the currency is in the base currency. */
export function rateText({ currency, base, numerator, denominator }: ExchangeRate): string {
  const places = String(denominator).length - 1 + minorDigits(base) - minorDigits(currency);
  if (places <= 0) return `${numerator}${'0'.repeat(-places)}`;
  const digits = String(numerator).padStart(places + 1, '0');
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`.replace(/\.?0+$/, '');
}
