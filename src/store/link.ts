import type { Kysely } from 'kysely';
import { refused, usage } from '../domain/errors.ts';
import type { Noun, NounSpec, Value } from '../domain/field.ts';
import { findRecord } from './references.ts';
import type { Schema } from './schema.ts';
import { type Pipeline, pipelineNamed, stageNamed } from './stages.ts';
import type { Store } from './store.ts';
import { userNamed } from './users.ts';
import type { Values, WriteEnv } from './write/values.ts';

/**
 * Replaces what relations were called (`account`, `owner`, `stage`) by their numbers (`account_id` …). `current` is
 * the pipeline the record is in, for a stage named without one. Throws as references do.
 */
export async function linked(
  store: Store,
  spec: NounSpec,
  values: Readonly<Record<string, Value>>,
  env: WriteEnv,
  current?: Pipeline,
): Promise<Values> {
  const result: Record<string, Value> = { ...values };
  for (const field of spec.fields) {
    const text = values[field.name];
    if (field.type !== 'ref' || text === undefined || field.target === 'pipeline' || field.target === 'stage')
      continue;
    delete result[field.name];
    result[`${field.name}_id`] =
      text === null ? null : await numberOf(store, field.target as Noun | 'user', String(text), env);
  }
  if (spec.noun === 'opp') await placeInPipeline(store.db, values, result, current);
  return result;
}

async function numberOf(store: Store, target: Noun | 'user', text: string, env: WriteEnv): Promise<number> {
  if (target === 'user') return (await userNamed(store.db, text === 'me' ? store.act.user : text)).id;
  return (await findRecord(store.engine, target, text, env)).id;
}

async function placeInPipeline(
  db: Kysely<Schema>,
  given: Readonly<Record<string, Value>>,
  result: Record<string, Value>,
  current: Pipeline | undefined,
): Promise<void> {
  const { pipeline: pipelineName, stage: stageName } = given;
  delete result.pipeline;
  delete result.stage;
  if (pipelineName === null || stageName === null)
    throw usage('an opportunity is always in a stage of a pipeline');
  if (pipelineName === undefined && stageName === undefined && current) return;
  const pipeline =
    pipelineName === undefined && current
      ? current
      : await pipelineNamed(db, pipelineName as string | undefined);
  if (pipeline.archived)
    throw refused(`the pipeline "${pipeline.name}" is archived`, 'See all: crm pipeline list');
  const stage =
    stageName === undefined
      ? pipeline.stages.find((candidate) => candidate.kind === 'open')
      : await stageNamed(db, pipeline, String(stageName));
  if (!stage) throw refused(`the pipeline "${pipeline.name}" has no open stage`);
  result.pipeline_id = pipeline.id;
  result.stage_id = stage.id;
}
