import { listTeams } from '../../app/team/teams.ts';
import { command } from '../command.ts';
import { listAnswer } from '../listing.ts';

export default command({
  summary: 'list the teams',
  examples: ['team list', 'team list --csv'],
  anyUser: true,
  lists: true,
  configure: (c) => c,
  async run(_, ctx) {
    const all = await listTeams(await ctx.deps());
    return listAnswer(
      ctx,
      {
        noun: 'teams',
        empty: 'no teams yet; add one: crm team add <name> <user...>',
        columns: [
          { name: 'id', label: 'ID', type: 'integer', help: 'number of the team' },
          { name: 'name', label: 'Name', type: 'text', help: 'its name' },
          { name: 'members', label: 'Members', type: 'list', help: 'short names of its users' },
        ],
      },
      all.map(({ id, name, members }) => ({ id, name, members: members.map((member) => member.name) })),
    );
  },
});
