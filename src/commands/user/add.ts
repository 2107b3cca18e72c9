import { addUser } from '../../store/users.ts';
import { command } from '../command.ts';
import { userName, userValues } from './values.ts';

export default command({
  summary: 'add a user: somebody who owns records and works on them',
  examples: ['user add ben --full-name "Ben Okri" --email ben@example.com'],
  begins: true,
  configure: (c) =>
    c
      .argument('<name>', 'the short name that --owner and --user take')
      .option('--full-name <text>', 'first and last name')
      .option('--email <address>', 'e-mail address'),
  async run({ args: [text], options }, ctx) {
    const name = userName(text);
    const values = userValues(options);
    await (await ctx.store()).change((tx) => addUser(tx, name, values), `added the user ${name}`);
    ctx.print.made(`Added the user ${name}`, [name]);
  },
});
