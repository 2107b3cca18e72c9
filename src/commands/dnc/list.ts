import { listBlockedNumbers } from '../../app/call-queue/do-not-call.ts';
import { command } from '../command.ts';
import { type ListColumn, listAnswer } from '../listing.ts';

const COLUMNS: readonly ListColumn[] = [
  { name: 'number', label: 'Number', type: 'phone', help: 'the number, E.164' },
  { name: 'reason', label: 'Reason', type: 'text', help: 'why' },
  { name: 'source', label: 'Source', type: 'text', help: 'the record or file it came from' },
  { name: 'by', label: 'By', type: 'text', help: 'who added it' },
  { name: 'since', label: 'Since', type: 'datetime', help: 'when it was added' },
];

export default command({
  summary: 'list the numbers on the do-not-call list',
  examples: ['dnc list', 'dnc list --csv'],
  lists: true,
  configure: (c) => c,
  async run(_, ctx) {
    const rows = await listBlockedNumbers(await ctx.deps());
    return listAnswer(
      ctx,
      { noun: 'numbers', columns: COLUMNS, empty: 'the do-not-call list is empty: crm dnc add <number>' },
      rows,
    );
  },
});
