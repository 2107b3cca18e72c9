import { rateText } from '../../domain/exchange-rate.ts';
import type { Exchange } from '../../store/exchange.ts';

/** More rates than this are only counted. */
const MAX_RATES = 8;

/** For the help of reports of amounts. */
export const EXCHANGE_HELP =
  'Amounts in several currencies are one amount in the base currency where crm rate set has given the rates, and ' +
  'stay apart where it has not.';

/** What to say of a sum over several currencies: the rates used and the missing ones. `currencies` are those shown. */
export function exchangeNotes(
  exchange: Exchange | null | undefined,
  currencies: readonly string[],
): readonly string[] {
  if (!exchange) return [];
  const { base, used, missing } = exchange;
  const shown = [...new Set(currencies)];
  const rates = used
    .slice(0, MAX_RATES)
    .map((rate) => `1 ${rate.currency} = ${rateText(rate)} (from ${rate.day})`);
  const more = used.length > MAX_RATES ? [`${used.length - MAX_RATES} more: crm rate list`] : [];
  return [
    ...(shown.length > 1 ? [`not added up, because the currencies differ: ${shown.join(', ')}`] : []),
    ...(used.length > 0 ? [`converted to ${base}: ${[...rates, ...more].join(', ')}`] : []),
    ...missing.map(({ currency, day }) =>
      day === null
        ? `some amounts in ${currency} are too large to be converted`
        : `no rate of ${currency} on ${day}: crm rate set ${currency} <rate> --on ${day}`,
    ),
  ];
}
