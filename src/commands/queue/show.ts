import { findQueue, readQueue } from '../../app/team/queues.ts';
import { command } from '../command.ts';
import { listAnswer } from '../listing.ts';
import { wholeNumber } from '../record/selection.ts';

const DEFAULT_LIMIT = 50;

export default command({
  summary: 'show what waits in a queue, in the order in which it is taken',
  examples: ['queue add inbound ann bruno && crm queue show inbound'],
  anyUser: true,
  lists: true,
  configure: (c) =>
    c
      .argument('<queue>', 'name of the queue')
      .option('--limit <n>', `maximum number of records; default: ${DEFAULT_LIMIT}`),
  async run({ args: [text], options }, ctx) {
    const deps = await ctx.deps();
    const queue = await findQueue(deps, text);
    const { name, members } = queue;
    const waiting = await readQueue(deps, queue, wholeNumber('limit', options.limit) ?? DEFAULT_LIMIT);
    const people = members.length === 0 ? 'nobody' : members.map((member) => member.name).join(', ');
    const answer = listAnswer(
      ctx,
      {
        noun: 'records',
        empty: `nothing waits in the queue ${name}`,
        columns: [
          { name: 'record', label: 'Record', type: 'text', help: 'the case or lead' },
          { name: 'title', label: 'Title', type: 'text', help: 'its subject or name' },
          { name: 'due_at', label: 'Due', type: 'datetime', help: 'when the next thing is due' },
          { name: 'since', label: 'Since', type: 'datetime', help: 'when it was created' },
        ],
      },
      waiting.map(({ noun, id, title, dueAt, since }) => ({
        id,
        record: `${noun}:${id}`,
        title,
        due_at: dueAt,
        since,
      })),
    );
    return answer.type === 'list' && ctx.print.format === 'table'
      ? { ...answer, heading: [`queue ${name}: ${people}`] }
      : answer;
  },
});
