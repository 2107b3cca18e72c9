import { release } from '../../app/call-queue/queue.ts';
import { command } from '../command.ts';
import { resolveRecords } from '../record/references.ts';

export default command({
  summary: 'return leads that you claimed or skipped to the queue',
  examples: ['call release', 'call release 42'],
  configure: (c) =>
    c.argument('[ref...]', 'leads by number, e-mail, phone or name; default: all that you claimed'),
  async run({ args: [refs] }, ctx) {
    const named = refs.length === 0 ? undefined : await resolveRecords(ctx, 'lead', refs);
    const freed = await release(await ctx.deps(), { leadIds: named?.map((lead) => lead.id) });
    if (freed.length === 0)
      return { type: 'changed', sentence: '', references: freed, notes: ['no lead was claimed for you'] };
    ctx.noteStored(`released ${freed.length === 1 ? 'a lead' : `${freed.length} leads`}`, freed);
    return { type: 'changed', sentence: `Released lead ${freed.join(', ')}`, references: freed };
  },
});
