import type { ReportInput } from '../../app/reports/question.ts';
import { type RecurringRow, recurringPeriod, reportRecurring } from '../../app/reports/recurring.ts';
import { FISCAL_UNITS } from '../../domain/dates/fiscal.ts';
import type { Row } from '../../domain/field.ts';
import type { Minor, Money } from '../../domain/money.ts';
import { PURCHASE } from '../../nouns/purchase/definition.ts';
import { command } from '../command.ts';
import type { ListColumn } from '../listing.ts';
import type { SelectionOptions } from '../record/selection.ts';
import { AMOUNT, CURRENCY, isForPeople } from './columns.ts';
import { partedView } from './parts.ts';
import { comparableAnswer, type ReportView } from './report-answer.ts';
import { addReportOptions, reportInput } from './report-options.ts';

const amount = (name: string, label: string, help: string): ListColumn => ({ ...AMOUNT, name, label, help });

export default command({
  summary: 'what is paid each month or year, and how that changed',
  description:
    'Adds up recurring amounts as amounts a year, at the beginning and the end of each month, and says how one became the ' +
    'other: of new customers, of more and less than before, of customers who left and who came back. The changes sum to ' +
    'the difference. A purchase that follows another of the same customer is a renewal. Without a period: the last twelve months.',
  examples: [
    'report recurring',
    'report recurring --compare previous',
    'report recurring --by quarter --period year',
    'report recurring -f csv',
  ],
  lists: true,
  configure: (c) => addReportOptions(c, PURCHASE, { by: 'month', compares: true, when: 'paid' }),
  async run({ options }: { options: SelectionOptions }, ctx) {
    const deps = await ctx.deps();
    const given = reportInput(ctx, PURCHASE, options);
    const input = { ...given, period: recurringPeriod(deps, given.period) };
    const viewOf = async (asked: ReportInput): Promise<ReportView<RecurringRow>> => {
      const report = await reportRecurring(deps, asked);
      const unit = report.group ?? 'month';
      return {
        noun: PURCHASE,
        columns: [
          {
            name: unit,
            label: unit.charAt(0).toUpperCase() + unit.slice(1),
            type: 'text',
            help: `the ${unit}`,
          },
          amount('start', 'Start', 'paid a year before it began'),
          amount('new', 'New', 'of customers who paid nothing before'),
          amount('reactivation', 'Reactivation', 'of customers who came back'),
          amount('expansion', 'Expansion', 'more of customers who paid before'),
          amount('contraction', 'Contraction', 'less of customers who still pay'),
          amount('churn', 'Churn', 'of customers who pay nothing any more'),
          amount('end', 'End', 'paid a year at its end'),
          amount('monthly', 'A month', 'the same a month, rounded'),
          CURRENCY,
        ],
        rows: report.rows.map(({ place, period, currency, start, end, moves }) => ({
          key: place,
          [unit]: period,
          start,
          ...(isForPeople(ctx) ? withoutZeros(moves) : moves),
          end,
          monthly: { minor: twelfth(end.minor), currency },
          currency,
        })),
        report,
        period: report.period,
        bars: 'end',
        definition:
          'Purchases with a recurring amount that are not refunded, from their first day (starts_on, else bought_on) to their ' +
          'last (ends_on). A monthly amount counts twelve times. Amounts are those of a customer: the account, else the contact.',
        empty: 'nothing is paid again and again: crm purchase add --recurring month',
      };
    };
    return comparableAnswer(ctx, options, input, (asked) =>
      isUnit(asked.by) ? viewOf(asked) : partedView(ctx, asked, [], viewOf),
    );
  },
});

/** Whether the rows themselves are of it. */
const isUnit = (by: string | undefined) =>
  by === undefined || FISCAL_UNITS.some((unit) => unit === by.trim().toLowerCase());

/** What did not happen leaves its column of a table blank. */
function withoutZeros(moves: Readonly<Record<string, Money>>): Row {
  return Object.fromEntries(
    Object.entries(moves).map(([name, money]) => [name, Number(money.minor) === 0 ? null : money]),
  );
}

/** Rounded half up. */
function twelfth(minor: Minor): Minor {
  return typeof minor === 'bigint' ? (minor + 6n) / 12n : Math.round(minor / 12);
}
