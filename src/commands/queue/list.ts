import { listQueues } from '../../app/team/queues.ts';
import { command } from '../command.ts';
import { listAnswer } from '../listing.ts';

export default command({
  summary: 'list the queues, and how much waits in them',
  examples: ['queue list', 'queue list --csv'],
  anyUser: true,
  lists: true,
  configure: (c) => c,
  async run(_, ctx) {
    const all = await listQueues(await ctx.deps());
    return listAnswer(
      ctx,
      {
        noun: 'queues',
        empty: 'no queues yet; add one: crm queue add <name> <user...>',
        columns: [
          { name: 'id', label: 'ID', type: 'integer', help: 'number of the queue, among those of users' },
          { name: 'name', label: 'Name', type: 'text', help: 'its name' },
          { name: 'members', label: 'Members', type: 'list', help: 'short names of its users' },
          { name: 'cases', label: 'Cases', type: 'integer', help: 'open cases that wait' },
          { name: 'leads', label: 'Leads', type: 'integer', help: 'leads that wait' },
        ],
      },
      all.map(({ members, ...queue }) => ({ ...queue, members: members.map(({ name }) => name) })),
    );
  },
});
