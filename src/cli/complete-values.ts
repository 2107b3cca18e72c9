import { fieldsOf } from '../commands/record/fields.ts';
import type { Context } from '../context.ts';
import { NOUN_SPECS } from '../domain/nouns/index.ts';
import { COLOR_WHEN } from '../render/color.ts';
import { FORMATS } from '../settings.ts';
import { pipelines } from '../store/stages.ts';
import type { Store } from '../store/store.ts';
import { tagNames } from '../store/tags.ts';
import { users } from '../store/users.ts';

/** Values that an option of a noun may take, where there is a list of them; an empty list where there is none. */
export async function valuesOf(ctx: Context, noun: string, option: string): Promise<string[]> {
  if (option === 'format') return [...FORMATS];
  if (option === 'color') return [...COLOR_WHEN];
  const store = await ctx.store();
  if (PEOPLE.has(option)) return (await users(store.db)).map(({ name }) => name);
  if (option === 'tag') return tagNames(store.db);
  if (option === 'pipeline') return (await pipelines(store.db)).map(({ name }) => name);
  if (option === 'stage') return stages(store);
  const spec = Object.values(NOUN_SPECS).find((each) => each.noun === noun);
  if (!spec) return [];
  const fields = await fieldsOf(store, spec);
  if (option === 'columns' || option === 'sort') return fields.map(({ name }) => name);
  const field = fields.find(({ name }) => name === option.replaceAll('-', '_'));
  return [...(field?.choices ?? [])];
}

const PEOPLE: ReadonlySet<string> = new Set(['owner', 'user', 'who']);

async function stages(store: Store): Promise<string[]> {
  const names = (await pipelines(store.db)).flatMap((pipeline) => pipeline.stages.map(({ name }) => name));
  return [...new Set(names)];
}
