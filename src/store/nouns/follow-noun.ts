import { isFieldName } from '../../domain/custom-field.ts';
import { type CustomNoun, isNounName } from '../../domain/custom-noun.ts';
import { conflict, usage } from '../../domain/errors.ts';
import { isOwnTable } from '../archive/tables.ts';
import type { Engine } from '../engine.ts';
import { type RawRow, sql } from '../sql.ts';
import { nounUses } from './noun-uses.ts';

/** Has the tables of a noun follow its row, before and after a change; null for a row that is not there. */
export async function followNoun(engine: Engine, before: RawRow | null, after: RawRow | null): Promise<void> {
  if (after === null) await remove(engine, nounIn(before ?? {}));
  else if (before === null) await engine.catalog.createNoun(checked(nounIn(after)));
  else await relate(engine, nounIn(before), checked(nounIn(after)));
  engine.forgetNouns();
}

function nounIn(row: RawRow): CustomNoun {
  const { name, plural, label, title, relates } = row as Record<string, string>;
  return {
    name: String(name),
    plural: String(plural),
    label: String(label),
    title: String(title),
    relates: JSON.parse(relates ?? '[]') as string[],
  };
}

/** What becomes the name of a table or column is a name. */
function checked(noun: CustomNoun): CustomNoun {
  const { name, plural, title, relates } = noun;
  for (const each of [name, plural, ...relates])
    if (!isNounName(each)) throw usage(`"${each}" is not the name of a noun`);
  if (!isFieldName(title)) throw usage(`"${title}" is not the name of a field`);
  for (const each of [name, plural]) if (isOwnTable(each)) throw usage(`a noun cannot be called "${each}"`);
  return noun;
}

async function remove(engine: Engine, { name }: CustomNoun): Promise<void> {
  const [use] = await nounUses(engine, name);
  if (use !== undefined) throw conflict(`${use.what} needs the noun ${name}`);
  const { n } = await sql<{ n: number }>`select count(*) as n from ${sql.ref(name)}`.one(engine);
  if (n > 0) throw conflict(`there ${n === 1 ? 'is a record' : `are ${n} records`} of the noun ${name}`);
  await engine.search.forget(name);
  await engine.catalog.dropNoun(name);
}

async function relate(engine: Engine, before: CustomNoun, after: CustomNoun): Promise<void> {
  const { name } = after;
  for (const to of before.relates.filter((each) => !after.relates.includes(each))) {
    const column = sql.ref(`${to}_id`);
    const first = await sql<{ id: number }>`
      select id from ${sql.ref(name)} where ${column} is not null limit 1`.first(engine);
    if (first) throw conflict(`${name} ${first.id} belongs to a record of ${to}`);
    await engine.catalog.dropRelation(name, to);
  }
  for (const to of after.relates.filter((each) => !before.relates.includes(each)))
    await engine.catalog.addRelation(name, to);
}
