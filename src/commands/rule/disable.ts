import { switchRule } from '../../app/rules/rules.ts';
import { command } from '../command.ts';

export default command({
  summary: 'disable a rule',
  examples: [`rule add 'on lead.created then tag new' && crm rule disable 1`],
  configure: (c) => c.argument('<rule>', 'number of the rule'),
  async run({ args: [number] }, ctx) {
    const changed = await switchRule(await ctx.deps(), number, false);
    return {
      type: 'changed',
      sentence: changed ? `Rule ${number} is disabled` : `Rule ${number} was disabled already`,
      references: [number],
    };
  },
});
