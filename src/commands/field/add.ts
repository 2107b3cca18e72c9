import { addCustomField } from '../../app/team/custom-fields.ts';
import { CUSTOM_TYPES, readCustomType } from '../../domain/custom-field.ts';
import { command } from '../command.ts';
import { nounNamed } from '../record/selection.ts';
import { addSettingOptions, settingsOf } from './options.ts';

export default command({
  summary: 'add a custom field',
  description:
    'Adds a custom field to a noun. Set it with --set name=value; filter, sort, import and export it like any other field. The values of a formula, rollup and autonumber follow from others: they are computed whenever they are read.',
  examples: [
    'field add lead seats --type number',
    'field add opp budget --type money --label "Approved budget" --required-from proposal',
    'field add account size --type choice --choices small,medium,large --in-lists',
    'field add contact birthday --type date --past',
    'field add opp partner --type lookup:account',
    "field add account won --type rollup --formula 'sum(opps.amount where status = won)'",
  ],
  createsDatabase: true,
  configure: (c) =>
    addSettingOptions(
      c
        .argument('<noun>', 'any noun with records: lead, account, opp, purchase, one of your own …')
        .argument('<name>', 'lower-case letters, digits and _')
        .option('--type <type>', `${CUSTOM_TYPES.join(', ').replace('lookup', 'lookup:<noun>')}`, 'text')
        .option('--choices <a,b,c>', 'allowed values of a choice or multichoice field')
        .option('--past', 'a date field with days in the past: "mar 12" is the last one, not the next'),
    ),
  async run({ args: [nounText, nameText], options }, ctx) {
    const nouns = await ctx.nouns();
    const noun = nounNamed(nouns, nounText);
    const name = await addCustomField(await ctx.deps(), {
      ...settingsOf(options),
      ...readCustomType(options.type, nouns.names),
      noun,
      name: nameText,
      choices: options.choices,
      past: options.past,
    });
    return {
      type: 'changed',
      sentence: `Added the field ${name} to ${noun}${options.formula === undefined ? `: set it with --set ${name}=…` : ''}`,
      references: [name],
    };
  },
});
