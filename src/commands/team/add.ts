import { createTeam, readTeamName } from '../../app/team/teams.ts';
import { command } from '../command.ts';

export default command({
  summary: 'add a team of some users',
  description:
    'Adds a named group of users. --owner of lists, reports and boards takes its name like that of a user, as filters do ' +
    '(owner = emea), and it can have targets. It gives no rights.',
  examples: ['team add emea ann bruno'],
  createsDatabase: true,
  configure: (c) => c.argument('<name>', 'name of the team').argument('[user...]', 'its members'),
  async run({ args: [text, users] }, ctx) {
    const name = readTeamName(text);
    await createTeam(await ctx.deps(), { name, users });
    return { type: 'changed', sentence: `Added the team ${name}`, references: [name] };
  },
});
