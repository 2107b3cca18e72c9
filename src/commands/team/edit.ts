import { changeTeam, findTeam, readTeamName } from '../../app/team/teams.ts';
import { usage } from '../../domain/errors.ts';
import { command } from '../command.ts';
import { collect } from '../webhook/settings.ts';

export default command({
  summary: 'rename a team, add or remove users',
  examples: [
    'team add emea ann && crm team edit emea --add bruno --add eve',
    'team add emea ann bruno && crm team edit emea --remove ann --name south',
  ],
  configure: (c) =>
    c
      .argument('<team>', 'name of the team')
      .option('--name <name>', 'new name')
      .option('--add <user>', 'add a user; can be given several times', collect)
      .option('--remove <user>', 'take a user out; can be given several times', collect),
  async run({ args: [text], options: { name, add = [], remove = [] } }, ctx) {
    if (name === undefined && add.length + remove.length === 0)
      throw usage('nothing to change was given', 'Options: crm team edit --help');
    const deps = await ctx.deps();
    const former = (await findTeam(deps, text)).name;
    const newName = name === undefined ? undefined : readTeamName(name);
    const isChanged = await changeTeam(deps, text, { name: newName, add, remove });
    return {
      type: 'changed',
      sentence: isChanged ? `Changed the team ${former}` : '',
      references: [newName ?? former],
      notes: isChanged ? [] : ['nothing changed'],
    };
  },
});
