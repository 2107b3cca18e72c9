import { describeChange } from '../../domain/change-text.ts';
import type { Noun } from '../../domain/field.ts';
import { PICKLIST_NAMES } from '../../domain/picklists.ts';
import { changesOf } from '../../store/history.ts';
import { readPicklist } from '../../store/picklists.ts';
import { recordsBeginning } from '../../store/reference-candidates.ts';
import { findRecord } from '../../store/references.ts';
import { type Pipeline, pipelineOfOpp, pipelines } from '../../store/stages.ts';
import type { Store } from '../../store/store.ts';
import { teams } from '../../store/teams.ts';
import { users } from '../../store/users.ts';
import type { WriteEnv } from '../../store/write/values.ts';
import { type Answer, asAnswer, type Candidate, filterByPrefix } from './answer.ts';
import type { TypedCommand } from './typed-command.ts';

/** The values of the list of that name. */
export async function picklistValues({ db }: Store, text = ''): Promise<string[]> {
  const list = PICKLIST_NAMES.find((known) => known === text);
  return list ? (await readPicklist(db, list)).values.map(({ name }) => name) : [];
}

/** Records that a reference which begins like this may mean. */
export async function references(
  store: Store,
  nouns: readonly Noun[],
  typed: string,
  env: WriteEnv,
): Promise<Answer> {
  const found = await recordsBeginning(store.engine, nouns, typed, env);
  const candidates = found.map((each): Candidate => ({ ...each, foldable: true }));
  return { candidates: filterByPrefix(candidates, typed) };
}

/** The users, with their full names. */
export async function userNames(store: Store): Promise<Answer> {
  const candidates = (await users(store.db)).map(
    ({ name, fullName }): Candidate => ({ value: name, ...(fullName ? { description: fullName } : {}) }),
  );
  return { candidates };
}

/** The users and the teams, where either may stand. */
export async function ownerNames(store: Store): Promise<Answer> {
  const { candidates } = await userNames(store);
  const groups = (await teams(store.db)).map(({ name }): Candidate => ({ value: name, description: 'team' }));
  return { candidates: [...candidates, ...groups] };
}

/** Number of recent changes offered. */
const MAX_CHANGES = 20;

/** The latest changes. */
export async function recentChanges(store: Store, typed: string): Promise<Answer> {
  const latest = await changesOf(store.db, { limit: MAX_CHANGES });
  const candidates = latest.map((change) => ({
    value: String(change.id),
    description: describeChange(change),
  }));
  return { candidates: filterByPrefix(candidates, typed) };
}

/** The stages of the deal or pipeline on the line; else of all pipelines. */
export async function stagesFor(store: Store, line: TypedCommand, env: WriteEnv): Promise<Answer> {
  const every = await pipelines(store.db);
  const pipeline = (await pipelineOf(store, line, every, env)) ?? undefined;
  const among = pipeline ? [pipeline] : every.filter(({ archived }) => !archived);
  return asAnswer([...new Set(among.flatMap(({ stages }) => stages.map(({ name }) => name)))]);
}

async function pipelineOf(
  store: Store,
  { noun, verb, args, options }: TypedCommand,
  every: readonly Pipeline[],
  env: WriteEnv,
): Promise<Pipeline | undefined> {
  const pipelineName =
    options.findLast(([option]) => option === 'pipeline')?.[1] ?? (noun === 'pipeline' ? args[0] : undefined);
  if (pipelineName !== undefined)
    return every.find(({ name }) => name.toLowerCase() === pipelineName.trim().toLowerCase());
  const [first] = args;
  if (noun !== 'opp' || verb === 'add' || first === undefined || first === '-') return undefined;
  const opp = await findRecord(store.engine, 'opp', first, env).catch(() => null);
  return opp ? pipelineOfOpp(store.db, opp.id) : undefined;
}
