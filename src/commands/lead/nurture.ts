import { stepLead } from '../../app/leads/status-changes.ts';
import { toLocalDate, toLocalTime } from '../../domain/dates/calendar.ts';
import { readTime } from '../../domain/dates.ts';
import { usage } from '../../domain/errors.ts';
import { command } from '../command.ts';
import { resolveRecords } from '../record/references.ts';
import { REFERENCE } from '../record/show.ts';
import { stepLeads } from './step.ts';

export default command({
  summary: 'set a lead aside until the time is right',
  examples: ['lead nurture 42 --until "in 3 months" --reason "budget next year"', 'lead nurture 43'],
  configure: (c) =>
    c
      .argument('<ref...>', REFERENCE)
      .option('--until <when>', 'when to try again; a day means 9 in the morning')
      .option('--reason <text>', 'why not now'),
  async run({ args: [refs], options: { until, reason } }, ctx) {
    const at = until === undefined ? undefined : await readTime(until, ctx.clock.now());
    if (at !== undefined && Date.parse(at) <= ctx.clock.now())
      throw usage(`"${until}" is not in the future: ${toLocalDate(at)} ${toLocalTime(at)}`);
    await stepLeads(ctx, await resolveRecords(ctx, 'lead', refs), {
      done: 'Set aside',
      detail: at === undefined ? '' : ` until ${toLocalDate(at)} ${toLocalTime(at)}`,
      already: 'is set aside already',
      take: (tx, lead) =>
        stepLead(
          tx,
          lead.id,
          'nurturing',
          {
            ...(at === undefined ? {} : { next_attempt_at: at }),
            ...(reason === undefined ? {} : { reason: reason.trim() === '' ? null : reason }),
          },
          ctx,
        ),
    });
  },
});
