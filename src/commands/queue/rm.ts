import { deleteQueue } from '../../app/team/queues.ts';
import { command } from '../command.ts';

export default command({
  summary: 'remove a queue; its users stay',
  examples: ['queue add inbound ann bruno && crm queue rm inbound'],
  configure: (c) => c.argument('<queue>', 'name of the queue'),
  async run({ args: [text] }, ctx) {
    const name = await deleteQueue(await ctx.deps(), text);
    return {
      type: 'changed',
      sentence: `Removed the queue ${name}   (crm undo restores it)`,
      references: [name],
    };
  },
});
