import { reportConversion } from '../../app/reports/conversion.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import { counted, percent } from '../../render/counts.ts';
import { command } from '../command.ts';
import type { SelectionOptions } from '../record/selection.ts';
import { decimal, groupColumn, groupText, integer } from './columns.ts';
import { comparableAnswer } from './report-answer.ts';
import { addReportOptions, reportInput } from './report-options.ts';

/** With fewer deals a rate says little. */
const FEW_DEALS = 10;

export default command({
  summary: 'how many deals go on from each stage to the next',
  description:
    'Takes the deals created in a period and counts how many reached each stage and went on from it, whenever that was. ' +
    'Skipped stages count as passed, and a deal that came back counts once. With --moves: what became of deals each time ' +
    'they left a stage in the period, whenever they were created.',
  examples: [
    'report conversion',
    'report conversion --period year --by owner',
    'report conversion --moves --period quarter',
  ],
  lists: true,
  configure: (c) =>
    (addReportOptions(c, OPP, { by: '', compares: true, when: 'created, or moved,' }) as typeof c).option(
      '--moves',
      'count moves in the period, not the deals created in it',
    ),
  async run({ options }: { options: SelectionOptions }, ctx) {
    const input = reportInput(ctx, OPP, options);
    const isOfMoves = options.moves === true;
    return comparableAnswer(ctx, options, input, async (asked) => {
      const report = await reportConversion(await ctx.deps(), asked, isOfMoves ? 'moves' : 'cohort');
      const { group, rows, unknown } = report;
      const isSmall = rows.some(({ deals }) => deals > 0 && deals < FEW_DEALS);
      return {
        noun: OPP,
        columns: [
          ...groupColumn(OPP, group),
          { name: 'pipeline', label: 'Pipeline', type: 'text', help: 'the pipeline' },
          { name: 'stage', label: 'Stage', type: 'text', help: 'the stage' },
          isOfMoves
            ? integer('deals', 'Left', 'times that deals left the stage')
            : integer('deals', 'Reached', 'deals that reached the stage'),
          integer('advanced', 'Advanced', 'of these, those that reached a later stage or were won'),
          decimal('rate', '%', 'these in percent'),
          ...(isOfMoves
            ? [
                integer('back', 'Back', 'those that moved back'),
                integer('lost', 'Lost', 'those that were lost'),
              ]
            : [
                integer('lost', 'Lost', 'those that were lost without a later stage'),
                integer('open', 'Open', 'those that are open and came no further'),
              ]),
        ],
        rows: rows.map((row) => ({
          id: row.stage,
          key: row.key,
          ...(group ? { [group]: groupText(ctx, row.group) } : {}),
          pipeline: row.pipeline,
          stage: row.stage,
          deals: row.deals,
          advanced: row.advanced,
          rate: percent(row.deals === 0 ? null : row.advanced / row.deals),
          back: row.back,
          lost: row.lost,
          open: row.open,
        })),
        report,
        period: input.period,
        bars: 'rate',
        definition: isOfMoves
          ? 'Moves in the history of stages, from an open stage to another stage of its pipeline, by the day of the move.'
          : 'A cohort: deals created in the period, each at the furthest open stage that it was in; won ones have passed all.',
        empty: isOfMoves
          ? 'no deals left a stage in this period: crm opp advance'
          : 'no deals were created in this period: crm opp add',
        notes: [
          ...(unknown > 0
            ? [
                `${counted(unknown, 'lost deal')} without a history of stages: the stage before is not known, and not counted`,
              ]
            : []),
          ...(isSmall ? [`fewer than ${FEW_DEALS} deals in some stages: their rates say little`] : []),
        ],
      };
    });
  },
});
