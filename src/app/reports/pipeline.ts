import type { Condition } from '../../domain/filter/ast.ts';
import { type PipelineGrouping, STAGE_KINDS } from '../../domain/stages.ts';
import { OPP } from '../../nouns/opp/definition.ts';
import { type PipelineSum, pipelineSums, withEmptyStages } from '../../store/reports/pipeline.ts';
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
}

/** Opportunities, added up. */
export interface PipelineReport {
  readonly byStage: readonly PipelineSum[];
  /** By what was asked for. */
  readonly sums: readonly PipelineSum[];
  /** By owner, if asked for by stage and there are several owners. */
  readonly byOwner: readonly PipelineSum[];
}

/** Adds up opportunities and their amounts, as they are and weighted by the chance of winning. */
export async function reportPipeline(deps: Deps, input: PipelineInput): Promise<PipelineReport> {
  const { engine } = deps.store;
  const { by } = input;
  const where = await readSelection(deps, 'opp', await fieldsOf(deps.store, OPP), input);
  const byStage = await stageSums(deps, where, input);
  const sums = by === 'stage' ? byStage : await pipelineSums(engine, by, where);
  const owners = by === 'stage' ? await pipelineSums(engine, 'owner', where) : [];
  return { byStage, sums, byOwner: owners.length > 1 ? owners : [] };
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
