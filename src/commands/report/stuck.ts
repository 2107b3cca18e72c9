import { reportStuck } from '../../app/reports/stuck.ts';
import { daysInStage } from '../../domain/board.ts';
import { toLocalDate } from '../../domain/dates/calendar.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import { command } from '../command.ts';
import type { ListColumn } from '../listing.ts';
import { type SelectionOptions, wholeNumber } from '../record/selection.ts';
import { AMOUNT, CURRENCY, integer, isForPeople } from './columns.ts';
import { partedAnswer } from './parts.ts';
import { addReportOptions, closingIn, NOW_ALONE, reportInput } from './report-options.ts';

/** Deals without `--limit`. */
const USUAL_LIMIT = 20;

const MEANING =
  'Open deals past their close date, put off since your last review, longer in their stage than its limit, with an overdue ' +
  'task or without a next step: those of crm board --view stuck, of all pipelines. quiet: days since the last activity.';

const text = (name: string, label: string, help: string): ListColumn => ({ name, label, type: 'text', help });

export default command({
  summary: 'deals that are held up, and with --suggest the way to move each',
  description: `Lists the largest deals that are stuck, with the reasons: amounts in other currencies by crm rate, or behind the others. ${MEANING}`,
  examples: ['report stuck --suggest', 'report stuck --mine --limit 5', 'report stuck --suggest --json'],
  lists: true,
  configure: (c) =>
    addReportOptions(
      c
        .option('--suggest', 'say what may move each, with the command for it')
        .option('--limit <n>', `maximum number; default: ${USUAL_LIMIT}`),
      OPP,
      { by: '', compares: NOW_ALONE, when: 'to close' },
    ),
  async run({ options }: { options: SelectionOptions }, ctx) {
    const limit = wholeNumber('limit', options.limit) ?? USUAL_LIMIT;
    const input = reportInput(ctx, OPP, options);
    const today = toLocalDate(ctx.clock.now());
    const named = [integer('id', 'ID', 'number of the deal'), text('name', 'Name', 'name of the deal')];
    const state = [
      text('stage', 'Stage', 'its stage'),
      integer('days', 'Days', 'days in the stage'),
      integer('quiet', 'Quiet', 'days since the last activity; empty if there was none'),
      AMOUNT,
      CURRENCY,
      text('owner', 'Owner', 'its owner'),
      text('reasons', 'Reasons', 'why it is stuck'),
    ];
    // What was asked for must be in narrow windows too.
    const suggested: ListColumn[] = [
      { ...text('command', 'Command', 'the command for it'), whole: true },
      text('suggestion', 'Suggestion', 'what may move it'),
      text('other', 'Also there', 'somebody else at the account'),
      text('contact', 'Contact', 'its contact'),
    ];
    const way = options.suggest ? suggested : [];
    return partedAnswer(ctx, options, input, [], async (asked) => {
      const report = await reportStuck(await ctx.deps(), { ...closingIn(asked), limit });
      return {
        noun: OPP,
        columns: [...named, ...(isForPeople(ctx) ? [...way, ...state] : [...state, ...way.toReversed()])],
        rows: report.rows.map(({ card, reasons, ...deal }) => ({
          id: card.id,
          name: card.name,
          stage: card.stage,
          days: daysInStage(card, today),
          quiet: deal.quiet,
          amount: card.amount,
          currency: card.amount?.currency ?? null,
          owner: card.owner,
          reasons: reasons.join('; '),
          contact: deal.contact,
          other: deal.other,
          suggestion: deal.suggestion,
          command: deal.command,
        })),
        report,
        definition: MEANING,
        empty: 'no open deals are stuck',
      };
    });
  },
});
