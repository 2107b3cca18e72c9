import { listCustomFields } from '../../app/team/custom-fields.ts';
import { command } from '../command.ts';
import { listAnswer } from '../listing.ts';
import { nounNamed } from '../record/selection.ts';

export default command({
  summary: 'list the custom fields',
  examples: ['field list', 'field list lead --json'],
  lists: true,
  configure: (c) => c.argument('[noun]', 'only fields of this noun'),
  async run({ args: [noun] }, ctx) {
    const nouns = noun === undefined ? ctx.nouns.names : [nounNamed(ctx.nouns, noun)];
    const fields = await listCustomFields(await ctx.deps(), nouns);
    return listAnswer(
      ctx,
      {
        noun: 'fields',
        empty: 'no custom fields yet: crm field add <noun> <name> --type …',
        columns: [
          { name: 'noun', label: 'Noun', type: 'text', help: 'noun of the field' },
          { name: 'name', label: 'Name', type: 'text', help: 'name for --set and filters' },
          { name: 'label', label: 'Label', type: 'text', help: 'label for people' },
          { name: 'type', label: 'Type', type: 'text', help: 'type of the values' },
          { name: 'choices', label: 'Choices', type: 'list', help: 'allowed values' },
          { name: 'used', label: 'Used', type: 'integer', help: 'number of records with a value' },
        ],
      },
      fields.map(({ noun: of, field: { name, label, type, choices, past }, used }) => ({
        id: name,
        noun: of,
        name,
        label,
        type: past ? `past ${type}` : type,
        choices: choices ?? null,
        used,
      })),
    );
  },
});
