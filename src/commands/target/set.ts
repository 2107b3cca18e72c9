import { changeTarget, inWords } from '../../app/team/targets.ts';
import { toLocalDate } from '../../domain/dates/calendar.ts';
import { oneOf } from '../../domain/one-of.ts';
import { readTargetPeriod, TARGET_MEASURES } from '../../domain/target.ts';
import { command } from '../command.ts';

export default command({
  summary: 'set what a user, a team or everybody is to reach',
  description:
    'Sets the target of a month, a quarter or a year, in place of the one there is: the amount of the deals won in it, ' +
    'or with --measure their number, calls, conversations or meetings held. The board compares its months with your ' +
    'own targets of money, then with those of the team; a month without one has its ' +
    'share of the quarter or the year. The call session aims for your share of dials on each working day, ' +
    'Monday to Friday. The settings target and daily_dials become targets of this year and the next, once.',
  examples: [
    'target set 50k --period 2026-12',
    'target set 120k --period 2026-Q4 --owner me',
    'target set 1000 --measure dials --period "next month" --owner me',
  ],
  createsDatabase: true,
  configure: (c) =>
    c
      .argument('<target>', 'an amount such as 50k or "EUR 20000"; for other measures a number')
      .option(
        '--period <period>',
        'month, quarter, 2026, 2026-12, 2026-Q4, "next quarter"; default: this month',
      )
      .option('--owner <user>', 'the user or team whose target it is; default: everybody together')
      .option('--measure <measure>', `${TARGET_MEASURES.join(', ')}; default: amount`),
  async run({ args: [wanted], options: { period = 'month', owner, measure = 'amount' } }, ctx) {
    const { target, changeId } = await changeTarget(await ctx.deps(), {
      wanted,
      period: readTargetPeriod(period, toLocalDate(ctx.clock.now()), ctx.calendar),
      measure: oneOf('unknown measure', measure, TARGET_MEASURES),
      owner,
    });
    return {
      type: 'changed',
      sentence: changeId === null ? '' : `Set target ${target.id} of ${inWords(target, ctx.calendar)}`,
      references: [target.id],
      notes: changeId === null ? ['nothing changed'] : [],
    };
  },
});
