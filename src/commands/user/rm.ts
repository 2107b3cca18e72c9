import { cancelled } from '../../domain/errors.ts';
import { removeUser, userNamed } from '../../store/users.ts';
import { command } from '../command.ts';

export default command({
  summary: 'remove a user who owns nothing',
  examples: ['user rm eve --yes'],
  configure: (c) => c.argument('<user>', 'name, full name or e-mail'),
  async run({ args: [text] }, ctx) {
    const store = await ctx.store();
    const user = await userNamed(store.db, text);
    if (ctx.prompt.available && !(await ctx.prompt.confirm(`Remove the user ${user.name}?`)))
      throw cancelled('nothing was removed');
    await store.change((tx) => removeUser(tx, user), `removed the user ${user.name}`);
    ctx.print.made(`Removed the user ${user.name}   (crm undo brings it back)`, [user.name]);
  },
});
