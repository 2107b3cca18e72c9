import { inWords, removeRate } from '../../app/team/rates.ts';
import { readDate } from '../../domain/dates.ts';
import { command } from '../command.ts';

export default command({
  summary: 'remove an exchange rate',
  examples: ['rate set EUR 1.08 && crm rate rm EUR'],
  configure: (c) =>
    c
      .argument('<currency>', 'ISO 4217 code of the currency')
      .option('--on <date>', 'first day of the rate, if there are several'),
  async run({ args: [currency], options: { on } }, ctx) {
    const day = on === undefined ? undefined : readDate(on, ctx.clock.now(), ctx.timeSettings);
    const rate = await removeRate(await ctx.deps(), currency, day);
    return {
      type: 'changed',
      sentence: `Removed the rate: ${inWords(rate)}   (crm undo restores it)`,
      references: [rate.currency],
    };
  },
});
