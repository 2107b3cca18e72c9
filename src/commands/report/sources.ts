import { reportSources, type SourceRow } from '../../app/reports/sources.ts';
import type { Row } from '../../domain/field.ts';
import type { Money } from '../../domain/money.ts';
import { LEAD } from '../../nouns/lead/definition.ts';
import { notApplicable, percent } from '../../render/counts.ts';
import { command } from '../command.ts';
import type { ListColumn } from '../listing.ts';
import type { SelectionOptions } from '../record/selection.ts';
import { AMOUNT, CURRENCY, decimal, groupColumn, groupText, integer } from './columns.ts';
import { comparableAnswer } from './report-answer.ts';
import { addReportOptions, reportInput } from './report-options.ts';

export default command({
  summary: 'where leads come from, and what became of them',
  description:
    'Counts leads by source: how many were converted, and what was won of them. A won deal counts for the source of the ' +
    'lead it began as; the columns last count it for the source that the deal itself names, if it names one.',
  examples: [
    'report sources',
    'report sources --cost',
    'report sources --by campaign --period year',
    'report sources --json',
  ],
  lists: true,
  configure: (c) =>
    addReportOptions(
      c.option('--cost', 'what campaigns cost for these leads, a lead and a won deal, and the return'),
      LEAD,
      { by: 'source', compares: true, when: 'created' },
    ),
  async run({ options }: { options: SelectionOptions }, ctx) {
    const input = reportInput(ctx, LEAD, options);
    return comparableAnswer(ctx, options, input, async (asked) => {
      const withCosts = options.cost === true;
      const report = await reportSources(await ctx.deps(), { ...asked, withCosts });
      const group = report.group ?? 'source';
      const hasLast = group === 'source';
      return {
        noun: LEAD,
        columns: [
          ...groupColumn(LEAD, group),
          integer('leads', 'Leads', 'leads created in the period'),
          integer('converted', 'Converted', 'of these, those that were converted'),
          decimal('conversion', '%', 'converted leads in percent of all'),
          integer('won', 'Won', 'won deals that began as these leads'),
          { ...AMOUNT, help: 'sum of the amounts of these deals' },
          ...(hasLast
            ? [
                integer('last_won', 'Last won', 'won deals of these leads whose own source is this one'),
                { ...AMOUNT, name: 'last_amount', label: 'Last amount', help: 'sum of their amounts' },
              ]
            : []),
          ...(withCosts ? COST_COLUMNS : []),
          CURRENCY,
        ],
        rows: report.rows.flatMap((row) =>
          rowsOf(row, notApplicable(ctx.print.format)).map((each) => ({
            ...each,
            id: row.group,
            [group]: groupText(ctx, row.group),
          })),
        ),
        report,
        period: input.period,
        bars: 'leads',
        definition:
          'Leads by the day they were created. converted: those with a day of conversion. won and amount: deals in a stage ' +
          'that counts as won, whose first lead is in the group; last_won and last_amount: the same deals by their own source. ' +
          'cost: that of each campaign is shared evenly among all leads that name it, to the cent.',
        empty: 'no leads in this period: crm lead add, crm lead import',
      };
    });
  },
});

const COST_COLUMNS: readonly ListColumn[] = [
  { ...AMOUNT, name: 'cost', label: 'Cost', help: 'their part of what the campaigns cost that they name' },
  { ...AMOUNT, name: 'cost_of_lead', label: 'A lead', help: 'cost divided by leads' },
  { ...AMOUNT, name: 'cost_of_won', label: 'A won deal', help: 'cost divided by won deals' },
  decimal('return', 'Return %', 'amount less cost, in percent of the cost; n/a without a cost'),
];

/** A row for each currency; what does not depend on it is on the first one alone. */
function rowsOf({ leads, converted, first, last, costs }: SourceRow, none: string | null): Row[] {
  const currencies = [...new Set([...first, ...last, ...costs].map(({ currency }) => currency))];
  const shared = { leads, converted, conversion: percent(leads === 0 ? null : converted / leads) };
  if (currencies.length === 0)
    return [
      { ...shared, won: 0, amount: null, last_won: 0, last_amount: null, return: none, currency: null },
    ];
  return currencies.map((currency, at) => {
    const cost = costs.find((each) => each.currency === currency) ?? null;
    const [own, later] = [first, last].map((sums) => sums.find((sum) => sum.currency === currency));
    return {
      ...(at === 0 ? shared : { leads: null, converted: null, conversion: null }),
      won: own?.count ?? 0,
      amount: own?.amount ?? null,
      last_won: later?.count ?? 0,
      last_amount: later?.amount ?? null,
      ...costColumns(cost, { leads, won: own?.count ?? 0, amount: own?.amount ?? null }, none),
      currency,
    };
  });
}

function costColumns(
  cost: Money | null,
  { leads, won, amount }: { readonly leads: number; readonly won: number; readonly amount: Money | null },
  none: string | null,
): Row {
  if (cost === null) return { cost: null, cost_of_lead: null, cost_of_won: null, return: none };
  const minor = Number(cost.minor);
  const each = (count: number) => (count === 0 ? null : { ...cost, minor: Math.round(minor / count) });
  const gain = minor <= 0 ? null : (Number(amount?.minor ?? 0) - minor) / minor;
  return { cost, cost_of_lead: each(leads), cost_of_won: each(won), return: percent(gain) ?? none };
}
