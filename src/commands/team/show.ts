import { findTeam } from '../../app/team/teams.ts';
import { command } from '../command.ts';
import { listAnswer } from '../listing.ts';

export default command({
  summary: 'show who is in a team',
  examples: ['team add emea ann bruno && crm team show emea'],
  anyUser: true,
  lists: true,
  configure: (c) => c.argument('<team>', 'name of the team'),
  async run({ args: [text] }, ctx) {
    const { name, members } = await findTeam(await ctx.deps(), text);
    return listAnswer(
      ctx,
      {
        noun: 'users',
        empty: `nobody is in the team ${name}: crm team edit ${name} --add <user>`,
        columns: [
          { name: 'team', label: 'Team', type: 'text', help: 'the team' },
          { name: 'user', label: 'User', type: 'text', help: 'short name of the user' },
        ],
      },
      members.map((member) => ({ id: member.id, team: name, user: member.name })),
    );
  },
});
