import { editTier } from '../../app/team/tiers.ts';
import { usage } from '../../domain/errors.ts';
import { command } from '../command.ts';

export default command({
  summary: 'change a tier of customers',
  examples: [
    "tier add gold --where 'sum(purchases.amount) > 50k' && crm tier edit gold --where 'sum(purchases.amount) > 60k'",
  ],
  configure: (c) =>
    c
      .argument('<name>', 'the tier')
      .option('--name <name>', 'another name')
      .option('-w, --where <filter>', 'another filter of accounts')
      .option('--above <tier>', 'the tier that it comes before; blank for the last place'),
  async run({ args: [text], options: { name, where, above } }, ctx) {
    if (name === undefined && where === undefined && above === undefined)
      throw usage('nothing to change', 'Say what: --name, --where or --above');
    const changed = await editTier(await ctx.deps(), text, { name, filter: where, above });
    return { type: 'changed', sentence: `Changed the tier ${changed}`, references: [changed] };
  },
});
