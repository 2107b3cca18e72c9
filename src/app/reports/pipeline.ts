import type { Condition } from '../../domain/filter/ast.ts';
import { type PipelineGrouping, STAGE_KINDS } from '../../domain/stages.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import type { Exchange } from '../../store/rates.ts';
import {
  type PipelineSum,
  pipelineExchange,
  pipelineSums,
  withEmptyStages,
} from '../../store/reports/pipeline.ts';
import type { Deps } from '../deps.ts';
import { fieldsOf } from '../records/fields.ts';
import { readSelection, type Selection } from '../records/selection.ts';

/** Which opportunities to add up. */
export interface PipelineInput extends Selection {
  readonly by: PipelineGrouping;
  /** Whether empty stages are left out, because the filter selects some stages. */
  readonly hasStageFilter: boolean;
  /** Whether won and lost opportunities count too. */
  readonly withClosed: boolean;
  /** Whether to add up by owner and by month too, if asked for by stage. */
  readonly withOthers: boolean;
}

/** Opportunities, added up. */
export interface PipelineReport {
  readonly byStage: readonly PipelineSum[];
  /** By what was asked for. */
  readonly sums: readonly PipelineSum[];
  /** By owner and by month of closing, if there are several. */
  readonly byOwner: readonly PipelineSum[];
  readonly byMonth: readonly PipelineSum[];
  /** How amounts in several currencies are added up; null if they are in one. */
  readonly exchange: Exchange | null;
}

/** Adds up opportunities and their amounts, as they are and weighted by the chance of winning. */
export async function reportPipeline(deps: Deps, input: PipelineInput): Promise<PipelineReport> {
  const { engine } = deps.store;
  const { by, withOthers } = input;
  const where = await readSelection(deps, 'opp', await fieldsOf(deps.store, OPP), input);
  const byStage = await stageSums(deps, where, input);
  const sums = by === 'stage' ? byStage : await pipelineSums(engine, by, where);
  const byOther = async (other: PipelineGrouping) => {
    const others = withOthers && by === 'stage' ? await pipelineSums(engine, other, where) : [];
    return new Set(others.map(({ group }) => group)).size > 1 ? others : [];
  };
  return {
    byStage,
    sums,
    byOwner: await byOther('owner'),
    byMonth: await byOther('month'),
    exchange: await pipelineExchange(
      engine,
      where,
      byStage.map(({ currency }) => currency),
    ),
  };
}

async function stageSums(
  { store: { engine }, currency }: Deps,
  where: Condition | undefined,
  { hasStageFilter, withClosed }: PipelineInput,
): Promise<PipelineSum[]> {
  const sums = await pipelineSums(engine, 'stage', where);
  if (hasStageFilter) return sums;
  const [first] = sums;
  return withEmptyStages(engine, sums, withClosed ? STAGE_KINDS : ['open'], first?.currency ?? currency);
}
