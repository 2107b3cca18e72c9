import type { Noun } from '../domain/field.ts';
import { type Db, sql } from './sql.ts';

/** The phones of records that are not understood as numbers, as typed, each once. */
export async function unreadPhonesOf(db: Db, noun: Noun, ids: readonly number[]): Promise<string[]> {
  const rows = await sql<{ typed: string }>`
    select typed from phone where e164 is null and ${sql.ref(`${noun}_id`)} ${sql.among(ids)} order by id`.all(
    db,
  );
  return [...new Set(rows.map(({ typed }) => typed))];
}
