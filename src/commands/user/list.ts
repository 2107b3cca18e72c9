import { listUsers } from '../../app/team/users.ts';
import { command } from '../command.ts';
import { listAnswer } from '../listing.ts';

export default command({
  summary: 'list the users',
  examples: ['user list', 'user list --csv'],
  anyUser: true,
  lists: true,
  configure: (c) => c,
  async run(_, ctx) {
    const all = await listUsers(await ctx.deps());
    return listAnswer(
      ctx,
      {
        noun: 'users',
        empty: 'no users yet; add one: crm user add <name>',
        columns: [
          { name: 'id', label: 'ID', type: 'integer', help: 'number of the user' },
          { name: 'name', label: 'Name', type: 'text', help: 'the short name' },
          { name: 'full_name', label: 'Full name', type: 'text', help: 'first and last name' },
          { name: 'email', label: 'Email', type: 'email', help: 'e-mail address' },
          { name: 'active', label: 'Active', type: 'bool', help: 'whether the user is active' },
        ],
      },
      all.map(({ fullName, ...user }) => ({ ...user, full_name: fullName })),
    );
  },
});
