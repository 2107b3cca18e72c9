import { reportFunnel } from '../../app/reports/funnel.ts';
import { LEAD } from '../../nouns/lead/definition.ts';
import { percent, rounded } from '../../render/counts.ts';
import { command } from '../command.ts';
import type { SelectionOptions } from '../record/selection.ts';
import { decimal, groupColumn, groupText, integer } from './columns.ts';
import { comparableAnswer } from './report-answer.ts';
import { addReportOptions, reportInput } from './report-options.ts';

export default command({
  summary: 'how far the leads of a period came',
  description:
    'Takes the leads created in a period and counts how many were contacted, connected, qualified, converted and won ' +
    'since, whenever that was. A later step counts for the earlier ones, also where they were skipped.',
  examples: ['report funnel', 'report funnel --period "last 90 days"', 'report funnel --by source --csv'],
  lists: true,
  configure: (c) => addReportOptions(c, LEAD, { by: '', compares: true, when: 'created' }),
  async run({ options }: { options: SelectionOptions }, ctx) {
    const input = reportInput(ctx, LEAD, options);
    return comparableAnswer(ctx, options, input, async (asked) => {
      const report = await reportFunnel(await ctx.deps(), asked);
      const { group } = report;
      return {
        noun: LEAD,
        columns: [
          ...groupColumn(LEAD, group),
          { name: 'step', label: 'Step', type: 'text', help: 'the step' },
          integer('leads', 'Leads', 'leads that came so far'),
          decimal('of_previous', '% of previous', 'in percent of those that took the step before'),
          decimal('of_all', '% of all', 'in percent of all leads'),
          decimal('days', 'Days', 'median of days since the lead was created, where the moment is known'),
        ],
        rows: report.rows.map((row) => ({
          id: row.step,
          key: row.key,
          ...(group ? { [group]: groupText(ctx, row.group) } : {}),
          step: row.step,
          leads: row.leads,
          of_previous: percent(row.ofPrevious),
          of_all: percent(row.ofAll),
          days: row.days === null ? null : rounded(row.days),
        })),
        report,
        period: input.period,
        bars: 'leads',
        definition:
          'A cohort: leads created in the period. contacted: a call, e-mail or meeting of ours; connected: an answered call ' +
          'or a meeting; qualified: a status that counts as qualified; converted: it has a day of conversion; won: its deal ' +
          'is won.',
        empty: 'no leads in this period: crm lead add, crm lead import',
      };
    });
  },
});
