import { listRules } from '../../app/scores/rules.ts';
import { command } from '../command.ts';
import { listAnswer } from '../listing.ts';

/** What to say where there are no rules. */
export const NO_RULES = "no score rules yet: crm score add 'source = referral' 20";

export default command({
  summary: 'list the rules',
  examples: ['score list', 'score list --json'],
  lists: true,
  configure: (c) => c,
  async run(_, ctx) {
    const { rules, caps } = await listRules(await ctx.deps());
    return {
      ...listAnswer(
        ctx,
        {
          noun: 'rules',
          columns: [
            { name: 'id', label: 'ID', type: 'integer', help: 'number of the rule' },
            { name: 'name', label: 'Name', type: 'text', help: 'its name' },
            { name: 'part', label: 'Part', type: 'text', help: 'fit or behaviour' },
            { name: 'points', label: 'Points', type: 'integer', help: 'what it gives' },
            { name: 'on', label: 'On', type: 'text', help: 'lead, or each activity' },
            { name: 'filter', label: 'Filter', type: 'text', help: 'which of them' },
            { name: 'cap', label: 'Cap', type: 'integer', help: 'the most that it gives' },
            {
              name: 'half_life',
              label: 'Half-life',
              type: 'integer',
              help: 'days in which an activity gives half',
            },
            { name: 'problem', label: 'Problem', type: 'text', help: 'why it gives nothing' },
          ],
          dropsEmptyColumns: true,
          empty: NO_RULES,
        },
        rules.map(({ noun, ...rule }) => ({ ...rule, on: noun })),
      ),
      notes: [...caps].map(([part, cap]) => `${part} gives at most ${cap}`),
    };
  },
});
