import { removeCompliance } from '../../app/compliance/rules.ts';
import { command } from '../command.ts';

export default command({
  summary: 'remove rules; the records stay',
  examples: ["compliance add 'deals have amounts' --where 'amount is empty' && crm compliance rm 1"],
  configure: (c) => c.argument('<rule...>', 'numbers or names of rules'),
  async run({ args: [refs] }, ctx) {
    const names = await removeCompliance(await ctx.deps(), refs);
    return {
      type: 'changed',
      sentence: `Removed ${names.map((name) => `the rule "${name}"`).join(', ')}   (crm undo restores it)`,
      references: names,
    };
  },
});
