import { type Rank, reportLeaderboard } from '../../app/reports/leaderboard.ts';
import type { Row } from '../../domain/field.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import { command } from '../command.ts';
import { periodNamed } from '../parse-args.ts';
import type { SelectionOptions } from '../record/selection.ts';
import { AMOUNT, CURRENCY, groupText, integer } from './columns.ts';
import { CREDIT_HELP } from './credit-help.ts';
import { partedAnswer } from './parts.ts';
import { addReportOptions, reportInput } from './report-options.ts';

export default command({
  summary: 'who won and did how much this month',
  description:
    'Ranks users by the amount they won in your own currency, then by the number of deals they won, then by what they did. ' +
    `The filters select deals; activities are all of the period. Without a period it is the present month. ${CREDIT_HELP}`,
  examples: [
    'report leaderboard',
    'report leaderboard --period quarter',
    'report leaderboard --period 2026-Q3 --csv',
  ],
  lists: true,
  configure: (c) => addReportOptions(c, OPP, { by: '', compares: true, when: 'won' }),
  async run({ options }: { options: SelectionOptions }, ctx) {
    const input = reportInput(ctx, OPP, options, periodNamed(ctx, 'month'));
    return partedAnswer(ctx, options, input, ['owner'], async (asked) => {
      const report = await reportLeaderboard(await ctx.deps(), asked);
      return {
        noun: OPP,
        columns: [
          integer('rank', 'Rank', 'the place; equal ones share it'),
          { name: 'user', label: 'User', type: 'text', help: 'the owner of the deals' },
          integer('won', 'Won', 'deals won in the period'),
          { ...AMOUNT, help: 'sum of their amounts' },
          CURRENCY,
          integer('calls', 'Calls', 'calls in the period'),
          integer('meetings', 'Meetings', 'meetings in the period'),
          integer('activities', 'Activities', 'all activities in the period'),
        ],
        rows: report.rows.flatMap((row) =>
          rowsOf(row).map((each) => ({
            ...each,
            id: row.user,
            rank: row.rank,
            user: groupText(ctx, row.user),
          })),
        ),
        report,
        period: input.period,
        bars: 'amount',
        definition:
          'won and amount: deals in a stage that counts as won, by the day they were won and their owner. The rank is by ' +
          'the amount in your own currency, then by won deals, then by activities.',
        empty: 'nothing was won or done in this period; another one: --period quarter',
      };
    });
  },
});

/** A row for each currency; what people did is on the first one alone. */
function rowsOf({ won, count }: Rank): Row[] {
  const done = { calls: count.calls, meetings: count.meetings, activities: count.total };
  if (won.length === 0) return [{ won: 0, amount: null, currency: null, ...done }];
  return won.map((sum, at) => ({
    won: sum.won,
    amount: sum.amount,
    currency: sum.currency,
    ...(at === 0 ? done : { calls: null, meetings: null, activities: null }),
  }));
}
