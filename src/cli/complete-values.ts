import { fieldsOf } from '../commands/record/fields.ts';
import type { Context } from '../context.ts';
import { NOUNS } from '../domain/field.ts';
import { NOUN_SPECS } from '../domain/nouns/index.ts';
import { COLOR_WHEN } from '../render/color.ts';
import { FORMATS } from '../settings.ts';
import { cadences } from '../store/calls/cadences.ts';
import { outcomes } from '../store/calls/outcomes.ts';
import { MERGEABLE } from '../store/merge/former.ts';
import { segments } from '../store/segments.ts';
import { pipelines } from '../store/stages.ts';
import type { Store } from '../store/store.ts';
import { tagNames } from '../store/tags.ts';
import { users } from '../store/users.ts';

/** Values that an option of a noun may take, where there is a list of them; an empty list where there is none. */
export async function valuesOf(ctx: Context, noun: string, option: string): Promise<string[]> {
  if (option === 'format') return [...FORMATS];
  if (option === 'color') return [...COLOR_WHEN];
  if (option === 'noun') return [...(MERGING.has(noun) ? MERGEABLE : NOUNS)];
  const store = await ctx.store();
  if (PEOPLE.has(option)) return (await users(store.db)).map(({ name }) => name);
  if (option === 'tag') return tagNames(store.db);
  if (option === 'pipeline') return (await pipelines(store.db)).map(({ name }) => name);
  if (option === 'stage') return stages(store);
  if (option === 'segment') {
    const whose = NOUNS.find((known) => known === noun) ?? (noun in QUEUED ? 'lead' : undefined);
    return (await segments(store.db, whose)).map(({ name }) => name);
  }
  if (option === 'outcome') return (await outcomes(store.db)).map(({ word }) => word);
  if (option === 'cadence') return (await cadences(store.db)).map(({ name }) => name);
  const spec = Object.values(NOUN_SPECS).find((each) => each.noun === noun);
  if (!spec) return [];
  const fields = await fieldsOf(store, spec);
  if (option === 'columns' || option === 'sort') return fields.map(({ name }) => name);
  const field = fields.find(({ name }) => name === option.replaceAll('-', '_'));
  return [...(field?.choices ?? [])];
}

/**
 * What the records of a list of the team's own are called, for commands that take one by name; an empty list for
 * other nouns, and for commands that make a new one.
 */
export async function namesOf(ctx: Context, noun: string, verb: string | null): Promise<string[]> {
  if (verb === null || verb === 'add') return [];
  const { db } = await ctx.store();
  switch (noun) {
    case 'segment':
      return (await segments(db)).map(({ name }) => name);
    case 'outcome':
      return (await outcomes(db)).map(({ word }) => word);
    case 'cadence':
      return (await cadences(db)).map(({ name }) => name);
    case 'pipeline':
      return (await pipelines(db)).map(({ name }) => name);
    case 'user':
      return (await users(db)).map(({ name }) => name);
    default:
      return [];
  }
}

/** Commands that take only nouns whose records can be merged. */
const MERGING: ReadonlySet<string> = new Set(['dupes', 'merge']);

/** Nouns whose commands choose among leads. */
const QUEUED = { call: true, plan: true } as const;

const PEOPLE: ReadonlySet<string> = new Set(['owner', 'user', 'who']);

async function stages(store: Store): Promise<string[]> {
  const names = (await pipelines(store.db)).flatMap((pipeline) => pipeline.stages.map(({ name }) => name));
  return [...new Set(names)];
}
