import { addCustomField } from '../../app/team/custom-fields.ts';
import { CUSTOM_TYPES } from '../../domain/custom-field.ts';
import { oneOf } from '../../domain/one-of.ts';
import { command } from '../command.ts';
import { nounNamed } from '../record/selection.ts';

export default command({
  summary: 'add a custom field',
  description:
    'Adds a custom field to a noun. Set it with --set name=value; filter, sort, import and export it like any other field.',
  examples: [
    'field add lead seats --type number',
    'field add opp budget --type money --label "Approved budget"',
    'field add account tier --type choice --choices gold,silver,bronze',
    'field add contact birthday --type date --past',
  ],
  createsDatabase: true,
  configure: (c) =>
    c
      .argument('<noun>', 'lead, account, contact, opp, task or activity')
      .argument('<name>', 'lower-case letters, digits and _')
      .option('--type <type>', CUSTOM_TYPES.join(', '), 'text')
      .option('--label <text>', 'label for people; default: made from the name')
      .option('--choices <a,b,c>', 'allowed values of a choice field')
      .option('--past', 'a date field with days in the past: "mar 12" is the last one, not the next'),
  async run({ args: [nounText, nameText], options }, ctx) {
    const noun = nounNamed(ctx.nouns, nounText);
    const name = await addCustomField(await ctx.deps(), {
      noun,
      name: nameText,
      label: options.label,
      type: oneOf('unknown type', options.type, CUSTOM_TYPES),
      choices: options.choices,
      past: options.past,
    });
    return {
      type: 'changed',
      sentence: `Added the field ${name} to ${noun}: set it with --set ${name}=…`,
      references: [name],
    };
  },
});
