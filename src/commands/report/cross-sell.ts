import { liftOf, reportCrossSell, reportOffers } from '../../app/reports/cross-sell.ts';
import { ACCOUNT } from '../../nouns/account/definition.ts';
import { percent, rounded } from '../../render/counts.ts';
import type { CrossSellRule } from '../../store/reports/cross-sell.ts';
import { command } from '../command.ts';
import type { ListColumn } from '../listing.ts';
import { resolveRecord } from '../record/references.ts';
import { type SelectionOptions, wholeNumber } from '../record/selection.ts';
import { decimal, integer } from './columns.ts';
import { partedAnswer } from './parts.ts';
import { addReportOptions, reportInput } from './report-options.ts';

/** A rule needs so many customers with both products, unless another number is asked for. */
const LEAST_CUSTOMERS = 3;

export default command({
  summary: 'what customers of a product have too, and what to offer to whom',
  description:
    'Finds products that customers of another product have more often than all customers do: lift says how many times as ' +
    'often, beside the counts that it is made of. With --offers, or --account, it lists customers and what to offer to each: never ' +
    'what they have had, nor what is no longer sold. What was paid back does not count.',
  examples: [
    'report cross-sell',
    'report cross-sell --offers --mine',
    'report cross-sell --account 3 --least 1',
  ],
  lists: true,
  configure: (c) =>
    addReportOptions(
      c
        .option('--offers', 'customers, and what to offer to each')
        .option('--account <ref>', 'what to offer to this one, by number or name')
        .option('--least <n>', `customers with both products that a rule needs; default: ${LEAST_CUSTOMERS}`)
        .option('--limit <n>', 'maximum number of rows'),
      ACCOUNT,
      {
        by: '',
        compares: { why: 'its rules are made of all that was bought; give the time by --period' },
        when: 'bought',
      },
    ),
  async run({ options }: { options: SelectionOptions }, ctx) {
    const { account, offers, ...others } = options;
    const ofAccount =
      typeof account === 'string' ? [`id = ${(await resolveRecord(ctx, 'account', account)).id}`] : [];
    const where = [others.where, ...ofAccount].filter((part) => typeof part === 'string');
    const chosen =
      where.length === 0 ? others : { ...others, where: where.map((part) => `(${part})`).join(' and ') };
    const input = {
      ...reportInput(ctx, ACCOUNT, chosen),
      least: wholeNumber('least', options.least) ?? LEAST_CUSTOMERS,
      limit: wholeNumber('limit', options.limit),
    };
    const deps = await ctx.deps();
    const shared = { noun: ACCOUNT, period: input.period, definition: DEFINITION };
    if (offers !== true && ofAccount.length === 0) {
      return partedAnswer(ctx, options, input, [], async (asked) => {
        const report = await reportCrossSell(deps, { ...input, ...asked });
        return {
          ...shared,
          columns: [
            text('product', 'Product', 'what they have'),
            text('other', 'Other', 'what they have too'),
            ...COUNTS,
          ],
          rows: report.rows.map((rule) => ({
            id: rule.product_id,
            key: `${rule.product_id} ${rule.other_id}`,
            ...countsOf(rule),
          })),
          report,
          bars: 'lift',
          empty: `no two products that ${input.least} customers have, and more often than by chance: --least 1 takes fewer`,
        };
      });
    }
    return partedAnswer(ctx, options, input, [], async (asked) => {
      const report = await reportOffers(deps, { ...input, ...asked });
      return {
        ...shared,
        columns: [
          integer('id', 'ID', 'number of the account'),
          text('name', 'Name', 'name of the account'),
          text('other', 'Offer', 'what it has never had'),
          text('product', 'Because of', 'what it has'),
          ...COUNTS,
          text('owner', 'Owner', 'owner of the account'),
        ],
        rows: report.rows.map(({ id, name, owner, ...rule }) => ({ id, name, owner, ...countsOf(rule) })),
        report,
        empty: `nothing to offer: no product that ${input.least} customers have beside one of theirs, more often than by chance`,
      };
    });
  },
});

const DEFINITION =
  'Accounts with purchases of products that were not refunded. Lift: the share of customers with both products among those of ' +
  'the first, divided by the share of customers with the other one among all; only above 1. Confidence: customers with both in ' +
  'percent of those with the first.';

const text = (name: string, label: string, help: string): ListColumn => ({ name, label, type: 'text', help });

const COUNTS: readonly ListColumn[] = [
  integer('owners', 'Have it', 'customers with the first product'),
  integer('both', 'Both', 'customers with both'),
  decimal('confidence', '%', 'both in percent of those with the first'),
  integer('other_owners', 'Have the other', 'customers with the other product'),
  integer('customers', 'Customers', 'customers with any product'),
  decimal('lift', 'Lift', 'how many times as often as among all customers'),
];

function countsOf(rule: CrossSellRule) {
  const { product, other, owners, both, other_owners, customers } = rule;
  const lift = rounded(liftOf(rule));
  return { product, other, owners, both, confidence: percent(both / owners), other_owners, customers, lift };
}
