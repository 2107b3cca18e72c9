import { isCrmError, notFound, refused, usage } from '../domain/errors.ts';
import type { Noun, Value } from '../domain/field.ts';
import { QUEUED_NOUNS } from '../domain/queue.ts';
import { hasField, type NounDefinition } from '../nouns/definition.ts';
import type { ListRows } from '../nouns/shared/list-rows.ts';
import { customFields } from './fields.ts';
import { exactly, findRecord } from './references.ts';
import type { Db } from './sql.ts';
import { type Pipeline, pipelineNamed, stageNamed } from './stages.ts';
import type { Store } from './store.ts';
import { userNamed } from './users.ts';
import type { Values, WriteEnv } from './write/values.ts';

/** What queues own: what is taken from them, and its tasks. */
const OWNED_BY_QUEUES: ReadonlySet<Noun> = new Set([...QUEUED_NOUNS, 'task']);

/**
 * Replaces names of relations (`account`, `owner`, `stage`) by numbers (`account_id` …), also in lists (`Jane Doe
 * (champion)` becomes `7 (champion)`). `current` is the record's pipeline, for a stage without one. Throws like
 * references.
 */
export async function resolveRelations(
  store: Store,
  spec: NounDefinition,
  values: Readonly<Record<string, Value>>,
  env: WriteEnv,
  current?: Pipeline,
): Promise<Values> {
  const result: Record<string, Value> = { ...values };
  const isCustom = Object.keys(values).some((name) => !hasField(spec, name));
  const custom = isCustom ? await customFields(store.db, spec.noun) : [];
  for (const field of [...spec.fields, ...custom]) {
    const text = values[field.name];
    if (field.type !== 'ref' || text === undefined || field.target === 'pipeline' || field.target === 'stage')
      continue;
    delete result[field.name];
    result[`${field.name}_id`] =
      text === null ? null : await findId(store, field.target as Noun | 'user', String(text), env, spec);
  }
  for (const list of spec.lists ?? []) {
    const entries = values[list.field];
    if (!list.target || !Array.isArray(entries)) continue;
    const numbers: string[] = [];
    for (const entry of entries as readonly string[])
      numbers.push(await replaceReference(store, list, list.target.noun, entry, env));
    result[list.field] = [...new Set(numbers)];
  }
  if (hasField(spec, 'stage')) await resolveStage(store.db, values, result, current);
  return result;
}

async function findId(
  store: Store,
  target: Noun | 'user',
  text: string,
  env: WriteEnv,
  of?: NounDefinition,
): Promise<number> {
  if (target === 'user') {
    const user = await userNamed(store.db, text === 'me' ? store.act.user : text);
    if (user.isQueue && of && !OWNED_BY_QUEUES.has(of.noun))
      throw refused(`${user.name} is a queue: it has leads and cases, but no ${of.plural}`, 'Name a person.');
    return user.id;
  }
  try {
    return (await findRecord(store.engine, target, text, env)).id;
  } catch (error) {
    if (!isCrmError(error) || error.kind !== 'not-found' || /^\W*\d+$/.test(text)) throw error;
    throw notFound(error.message, { code: 'missing-relation', noun: target, name: text, original: error });
  }
}

/** A share without parentheses: `ann=60`, `ann: 60%`, `ann 60%`. */
const SHARE_BEHIND_NAME =
  /^(.*?[^\s=:])(?:\s*[=:]\s*(?=\d+(?:[.,]\d+)?\s*%?$)|\s+(?=\d+(?:[.,]\d+)?\s*%$))(.+)$/;

/** An element of a list of relations, with the number instead of the name; keeps what is said in parentheses. */
async function replaceReference(
  store: Store,
  list: ListRows,
  target: Noun | 'user',
  entry: string,
  env: WriteEnv,
): Promise<string> {
  const written =
    /^(.*\S)\s*\(([^()]+)\)$/.exec(entry) ?? (list.isWhole ? SHARE_BEHIND_NAME.exec(entry) : null);
  const [, name, said] = written ?? [];
  if (name === undefined || said === undefined) return String(await findId(store, target, entry, env));
  // Parentheses may be part of the name.
  const isName = target !== 'user' && (await exactly(store.engine, target, entry, env)).length === 1;
  if (isName) return String(await findId(store, target, entry, env));
  if (list.read(said) !== null) return `${await findId(store, target, name, env)} (${said})`;
  // Without the parentheses it is a name, or not even that.
  await findId(store, target, name, env);
  throw usage(`${list.field}: "(${said})" is not understood`, `Write ${list.example}.`);
}

async function resolveStage(
  db: Db,
  given: Readonly<Record<string, Value>>,
  result: Record<string, Value>,
  current: Pipeline | undefined,
): Promise<void> {
  const { pipeline: pipelineName, stage: stageName } = given;
  delete result.pipeline;
  delete result.stage;
  if (pipelineName === null || stageName === null) throw usage('an opportunity always needs a stage');
  if (pipelineName === undefined && stageName === undefined && current) return;
  const pipeline =
    pipelineName === undefined && current
      ? current
      : await pipelineNamed(db, pipelineName as string | undefined);
  if (pipeline.archived)
    throw refused(`the pipeline "${pipeline.name}" is archived`, { code: 'pipeline-archived' });
  const stage =
    stageName === undefined
      ? pipeline.stages.find((candidate) => candidate.kind === 'open')
      : await stageNamed(db, pipeline, String(stageName));
  if (!stage) throw refused(`the pipeline "${pipeline.name}" has no open stage`);
  result.pipeline_id = pipeline.id;
  result.stage_id = stage.id;
}
