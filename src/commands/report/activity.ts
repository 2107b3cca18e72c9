import { reportActivity } from '../../app/reports/activity.ts';
import { ACTIVITY } from '../../nouns/activity/definition.ts';
import { rounded } from '../../render/counts.ts';
import { command } from '../command.ts';
import type { SelectionOptions } from '../record/selection.ts';
import { decimal, groupColumn, groupText, integer } from './columns.ts';
import { comparableAnswer } from './report-answer.ts';
import { addReportOptions, reportInput } from './report-options.ts';

export default command({
  summary: 'what people did: calls, e-mails, meetings, notes',
  description:
    'Counts activities by user, or by another field or a unit of time. What the program notes itself is no activity. By ' +
    'user it also says how many activities there were for each deal won, up to the day it was won.',
  examples: ['report activity', 'report activity --by day --period week', 'report activity --by type --mine'],
  lists: true,
  configure: (c) => addReportOptions(c, ACTIVITY, { by: 'user', compares: true, when: 'done' }),
  async run({ options }: { options: SelectionOptions }, ctx) {
    const input = reportInput(ctx, ACTIVITY, options);
    return comparableAnswer(ctx, options, input, async (asked) => {
      const report = await reportActivity(await ctx.deps(), asked);
      const group = report.group ?? 'user';
      return {
        noun: ACTIVITY,
        columns: [
          ...groupColumn(ACTIVITY, group),
          integer('calls', 'Calls', 'calls in and out'),
          integer('emails', 'E-mails', 'e-mails in and out'),
          integer('meetings', 'Meetings', 'meetings'),
          integer('notes', 'Notes', 'notes'),
          integer('total', 'Total', 'all of them, other kinds too'),
          ...(group === 'user'
            ? [
                integer('won', 'Won', 'deals of this owner that were won in the period'),
                decimal(
                  'per_won',
                  'Per won',
                  'activities with these deals, up to the day they were won, for each',
                ),
              ]
            : []),
        ],
        rows: report.rows.map(({ effort, group: key, ...counts }) => ({
          id: key,
          [group]: groupText(ctx, key),
          ...counts,
          won: effort?.won ?? 0,
          per_won: effort ? rounded(effort.activities / effort.won) : null,
        })),
        report,
        period: input.period,
        bars: 'total',
        definition:
          'Activities by the day they took place, without what the program notes itself (type event). per_won: activities ' +
          'with deals that were won in the period, up to the day they were won, divided by the number of these deals.',
        empty: 'no activities in this period: crm log call, crm log email',
      };
    });
  },
});
