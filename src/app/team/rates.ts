import { isCurrency } from '../../domain/currencies.ts';
import { notFound, usage } from '../../domain/errors.ts';
import { type ExchangeRate, parseRate, rateText } from '../../domain/exchange-rate.ts';
import { rates, type StoredRate, setRate } from '../../store/rates.ts';
import type { Deps } from '../deps.ts';

/** The exchange rates to the base currency, by currency, the newest first; optionally of one currency. */
export async function listRates({ store, currency: base }: Deps, code?: string): Promise<StoredRate[]> {
  const all = await rates(store.db, base);
  if (code === undefined) return all;
  const currency = readCurrency(code, base);
  return all.filter((rate) => rate.currency === currency);
}

/** What one unit of a currency is in the base currency, from a day on. */
export interface NewRate {
  readonly currency: string;
  readonly rate: string;
  readonly day: string;
}

/** Sets the rate of a currency from a day on, in place of one of the same day. Throws `usage` for what is no rate. */
export async function changeRate(
  { store, currency: base }: Deps,
  input: NewRate,
): Promise<{ readonly rate: ExchangeRate; readonly changeId: number | null }> {
  const currency = readCurrency(input.currency, base);
  const rate = { currency, base, day: input.day, ...parseRate(input.rate, currency, base) };
  const { id } = await store.change(
    (tx) => setRate(tx, rate),
    `set the rate of ${currency}: ${inWords(rate)}`,
  );
  return { rate, changeId: id };
}

/** Removes a rate: the one that began on a day, or the only one of its currency. Throws `not-found`. */
export async function removeRate(deps: Deps, code: string, day: string | undefined): Promise<ExchangeRate> {
  const all = await listRates(deps, code);
  const currency = code.trim().toUpperCase();
  const found = day === undefined ? all : all.filter((rate) => rate.day === day);
  const [rate, another] = found;
  if (!rate)
    throw notFound(`no rate of ${currency}${day === undefined ? '' : ` begins on ${day}`}`, {
      code: 'no-rate',
      currency,
    });
  if (another)
    throw usage(`${currency} has ${found.length} rates`, { code: 'several-rates', currency, day: rate.day });
  await deps.store.change(
    (tx) => tx.remove('rate', rate.id),
    `removed the rate of ${currency}: ${inWords(rate)}`,
  );
  return rate;
}

/** `1 EUR is 1.08 USD from 2026-11-01`. */
export function inWords(rate: ExchangeRate): string {
  return `1 ${rate.currency} is ${rateText(rate)} ${rate.base} from ${rate.day}`;
}

function readCurrency(text: string, base: string): string {
  const code = text.trim().toUpperCase();
  if (!isCurrency(code))
    throw usage(`unknown currency "${text}"`, 'Use an ISO 4217 code, such as EUR or GBP.');
  if (code !== base) return code;
  throw usage(`${base} is the base currency: all rates are in it`, { code: 'rate-of-base' });
}
