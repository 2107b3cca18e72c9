import { listRates } from '../../app/team/rates.ts';
import { rateText } from '../../domain/exchange-rate.ts';
import { command } from '../command.ts';
import { type ListColumn, listAnswer } from '../listing.ts';

const COLUMNS: readonly ListColumn[] = [
  { name: 'currency', label: 'Currency', type: 'text', help: 'ISO 4217 code of the currency' },
  { name: 'rate', label: 'Rate', type: 'text', help: 'what 1 of it is in the base currency' },
  { name: 'base', label: 'Base', type: 'text', help: 'the base currency' },
  { name: 'on', label: 'From', type: 'date', help: 'first day of the rate' },
];

export default command({
  summary: 'list the exchange rates, the newest first',
  examples: ['rate set EUR 1.08 && crm rate list', 'rate set EUR 1.08 && crm rate list EUR --csv'],
  lists: true,
  configure: (c) => c.argument('[currency]', 'only rates of this currency'),
  async run({ args: [currency] }, ctx) {
    const rates = await listRates(await ctx.deps(), currency);
    return listAnswer(
      ctx,
      { noun: 'rates', columns: COLUMNS, empty: 'no rates yet: crm rate set EUR 1.08' },
      rates.map((rate) => ({
        id: rate.currency,
        currency: rate.currency,
        rate: rateText(rate),
        base: rate.base,
        on: rate.day,
      })),
    );
  },
});
