import { addUser, userNumber } from '../../store/users.ts';
import { command } from '../command.ts';
import { userName, userValues } from './values.ts';

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
    const name = userName(text);
    const values = userValues(options);
    const store = await ctx.store({ adds: name });
    const addsActing = name === store.act.user && (await userNumber(store.db, name)) === null;
    await store.change(
      // Whoever acts is in the database from the beginning of their first change.
      async (tx) => {
        if (addsActing) await tx.update('user', tx.userId, values);
        else await addUser(tx, name, values);
      },
      `added the user ${name}`,
    );
    ctx.print.made(`Added the user ${name}`, [name]);
  },
});
