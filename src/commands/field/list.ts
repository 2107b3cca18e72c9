import { listCustomFields } from '../../app/team/custom-fields.ts';
import type { CustomField } from '../../domain/custom-field.ts';
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
          { name: 'rules', label: 'Rules', type: 'list', help: 'required, unique, in lists, index …' },
          { name: 'formula', label: 'Formula', type: 'text', help: 'how it is computed' },
          { name: 'used', label: 'Used', type: 'integer', help: 'number of records with a value' },
        ],
      },
      fields.map(({ noun: of, declaration: { name, label, choices, past, expression, ...more }, used }) => ({
        id: name,
        noun: of,
        name,
        label,
        type: `${past ? 'past ' : ''}${more.type}${more.target ? `:${more.target}` : ''}`,
        choices: choices ?? null,
        rules: rulesOf(more),
        formula: expression ?? null,
        used,
      })),
    );
  },
});

/** What a team has decided about a field, in words. */
function rulesOf(field: Omit<CustomField, 'name' | 'label' | 'choices'>): string[] | null {
  const rules = [
    field.required ? 'required' : '',
    field.requiredFrom ? `required from ${field.requiredFrom}` : '',
    field.unique ? 'unique' : '',
    field.listed ? 'in lists' : '',
    field.indexed ? 'index' : '',
    field.convertTo ? `converts to ${field.convertTo}` : '',
    field.defaultValue === null ? '' : 'has a default',
  ].filter((rule) => rule !== '');
  return rules.length === 0 ? null : rules;
}
