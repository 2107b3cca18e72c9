import { reportStale, type StaleReport } from '../../app/reports/stale.ts';
import { daysBetween, toLocalDate } from '../../domain/dates/calendar.ts';
import type { Row } from '../../domain/field.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import { command } from '../command.ts';
import { type ListColumn, listAnswer } from '../listing.ts';
import { type SelectionOptions, wholeNumber } from '../record/selection.ts';
import { AMOUNT, CURRENCY, integer } from './columns.ts';
import { partedAnswer } from './parts.ts';
import { reportOnPage } from './report-answer.ts';
import { addReportOptions, closingIn, NOW_ALONE, reportInput } from './report-options.ts';

/** Without an activity for so many days a deal is stale. */
const QUIET_DAYS = 30;

export default command({
  summary: 'open deals with which nothing happens',
  description:
    'Lists open deals that are longer in their stage than its limit, or without an activity for 30 days; those longest in ' +
    'their stage first.',
  examples: ['report stale', 'report stale --days 14 --mine', 'report stale -f ids'],
  lists: true,
  configure: (c) =>
    addReportOptions(c.option('--days <n>', `days without an activity; default: ${QUIET_DAYS}`), OPP, {
      by: '',
      compares: NOW_ALONE,
      when: 'to close',
    }),
  async run({ options }: { options: SelectionOptions }, ctx) {
    const quietDays = wholeNumber('days', options.days) ?? QUIET_DAYS;
    const input = reportInput(ctx, OPP, options);
    const today = toLocalDate(ctx.clock.now());
    const about = {
      noun: OPP,
      definition:
        `Open deals that entered their stage more days ago than its limit (rotting_days), or whose last activity, else ` +
        `their entry into the stage, is more than ${quietDays} days ago.`,
    };
    if (!options.explain && input.by === undefined) {
      const report = await reportStale(await ctx.deps(), { ...closingIn(input), quietDays });
      const list = listAnswer(
        ctx,
        { noun: OPP.plural, columns: COLUMNS, empty: EMPTY },
        rowsOf(report, today),
      );
      return { ...list, report: reportOnPage({ ...about, report }) };
    }
    return partedAnswer(ctx, options, input, [], async (asked) => {
      const { rows, evidence } = await reportStale(await ctx.deps(), { ...closingIn(asked), quietDays });
      const deals: Row[] = [];
      for await (const row of rowsOf({ rows }, today)) deals.push(row);
      const report = { group: null, rows: [], evidence };
      return { ...about, columns: COLUMNS, rows: deals, report, empty: EMPTY };
    });
  },
});

const EMPTY = 'no open deals are stale; those quiet for a shorter time: --days 14';

const COLUMNS: readonly ListColumn[] = [
  integer('id', 'ID', 'number of the deal'),
  { name: 'name', label: 'Name', type: 'text', help: 'name of the deal' },
  { name: 'stage', label: 'Stage', type: 'text', help: 'its stage' },
  integer('days', 'Days', 'days in the stage'),
  integer('limit', 'Limit', 'days that the stage allows'),
  integer('quiet', 'Quiet', 'days since the last activity; empty if there was none'),
  AMOUNT,
  CURRENCY,
  { name: 'owner', label: 'Owner', type: 'text', help: 'its owner' },
];

async function* rowsOf({ rows }: Pick<StaleReport, 'rows'>, today: string): AsyncGenerator<Row> {
  for await (const { since, last, amount_minor: minor, currency, ...deal } of rows)
    yield {
      ...deal,
      currency,
      days: daysBetween(toLocalDate(since), today),
      quiet: last === null ? null : daysBetween(toLocalDate(last), today),
      amount: minor === null ? null : { minor, currency },
    };
}
