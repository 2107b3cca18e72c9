import { createQueue, readQueueName } from '../../app/team/queues.ts';
import { command } from '../command.ts';

export default command({
  summary: 'add a queue, whose members take what waits in it',
  description:
    'Adds an owner that nobody can be. Leads and cases are given to it like to a user (--owner inbound, lead assign 5 ' +
    '--to inbound, a rule that says "assign inbound"), and its members take them: crm queue take.',
  examples: ['queue add inbound ann bruno'],
  createsDatabase: true,
  configure: (c) => c.argument('<name>', 'name of the queue').argument('[user...]', 'its members'),
  async run({ args: [text, users] }, ctx) {
    const name = readQueueName(text);
    await createQueue(await ctx.deps(), { name, users });
    return { type: 'changed', sentence: `Added the queue ${name}`, references: [name] };
  },
});
