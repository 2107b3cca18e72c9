import { conflict, notFound } from '../domain/errors.ts';
import type { Row } from '../domain/field.ts';
import type { ForecastCategory, Stage, StageKind } from '../domain/stages.ts';
import { findNearest } from '../domain/suggest.ts';
import { DAY_MS } from '../domain/time-units.ts';
import type { RowOf } from './schema.ts';
import { type Db, sql } from './sql.ts';

/** A pipeline and its stages in order. */
export interface Pipeline {
  readonly id: number;
  readonly name: string;
  readonly archived: boolean;
  readonly stages: readonly Stage[];
}

/** All pipelines in order; archived ones last. */
export async function pipelines(db: Db): Promise<Pipeline[]> {
  const rows = await sql<RowOf<'pipeline'>>`
    select * from pipeline order by archived nulls last, position, id`.all(db);
  const stages = await sql<RowOf<'stage'>>`select * from stage order by position, id`.all(db);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    archived: row.archived === 1,
    stages: stages.filter((stage) => stage.pipeline_id === row.id).map(toStage),
  }));
}

/** The pipeline of that name, or the first one by default. Throws `not-found` with the nearest. */
export async function pipelineNamed(db: Db, name?: string): Promise<Pipeline> {
  const all = await pipelines(db);
  const found =
    name === undefined ? all[0] : all.find((p) => p.name.toLowerCase() === name.trim().toLowerCase());
  if (found) return found;
  const names = all.map((pipeline) => pipeline.name);
  const [near = null] = findNearest(name ?? '', names);
  throw notFound(`unknown pipeline "${name}"`, { code: 'unknown-pipeline', near, names });
}

/** The stage of that name in a pipeline. Throws `not-found`, or `conflict` if another pipeline has it. */
export async function stageNamed(db: Db, pipeline: Pipeline, name: string): Promise<Stage> {
  const key = name.trim().toLowerCase();
  const found = pipeline.stages.find((stage) => stage.name.toLowerCase() === key);
  if (found) return found;
  const names = pipeline.stages.map((stage) => stage.name);
  const elsewhere = (await pipelines(db)).find((other) =>
    other.stages.some((s) => s.name.toLowerCase() === key),
  );
  if (elsewhere) {
    throw conflict(
      `"${name}" is a stage of the pipeline "${elsewhere.name}", not of "${pipeline.name}"`,
      `Stages of "${pipeline.name}": ${names.join(', ')}`,
    );
  }
  const [near] = findNearest(name, names);
  throw notFound(
    `the pipeline "${pipeline.name}" has no stage "${name}"`,
    near ? `Did you mean "${near}"?   Its stages: ${names.join(', ')}` : `Its stages: ${names.join(', ')}`,
  );
}

/** The pipeline of an opportunity; undefined if the opportunity does not exist. */
export async function pipelineOfOpp(db: Db, oppId: number): Promise<Pipeline | undefined> {
  const opp = await sql<{ pipeline_id: number }>`select pipeline_id from opp where id = ${oppId}`.first(db);
  return (await pipelines(db)).find((pipeline) => pipeline.id === opp?.pipeline_id);
}

/** An existing stage by its number. */
export async function stageOf(db: Db, id: number): Promise<Stage> {
  return toStage(
    (await sql<RowOf<'stage'>>`select * from stage where id = ${id}`.first(db)) as RowOf<'stage'>,
  );
}

function toStage(row: {
  id: number;
  pipeline_id: number;
  name: string;
  position: number;
  probability: number;
  category: string;
  kind: string;
  rotting_days: number | null;
}): Stage {
  return {
    id: row.id,
    pipelineId: row.pipeline_id,
    name: row.name,
    position: row.position,
    probability: row.probability,
    category: row.category as ForecastCategory,
    kind: row.kind as StageKind,
    rottingDays: row.rotting_days,
  };
}

interface StageEntry extends Pick<RowOf<'stage_history'>, 'id' | 'entered_at' | 'amount_minor' | 'currency'> {
  readonly stage: string;
  readonly kind: string;
  readonly user: string | null;
}

/** The stages of an opportunity, latest first; `days` spent in each, up to `now` for the last. */
export async function stageHistory(db: Db, oppId: number, now: string): Promise<Row[]> {
  const rows = await sql<StageEntry>`
    select stage.name as stage, stage.kind, entered_at, amount_minor, currency, user.name as user, stage_history.id
    from stage_history join stage on stage.id = stage_history.stage_id
      left join "user" on "user".id = stage_history.user_id
    where opp_id = ${oppId} order by stage_history.id desc`.all(db);
  return rows.map((row, i) => {
    const left = rows[i - 1]?.entered_at ?? (row.kind === 'open' ? now : null);
    return {
      stage: row.stage,
      entered_at: row.entered_at,
      days:
        left === null
          ? null
          : Math.max(0, Math.floor((Date.parse(left) - Date.parse(row.entered_at)) / DAY_MS)),
      amount: row.amount_minor === null ? null : { minor: row.amount_minor, currency: row.currency },
      user: row.user,
    };
  });
}
