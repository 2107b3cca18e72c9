import type { Deps } from '../../app/deps.ts';
import { reportClosed } from '../../app/reports/closed.ts';
import { reportPipeline } from '../../app/reports/pipeline.ts';
import { monthTargets } from '../../app/team/targets.ts';
import type { Context } from '../../context.ts';
import { toLocalDate } from '../../domain/dates/calendar.ts';
import { parseMoney } from '../../domain/money.ts';
import { oneOf } from '../../domain/one-of.ts';
import { readReportPeriod } from '../../domain/reports/period.ts';
import { PIPELINE_GROUPINGS, type PipelineGrouping } from '../../domain/stages.ts';
import { targetOfMonth } from '../../domain/target.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import type { Answer } from '../../render/answer.ts';
import { type Block, drawPipeline, type MonthWon, totalsOf } from '../../render/pipeline.ts';
import type { PipelineSum } from '../../store/reports/pipeline.ts';
import { command } from '../command.ts';
import { type ListColumn, listAnswer } from '../listing.ts';
import { addSelection, type SelectionOptions, selectionOf } from '../record/selection.ts';
import { EXCHANGE_HELP, exchangeNotes } from './exchange-notes.ts';

const LABELS: Readonly<Record<PipelineGrouping, string>> = {
  stage: 'Stage',
  owner: 'Owner',
  pipeline: 'Pipeline',
  source: 'Source',
  month: 'Month',
};

export default command({
  summary: 'the pipeline by stage, owner, pipeline, source or month',
  description:
    'Counts opportunities and adds up their amounts, plain and weighted by the chance of winning: open ' +
    'ones, and with --all also won and lost ones. ' +
    EXCHANGE_HELP,
  examples: [
    'report pipeline',
    'report pipeline --by owner --csv',
    'report pipeline --all --since 2026-01-01',
  ],
  lists: true,
  configure: (c) =>
    addSelection(
      c
        .option('--by <what>', `${PIPELINE_GROUPINGS.join(', ')}; default: stage`)
        .option('-a, --all', 'include won and lost ones') as never,
      OPP,
    ) as never,
  run: async ({ options }, ctx) => pipelineAnswer(ctx, await ctx.deps(), options),
});

/** Adds up the pipeline of a database as the options say. */
export async function pipelineAnswer(ctx: Context, deps: Deps, options: SelectionOptions): Promise<Answer> {
  const by =
    options.by === undefined ? 'stage' : oneOf('cannot group by', String(options.by), PIPELINE_GROUPINGS);
  const hasStageFilter = options.status !== undefined || options.stage !== undefined;
  const withClosed = options.all === true && !options.open;
  const isPage = ctx.print.format === 'table' && !ctx.settings.columns;
  const { byStage, sums, byOwner, byMonth, exchange } = await reportPipeline(deps, {
    // Open ones only by default.
    ...selectionOf(ctx, OPP, options.all || hasStageFilter ? options : { ...options, open: true }),
    by,
    hasStageFilter,
    withClosed,
    withOthers: isPage,
  });
  const currencies = totalsOf(byStage).map(({ currency }) => currency);
  const notes = exchangeNotes(exchange, currencies);
  if (!isPage || currencies.length === 0) {
    const empty = options.all
      ? 'no matching opportunities'
      : 'no matching open opportunities; for won and lost ones: --all';
    const rows = sums.map((sum) => toRow(sum, by));
    return { ...listAnswer(ctx, { noun: 'opportunities', columns: columnsOf(by), empty }, rows), notes };
  }
  const blocks: Block[] = [{ title: `By ${by}`, sums, areMonths: by === 'month' }];
  if (byOwner.length > 0) blocks.push({ title: 'By owner', sums: byOwner });
  if (byMonth.length > 0) blocks.push({ title: 'By month', sums: byMonth, areMonths: true });
  const month = hasStageFilter || options.all ? undefined : await monthWon(ctx, deps, options);
  return { type: 'drawing', draw: drawPipeline(byStage, blocks, month), notes };
}

/** What was won this month of the deals that the filters select, and the target of the month. */
async function monthWon(ctx: Context, deps: Deps, options: SelectionOptions): Promise<MonthWon> {
  const { since: _, until: __, open: ___, ...others } = options;
  const { rows } = await reportClosed(deps, 'won', {
    selection: selectionOf(ctx, OPP, others),
    period: readReportPeriod('month', toLocalDate(ctx.clock.now())),
  });
  const usual = ctx.config.get('target');
  const targets = await monthTargets(deps, usual === undefined ? null : parseMoney(usual, deps.currency));
  return {
    sums: rows.map(({ amount }) => amount),
    target: targetOfMonth(targets, toLocalDate(ctx.clock.now()).slice(0, 7)),
  };
}

function columnsOf(by: PipelineGrouping): ListColumn[] {
  return [
    ...(by === 'stage'
      ? STAGE_COLUMNS
      : [{ name: by, label: LABELS[by], type: 'text', help: `the ${by}` } as const]),
    { name: 'currency', label: 'Currency', type: 'text', help: 'ISO 4217 code of the amounts' },
    { name: 'count', label: 'Count', type: 'integer', help: 'number of opportunities' },
    { name: 'amount', label: 'Amount', type: 'money', help: 'sum of amounts' },
    { name: 'weighted', label: 'Weighted', type: 'money', help: 'sum of amounts times chances' },
  ];
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

function toRow({ group, stage, currency, count, amount, weighted }: PipelineSum, by: PipelineGrouping) {
  const { pipeline, probability, kind: status } = stage ?? {};
  const place = stage
    ? { pipeline: pipeline ?? null, status: status ?? null, probability: probability ?? null }
    : {};
  return { id: group, ...place, [by]: group, currency, count, amount, weighted };
}
