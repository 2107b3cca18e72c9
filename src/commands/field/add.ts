import { CUSTOM_TYPES, customFieldName, labelOf, readChoices } from '../../domain/custom-field.ts';
import { usage } from '../../domain/errors.ts';
import { oneOf } from '../../domain/one-of.ts';
import { customFields, declareField } from '../../store/fields.ts';
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
    const store = await ctx.store();
    const type = oneOf('there is no type', options.type, CUSTOM_TYPES);
    if (options.choices !== undefined && type !== 'choice')
      throw usage(`a ${type} has no choices`, 'Declare it with --type choice');
    const choices = type === 'choice' ? readChoices(options.choices ?? '') : null;
    const { result: name } = await store.change(
      async (tx) => {
        const known = [...ctx.nouns.get(noun).fields, ...(await customFields(tx, noun))];
        const free = customFieldName(nameText, known);
        const label = options.label?.trim() || labelOf(free);
        await declareField(tx, noun, { name: free, label, type, choices });
        return free;
      },
      (free) => `added the field ${free} to ${noun}`,
    );
    ctx.print.made(`Added the field ${name} to ${noun}: set it with --set ${name}=…`, [name]);
  },
});
