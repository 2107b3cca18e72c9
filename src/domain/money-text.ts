import { currenciesFor } from './currency-names.ts';
import { decimalText, type Money } from './money.ts';

const SIGNS = ['$', '€', '£', '¥', '₹'] as const;

/** An amount for people whose own currency is `home`: `$1,200.50`, `900 CHF`. `cents` false omits the decimals. */
export function moneyText(money: Money, home: string, cents: boolean): string {
  const digits = /^(-?)(\d+)(\.\d+)?$/.exec(decimalText(money));
  const [, minus = '', units = '', decimals = ''] = digits ?? [];
  const amount = units.replace(/\B(?=(\d{3})+$)/g, ',') + (cents ? decimals : '');
  const sign = SIGNS.find((candidate) => standsFor(candidate, money.currency, home));
  return sign ? `${minus}${sign}${amount}` : `${minus}${amount} ${money.currency}`;
}

/** Whether the sign would be read back as the same currency. */
function standsFor(sign: string, currency: string, home: string): boolean {
  const meanings = currenciesFor(sign);
  return currency === (meanings.includes(home) ? home : meanings[0]);
}
