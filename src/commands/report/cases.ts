import { type CaseRow, reportCases } from '../../app/reports/cases.ts';
import type { Row } from '../../domain/field.ts';
import { CASE } from '../../nouns/case/definition.ts';
import { percent } from '../../render/counts.ts';
import { command } from '../command.ts';
import type { SelectionOptions } from '../record/selection.ts';
import { decimal, groupColumn, groupText, integer } from './columns.ts';
import { comparableAnswer } from './report-answer.ts';
import { addReportOptions, reportInput } from './report-options.ts';

export default command({
  summary: 'how many cases, how fast they are answered and solved, how content people are',
  description:
    'Counts cases by the day they were opened: the backlog, the median time to the first response and to the solution, ' +
    'those that were opened again, and those that were late by their service level. --by takes any field of cases, such as ' +
    'product, account or owner, or a unit of time.',
  examples: ['report cases', 'report cases --by product --period year', 'report cases --by owner --json'],
  lists: true,
  configure: (c) => addReportOptions(c, CASE, { by: '', compares: true, when: 'opened' }),
  async run({ options }: { options: SelectionOptions }, ctx) {
    const input = reportInput(ctx, CASE, options);
    return comparableAnswer(ctx, options, input, async (asked) => {
      const report = await reportCases(await ctx.deps(), asked);
      const { group } = report;
      return {
        noun: CASE,
        columns: [
          ...groupColumn(CASE, group),
          integer('cases', 'Cases', 'cases opened in the period'),
          integer('open', 'Backlog', 'of these, those that are not over'),
          decimal('first_response', 'Response h', 'median of the hours until the first response'),
          decimal('resolution', 'Solution h', 'median of the hours until the solution'),
          integer('reopened', 'Reopened', 'cases that were opened again'),
          integer('breached', 'Late', 'cases that were not answered or not solved in time'),
          decimal('breached_percent', '% late', 'these in percent of all with a service level'),
          decimal('satisfaction', 'Content', 'mean of the satisfaction, from 1 to 5'),
          integer('rated', 'Rated', 'cases with a satisfaction'),
        ],
        rows: report.rows.map((row) => ({
          id: row.group,
          ...(group ? { [group]: groupText(ctx, row.group) } : {}),
          ...figuresOf(row),
        })),
        report,
        period: input.period,
        bars: group ? 'cases' : undefined,
        definition:
          'Cases by the day they were opened. open: without a day of solution. first_response and resolution: the median of the ' +
          'hours by the calendar, of cases that were answered or solved. breached: cases with a service level that were ' +
          'answered or solved after they were due, or are overdue now. satisfaction: the mean of the field of that name.',
        empty: 'no cases in this period: crm case add',
      };
    });
  },
});

function figuresOf(row: CaseRow): Row {
  const { cases, open, reopened, promised, breached, rated } = row;
  return {
    ...{ cases, open, first_response: rounded(row.responseHours), resolution: rounded(row.solutionHours) },
    ...{ reopened, breached, breached_percent: percent(promised === 0 ? null : breached / promised) },
    ...{ satisfaction: rounded(row.satisfaction), rated },
  };
}

/** To one decimal. */
const rounded = (value: number | null): number | null =>
  value === null ? null : Math.round(value * 10) / 10;
