import { changeRate, inWords } from '../../app/team/rates.ts';
import { readDate, toLocalDate } from '../../domain/dates.ts';
import { command } from '../command.ts';

export default command({
  summary: 'set what a currency is worth in your own',
  description:
    'Sets what one unit of a currency is in the base currency, that of the config, from a day on until the day of the ' +
    'next rate. With rates, sums over deals in several currencies are one amount in the base currency: an open deal ' +
    'counts at the rate of today, or of its close date if that is past, a closed one at the rate of the day it closed.',
  examples: ['rate set EUR 1.08', 'rate set EUR 1.05 --on 2026-01-01', 'rate set JPY 0.0067'],
  createsDatabase: true,
  configure: (c) =>
    c
      .argument('<currency>', 'ISO 4217 code of the currency')
      .argument('<rate>', 'what 1 of it is in the base currency')
      .option('--on <date>', 'first day of the rate; default: today'),
  async run({ args: [currency, rate], options: { on } }, ctx) {
    const now = ctx.clock.now();
    const day = on === undefined ? toLocalDate(now) : readDate(on, now, ctx.timeSettings);
    const { rate: set, changeId } = await changeRate(await ctx.deps(), { currency, rate, day });
    return {
      type: 'changed',
      sentence: changeId === null ? '' : inWords(set),
      references: [set.currency],
      notes: changeId === null ? ['nothing changed'] : [],
    };
  },
});
