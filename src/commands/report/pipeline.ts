import type { Deps } from '../../app/deps.ts';
import type { Selection } from '../../app/records/selection.ts';
import { reportClosed } from '../../app/reports/closed.ts';
import { type PipelineChange, reportPipeline } from '../../app/reports/pipeline.ts';
import { monthTargets } from '../../app/team/targets.ts';
import type { Context } from '../../context.ts';
import { addMonthsTo, toLocalDate } from '../../domain/dates/calendar.ts';
import { type Moment, readMoment } from '../../domain/dates.ts';
import { parseMoney } from '../../domain/money.ts';
import { PIPELINE_GROUPINGS } from '../../domain/stages.ts';
import { targetOfMonth } from '../../domain/target.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import type { Answer } from '../../render/answer.ts';
import { type Block, drawPipeline, type MonthWon, totalsOf } from '../../render/pipeline.ts';
import { command } from '../command.ts';
import type { ListColumn } from '../listing.ts';
import { periodNamed } from '../parse-args.ts';
import { addSelection, type SelectionOptions, selectionOf } from '../record/selection.ts';
import { adoptTargetSettings } from '../target-settings.ts';
import { AMOUNT, COUNT, CURRENCY, groupColumn, integer } from './columns.ts';
import { CREDIT_HELP, ownerOf, withoutOwner } from './credit-help.ts';
import { EXCHANGE_HELP, exchangeNotes } from './exchange-notes.ts';
import { HISTORY_HELP, historyNotes } from './history-notes.ts';
import { reportAnswer } from './report-answer.ts';

export default command({
  summary: 'the pipeline by stage, owner, month or any field, now or on an earlier day',
  description:
    'Counts opportunities and adds up their amounts, plain and weighted by the chance of winning: open ' +
    'ones, and with --all also won and lost ones. --as-of shows them as they stood at the end of a day, --compare what ' +
    `has changed since. By owner and with --owner: ${CREDIT_HELP} ${HISTORY_HELP} ${EXCHANGE_HELP}`,
  examples: [
    'report pipeline',
    'report pipeline --by owner --csv',
    'report pipeline --as-of 2026-01-31',
    'report pipeline --by stage --compare "a month ago"',
    'report pipeline --all --since 2026-01-01',
  ],
  lists: true,
  configure: (c) =>
    addSelection(
      c
        .option('--by <what>', `${PIPELINE_GROUPINGS.join(', ')}, quarter, year, or a field; default: stage`)
        .option('--as-of <date>', 'as it stood at the end of this day, or at a time: "2026-01-31 14:00"')
        .option('--compare <date>', 'with this day; previous is a month, last-year a year earlier')
        .option('--period <period>', 'only what closes in it: quarter, 2026-Q2, "next 2 quarters"')
        .option('-a, --all', 'include won and lost ones')
        .option('--explain', 'say what the figures mean, and which records are in them'),
      OPP,
    ),
  run: async ({ options }, ctx) => pipelineAnswer(ctx, await ctx.deps(), options),
});

/** Adds up the pipeline of a database as the options say. */
export async function pipelineAnswer(ctx: Context, deps: Deps, options: SelectionOptions): Promise<Answer> {
  const hasStageFilter = options.status !== undefined || options.stage !== undefined;
  const withClosed = options.all === true && !options.open;
  const isPage =
    ctx.print.format === 'table' && !ctx.settings.columns && !options.compare && !options.explain;
  const asOf = typeof options.asOf === 'string' ? pastMomentOf(ctx, options.asOf) : undefined;
  const report = await reportPipeline(deps, {
    selection: closingIn(ctx, withoutOwner(options)),
    owner: ownerOf(options),
    by: typeof options.by === 'string' ? options.by : undefined,
    onlyOpen: !withClosed && !hasStageFilter,
    hasStageFilter,
    withOthers: isPage,
    asOf,
    compare: typeof options.compare === 'string' ? comparedDay(ctx, options.compare, asOf) : undefined,
  });
  const { by, byStage, sums, byOwner, byMonth, exchange, past } = report;
  const currencies = totalsOf(byStage).map(({ currency }) => currency);
  const notes = [
    ...exchangeNotes(exchange, currencies),
    ...past.flatMap(({ day, gaps }) => historyNotes(day, gaps)),
  ];
  const isCompared = options.compare !== undefined;
  if (!isPage || currencies.length === 0) {
    const empty = options.all
      ? 'no matching opportunities'
      : 'no matching open opportunities; for won and lost ones: --all';
    return reportAnswer(ctx, options, {
      noun: OPP,
      columns: [...groupColumns(by), ...SUMS, ...(isCompared ? BEFORE : [])],
      rows: sums.map((sum) => toRow(sum, by)),
      report: { group: by, rows: sums, exchange, evidence: report.evidence },
      bars: 'amount',
      definition:
        `${withClosed || hasStageFilter ? 'Deals' : 'Open deals'} in their stage ${past[0] && asOf ? `as they stood on ${past[0].day}` : 'now'}. ` +
        'The amount is the sum of their amounts; weighted, each times the chance of winning of the deal, or else of its ' +
        `stage; a closed deal has that of its stage. ${HISTORY_HELP}`,
      empty,
      notes: past.flatMap(({ day, gaps }) => historyNotes(day, gaps)),
    });
  }
  const blocks: Block[] = [{ title: `By ${by.replaceAll('_', ' ')}`, sums, areMonths: by === 'month' }];
  if (byOwner.length > 0) blocks.push({ title: 'By owner', sums: byOwner });
  if (byMonth.length > 0) blocks.push({ title: 'By month', sums: byMonth, areMonths: true });
  const isPlain = !hasStageFilter && !options.all && !asOf;
  const month = isPlain ? await monthWon(ctx, deps, options) : undefined;
  const day = asOf && past[0] ? [`as it stood on ${past[0].day}`] : [];
  return { type: 'drawing', draw: drawPipeline(byStage, blocks, month), notes: [...day, ...notes] };
}

