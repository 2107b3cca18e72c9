import { listSequences } from '../../app/sequences/sequences.ts';
import { command } from '../command.ts';
import { listAnswer } from '../listing.ts';
import { SEQUENCE_COLUMNS, sequenceRow } from './columns.ts';

export default command({
  summary: 'list the sequences, and how many people are in each',
  examples: ['sequence list', 'sequence list --json'],
  lists: true,
  configure: (c) => c,
  async run(_, ctx) {
    const all = await listSequences(await ctx.deps());
    const empty = `no sequences yet: crm sequence add fair -m '- day 0 email intro'`;
    return listAnswer(ctx, { noun: 'sequences', columns: SEQUENCE_COLUMNS, empty }, all.map(sequenceRow));
  },
});
