import { editCompliance } from '../../app/compliance/rules.ts';
import { usage } from '../../domain/errors.ts';
import { command } from '../command.ts';
import { addComplianceOptions, type ComplianceOptions, complianceText } from './options.ts';

type Options = ComplianceOptions & { readonly name?: string } & Record<string, unknown>;

export default command<[string], Options>({
  summary: 'change a rule',
  description: 'Changes what is given and leaves the rest. A blank --of makes the rule be about all records.',
  examples: [
    "compliance add 'deals have amounts' --where 'amount is empty' && crm compliance edit 1 --severity 1",
  ],
  configure: (c, nouns) =>
    addComplianceOptions(
      c.argument('<rule>', 'number or name of the rule').option('--name <text>', 'the rule in a few words'),
      nouns,
    ),
  async run({ args: [ref], options }, ctx) {
    const text = { ...complianceText(await ctx.nouns(), options), name: options.name };
    if (Object.values(text).every((value) => value === undefined))
      throw usage('nothing to change was given', 'Options: crm compliance edit --help');
    const isChanged = await editCompliance(await ctx.deps(), ref, text);
    return {
      type: 'changed',
      sentence: isChanged ? `Changed the rule ${ref}` : '',
      references: [ref],
      notes: isChanged ? [] : ['nothing changed'],
    };
  },
});
