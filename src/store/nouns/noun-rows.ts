import type { CustomNoun } from '../../domain/custom-noun.ts';
import type { Noun } from '../../domain/field.ts';
import { type Db, sql } from '../sql.ts';
import type { Tx } from '../tx.ts';
import { removeRecord } from '../write/remove.ts';
import { reportsOn } from './noun-uses.ts';

/** Adds a noun of the team, with its tables. */
export async function insertNoun(tx: Tx, noun: CustomNoun): Promise<void> {
  await tx.insert('noun', { ...noun, relates: JSON.stringify(noun.relates) });
}

/** Changes what a noun is called and related to; its name and its title stay. */
export async function updateNoun(tx: Tx, { name, plural, label, relates }: CustomNoun): Promise<void> {
  await tx.update('noun', await numberOf(tx, name), { plural, label, relates: JSON.stringify(relates) });
}

/** Removes a noun with its records, fields, reports, segments and saved maps. Throws `conflict` where something else needs it. */
export async function removeNounRows(tx: Tx, name: string): Promise<void> {
  for (const { id } of await sql<{ id: number }>`select id from ${sql.ref(name)} order by id`.all(tx))
    await removeRecord(tx, name as Noun, id);
  for (const { id } of await sql<{ id: number }>`
    select member.id from segment_member member join segment on segment.id = member.segment_id
    where segment.noun = ${name} order by member.id`.all(tx))
    await tx.remove('segment_member', id);
  for (const table of ['segment', 'import_map', 'field'] as const)
    for (const { id } of await sql<{ id: number }>`
      select id from ${sql.ref(table)} where noun = ${name} order by id`.all(tx))
      await tx.remove(table, id);
  for (const { id } of await reportsOn(tx, name)) await tx.remove('saved_report', id);
  await tx.remove('noun', await numberOf(tx, name));
}

/** The records of a noun that are related to one of another noun. */
export async function relatedRecordIds(db: Db, name: string, to: string): Promise<number[]> {
  const rows = await sql<{ id: number }>`
    select id from ${sql.ref(name)} where ${sql.ref(`${to}_id`)} is not null order by id`.all(db);
  return rows.map(({ id }) => id);
}

async function numberOf(db: Db, name: string): Promise<number> {
  return (await sql<{ id: number }>`select id from noun where name = ${name}`.one(db)).id;
}
