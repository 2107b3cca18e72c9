import { reportSlipped } from '../../app/reports/slipped.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import { command } from '../command.ts';
import { periodNamed } from '../parse-args.ts';
import type { SelectionOptions } from '../record/selection.ts';
import { AMOUNT, CURRENCY, integer } from './columns.ts';
import { partedAnswer } from './parts.ts';
import { addReportOptions, closedPart, closedPeriodOf, reportInput } from './report-options.ts';

const MEANING =
  'A push is a change of the close date from a day of the period to one after it; a pull leads back. days: by how much the ' +
  'pushes moved it, in all. What was undone does not count. Changes come from the history, so those before an import are ' +
  'not known.';

export default command({
  summary: 'deals whose close date moved out of a period: how often, by how much',
  description: `Lists deals that were to close in the period, the present quarter by default, and were put off. ${MEANING}`,
  examples: ['report slipped', 'report slipped --period "last quarter" --owner ann', 'report slipped -f ids'],
  lists: true,
  configure: (c) =>
    addReportOptions(c, OPP, {
      by: '',
      compares: { why: 'it lists single deals; give the other time by --period' },
      when: 'was to close',
    }),
  async run({ options }: { options: SelectionOptions }, ctx) {
    const quarter = periodNamed(ctx, 'quarter');
    const period = closedPeriodOf(ctx, options, quarter);
    const input = reportInput(ctx, OPP, options, period);
    return partedAnswer(ctx, options, input, [], async (asked) => {
      const report = await reportSlipped(await ctx.deps(), {
        ...asked,
        period: { ...period, ...closedPart(asked.period) },
      });
      return {
        noun: OPP,
        columns: [
          integer('id', 'ID', 'number of the deal'),
          { name: 'name', label: 'Name', type: 'text', help: 'name of the deal' },
          { name: 'status', label: 'Status', type: 'text', help: 'open, won or lost' },
          integer('pushes', 'Pushes', 'how often it was put off'),
          integer('pulls', 'Pulls', 'how often it came back'),
          integer('days', 'Days', 'days by which it was put off'),
          {
            name: 'planned',
            label: 'Planned',
            type: 'date',
            help: 'the last day in the period that it was to close',
          },
          { name: 'close_date', label: 'Close date', type: 'date', help: 'when it is to close now' },
          AMOUNT,
          CURRENCY,
          { name: 'owner', label: 'Owner', type: 'text', help: 'its owner' },
        ],
        rows: report.rows.map(({ amount_minor: minor, ...row }) => ({
          ...row,
          amount: minor === null ? null : { minor, currency: row.currency },
        })),
        report,
        period,
        definition: MEANING,
        empty: 'no close date moved out of this period',
      };
    });
  },
});
