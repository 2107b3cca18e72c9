import { listPicklists } from '../../app/team/picklists.ts';
import { command } from '../command.ts';
import { listAnswer } from '../listing.ts';

export default command({
  summary: 'list the picklists',
  examples: ['picklist list', 'picklist list --json'],
  configure: (c) => c,
  async run(_, ctx) {
    const lists = await listPicklists(await ctx.deps());
    return listAnswer(
      ctx,
      {
        noun: 'picklists',
        columns: [
          { name: 'name', label: 'Name', type: 'text', help: 'name of the list' },
          { name: 'label', label: 'Values', type: 'text', help: 'what its values are' },
          { name: 'fields', label: 'Fields', type: 'list', help: 'fields with its values' },
          { name: 'closed', label: 'Closed', type: 'bool', help: 'whether it takes no other values' },
          { name: 'values', label: 'Number', type: 'integer', help: 'number of its values' },
        ],
      },
      lists.map(({ name, label, fields, closed, values }) => ({
        id: name,
        ...{ name, label, fields, closed },
        values: values.length,
      })),
    );
  },
});
