import { changeQueue, findQueue, readQueueName } from '../../app/team/queues.ts';
import { usage } from '../../domain/errors.ts';
import { command } from '../command.ts';
import { collect } from '../webhook/settings.ts';

export default command({
  summary: 'rename a queue, add or remove users',
  examples: [
    'queue add inbound ann && crm queue edit inbound --add bruno --add eve',
    'queue add inbound ann bruno && crm queue edit inbound --remove ann --name sales-in',
  ],
  configure: (c) =>
    c
      .argument('<queue>', 'name of the queue')
      .option('--name <name>', 'new name')
      .option('--add <user>', 'add a user; can be given several times', collect)
      .option('--remove <user>', 'take a user out; can be given several times', collect),
  async run({ args: [text], options: { name, add = [], remove = [] } }, ctx) {
    if (name === undefined && add.length + remove.length === 0)
      throw usage('nothing to change was given', 'Options: crm queue edit --help');
    const deps = await ctx.deps();
    const former = (await findQueue(deps, text)).name;
    const newName = name === undefined ? undefined : readQueueName(name);
    const isChanged = await changeQueue(deps, text, { name: newName, add, remove });
    return {
      type: 'changed',
      sentence: isChanged ? `Changed the queue ${former}` : '',
      references: [newName ?? former],
      notes: isChanged ? [] : ['nothing changed'],
    };
  },
});
