import { usage } from '../../domain/errors.ts';
import type { StageDraft } from '../../domain/pipeline-stages.ts';
import type { Stage } from '../../domain/stages.ts';
import {
  addPipeline,
  addStage,
  archivePipeline,
  editStage,
  moveStage,
  oppsByStage,
  removeStage,
  renamePipeline,
  type StagePatch,
  type StagePlace,
} from '../../store/pipelines.ts';
import { type Pipeline, pipelineNamed, pipelines } from '../../store/stages.ts';
import type { Tx } from '../../store/tx.ts';
import type { Deps } from '../deps.ts';

/** Adds a pipeline with its stages, in order. Throws `conflict` if the name exists. */
export async function createPipeline(
  { store }: Deps,
  { name, stages }: { readonly name: string; readonly stages: readonly StageDraft[] },
): Promise<void> {
  rejectBlank(name);
  await store.change((tx) => addPipeline(tx, name, stages), `added the pipeline ${name}`);
}

/** A stage with its pipeline and its number of opportunities. */
interface CountedStage {
  readonly pipeline: Pipeline;
  readonly stage: Stage;
  readonly opps: number;
}

/** Lists the stages of all pipelines, in order. */
export async function listStages({ store: { db } }: Deps): Promise<readonly CountedStage[]> {
  const opps = await oppsByStage(db);
  return (await pipelines(db)).flatMap((pipeline) =>
    pipeline.stages.map((stage) => ({ pipeline, stage, opps: opps.get(stage.id) ?? 0 })),
  );
}

/** One change of a pipeline. */
export type PipelineStep =
  | { readonly type: 'add-stage'; readonly stage: StageDraft; readonly place: StagePlace | null }
  | { readonly type: 'move-stage'; readonly stage: string; readonly place: StagePlace }
  | { readonly type: 'edit-stage'; readonly stage: string; readonly patch: StagePatch }
  | { readonly type: 'remove-stage'; readonly stage: string }
  | { readonly type: 'archive'; readonly archived: boolean }
  | { readonly type: 'rename'; readonly name: string };

/** The number of the change, null if nothing changed, and the previous name of the pipeline. */
export interface PipelineEdit {
  readonly changeId: number | null;
  readonly name: string;
}

/** Applies all changes to a pipeline in order, or none; a new name comes last. */
export async function editPipeline(
  { store }: Deps,
  { pipeline: text, steps }: { readonly pipeline: string; readonly steps: readonly PipelineStep[] },
): Promise<PipelineEdit> {
  const { name } = await pipelineNamed(store.db, text);
  const { id } = await store.change(
    async (tx) => {
      // Each step sees the result of the one before it.
      for (const step of steps) await takeStep(tx, await pipelineNamed(tx, name), step);
    },
    () => `edited the pipeline ${name}`,
  );
  return { changeId: id, name };
}

function takeStep(tx: Tx, pipeline: Pipeline, step: PipelineStep): Promise<void> {
  switch (step.type) {
    case 'add-stage':
      return addStage(tx, pipeline, step.stage, step.place);
    case 'move-stage':
      return moveStage(tx, pipeline, step.stage, step.place);
    case 'edit-stage':
      return editStage(tx, pipeline, step.stage, step.patch);
    case 'remove-stage':
      return removeStage(tx, pipeline, step.stage);
    case 'archive':
      return archivePipeline(tx, pipeline, step.archived);
    case 'rename':
      rejectBlank(step.name);
      return renamePipeline(tx, pipeline, step.name);
  }
}

function rejectBlank(name: string): void {
  if (name.trim() === '') throw usage('the name of a pipeline cannot be blank');
}
