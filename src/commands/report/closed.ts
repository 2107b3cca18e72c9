import { reportClosed } from '../../app/reports/closed.ts';
import type { Context } from '../../context.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import type { Answer } from '../../render/answer.ts';
import type { SelectionOptions } from '../record/selection.ts';
import { AMOUNT, COUNT, CURRENCY, groupColumn, groupText } from './columns.ts';
import { CREDIT_HELP, ownerOf, withoutOwner } from './credit-help.ts';
import { EXCHANGE_HELP } from './exchange-notes.ts';
import { comparableAnswer } from './report-answer.ts';
import { addReportOptions, reportInput } from './report-options.ts';

/** The report of what was won, or lost. */
export function closedReport(kind: 'won' | 'lost', examples: readonly [string, ...string[]]) {
  return {
    summary: `what was ${kind}, by the day it closed`,
    description:
      `Counts ${kind} deals by the day they were ${kind}, and adds up their amounts; one row for each currency, or for each ` +
      `group and currency. --by takes any field of deals${kind === 'lost' ? ', such as reason or competitor' : ''}, or a unit of time. ` +
      `By owner and with --owner: ${CREDIT_HELP} A deal with several tags or competitors is in each of their groups.`,
    examples,
    lists: true as const,
    configure: (c: never) => addReportOptions(c, OPP, { by: '', compares: true, when: kind }),
    run: async ({ options }: { options: SelectionOptions }, ctx: Context): Promise<Answer> => {
      const input = { ...reportInput(ctx, OPP, withoutOwner(options)), owner: ownerOf(options) };
      const deps = await ctx.deps();
      return comparableAnswer(ctx, options, input, async (asked) => {
        const report = await reportClosed(deps, kind, asked);
        const { group } = report;
        return {
          noun: OPP,
          columns: [...groupColumn(OPP, group), COUNT, AMOUNT, CURRENCY],
          rows: report.rows.map((row) => ({
            id: row.group,
            ...(group ? { [group]: groupText(ctx, row.group) } : {}),
            count: row.count,
            amount: row.amount,
            currency: row.currency,
          })),
          report,
          period: input.period,
          bars: group ? 'amount' : undefined,
          definition:
            `Deals in a stage that counts as ${kind}, by the day they were ${kind} (closed_on). The amount is the sum of ` +
            `their amounts. By owner and with --owner: ${CREDIT_HELP} ${EXCHANGE_HELP}`,
          empty: `no deals were ${kind} in this period: crm opp ${kind === 'won' ? 'win' : 'lose'}`,
        };
      });
    },
  };
}
