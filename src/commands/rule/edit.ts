import { editRule } from '../../app/rules/rules.ts';
import { command } from '../command.ts';

export default command({
  summary: 'replace a rule by another',
  examples: [`rule add 'on lead.created then tag new' && crm rule edit 1 'on lead.created then tag fresh'`],
  configure: (c) =>
    c.argument('<number>', 'number of the rule').argument('<rule>', 'the new rule, in quotes'),
  async run({ args: [number, text] }, ctx) {
    const { id } = await editRule(await ctx.deps(), number, text);
    return { type: 'changed', sentence: `Edited rule ${id}`, references: [id] };
  },
});
