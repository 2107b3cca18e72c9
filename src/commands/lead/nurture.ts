import { nurtureLeads } from '../../app/leads/steps.ts';
import { readTime } from '../../domain/dates.ts';
import { command } from '../command.ts';
import { resolveRecords } from '../record/references.ts';
import { REFERENCE } from '../record/show.ts';
import { timeOf, warnOf } from '../their-time.ts';
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
    const leads = await resolveRecords(ctx, 'lead', refs);
    const time = options.until === undefined ? null : await timeOf(ctx, leads);
    const until = time ? readTime(String(options.until), ctx.clock.now(), time.settings) : undefined;
    if (time && until !== undefined && Date.parse(until) > ctx.clock.now()) await warnOf(ctx, time, until);
    const result = await nurtureLeads(await ctx.deps(), { leads, until, reason: options.reason });
    const detail = time && until !== undefined ? ` until ${time.show(until)}` : '';
    return stepsAnswer(leads, result, { done: 'Nurturing', detail, already: 'is already nurtured' });
  },
});
