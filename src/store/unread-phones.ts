import type { Noun } from '../domain/field.ts';
import { type Db, sql } from './sql.ts';
import { unreadIn } from './write/own-phones.ts';

/** The phones of records that are not understood as numbers, as typed, each once. */
export async function unreadPhonesOf(db: Db, noun: Noun, ids: readonly number[]): Promise<string[]> {
  const rows = await sql<{ typed: string }>`
    select typed from phone where e164 is null and ${sql.ref(`${noun}_id`)} ${sql.among(ids)} order by id`.all(
    db,
  );
  return [...new Set(rows.map(({ typed }) => typed))];
}

/** The same of a field that the team added. */
export async function unreadOwnPhonesOf(
  db: Db,
  noun: Noun,
  field: string,
  ids: readonly number[],
): Promise<string[]> {
  const rows = await sql<{ custom: string }>`
    select custom from ${sql.ref(noun)} where id ${sql.among(ids)} order by id`.all(db);
  return rows.flatMap(({ custom }) => {
    const stored = (JSON.parse(custom) as Record<string, unknown>)[field];
    return typeof stored === 'string' ? unreadIn(stored) : [];
  });
}
