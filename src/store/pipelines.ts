import { conflict, refused } from '../domain/errors.ts';
import { categoryFor, type StageDraft } from '../domain/pipeline-stages.ts';
import type { RowOf } from './schema.ts';
import { type Db, sql } from './sql.ts';
import { type Pipeline, pipelines, stageNamed } from './stages.ts';
import type { Tx } from './tx.ts';

/** Adds a pipeline with its stages, in order; returns its number. Throws `conflict` if the name exists. */
export async function addPipeline(tx: Tx, name: string, stages: readonly StageDraft[]): Promise<number> {
  await refuseTaken(tx, name, null);
  const all = await pipelines(tx);
  const id = await tx.insert('pipeline', { name, position: all.length + 1 });
  for (const [at, stage] of stages.entries()) await insertStage(tx, id, stage, at + 1);
  return id;
}

/** Renames a pipeline. Throws `conflict` if the name exists. */
export async function renamePipeline(tx: Tx, pipeline: Pipeline, name: string): Promise<void> {
  await refuseTaken(tx, name, pipeline.id);
  await tx.update('pipeline', pipeline.id, { name });
}

/** Archives or unarchives a pipeline. Throws `refused` for the last active one. */
export async function archivePipeline(tx: Tx, pipeline: Pipeline, archived: boolean): Promise<void> {
  const others = (await pipelines(tx)).filter((other) => other.id !== pipeline.id && !other.archived);
  if (archived && others.length === 0)
    throw refused(`"${pipeline.name}" is the only active pipeline`, { code: 'last-pipeline' });
  await tx.update('pipeline', pipeline.id, { archived: archived ? 1 : 0 });
}

/** The place of a stage: next to another one, or the default for its kind. */
export interface StagePlace {
  readonly side: 'after' | 'before';
  readonly stage: string;
}

/** Adds a stage. Throws `conflict` if the name exists in the pipeline. */
export async function addStage(
  tx: Tx,
  pipeline: Pipeline,
  draft: StageDraft,
  place: StagePlace | null,
): Promise<void> {
  refuseSameName(pipeline, draft.name);
  const id = await insertStage(tx, pipeline.id, draft, pipeline.stages.length + 1);
  const ids = pipeline.stages.map((stage) => stage.id);
  const firstClosed = pipeline.stages.findIndex((stage) => stage.kind !== 'open');
  const usual = draft.kind === 'open' && firstClosed >= 0 ? firstClosed : ids.length;
  ids.splice(place ? await placeIn(tx, pipeline, ids, place) : usual, 0, id);
  await renumber(tx, pipeline, ids);
}

/** Moves a stage next to another one. */
export async function moveStage(tx: Tx, pipeline: Pipeline, name: string, place: StagePlace): Promise<void> {
  const stage = await stageNamed(tx, pipeline, name);
  const ids = pipeline.stages.map(({ id }) => id).filter((id) => id !== stage.id);
  if (place.stage.trim().toLowerCase() === stage.name.toLowerCase()) return;
  ids.splice(await placeIn(tx, pipeline, ids, place), 0, stage.id);
  await renumber(tx, pipeline, ids);
}

/** A change of a stage. */
export interface StagePatch {
  readonly name?: string;
  readonly probability?: number;
  /** Days; null for never. */
  readonly rottingDays?: number | null;
}

/** Changes a stage. The forecast category follows the chance, unless it was set separately. */
export async function editStage(tx: Tx, pipeline: Pipeline, name: string, patch: StagePatch): Promise<void> {
  const stage = await stageNamed(tx, pipeline, name);
  if (patch.name !== undefined && patch.name.toLowerCase() !== stage.name.toLowerCase())
    refuseSameName(pipeline, patch.name);
  if (patch.probability !== undefined && stage.kind !== 'open')
    throw refused(
      `the chance of "${stage.name}" is always ${stage.probability}, because it is ${stage.kind}`,
    );
  const follows = patch.probability !== undefined && stage.category === categoryFor(stage.probability);
  await tx.update('stage', stage.id, {
    ...(patch.name === undefined ? {} : { name: patch.name }),
    ...(patch.probability === undefined ? {} : { probability: patch.probability }),
    ...(follows ? { category: categoryFor(patch.probability) } : {}),
    ...(patch.rottingDays === undefined ? {} : { rotting_days: patch.rottingDays }),
  });
}

