import { customFields, fieldUse } from '../../store/fields.ts';
import { command } from '../command.ts';
import { listAnswer } from '../listing.ts';
import { nounNamed } from '../record/selection.ts';

export default command({
  summary: 'list the fields of your own',
  examples: ['field list', 'field list lead --json'],
  configure: (c) => c.argument('[noun]', 'of this noun only'),
  async run({ args: [noun] }, ctx) {
    const { db } = await ctx.store();
    const nouns = noun === undefined ? ctx.nouns.names : [nounNamed(ctx.nouns, noun)];
    const rows = [];
    for (const of of nouns) {
      for (const { name, label, type, choices } of await customFields(db, of)) {
        const used = await fieldUse(db, of, name);
        rows.push({ id: name, noun: of, name, label, type, choices: choices ?? null, used });
      }
    }
    return listAnswer(
      ctx,
      {
        noun: 'fields',
        empty: 'no fields of your own yet: crm field add <noun> <name> --type …',
        columns: [
          { name: 'noun', label: 'Noun', type: 'text', help: 'what it is a field of' },
          { name: 'name', label: 'Name', type: 'text', help: 'what --set and filters call it' },
          { name: 'label', label: 'Label', type: 'text', help: 'what people read' },
          { name: 'type', label: 'Type', type: 'text', help: 'what it holds' },
          { name: 'choices', label: 'Choices', type: 'list', help: 'what it can be' },
          { name: 'used', label: 'Used', type: 'integer', help: 'records that have a value in it' },
        ],
      },
      rows,
    );
  },
});
