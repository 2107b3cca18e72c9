import { skip } from '../../app/call-queue/queue.ts';
import { momentOf } from '../../domain/dates/calendar.ts';
import { formatDay } from '../../domain/dates/format-day.ts';
import { isoTime } from '../../domain/dates.ts';
import { command } from '../command.ts';
import { readFuture } from '../parse-args.ts';
import { resolveRecords } from '../record/references.ts';
import { readingFor, timeOf } from '../their-time.ts';

const MORNING_HOUR = 8;

export default command({
  summary: 'skip a lead for a while; others may call it',
  description:
    'Skips a lead for two hours, or until --until: `call next` gives you others in the meantime. Without a ' +
    'reference, skips the lead you claimed last. This is not an attempt and does not change the lead.',
  examples: ['call skip 42', 'call skip 42 --until tomorrow'],
  configure: (c) =>
    c
      .argument('[ref...]', 'the lead by number, e-mail, phone or name; default: the one you claimed last')
      .option('--until <when>', 'when it comes back: "3pm", tomorrow, +2d'),
  async run({ args: [refs], options }, ctx) {
    const named = refs.length === 0 ? undefined : await resolveRecords(ctx, 'lead', refs);
    const reading = options.until === undefined || !named ? ctx : readingFor(ctx, await timeOf(ctx, named));
    const then = options.until === undefined ? null : await readFuture(reading, options.until);
    const at = then && (then.at ?? momentOf(then.date, MORNING_HOUR, 0));
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
