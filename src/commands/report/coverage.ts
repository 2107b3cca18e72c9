import { type Coverage, type CoverageRow, rateOf, reportCoverage } from '../../app/reports/coverage.ts';
import { forecastKey } from '../../app/reports/forecast.ts';
import type { Row } from '../../domain/field.ts';
import { addMinor, decimalText, parseMoney } from '../../domain/money.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import { NOT_APPLICABLE, notApplicable, percentText } from '../../render/counts.ts';
import { command } from '../command.ts';
import { periodNamed } from '../parse-args.ts';
import type { SelectionOptions } from '../record/selection.ts';
import { adoptTargetSettings } from '../target-settings.ts';
import { AMOUNT, CURRENCY, groupColumn, groupText, integer, isForPeople, TOTAL_HELP } from './columns.ts';
import { ownerOf, withoutOwner } from './credit-help.ts';
import { reportAnswer } from './report-answer.ts';
import { addReportOptions, closedPeriodOf, reportInput } from './report-options.ts';

/** With fewer closed deals a rate says little. */
const FEW_DEALS = 10;

const MEANING =
  'expected: what is closed in the period, and its open deals times the part of closed deals that was won in the last twelve ' +
  'months. missing: what the target (crm target; of a part of a month the share of its days) lacks beyond that. deals: missing, divided by the win rate and by the ' +
  'average amount won. leads: as many as it takes to make these deals, at the part of the leads of the last twelve months ' +
  'that became deals.';

export default command({
  summary: 'how many more deals and leads the target needs, and the money to expect',
  description: `Without a period it is the present quarter, month by month. ${MEANING}`,
  examples: [
    'report coverage',
    'report coverage --by quarter --period "next 2 quarters"',
    'report coverage --owner ann --json',
  ],
  lists: true,
  configure: (c) =>
    addReportOptions(c.option('--total', TOTAL_HELP), OPP, {
      by: 'month',
      compares: { why: 'it looks ahead; what was won before: crm report won --compare' },
      when: 'won or to close',
    }),
  async run({ options }: { options: SelectionOptions }, ctx) {
    const quarter = periodNamed(ctx, 'quarter');
    const period = closedPeriodOf(ctx, options, quarter);
    const { selection, by = 'month' } = reportInput(ctx, OPP, withoutOwner(options), period);
    await adoptTargetSettings(ctx);
    const deps = await ctx.deps();
    const usual = ctx.config.get('target');
    const coverage = await reportCoverage(deps, {
      selection,
      period,
      by,
      owner: ownerOf(options),
      hasTotals: isForPeople(ctx) || options.total === true,
      usualTarget: usual === undefined ? null : parseMoney(usual, deps.currency),
    });
    const { forecast, rows, totals } = coverage;
    const isTime = forecast.question.by.type === 'time';
    const toRow = ({ row, ...needs }: CoverageRow, isTotal: boolean): Row => ({
      id: row.group,
      key: forecastKey(row, isTotal),
      ...(forecast.group && !isTime
        ? { [forecast.group]: isTotal ? 'total' : groupText(ctx, row.group) }
        : {}),
      period: isTotal ? 'total' : isTime ? row.group : 'in period',
      target: row.target,
      closed: row.amounts.closed,
      open: {
        minor: addMinor(row.amounts.commit.minor, row.amounts['best case'].minor, row.amounts.pipeline.minor),
        currency: row.currency,
      },
      expected: needs.expected,
      missing: needs.missing,
      deals: needs.deals ?? (row.target ? notApplicable(ctx.print.format) : null),
      leads: needs.leads ?? (row.target ? notApplicable(ctx.print.format) : null),
      currency: row.currency,
    });
    return reportAnswer(ctx, options, {
      noun: OPP,
      columns: [
        ...(isTime ? [] : groupColumn(OPP, forecast.group)),
        { name: 'period', label: 'Period', type: 'text', help: 'the time' },
        { ...AMOUNT, name: 'target', label: 'Target', help: 'what is to be won' },
        { ...AMOUNT, name: 'closed', label: 'Closed', help: 'what is won' },
        { ...AMOUNT, name: 'open', label: 'Open', help: 'open deals of the period' },
        { ...AMOUNT, name: 'expected', label: 'Expected', help: 'closed, and open by your own win rate' },
        { ...AMOUNT, name: 'missing', label: 'Missing', help: 'what the target lacks beyond that' },
        integer('deals', 'Deals', 'deals to make for it'),
        integer('leads', 'Leads', 'leads to make these deals of'),
        CURRENCY,
      ],
      rows: rows.map((row) => toRow(row, false)),
      totals: rows.length > 1 ? totals.map((row) => toRow(row, true)) : [],
      report: forecast,
      period,
      bars: 'expected',
      definition: MEANING,
      empty: 'no deals to cover a target: crm opp add',
      notes: ratesNotes(coverage),
    });
  },
});

/** `since 2025-12-02 in USD: 20 of 38 closed deals won (52.6%), 16,105.00 each; 61 of 300 leads became deals (20.3%)`. */
function ratesNotes({ paces, leads, since, rows }: Coverage): string[] {
  const ofLeads = `${leads.converted} of ${leads.leads} leads became deals (${percentText(leads.leads ? leads.converted / leads.leads : null)})`;
  const known = paces.filter(({ won, lost }) => won + lost > 0);
  const few = known.some(({ won, lost }) => won + lost < FEW_DEALS);
  return [
    ...known.map((pace) => {
      const average =
        pace.won === 0
          ? NOT_APPLICABLE
          : decimalText({ minor: Math.round(Number(pace.amount.minor) / pace.won), currency: pace.currency });
      return `since ${since} in ${pace.currency}: ${pace.won} of ${pace.won + pace.lost} closed deals won (${percentText(rateOf(pace))}), ${average} each; ${ofLeads}`;
    }),
    ...(known.length === 0 ? [`no deal has closed since ${since}, so the rates are not known`] : []),
    ...(few ? [`fewer than ${FEW_DEALS} deals closed: their rate says little`] : []),
    ...(rows.every(({ row }) => row.target === null)
      ? ['no target in this period: crm target set 50k --period quarter']
      : []),
  ];
}
