import { reportSpeedToLead } from '../../app/reports/speed-to-lead.ts';
import { LEAD } from '../../nouns/lead/definition.ts';
import { percent } from '../../render/counts.ts';
import { command } from '../command.ts';
import type { ListColumn } from '../listing.ts';
import type { SelectionOptions } from '../record/selection.ts';
import { decimal, groupColumn, groupText, integer } from './columns.ts';
import { comparableAnswer } from './report-answer.ts';
import { addReportOptions, reportInput } from './report-options.ts';

export default command({
  summary: 'how long leads wait until somebody contacts them',
  description:
    'The time from the creation of leads to the first touch: an outgoing call, e-mail, message or letter, or a meeting. ' +
    '--by takes any field of leads, such as source, or a unit of time.',
  examples: [
    'report speed-to-lead',
    'report speed-to-lead --by source --period year',
    'report speed-to-lead --by week --json',
  ],
  lists: true,
  configure: (c) => addReportOptions(c, LEAD, { by: 'owner', compares: true, when: 'created' }),
  async run({ options }: { options: SelectionOptions }, ctx) {
    const input = reportInput(ctx, LEAD, options);
    return comparableAnswer(ctx, options, input, async (asked) => {
      const report = await reportSpeedToLead(await ctx.deps(), asked);
      const group = report.group ?? 'owner';
      return {
        noun: LEAD,
        columns: [
          ...groupColumn(LEAD, group),
          integer('leads', 'Leads', 'leads created in the period'),
          integer('touched', 'Touched', 'of these, those that somebody contacted'),
          duration('median', 'Median', 'median of the time until the first touch'),
          duration('slowest', '9 of 10', 'time within which nine of ten were contacted, of those that were'),
          decimal('within_5_minutes', '% 5 min', 'contacted within 5 minutes, in percent of all'),
          decimal('within_1_hour', '% 1 h', 'contacted within an hour, in percent of all'),
          decimal('within_1_day', '% 1 day', 'contacted within 24 hours, in percent of all'),
        ],
        rows: report.rows.map((row) => {
          const part = (count: number) => percent(row.leads === 0 ? null : count / row.leads);
          return {
            id: row.group,
            [group]: groupText(ctx, row.group),
            leads: row.leads,
            touched: row.touched,
            median: rounded(row.medianSeconds),
            slowest: rounded(row.slowestSeconds),
            within_5_minutes: part(row.within5Minutes),
            within_1_hour: part(row.within1Hour),
            within_1_day: part(row.within1Day),
          };
        }),
        report,
        period: input.period,
        bars: 'leads',
        definition:
          'Leads by the day they were created. touched: with an outgoing call, e-mail, message or letter, or a meeting. ' +
          'median and slowest: by the clock, of leads that were first contacted after they were created; one that ' +
          'was contacted before counts as contacted at once in the percentages.',
        empty: 'no leads in this period: crm lead add, crm lead import',
      };
    });
  },
});

const duration = (name: string, label: string, help: string): ListColumn => ({
  name,
  label,
  help,
  type: 'duration',
});

/** Whole minutes, from the first on. */
const rounded = (seconds: number | null): number | null =>
  seconds === null || seconds < 60 ? seconds : Math.round(seconds / 60) * 60;
