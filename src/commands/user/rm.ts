import { deleteUser, findUser } from '../../app/team/users.ts';
import { cancelled } from '../../domain/errors.ts';
import { command } from '../command.ts';

export default command({
  summary: 'remove a user who owns nothing',
  examples: ['user rm eve --yes'],
  configure: (c) => c.argument('<user>', 'name, full name or e-mail'),
  async run({ args: [text] }, ctx) {
    const deps = await ctx.deps();
    const { name } = await findUser(deps, text);
    if (ctx.prompt.available && !(await ctx.prompt.confirm(`Remove the user ${name}?`)))
      throw cancelled('nothing was removed');
    await deleteUser(deps, name);
    return {
      type: 'changed',
      sentence: `Removed the user ${name}   (crm undo restores it)`,
      references: [name],
    };
  },
});
