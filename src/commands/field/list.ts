import { listCustomFields } from '../../app/team/custom-fields.ts';
import { command } from '../command.ts';
import { listAnswer } from '../listing.ts';
import { nounNamed } from '../record/selection.ts';
import { FIELD_COLUMNS, fieldRow } from './field-table.ts';

export default command({
  summary: 'list the custom fields',
  examples: ['field list', 'field list lead --json'],
  lists: true,
  configure: (c) => c.argument('[noun]', 'only fields of this noun'),
  async run({ args: [noun] }, ctx) {
    const all = await ctx.nouns();
    const nouns = noun === undefined ? all.names : [nounNamed(all, noun)];
    const fields = await listCustomFields(await ctx.deps(), nouns);
    return listAnswer(
      ctx,
      {
        noun: 'fields',
        empty: 'no custom fields yet: crm field add <noun> <name> --type …',
        columns: FIELD_COLUMNS,
      },
      fields.map(fieldRow),
    );
  },
});
