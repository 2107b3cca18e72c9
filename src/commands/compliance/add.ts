import { addCompliance } from '../../app/compliance/rules.ts';
import { command } from '../command.ts';
import { addComplianceOptions, type ComplianceOptions, complianceText } from './options.ts';

export default command<[string], ComplianceOptions & Record<string, unknown>>({
  summary: 'add a rule that records have to keep',
  description:
    'Adds a rule of the team: --of says which records it is about, --where which of these break it. crm report compliance ' +
    'says for each owner how many do, out of how many.',
  examples: [
    "compliance add 'open deals have a next step' --of 'status = open' --where 'next_step is empty'",
    "compliance add 'new leads are called within two days' --noun lead --of 'created < -2d' --where 'attempts = 0' --severity 1",
  ],
  createsDatabase: true,
  configure: (c, nouns) => addComplianceOptions(c.argument('<name>', 'the rule in a few words'), nouns),
  async run({ args: [name], options }, ctx) {
    const nouns = await ctx.nouns();
    const id = await addCompliance(await ctx.deps(), { ...complianceText(nouns, options), name });
    return {
      type: 'changed',
      sentence: `Added rule ${id}   To check it: crm report compliance`,
      references: [id],
    };
  },
});
