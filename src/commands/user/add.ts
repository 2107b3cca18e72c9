import { createUser, readUserName } from '../../app/team/users.ts';
import { command } from '../command.ts';
import { userValues } from './values.ts';

export default command({
  summary: 'add a user, who can own records and work on them',
  description:
    'Adds a user. A login name that works on the database needs no adding; any other name in --user, ' +
    'CRM_USER or the config does.',
  examples: ['user add ben --full-name "Ben Okri" --email ben@example.com'],
  createsDatabase: true,
  configure: (c) =>
    c
      .argument('<name>', 'short name for --owner and --user')
      .option('--full-name <text>', 'first and last name')
      .option('--email <address>', 'e-mail address'),
  async run({ args: [text], options }, ctx) {
    const name = readUserName(text);
    const values = userValues(options);
    await createUser(await ctx.deps({ adds: name }), { name, values });
    return { type: 'changed', sentence: `Added the user ${name}`, references: [name] };
  },
});
