import { type Bottleneck, reportBottleneck, usualPeriod } from '../../app/reports/bottleneck.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import { percent, rounded } from '../../render/counts.ts';
import { command } from '../command.ts';
import type { SelectionOptions } from '../record/selection.ts';
import { decimal, integer } from './columns.ts';
import { partedAnswer } from './parts.ts';
import { addReportOptions, closedPart, closedPeriodOf, reportInput } from './report-options.ts';

/** What its rows are of. */
const FIXED = ['pipeline', 'stage'];

/** With fewer deals a median and a rate say little. */
const FEW_DEALS = 10;

const MEANING =
  'Days: the median of the days in the stage, of deals that left it in the period. Lost: the part of the moves out of it that ' +
  'lost the deal. The norm is the same of the twelve months before the period. extra days and extra lost: what all deals ' +
  'of the period together cost more than by the norm; below 0 they cost less.';

export default command({
  summary: 'the stages where time and deals are lost, against your own norm',
  description: `Without a period it is the last 90 days. The worst stage comes first. ${MEANING}`,
  examples: [
    'report bottleneck',
    'report bottleneck --period "last quarter" --owner ann',
    'report bottleneck --json',
  ],
  lists: true,
  configure: (c) => addReportOptions(c, OPP, { by: '', compares: true, when: 'left the stage' }),
  async run({ options }: { options: SelectionOptions }, ctx) {
    const usual = usualPeriod(ctx);
    const period = closedPeriodOf(ctx, options, usual);
    const input = reportInput(ctx, OPP, options, period);
    const number = (value: number | null) => (value === null ? null : rounded(value));
    return partedAnswer(ctx, options, input, FIXED, async (asked) => {
      const report = await reportBottleneck(await ctx.deps(), {
        selection: asked.selection,
        period: { ...period, ...closedPart(asked.period) },
      });
      const few = report.rows.some(({ deals }) => deals < FEW_DEALS);
      return {
        noun: OPP,
        columns: [
          { name: 'pipeline', label: 'Pipeline', type: 'text', help: 'the pipeline' },
          { name: 'stage', label: 'Stage', type: 'text', help: 'the stage' },
          integer('deals', 'Deals', 'deals that left it'),
          decimal('days', 'Days', 'median of their days in it'),
          decimal('norm_days', 'Norm', 'that of the twelve months before'),
          decimal('lost', 'Lost %', 'moves out of it that lost the deal, in percent'),
          decimal('norm_lost', 'Norm %', 'that of the twelve months before'),
          decimal('extra_days', 'Extra days', 'days that all of them took more than by the norm'),
          decimal('extra_lost', 'Extra lost', 'deals that were lost more than by the norm'),
          integer('open', 'Open', 'deals in it now'),
        ],
        rows: report.rows.map((row: Bottleneck) => ({
          ...{
            id: row.stage,
            key: row.id,
            pipeline: row.pipeline,
            stage: row.stage,
            deals: row.deals,
            open: row.open,
          },
          days: number(row.days),
          norm_days: number(row.normDays),
          lost: percent(row.lost),
          norm_lost: percent(row.normLost),
          extra_days: number(row.extraDays),
          extra_lost: number(row.extraLost),
        })),
        report,
        period,
        bars: 'extra_days',
        definition: MEANING,
        empty: 'no stages with deals yet: crm opp add',
        notes: [
          `norm: from ${report.norm.from} to ${report.norm.to}`,
          ...(few ? [`fewer than ${FEW_DEALS} deals left some stages: their figures say little`] : []),
        ],
      };
    });
  },
});
