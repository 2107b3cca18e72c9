import { removeRule } from '../../app/rules/rules.ts';
import { command } from '../command.ts';

export default command({
  summary: 'remove a rule; what it did stays',
  examples: [`rule add 'on lead.created then tag new' && crm rule rm 1`],
  configure: (c) => c.argument('<rule>', 'number of the rule'),
  async run({ args: [number] }, ctx) {
    const { id } = await removeRule(await ctx.deps(), number);
    return { type: 'changed', sentence: `Removed rule ${id}   (crm undo restores it)`, references: [id] };
  },
});
