import { reportProducts } from '../../app/reports/products.ts';
import { PURCHASE } from '../../nouns/purchase/definition.ts';
import { rounded } from '../../render/counts.ts';
import { command } from '../command.ts';
import type { SelectionOptions } from '../record/selection.ts';
import { AMOUNT, CURRENCY, decimal, groupColumn, groupText, integer } from './columns.ts';
import { comparableAnswer } from './report-answer.ts';
import { addReportOptions, reportInput } from './report-options.ts';

export default command({
  summary: 'what was bought: products, quantities, amounts, refunds',
  description:
    'Adds up purchases by product, or by another field: account, recurring, month. A refund lowers the amount and is counted apart.',
  examples: [
    'report products',
    'report products --by account --period year',
    'report products --by month --json',
  ],
  lists: true,
  configure: (c) => addReportOptions(c, PURCHASE, { by: 'product', compares: true, when: 'bought' }),
  async run({ options }: { options: SelectionOptions }, ctx) {
    const input = reportInput(ctx, PURCHASE, options);
    return comparableAnswer(ctx, options, input, async (asked) => {
      const report = await reportProducts(await ctx.deps(), asked);
      const group = report.group ?? 'product';
      return {
        noun: PURCHASE,
        columns: [
          ...groupColumn(PURCHASE, group),
          integer('customers', 'Customers', 'customers who bought it and were not paid back'),
          integer('purchases', 'Purchases', 'how often it was bought'),
          decimal('quantity', 'Quantity', 'how much was bought'),
          integer('refunds', 'Refunds', 'purchases that were paid back'),
          { ...AMOUNT, help: 'what was paid, less what was paid back' },
          CURRENCY,
        ],
        rows: report.rows.map(({ group: key, quantity, ...row }) => ({
          ...row,
          id: key,
          [group]: groupText(ctx, key),
          quantity: rounded(quantity),
        })),
        report,
        period: input.period,
        bars: 'amount',
        definition:
          'Purchases by the day they were bought. Amount: what was paid in all, negative amounts included; those with the status ' +
          'refunded count as refunds alone. Recurring amounts are in crm report recurring.',
        empty: 'nothing was bought in this period: crm purchase add, crm opp win',
      };
    });
  },
});
