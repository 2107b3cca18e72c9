import { createUser, readUserName } from '../../app/team/users.ts';
import { command } from '../command.ts';
import { userValues } from './values.ts';

export default command({
  summary: 'add a user: somebody who owns records and works on them',
  description:
    'Adds a user. Whoever acts on a database under their login name need not be added; any other name that --user, ' +
    'CRM_USER or the config says has to be.',
  examples: ['user add ben --full-name "Ben Okri" --email ben@example.com'],
  createsDatabase: true,
  configure: (c) =>
    c
      .argument('<name>', 'the short name that --owner and --user take')
      .option('--full-name <text>', 'first and last name')
      .option('--email <address>', 'e-mail address'),
  async run({ args: [text], options }, ctx) {
    const name = readUserName(text);
    const values = userValues(options);
    await createUser(await ctx.deps({ adds: name }), { name, values });
    return { type: 'changed', sentence: `Added the user ${name}`, references: [name] };
  },
});