/**
 * Removes a stage that never had an opportunity. Throws `conflict` otherwise, `refused` for the last one of its kind.
 */
export async function removeStage(tx: Tx, pipeline: Pipeline, name: string): Promise<void> {
  const stage = await stageNamed(tx, pipeline, name);
  if (pipeline.stages.filter((other) => other.kind === stage.kind).length === 1)
    throw refused(`"${stage.name}" is the only ${stage.kind} stage of "${pipeline.name}"`);
  const [now, once] = [await count(tx, 'opp', stage.id), await count(tx, 'stage_history', stage.id)];
  if (now > 0) {
    throw conflict(`${now === 1 ? '1 opp is' : `${now} opps are`} in "${stage.name}"`, {
      code: 'stage-in-use',
      name: stage.name,
    });
  }
  if (once > 0)
    throw conflict(
      `opps went through "${stage.name}", so it is part of their history`,
      'It can be renamed and moved',
    );
  await tx.remove('stage', stage.id);
  await renumber(
    tx,
    pipeline,
    pipeline.stages.map(({ id }) => id).filter((id) => id !== stage.id),
  );
}

/** Number of opportunities per stage, by stage number. */
export async function oppsByStage(db: Db): Promise<ReadonlyMap<number, number>> {
  const rows = await sql<{ stage_id: number; n: number }>`
    select stage_id, count(*) as n from opp group by stage_id`.all(db);
  return new Map(rows.map((row) => [row.stage_id, row.n]));
}

async function placeIn(
  tx: Tx,
  pipeline: Pipeline,
  ids: readonly number[],
  place: StagePlace,
): Promise<number> {
  const neighbour = await stageNamed(tx, pipeline, place.stage);
  return ids.indexOf(neighbour.id) + (place.side === 'after' ? 1 : 0);
}

/** Open stages always come before closed ones. */
async function renumber(tx: Tx, pipeline: Pipeline, ids: readonly number[]): Promise<void> {
  const rows = await sql<Pick<RowOf<'stage'>, 'id' | 'name' | 'kind'>>`
    select id, name, kind from stage where pipeline_id = ${pipeline.id}`.all(tx);
  const ordered = ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
  const closedAt = ordered.findIndex((row) => row.kind !== 'open');
  const late = ordered.find((row, at) => row.kind === 'open' && closedAt >= 0 && at > closedAt);
  if (late)
    throw refused(
      `"${late.name}" is open and cannot come after "${ordered[closedAt]?.name}", which is closed`,
    );
  for (const [at, row] of ordered.entries()) await tx.update('stage', row.id, { position: at + 1 });
}

async function insertStage(tx: Tx, pipelineId: number, draft: StageDraft, position: number): Promise<number> {
  const { rottingDays, ...rest } = draft;
  return tx.insert('stage', {
    ...rest,
    rotting_days: rottingDays,
    pipeline_id: pipelineId,
    position,
    created_at: tx.now,
    updated_at: tx.now,
  });
}

async function count(tx: Tx, table: 'opp' | 'stage_history', stageId: number): Promise<number> {
  const { n } = await sql<{ n: number }>`
    select count(*) as n from ${sql.ref(table)} where stage_id = ${stageId}`.one(tx);
  return n;
}

function refuseSameName(pipeline: Pipeline, name: string): void {
  const existing = pipeline.stages.find((stage) => stage.name.toLowerCase() === name.toLowerCase());
  if (existing) throw conflict(`"${pipeline.name}" already has a stage "${existing.name}"`);
}

async function refuseTaken(tx: Tx, name: string, except: number | null): Promise<void> {
  const existing = (await pipelines(tx)).find((other) => other.name.toLowerCase() === name.toLowerCase());
  if (existing && existing.id !== except)
    throw conflict(`a pipeline "${existing.name}" exists`, { code: 'name-taken', noun: 'pipeline' });
}
