import { reportVelocity } from '../../app/reports/velocity.ts';
import { decimalText } from '../../domain/money.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import { NOT_APPLICABLE, percentText, rounded } from '../../render/counts.ts';
import type { SalesPace } from '../../store/reports/stage-durations.ts';
import { command } from '../command.ts';
import type { SelectionOptions } from '../record/selection.ts';
import { decimal, integer } from './columns.ts';
import { partedAnswer } from './parts.ts';
import { addReportOptions, reportInput } from './report-options.ts';

/** What its rows are of. */
const FIXED = ['pipeline', 'stage'];

/** With fewer deals a median says little. */
const FEW_DEALS = 10;

export default command({
  summary: 'how long deals stay in each stage',
  description:
    'Days in each open stage, of deals that left it in the period: the median, and what nine of ten needed at most. ' +
    'Several visits of a deal are added up; deals that are still there are counted apart. Below, what a day of selling ' +
    'brings: open deals times win rate times average amount, divided by the days from creation to won.',
  examples: ['report velocity', 'report velocity --period year --owner ann', 'report velocity --json'],
  lists: true,
  configure: (c) => addReportOptions(c, OPP, { by: '', compares: true, when: 'left the stage or closed' }),
  async run({ options }: { options: SelectionOptions }, ctx) {
    const input = reportInput(ctx, OPP, options);
    return partedAnswer(ctx, options, input, FIXED, async (asked) => {
      const report = await reportVelocity(await ctx.deps(), asked);
      const hasDeals = report.rows.some(({ deals, open }) => deals + open > 0);
      const small = report.rows.some(({ deals }) => deals > 0 && deals < FEW_DEALS);
      return {
        noun: OPP,
        columns: [
          { name: 'pipeline', label: 'Pipeline', type: 'text', help: 'the pipeline' },
          { name: 'stage', label: 'Stage', type: 'text', help: 'the stage' },
          integer('deals', 'Deals', 'deals that left the stage'),
          decimal('median', 'Median', 'days that half of them needed at most'),
          decimal('ninetieth', '90 %', 'days that nine of ten needed at most'),
          integer('open', 'Open', 'deals in the stage now'),
        ],
        rows: (hasDeals ? report.rows : []).map(
          ({ id, pipeline, stage, deals, median, ninetieth, open }) => ({
            id: stage,
            key: id,
            pipeline,
            stage,
            deals,
            median: median === null ? null : rounded(median),
            ninetieth: ninetieth === null ? null : rounded(ninetieth),
            open,
          }),
        ),
        report,
        period: input.period,
        present: ['open'],
        bars: 'median',
        definition:
          'Days between entering and leaving a stage in the history of stages, added up for each deal.',
        empty: 'no stages with deals yet: crm opp add',
        notes: [
          ...report.paces.filter(({ won, lost }) => won + lost > 0).map(paceText),
          ...(small ? [`fewer than ${FEW_DEALS} deals left some stages: their days say little`] : []),
        ],
      };
    });
  },
});

/** `USD: 42 open × 64.0% won × 3200.00 ÷ 38.5 days = 2234.18 a day`. */
function paceText({ currency, won, lost, amount, days, open }: SalesPace): string {
  const rate = won + lost === 0 ? null : won / (won + lost);
  const average = won === 0 ? null : Number(decimalText(amount)) / won;
  const pace =
    rate === null || average === null || days === null || days <= 0 ? null : (open * rate * average) / days;
  const number = (value: number | null) => (value === null ? NOT_APPLICABLE : value.toFixed(2));
  return `${currency}: ${open} open × ${percentText(rate)} won × ${number(average)} ÷ ${days === null ? NOT_APPLICABLE : `${rounded(days)} days`} = ${number(pace)} a day`;
}
