import { type ForecastRow, forecastKey, gapOf, reportForecast, totalOf } from '../../app/reports/forecast.ts';
import type { Context } from '../../context.ts';
import { toLocalDate } from '../../domain/dates/calendar.ts';
import type { Row } from '../../domain/field.ts';
import { addMinor, type Money, parseMoney, subtractMinor } from '../../domain/money.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import { counted, notApplicable, rounded } from '../../render/counts.ts';
import { command } from '../command.ts';
import type { ListColumn } from '../listing.ts';
import { periodNamed } from '../parse-args.ts';
import type { SelectionOptions } from '../record/selection.ts';
import { adoptTargetSettings } from '../target-settings.ts';
import {
  AMOUNT,
  COUNT,
  CURRENCY,
  decimal,
  groupColumn,
  groupText,
  integer,
  isForPeople,
  TOTAL_HELP,
} from './columns.ts';
import { CREDIT_HELP, ownerOf, withoutOwner } from './credit-help.ts';
import { EXCHANGE_HELP } from './exchange-notes.ts';
import { chancesOf } from './forecast-chances.ts';
import { comparableAnswer } from './report-answer.ts';
import { addReportOptions, closedPart, closedPeriodOf, reportInput } from './report-options.ts';

const money = (name: string, label: string, help: string): ListColumn => ({ ...AMOUNT, name, label, help });

const MEANING =
  'Won deals count by the day they were won, open ones by their close date; overdue ones and those without a close date are in ' +
  'no period, on lines of their own. Each is in the category of its stage, or in that somebody called it (crm opp ' +
  'forecast); omitted ones are counted nowhere else. expected: the total with what people said of deals (crm opp forecast ' +
  '--amount) in place of their amounts. weighted: open amounts times chances, and what is closed. target, ' +
  'attainment, gap and coverage: what is closed of the target (crm target), what it lacks, and how many times the open ' +
  'deals are worth that. Of a part of a month the target is the share of its days.';

