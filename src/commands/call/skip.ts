import { momentOf } from '../../domain/dates/calendar.ts';
import { formatDay } from '../../domain/dates/format-day.ts';
import { isoTime } from '../../domain/dates.ts';
import { usage } from '../../domain/errors.ts';
import { rejectConverted } from '../../domain/lead-status.ts';
import { skipLeads } from '../../store/calls/claim-next.ts';
import { claims } from '../../store/calls/claims.ts';
import { getLeadState } from '../../store/leads.ts';
import { command } from '../command.ts';
import { readFuture } from '../parse-args.ts';
import { resolveRecords } from '../record/references.ts';

/** How long a lead is set aside when nothing is said, in milliseconds. */
const USUAL = 2 * 3_600_000;
const MORNING = 8;

export default command({
  summary: 'set a lead aside for a while; others may call it',
  description:
    'Sets a lead aside for you, two hours unless told otherwise: `call next` gives you others meanwhile. Without a ' +
    'reference it is the lead you took last. It is no attempt and changes nothing about the lead.',
  examples: ['call skip 42', 'call skip 42 --until tomorrow'],
  configure: (c) =>
    c
      .argument('[ref...]', 'the lead by number, e-mail, phone or name; the one you took last if not given')
      .option('--until <when>', 'when you want to see it again: "3pm", tomorrow, +2d'),
  async run({ args: [refs], options }, ctx) {
    const store = await ctx.store();
    const now = ctx.clock.now();
    const then = options.until === undefined ? null : await readFuture(ctx, options.until);
    const until = isoTime(then === null ? now + USUAL : (then.at ?? momentOf(then.date, MORNING, 0)));
    let ids = (await resolveRecords(ctx, 'lead', refs)).map((lead) => lead.id);
    if (refs.length === 0) {
      const last = (await claims(store.engine, now)).find((claim) => claim.user === ctx.user);
      if (!last)
        throw usage('there is no lead to skip', 'Take one: crm call next   Or name it: crm call skip 42');
      ids = [last.leadId];
    }
    for (const id of ids) rejectConverted(await getLeadState(store.db, id));
    await skipLeads(store, ids, until);
    ctx.noteStored(`skipped ${ids.length === 1 ? 'a lead' : `${ids.length} leads`}`, ids);
    ctx.print.made(`Skipped lead ${ids.join(', ')} until ${formatDay(until)}`, ids);
  },
});
