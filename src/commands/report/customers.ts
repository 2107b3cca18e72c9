import { cutPoints, reportCustomers } from '../../app/reports/customers.ts';
import type { Context } from '../../context.ts';
import { decimalText } from '../../domain/money.ts';
import { ACCOUNT } from '../../nouns/account/definition.ts';
import type { Answer } from '../../render/answer.ts';
import { counted, countText, rounded } from '../../render/counts.ts';
import type { Customer } from '../../store/reports/customers.ts';
import { command } from '../command.ts';
import { type SelectionOptions, wholeNumber } from '../record/selection.ts';
import { AMOUNT, CURRENCY, decimal, integer } from './columns.ts';
import { partedAnswer } from './parts.ts';
import { addReportOptions, reportInput } from './report-options.ts';

/** With fewer customers their fifths say little. */
const FEW_CUSTOMERS = 20;

export default command({
  summary: 'customers by how lately, how often and how much they bought',
  description:
    'Scores each account that bought from 1 to 5 by the day of its last purchase, the days on which it bought, and the ' +
    'amount: 5 is the best fifth, and equal customers have equal scores. With --win-back: those that bought at least twice ' +
    'and are silent for more than twice the days that usually lie between their purchases. Purchases count where an ' +
    'account has any, else its won deals.',
  examples: [
    'report customers',
    'report customers --win-back',
    'report customers --owner ann --limit 20 --csv',
  ],
  lists: true,
  configure: (c) =>
    addReportOptions(
      c
        .option('--win-back', 'only those that have gone quiet, against their own rhythm')
        .option('--limit <n>', 'maximum number of customers'),
      ACCOUNT,
      { by: '', compares: true, when: 'bought' },
    ),
  run: ({ options }: { options: SelectionOptions }, ctx) =>
    customersReport(ctx, options, options.winBack === true),
});

/** The report of customers, or of those that have gone quiet. */
export async function customersReport(
  ctx: Context,
  options: SelectionOptions,
  winBack: boolean,
): Promise<Answer> {
  const input = reportInput(ctx, ACCOUNT, options);
  return partedAnswer(ctx, options, input, [], async (asked) => {
    const report = await reportCustomers(await ctx.deps(), {
      ...asked,
      winBack,
      limit: wholeNumber('limit', options.limit),
    });
    const { rows } = report;
    const notes =
      winBack || rows.length === 0 || options.limit !== undefined
        ? []
        : [
            `recency: ${cutText(rows, 'recency_score', 'recency', 'day')}`,
            `frequency: ${cutText(rows, 'frequency_score', 'frequency', 'day')}`,
            ...amountCuts(rows),
            ...(rows.length < FEW_CUSTOMERS
              ? [`only ${counted(rows.length, 'customer')}: fifths say little`]
              : []),
          ];
    return {
      noun: ACCOUNT,
      columns: [
        integer('id', 'ID', 'number of the account'),
        { name: 'name', label: 'Name', type: 'text', help: 'name of the account' },
        { name: 'last', label: 'Last', type: 'date', help: 'day of the last purchase' },
        integer('recency', 'Days ago', 'days since the last purchase'),
        integer('frequency', 'Times', 'days on which it bought'),
        { ...AMOUNT, help: 'sum of what it bought' },
        CURRENCY,
        decimal('rhythm', 'Rhythm', 'median of the days between two purchases'),
        decimal('silence', 'Silence', 'days since the last purchase, in rhythms'),
        ...(winBack
          ? []
          : [
              integer('recency_score', 'R', 'score by the last purchase, 1 to 5'),
              integer('frequency_score', 'F', 'score by how often it bought, 1 to 5'),
              integer('amount_score', 'M', 'score by the amount, 1 to 5'),
            ]),
        { name: 'owner', label: 'Owner', type: 'text', help: 'owner of the account' },
      ],
      rows: rows.map(({ rhythm, ...row }) => ({
        ...row,
        currency: row.amount.currency,
        rhythm: rhythm === null ? null : rounded(rhythm),
        silence: rhythm === null || rhythm === 0 ? null : rounded(row.recency / rhythm),
      })),
      report,
      period: input.period,
      definition:
        'Accounts with purchases that were not refunded, or else with won deals, by the days on which they bought. Scores ' +
        'are fifths by rank: 5 minus five times the share of customers that are better. The rhythm is the median of the ' +
        'days between two purchases; quiet is who bought twice or more and is silent for more than two rhythms.',
      empty: winBack
        ? 'nobody has gone quiet: every customer with a rhythm keeps to it'
        : 'no customers yet: crm purchase add, crm opp win',
      notes,
    };
  });
}

type ScoreColumn = 'recency_score' | 'frequency_score' | 'amount_score';

/** `5 up to 12 days, 4 up to 30 days`. */
function cutText(
  rows: readonly Customer[],
  score: ScoreColumn,
  value: 'recency' | 'frequency',
  one: string,
): string {
  return cutPoints(
    rows,
    (row) => row[score],
    (row) => row[value],
  )
    .map(
      (cut) =>
        `${cut.score}: ${rangeText(countText(cut.from), countText(cut.to))} ${cut.to === 1 ? one : `${one}s`}`,
    )
    .join(', ');
}

function amountCuts(rows: readonly Customer[]): string[] {
  return [...Map.groupBy(rows, ({ amount }) => amount.currency)].map(([currency, own]) => {
    const cuts = cutPoints(
      own,
      (row) => row.amount_score,
      ({ amount }) => Number(decimalText(amount)),
    );
    return `amount in ${currency}: ${cuts.map(({ score, from, to }) => `${score}: ${rangeText(String(from), String(to))}`).join(', ')}`;
  });
}

const rangeText = (from: string, to: string): string => (from === to ? from : `${from} to ${to}`);
