import { fieldsOf } from '../../app/records/fields.ts';
import type { Context } from '../../context.ts';
import { toLocalDate } from '../../domain/dates/calendar.ts';
import type { Condition } from '../../domain/filter/ast.ts';
import { oneOf } from '../../domain/one-of.ts';
import { STAGE_KINDS } from '../../domain/stages.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import { isUtf8 } from '../../render/locale.ts';
import { type Block, pipelineView, totalsOf } from '../../render/pipeline.ts';
import {
  GROUPINGS,
  type Grouping,
  type PipelineSum,
  pipelineSums,
  withEmptyStages,
} from '../../store/reports/pipeline.ts';
import type { Store } from '../../store/store.ts';
import { command } from '../command.ts';
import { type ListColumn, printList } from '../listing.ts';
import { addSelection, type SelectionOptions, selection } from '../record/selection.ts';

const LABELS: Readonly<Record<Grouping, string>> = {
  stage: 'Stage',
  owner: 'Owner',
  pipeline: 'Pipeline',
  source: 'Source',
};

export default command({
  summary: 'what is in the pipeline, by stage, owner, pipeline or source',
  description:
    'Counts opportunities and adds up their amounts, as they are and weighted by the chance of winning: the open ' +
    'ones, with --all those won and lost too. Amounts of different currencies are never added up.',
  examples: [
    'report pipeline',
    'report pipeline --by owner --csv',
    'report pipeline --all --since 2026-01-01',
  ],
  configure: (c) =>
    addSelection(
      c
        .option('--by <what>', `${GROUPINGS.join(', ')}; stage when not given`)
        .option('-a, --all', 'won and lost ones too') as never,
      OPP,
    ) as never,
  async run({ options }: { options: SelectionOptions }, ctx) {
    const by = options.by === undefined ? 'stage' : oneOf('cannot group by', String(options.by), GROUPINGS);
    const store = await ctx.store();
    const where = await chosen(ctx, store, options);
    const stages = await stageSums(ctx, store, where, options);
    const sums = by === 'stage' ? stages : await pipelineSums(store.engine, by, where);
    const currencies = totalsOf(stages).map(({ currency }) => currency);
    const columns = columnsOf(by);
    if (ctx.print.format !== 'table' || ctx.settings.columns || currencies.length === 0) {
      const empty = options.all
        ? 'no opportunities fit'
        : 'no open opportunities fit; won and lost ones: --all';
      await printList(
        ctx,
        { noun: 'opportunities', columns, empty },
        sums.map((sum) => toRow(sum, by)),
      );
    } else {
      const blocks: Block[] = [{ title: `By ${by}`, label: LABELS[by], sums }];
      if (by === 'stage') {
        const owners = await pipelineSums(store.engine, 'owner', where);
        if (owners.length > 1) blocks.push({ title: 'By owner', label: LABELS.owner, sums: owners });
      }
      const look = {
        today: toLocalDate(ctx.clock.now()),
        currency: ctx.config.get('currency'),
        utf8: isUtf8(ctx.io.env),
      };
      await ctx.print.record(pipelineView(stages, blocks, look));
    }
    if (currencies.length > 1)
      ctx.print.note(`not added up, being of different currencies: ${currencies.join(', ')}`);
  },
});

/** The filter of the options; without --all, and where no stage or status is asked for, open ones only. */
async function chosen(ctx: Context, store: Store, options: SelectionOptions): Promise<Condition | undefined> {
  const fields = await fieldsOf(store, OPP);
  const named = options.all || options.status !== undefined || options.stage !== undefined;
  return selection(ctx, OPP, fields, named ? options : { ...options, open: true });
}

/** Sums by stage. The stages nothing stands in are among them, unless only some stages are asked for. */
async function stageSums(
  ctx: Context,
  store: Store,
  where: Condition | undefined,
  options: SelectionOptions,
): Promise<PipelineSum[]> {
  const sums = await pipelineSums(store.engine, 'stage', where);
  if (options.status !== undefined || options.stage !== undefined) return sums;
  const [first] = totalsOf(sums);
  const kinds = options.all && !options.open ? STAGE_KINDS : (['open'] as const);
  return withEmptyStages(store.engine, sums, kinds, first?.currency ?? ctx.config.get('currency'));
}

function columnsOf(by: Grouping): ListColumn[] {
  return [
    ...(by === 'stage'
      ? STAGE_COLUMNS
      : [{ name: by, label: LABELS[by], type: 'text', help: `the ${by}` } as const]),
    { name: 'currency', label: 'Currency', type: 'text', help: 'ISO 4217 code of the amounts' },
    { name: 'count', label: 'Count', type: 'integer', help: 'how many opportunities' },
    { name: 'amount', label: 'Amount', type: 'money', help: 'their amounts' },
    { name: 'weighted', label: 'Weighted', type: 'money', help: 'their amounts times their chances' },
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
    help: 'chance of winning from the stage, percent',
  },
];

function toRow({ group, stage, currency, count, amount, weighted }: PipelineSum, by: Grouping) {
  const { pipeline, probability, kind: status } = stage ?? {};
  const place = stage
    ? { pipeline: pipeline ?? null, status: status ?? null, probability: probability ?? null }
    : {};
  return { id: group, ...place, [by]: group, currency, count, amount, weighted };
}
