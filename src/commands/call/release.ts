import { releaseLeads } from '../../store/calls/claim-next.ts';
import { command } from '../command.ts';
import { resolveRecords } from '../record/references.ts';

export default command({
  summary: 'give leads that you took or skipped back to the queue',
  examples: ['call release', 'call release 42'],
  configure: (c) =>
    c.argument('[ref...]', 'leads by number, e-mail, phone or name; all you took if not given'),
  async run({ args: [refs] }, ctx) {
    const store = await ctx.store();
    const named = refs.length === 0 ? null : await resolveRecords(ctx, 'lead', refs);
    const freed = await releaseLeads(store, named?.map((lead) => lead.id) ?? null);
    if (freed.length === 0) ctx.print.note('nothing was kept for you');
    else ctx.noteStored(`gave back ${freed.length === 1 ? 'a lead' : `${freed.length} leads`}`, freed);
    ctx.print.made(freed.length === 0 ? '' : `Gave back lead ${freed.join(', ')}`, freed);
  },
});
