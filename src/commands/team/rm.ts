import { deleteTeam } from '../../app/team/teams.ts';
import { command } from '../command.ts';

export default command({
  summary: 'remove a team; its users stay',
  examples: ['team add emea ann bruno && crm team rm emea'],
  configure: (c) => c.argument('<team>', 'name of the team'),
  async run({ args: [text] }, ctx) {
    const name = await deleteTeam(await ctx.deps(), text);
    return {
      type: 'changed',
      sentence: `Removed the team ${name}   (crm undo restores it)`,
      references: [name],
    };
  },
});
