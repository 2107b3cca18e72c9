import { skip } from '../../app/call-queue/queue.ts';
import { momentOf } from '../../domain/dates/calendar.ts';
import { formatDay } from '../../domain/dates/format-day.ts';
import { isoTime } from '../../domain/dates.ts';
import { command } from '../command.ts';
import { readFuture } from '../parse-args.ts';
import { resolveRecords } from '../record/references.ts';

const MORNING_HOUR = 8;

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
    const then = options.until === undefined ? null : await readFuture(ctx, options.until);
    const at = then && (then.at ?? momentOf(then.date, MORNING_HOUR, 0));
    const named = refs.length === 0 ? undefined : await resolveRecords(ctx, 'lead', refs);
    const { leadIds, until } = await skip(await ctx.deps(), {
      leadIds: named?.map((lead) => lead.id),
      until: at === null ? undefined : isoTime(at),
    });
    ctx.noteStored(`skipped ${leadIds.length === 1 ? 'a lead' : `${leadIds.length} leads`}`, leadIds);
    return {
      type: 'changed',
      sentence: `Skipped lead ${leadIds.join(', ')} until ${formatDay(until)}`,
      references: leadIds,
    };
  },
});
