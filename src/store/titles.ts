import type { Noun } from '../domain/field.ts';
import type { NamedRecord } from '../domain/record-ref.ts';
import { type Db, sql } from './sql.ts';

/** The titles of records, in number order. Unknown numbers are left out. */
export async function readTitles(db: Db, noun: Noun, ids: readonly number[]): Promise<NamedRecord[]> {
  const title = sql.raw(db.nouns.get(noun).title);
  const rows = await sql<{ id: number; title: string }>`
    select id, ${title} as title from ${sql.ref(noun)} where id ${sql.among(ids)}
    order by id`.all(db);
  // A message stays on one line, whatever the name.
  return rows.map((row) => ({ noun, id: row.id, title: row.title.replace(/\s*[\r\n]+\s*/g, ' ') }));
}
