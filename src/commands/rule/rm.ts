import { removeRules } from '../../app/rules/rules.ts';
import { command } from '../command.ts';

export default command({
  summary: 'remove rules; what they did stays',
  examples: [`rule add 'on lead.created then tag new' && crm rule rm 1`],
  configure: (c) => c.argument('<rule...>', 'numbers of rules'),
  async run({ args: [numbers] }, ctx) {
    const ids = await removeRules(await ctx.deps(), numbers);
    const rules = `rule${ids.length === 1 ? '' : 's'} ${ids.join(', ')}`;
    return {
      type: 'changed',
      sentence: `Removed ${rules}   (crm undo restores ${ids.length === 1 ? 'it' : 'them'})`,
      references: ids,
    };
  },
});
