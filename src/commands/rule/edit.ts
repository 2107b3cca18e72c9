import { editRule } from '../../app/rules/rules.ts';
import { usage } from '../../domain/errors.ts';
import { command } from '../command.ts';

export default command({
  summary: 'replace a rule by another, or move it',
  description:
    'Rules are applied in their order. Where several of them give a record to somebody in one change, the first one counts.',
  examples: [
    `rule add 'on lead.created then tag new' && crm rule edit 1 'on lead.created then tag fresh'`,
    `rule add 'on lead.created then tag new' && crm rule add 'on lead.created if source = web then assign ann' && crm rule edit 2 --before 1`,
  ],
  configure: (c) =>
    c
      .argument('<number>', 'number of the rule')
      .argument('[rule]', 'the new rule, in quotes')
      .option('--before <rule>', 'apply it before the rule of this number')
      .option('--after <rule>', 'apply it after the rule of this number'),
  async run({ args: [number, text], options: { before, after } }, ctx) {
    if (before !== undefined && after !== undefined) throw usage('--before and --after exclude each other');
    if ((text ?? before ?? after) === undefined)
      throw usage('nothing to change was given', 'Options: crm rule edit --help');
    const { id } = await editRule(await ctx.deps(), number, { text, before, after });
    return { type: 'changed', sentence: `Edited rule ${id}`, references: [id] };
  },
});