export default command({
  summary: 'what a period will bring: won, commit, best case, pipeline, against the target',
  description:
    `Without a period it is the present quarter, month by month. ${MEANING} With --cumulative, commit includes what is ` +
    'closed, best case commit too, and pipeline all. --calibrated weighs open deals by what became of your own closed deals, ' +
    'instead of the chances of the stages, and says how well either would have done; it needs 30 closed deals. --simulate ' +
    `closes the open deals many times by these chances: in one of ten cases less than p10 is won, in half less than p50. By owner and with --owner: ${CREDIT_HELP} ${EXCHANGE_HELP}`,
  examples: [
    'report forecast',
    'report forecast --period "next 2 quarters" --by quarter',
    'report forecast --by owner --csv',
    'report forecast --calibrated --simulate 10000 --seed 1',
  ],
  lists: true,
  configure: (c) =>
    addReportOptions(
      c
        .option('--total', TOTAL_HELP)
        .option('--cumulative', 'let each category include the surer ones')
        .option('--calibrated', 'weigh by what became of your own deals')
        .option('--simulate <n>', 'add p10, p50 and p90 of so many simulated ends')
        .option('--seed <n>', 'a number that makes the simulation repeatable; default: 1'),
      OPP,
      { by: 'month', compares: true, when: 'won or to close' },
    ),
  async run({ options }: { options: SelectionOptions }, ctx) {
    const today = toLocalDate(ctx.clock.now());
    const quarter = periodNamed(ctx, 'quarter');
    const isUntil = typeof options.until === 'string';
    const period = closedPeriodOf(ctx, options, isUntil ? { from: today, to: quarter.to } : quarter);
    const input = reportInput(ctx, OPP, withoutOwner(options), period);
    await adoptTargetSettings(ctx);
    const deps = await ctx.deps();
    const usual = ctx.config.get('target');
    const hasTotals = isForPeople(ctx) || options.total === true;
    return comparableAnswer(ctx, options, input, async (asked) => {
      const forecast = await reportForecast(deps, {
        selection: asked.selection,
        period: { ...period, ...closedPart(asked.period) },
        by: asked.by ?? 'month',
        owner: ownerOf(options),
        hasTotals,
        usualTarget: usual === undefined ? null : parseMoney(usual, deps.currency),
      });
      const showsAll = !isForPeople(ctx) || ctx.settings.columns !== undefined;
      const chances = await chancesOf({ showsAll, deps }, options, forecast);
      const all = [...forecast.rows, ...forecast.totals];
      const hasCalls = showsAll || all.some(({ call }) => call !== null);
      const hasOmitted = showsAll || all.some(({ amounts }) => amounts.omitted.minor !== 0);
      const hasCosts = showsAll || all.some(({ cost }) => cost.minor !== 0);
      const hasExpectations = showsAll || all.some((row) => row.expected.minor !== totalOf(row));
      // In narrow windows the target is what a forecast is for.
      const hasTargets = all.some(({ target }) => target !== null);
      const sums = [
        money('total', 'Total', 'closed, commit, best case and pipeline'),
        ...(hasExpectations
          ? [
              money(
                'expected',
                'Expected',
                'total, with what people said of deals in place of their amounts',
              ),
              money('expected_difference', 'Difference', 'expected less total'),
            ]
          : []),
        money('weighted', 'Weighted', 'closed, and open times chance'),
        ...(hasCosts
          ? [
              money('cost', 'Cost', 'the expenses of these deals: the cost of sale'),
              money('margin', 'Margin', 'total less cost'),
            ]
          : []),
        ...(chances?.columns ?? []),
      ];
      const aims = [
        money('target', 'Target', 'what is to be won'),
        integer('attainment', '%', 'what is closed of the target, in whole percent'),
        money('gap', 'Gap', 'target less closed; negative above the target'),
        decimal('coverage', 'Coverage', 'open amounts for each unit of the gap; n/a if the target is met'),
      ];
      const { group } = forecast;
      const inPeriod = forecast.rows.filter(({ place }) => place === 'period');
      const isTime = forecast.question.by.type === 'time';
      const toRow = (row: ForecastRow, isTotal = false): Row => ({
        id: row.group,
        key: forecastKey(row, isTotal),
        ...(group ? { [group]: isTime || isTotal ? undefined : groupText(ctx, row.group) } : {}),
        period: isTotal ? 'total' : row.place === 'period' ? (isTime ? row.group : 'in period') : row.place,
        count: row.count,
        ...categories(row, options.cumulative === true),
        omitted: row.amounts.omitted,
        total: { minor: totalOf(row), currency: row.currency },
        expected: row.expected,
        expected_difference: {
          minor: subtractMinor(row.expected.minor, totalOf(row)),
          currency: row.currency,
        },
        weighted: row.weighted,
        cost: row.cost,
        margin: { minor: subtractMinor(totalOf(row), row.cost.minor), currency: row.currency },
        ...figures(ctx, row),
        ...chances?.figuresOf(row, isTotal),
        currency: row.currency,
      });
      return {
        noun: OPP,
        columns: [
          ...(isTime ? [] : groupColumn(OPP, group)),
          {
            name: 'period',
            label: 'Period',
            type: 'text',
            help: 'the time; overdue and no date are in none',
          },
          COUNT,
          money('closed', 'Closed', 'won'),
          money('commit', 'Commit', 'open, and called commit'),
          money('best_case', 'Best case', 'open, and best case'),
          money('pipeline', 'Pipeline', 'open, and pipeline'),
          ...(hasOmitted ? [money('omitted', 'Omitted', 'open, and in no forecast')] : []),
          ...(isForPeople(ctx) && hasTargets ? [...aims, ...sums] : [...sums, ...aims]),
          ...(hasCalls
            ? [
                money(
                  'called_commit',
                  'Called',
                  'what people said they will close at least: crm forecast submit',
                ),
                money('called_best', 'Called best', 'what they said they close at best'),
                money('called_difference', 'Difference', 'called commit less closed and commit'),
              ]
            : []),
          CURRENCY,
        ],
        rows: inPeriod.map((row) => toRow(row)),
        totals: [
          ...(hasTotals && inPeriod.length > 1 ? forecast.totals.map((row) => toRow(row, true)) : []),
          ...forecast.rows.filter(({ place }) => place !== 'period').map((row) => toRow(row)),
        ],
        report: forecast,
        period,
        bars: 'total',
        definition: MEANING,
        empty: 'no deals to forecast: crm opp add',
        notes: [
          ...slippedNote(forecast.slipped),
          ...forecast.uncounted.map(
            ({ paid, deals, unrated }) =>
              `expenses in ${paid} are not in the cost of deals in ${deals}: crm rate set ${unrated} <rate>`,
          ),
          ...(chances?.notes ?? []),
        ],
      };
    });
  },
});

function categories({ amounts, currency }: ForecastRow, isCumulative: boolean) {
  const { closed, commit, pipeline, 'best case': best } = amounts;
  if (!isCumulative) return { closed, commit, best_case: best, pipeline };
  const sum = (...all: readonly Money[]) => ({ minor: addMinor(...all.map(({ minor }) => minor)), currency });
  return {
    closed,
    commit: sum(closed, commit),
    best_case: sum(closed, commit, best),
    pipeline: sum(closed, commit, best, pipeline),
  };
}

function figures(ctx: Context, row: ForecastRow) {
  const { target, amounts, call, currency } = row;
  const gap = gapOf(row);
  const open = subtractMinor(totalOf(row), amounts.closed.minor);
  const isMet = gap !== null && Number(gap.minor) <= 0;
  return {
    target,
    attainment: target && Math.floor((Number(amounts.closed.minor) / Number(target.minor)) * 100),
    gap,
    coverage:
      gap === null
        ? null
        : isMet
          ? notApplicable(ctx.print.format)
          : rounded(Number(open) / Number(gap.minor)),
    called_commit: call?.commit ?? null,
    called_best: call?.best ?? null,
    called_difference: call && {
      minor: subtractMinor(call.commit.minor, amounts.closed.minor, amounts.commit.minor),
      currency,
    },
  };
}

function slippedNote({ deals, pushes, days }: { deals: number; pushes: number; days: number }): string[] {
  if (deals === 0) return [];
  const often = pushes === deals ? '' : ` ${pushes} times`;
  return [
    `slipped out of this period: ${counted(deals, 'deal')}${often}, by ${counted(days, 'day')} in all: crm report slipped`,
  ];
}
