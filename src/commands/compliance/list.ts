import { listCompliance } from '../../app/compliance/rules.ts';
import { command } from '../command.ts';
import { listAnswer } from '../listing.ts';

/** What to say where there are no rules. */
export const NO_COMPLIANCE_RULES =
  "no compliance rules yet: crm compliance add 'open deals have a next step' --of 'status = open' --where 'next_step is empty'";

export default command({
  summary: 'list the rules',
  examples: ['compliance list', 'compliance list --json'],
  lists: true,
  configure: (c) => c,
  async run(_, ctx) {
    const rules = await listCompliance(await ctx.deps());
    return listAnswer(
      ctx,
      {
        noun: 'rules',
        columns: [
          { name: 'id', label: 'ID', type: 'integer', help: 'number of the rule' },
          { name: 'name', label: 'Rule', type: 'text', help: 'the rule in a few words' },
          { name: 'severity', label: 'Severity', type: 'integer', help: '1 is the most severe' },
          { name: 'noun', label: 'Noun', type: 'text', help: 'what it is about' },
          { name: 'of', label: 'Of', type: 'text', help: 'which of them' },
          { name: 'where', label: 'Broken where', type: 'text', help: 'which of these break it' },
        ],
        empty: NO_COMPLIANCE_RULES,
      },
      rules.map(({ scope, filter, ...rule }) => ({ ...rule, of: scope, where: filter })),
    );
  },
});
