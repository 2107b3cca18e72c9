import { addCustomField } from '../../app/team/custom-fields.ts';
import { CUSTOM_TYPES } from '../../domain/custom-field.ts';
import { oneOf } from '../../domain/one-of.ts';
import { command } from '../command.ts';
import { nounNamed } from '../record/selection.ts';

export default command({
  summary: 'declare a field of your own',
  description:
    'Declares a field of your own for a noun. Set it with --set name=value, filter, sort, import and export by it like any other.',
  examples: [
    'field add lead seats --type number',
    'field add opp budget --type money --label "Approved budget"',
    'field add account tier --type choice --choices gold,silver,bronze',
  ],
  createsDatabase: true,
  configure: (c) =>
    c
      .argument('<noun>', 'lead, account, contact, opp, task or activity')
      .argument('<name>', 'small letters, digits and _')
      .option('--type <type>', CUSTOM_TYPES.join(', '), 'text')
      .option('--label <text>', 'what people read; made from the name if not given')
      .option('--choices <a,b,c>', 'what a choice can be'),
  async run({ args: [nounText, nameText], options }, ctx) {
    const noun = nounNamed(ctx.nouns, nounText);
    const name = await addCustomField(await ctx.deps(), {
      noun,
      name: nameText,
      label: options.label,
      type: oneOf('there is no type', options.type, CUSTOM_TYPES),
      choices: options.choices,
    });
    return {
      type: 'changed',
      sentence: `Added the field ${name} to ${noun}: set it with --set ${name}=…`,
      references: [name],
    };
  },
});
