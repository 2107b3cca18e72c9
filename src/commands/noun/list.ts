import { listNouns } from '../../app/team/nouns.ts';
import { command } from '../command.ts';
import { listAnswer } from '../listing.ts';

export default command({
  summary: 'list the nouns of your own',
  examples: ['noun list', 'noun list --json'],
  lists: true,
  configure: (c) => c,
  async run(_, ctx) {
    const nouns = await listNouns(await ctx.deps());
    return listAnswer(
      ctx,
      {
        noun: 'nouns',
        empty: 'no nouns of your own yet: crm noun add <name> --field … --relates …',
        columns: [
          { name: 'name', label: 'Name', type: 'text', help: 'name in commands' },
          { name: 'plural', label: 'Plural', type: 'text', help: 'what several are called' },
          { name: 'label', label: 'Label', type: 'text', help: 'label for people' },
          { name: 'title', label: 'Named by', type: 'text', help: 'the field that names a record' },
          { name: 'relates', label: 'Relates to', type: 'list', help: 'nouns that its records belong to' },
          { name: 'fields', label: 'Fields', type: 'list', help: 'its custom fields' },
          { name: 'records', label: 'Records', type: 'integer', help: 'number of records' },
        ],
      },
      nouns.map((noun) => ({ id: noun.name, ...noun })),
    );
  },
});