const pastMomentOf = ({ clock, timeSettings }: Context, text: string): Moment =>
  readMoment(text, clock.now(), { ...timeSettings, isPast: true });

/** The day of `--compare`: a date, or a month or a year before the day that is reported. */
function comparedDay(ctx: Context, text: string, asOf: Moment | undefined): Moment {
  const day = asOf?.date ?? toLocalDate(ctx.clock.now());
  const months = { previous: -1, 'last-year': -12 }[text.trim().toLowerCase()];
  return months === undefined
    ? pastMomentOf(ctx, text)
    : { date: addMonthsTo(day, months), time: null, at: null };
}

/** The selection of the options, and of `--period` by the day a deal is to close. */
function closingIn(ctx: Context, options: SelectionOptions): Selection {
  const selection = selectionOf(ctx, OPP, options);
  if (typeof options.period !== 'string') return selection;
  const { from, to } = periodNamed(ctx, options.period);
  return { ...selection, filters: [...selection.filters, `close_date >= ${from}`, `close_date <= ${to}`] };
}

/** What was won this month of the deals that the filters select, and the target of the month. */
async function monthWon(ctx: Context, deps: Deps, options: SelectionOptions): Promise<MonthWon> {
  await adoptTargetSettings(ctx);
  const { since: _, until: __, open: ___, ...others } = options;
  const { rows } = await reportClosed(deps, 'won', {
    selection: selectionOf(ctx, OPP, withoutOwner(others)),
    owner: ownerOf(options),
    period: periodNamed(ctx, 'month'),
  });
  const usual = ctx.config.get('target');
  const targets = await monthTargets(deps, usual === undefined ? null : parseMoney(usual, deps.currency));
  return {
    sums: rows.map(({ amount }) => amount),
    target: targetOfMonth(targets, toLocalDate(ctx.clock.now()).slice(0, 7)),
  };
}

function groupColumns(by: string): ListColumn[] {
  return by === 'stage' ? [...STAGE_COLUMNS] : groupColumn(OPP, by);
}

const STAGE_COLUMNS: readonly ListColumn[] = [
  { name: 'pipeline', label: 'Pipeline', type: 'text', help: 'the pipeline' },
  { name: 'stage', label: 'Stage', type: 'text', help: 'the stage' },
  { name: 'status', label: 'Status', type: 'text', help: 'open, won or lost' },
  {
    name: 'probability',
    label: 'Probability',
    type: 'integer',
    help: 'chance of winning in the stage, in percent',
  },
];

const SUMS: readonly ListColumn[] = [
  CURRENCY,
  { ...COUNT, help: 'number of opportunities' },
  AMOUNT,
  { name: 'weighted', label: 'Weighted', type: 'money', help: 'sum of amounts times chances' },
];

const BEFORE: readonly ListColumn[] = [
  integer('count_before', 'Count before', 'number of opportunities on the earlier day'),
  { ...AMOUNT, name: 'amount_before', label: 'Amount before', help: 'sum of their amounts then' },
  { ...AMOUNT, name: 'weighted_before', label: 'Weighted before', help: 'weighted sum then' },
];

function toRow({ group, key, stage, currency, count, amount, weighted, before }: PipelineChange, by: string) {
  const { pipeline, probability, kind: status } = stage ?? {};
  const place = stage
    ? { pipeline: pipeline ?? null, status: status ?? null, probability: probability ?? null }
    : {};
  const earlier = before
    ? { count_before: before.count, amount_before: before.amount, weighted_before: before.weighted }
    : {};
  return { id: group, key, ...place, [by]: group, currency, count, amount, weighted, ...earlier };
}
