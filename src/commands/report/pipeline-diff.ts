import { reportPipelineDiff } from '../../app/reports/pipeline-diff.ts';
import { addDaysTo, toLocalDate } from '../../domain/dates/calendar.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import { command } from '../command.ts';
import type { ListColumn } from '../listing.ts';
import { periodNamed } from '../parse-args.ts';
import type { SelectionOptions } from '../record/selection.ts';
import { AMOUNT, COUNT, CURRENCY } from './columns.ts';
import { HISTORY_HELP, historyNotes } from './history-notes.ts';
import { partedAnswer } from './parts.ts';
import { addReportOptions, periodOf, reportInput } from './report-options.ts';

/** Days without `--since`. */
const USUAL_DAYS = 7;

const COLUMNS: readonly ListColumn[] = [
  { name: 'step', label: 'Step', type: 'text', help: 'what happened to the deals' },
  COUNT,
  { ...AMOUNT, name: 'change', label: 'Change', help: 'what it adds to the pipeline' },
  { ...AMOUNT, help: 'sum of the amounts of the deals' },
  CURRENCY,
];

const MEANING =
  'The start is the sum of the open deals as the first day began, the end that of now or of the end of the last day; the ' +
  'changes between lead from one to the other exactly, for each currency. opened: made since. reopened: closed before. ' +
  'grown, shrunk: another amount. won, lost: at their last amount. moved in, moved out: the filters have come to fit, or ' +
  'fit no more. not known: an import brought it without its history. With --closing, pulled in and pushed out are deals ' +
  'whose close date moved into that period or out of it; without, to an earlier or a later day, which leaves the sum as ' +
  'it is, as advanced and moved back do.';

export default command({
  summary: 'what happened to the pipeline since a day: opened, grown, pushed out, won …',
  description: `Tells how the sum of the open pipeline changed: in the last 7 days without --since. ${MEANING} ${HISTORY_HELP}`,
  examples: [
    'report pipeline-diff',
    'report pipeline-diff --since 2026-01-01 --closing quarter',
    'report pipeline-diff --period "last month" --pipeline sales --csv',
  ],
  lists: true,
  configure: (c) =>
    addReportOptions(
      c.option('--closing <period>', 'only deals that are to close in it: quarter, 2026-Q2, month'),
      OPP,
      { by: '', compares: true, when: 'what happened' },
    ),
  async run({ options }: { options: SelectionOptions }, ctx) {
    const today = toLocalDate(ctx.clock.now());
    const { from, to } = periodOf(ctx, options) ?? { from: null, to: null };
    const week = { from: addDaysTo(to ?? today, -USUAL_DAYS), to: to ?? today };
    const input = reportInput(ctx, OPP, options, week);
    const asked = { ...input, period: { from: from ?? week.from, to: week.to } };
    return partedAnswer(
      ctx,
      options,
      asked,
      ['step'],
      async ({ selection, period }) => {
        const diff = await reportPipelineDiff(await ctx.deps(), {
          selection,
          since: period.from ?? week.from,
          until: period.to ?? week.to,
          closing: typeof options.closing === 'string' ? periodNamed(ctx, options.closing) : null,
        });
        return {
          noun: OPP,
          columns: COLUMNS,
          rows: diff.rows.map((row) => ({
            id: row.step,
            ...row,
            change: isTotal(row.step) ? null : row.change,
          })),
          report: {
            group: 'step',
            rows: diff.rows,
            evidence: diff.evidence,
          },
          period: { from: diff.since, to: diff.until },
          bars: 'amount',
          definition: MEANING,
          empty: 'no deals were open in this time: crm opp add',
          notes: historyNotes(diff.since, diff.gaps),
        };
      },
      today,
    );
  },
});

const isTotal = (step: string) => step === 'start' || step === 'end';
