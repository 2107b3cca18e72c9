import { submitForecast } from '../../app/forecast/calls.ts';
import { toLocalDate } from '../../domain/dates/calendar.ts';
import { usage } from '../../domain/errors.ts';
import { parseMoney } from '../../domain/money.ts';
import { readTargetPeriod } from '../../domain/target.ts';
import { command } from '../command.ts';

export default command({
  summary: 'say what you expect to close in a month, quarter or year',
  description:
    'Keeps your own word on a period beside what you said before: what you commit to, and what you close at best. crm report ' +
    'forecast shows the last word of each user next to the sums of their deals, which it does not change.',
  examples: [
    'forecast submit quarter --commit 180k --best 220k --note "two contracts are out"',
    'forecast submit 2027-Q1 --commit 90k',
  ],
  createsDatabase: true,
  configure: (c) =>
    c
      .argument('<period>', 'month, quarter, 2026, 2026-12, 2026-Q4, "next quarter"')
      .option('--commit <amount>', 'what you close at least')
      .option('--best <amount>', 'what you close at best')
      .option('--note <text>', 'why'),
  async run({ args: [text], options: { commit, best, note } }, ctx) {
    if (commit === undefined)
      throw usage(
        'how much do you commit to?',
        'For example: crm forecast submit quarter --commit 180k --best 220k',
      );
    const deps = await ctx.deps();
    const period = readTargetPeriod(text, toLocalDate(ctx.clock.now()), ctx.calendar);
    const said = await submitForecast(deps, {
      period,
      commit: parseMoney(commit, deps.currency),
      best: best === undefined ? null : parseMoney(best, deps.currency),
      note,
    });
    return { type: 'changed', sentence: `Forecast of ${said}`, references: [] };
  },
});
