import { nurtureLeads } from '../../app/leads/steps.ts';
import { toLocalDate, toLocalTime } from '../../domain/dates/calendar.ts';
import { readTime } from '../../domain/dates.ts';
import { command } from '../command.ts';
import { resolveRecords } from '../record/references.ts';
import { REFERENCE } from '../record/show.ts';
import { stepsAnswer } from './answer.ts';

export default command({
  summary: 'nurture a lead: pause it until a later time',
  examples: ['lead nurture 42 --until "in 3 months" --reason "budget next year"', 'lead nurture 43'],
  configure: (c) =>
    c
      .argument('<ref...>', REFERENCE)
      .option('--until <when>', 'when to try again; a day means 9 a.m.')
      .option('--reason <text>', 'why not now'),
  async run({ args: [refs], options }, ctx) {
    const until =
      options.until === undefined ? undefined : readTime(options.until, ctx.clock.now(), ctx.timeSettings);
    const leads = await resolveRecords(ctx, 'lead', refs);
    const result = await nurtureLeads(await ctx.deps(), { leads, until, reason: options.reason });
    const detail = until === undefined ? '' : ` until ${toLocalDate(until)} ${toLocalTime(until)}`;
    return stepsAnswer(leads, result, { done: 'Nurturing', detail, already: 'is already nurtured' });
  },
});
