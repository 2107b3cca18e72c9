import { reportStale } from '../../app/reports/stale.ts';
import { daysBetween, toLocalDate } from '../../domain/dates/calendar.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import { command } from '../command.ts';
import { type SelectionOptions, wholeNumber } from '../record/selection.ts';
import { AMOUNT, CURRENCY, integer } from './columns.ts';
import { partedAnswer } from './parts.ts';
import { addReportOptions, NOW_ALONE, reportInput } from './report-options.ts';

/** Without an activity for so many days a deal is stale. */
const QUIET_DAYS = 30;

export default command({
  summary: 'open deals with which nothing happens',
  description:
    'Lists open deals that are longer in their stage than its limit, or without an activity for 30 days; those longest in ' +
    'their stage first.',
  examples: ['report stale', 'report stale --days 14 --mine', 'report stale -f ids'],
  lists: true,
  configure: (c) =>
    addReportOptions(c.option('--days <n>', `days without an activity; default: ${QUIET_DAYS}`), OPP, {
      by: '',
      compares: NOW_ALONE,
      when: NOW_ALONE,
    }),
  async run({ options }: { options: SelectionOptions }, ctx) {
    const quietDays = wholeNumber('days', options.days) ?? QUIET_DAYS;
    const input = reportInput(ctx, OPP, options);
    const today = toLocalDate(ctx.clock.now());
    return partedAnswer(ctx, options, input, [], async (asked) => {
      const report = await reportStale(await ctx.deps(), { ...asked, quietDays });
      return {
        noun: OPP,
        columns: [
          integer('id', 'ID', 'number of the deal'),
          { name: 'name', label: 'Name', type: 'text', help: 'name of the deal' },
          { name: 'stage', label: 'Stage', type: 'text', help: 'its stage' },
          integer('days', 'Days', 'days in the stage'),
          integer('limit', 'Limit', 'days that the stage allows'),
          integer('quiet', 'Quiet', 'days since the last activity; empty if there was none'),
          AMOUNT,
          CURRENCY,
          { name: 'owner', label: 'Owner', type: 'text', help: 'its owner' },
        ],
        rows: report.rows.map(
          ({ id, name, stage, since, limit, last, owner, currency, amount_minor: minor }) => ({
            id,
            name,
            stage,
            days: daysBetween(toLocalDate(since), today),
            limit,
            quiet: last === null ? null : daysBetween(toLocalDate(last), today),
            amount: minor === null ? null : { minor, currency },
            currency,
            owner,
          }),
        ),
        report,
        definition:
          `Open deals that entered their stage more days ago than its limit (rotting_days), or whose last activity, else ` +
          `their entry into the stage, is more than ${quietDays} days ago.`,
        empty: 'nothing is stale: every open deal moves',
      };
    });
  },
});
