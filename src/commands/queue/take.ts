import { takeFromQueue } from '../../app/team/queues.ts';
import { oneOf } from '../../domain/one-of.ts';
import { QUEUED_NOUNS } from '../../domain/queue.ts';
import { recordText } from '../../domain/record-ref.ts';
import { command } from '../command.ts';
import { wholeNumber } from '../record/selection.ts';

export default command({
  summary: 'take what waits first in a queue: it is yours from then on',
  description:
    'Gives you what is due first in a queue, then the oldest; without a queue, of all that you are a member of. Two people who ' +
    'take at once get different records. Open tasks of a lead come along.',
  examples: [
    'queue add inbound ann && crm queue take inbound --user ann',
    'queue add inbound ann && crm queue take inbound --count 3 --only case --user ann',
  ],
  configure: (c) =>
    c
      .argument('[queue]', 'name of the queue')
      .option('--count <n>', 'how many; default: 1')
      .option('--only <noun>', `only ${QUEUED_NOUNS.join('s or only ')}s`),
  async run({ args: [queue], options: { count, only } }, ctx) {
    const taken = await takeFromQueue(await ctx.deps(), {
      queue,
      nouns: only === undefined ? QUEUED_NOUNS : [oneOf('unknown noun for --only', only, QUEUED_NOUNS)],
      count: wholeNumber('count', count) ?? 1,
    });
    return {
      type: 'changed',
      sentence: taken.length === 0 ? '' : `Took ${taken.map(recordText).join(', ')}`,
      references: taken.map(({ noun, id }) => `${noun}:${id}`),
      notes: taken.length === 0 ? ['nothing waits'] : [],
    };
  },
});
