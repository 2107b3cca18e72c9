import { removeTier } from '../../app/team/tiers.ts';
import { command } from '../command.ts';

export default command({
  summary: 'remove a tier; its accounts fall into the next one that they meet',
  examples: ["tier add gold --where 'sum(purchases.amount) > 50k' && crm tier rm gold"],
  configure: (c) => c.argument('<name>', 'the tier'),
  async run({ args: [text] }, ctx) {
    const name = await removeTier(await ctx.deps(), text);
    return {
      type: 'changed',
      sentence: `Removed the tier ${name}   (crm undo restores it)`,
      references: [name],
    };
  },
});
