import { switchRule } from '../../app/rules/rules.ts';
import { command } from '../command.ts';

export default command({
  summary: 'enable a rule',
  examples: [`rule add 'on lead.created then tag new' && crm rule enable 1`],
  configure: (c) => c.argument('<rule>', 'number of the rule'),
  async run({ args: [number] }, ctx) {
    const changed = await switchRule(await ctx.deps(), number, true);
    return {
      type: 'changed',
      sentence: changed ? `Rule ${number} is enabled` : `Rule ${number} was enabled already`,
      references: [number],
    };
  },
});
