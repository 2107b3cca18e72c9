import type { RecordRef } from '../domain/record-ref.ts';
import { type Db, sql } from './sql.ts';

/** A version of a document whose file is kept here. */
export interface DocVersion {
  readonly number: number;
  /** The name of its file. */
  readonly name: string;
  readonly hash: string;
  readonly size: number;
  /** Who added it; null for a user who is gone. */
  readonly user: string | null;
  /** UTC ISO 8601. */
  readonly at: string;
}

/** All versions of a document, the present one first; none for a link. */
export async function docVersions(db: Db, id: number): Promise<DocVersion[]> {
  return sql<DocVersion>`
    select version as number, file_name as name, hash, size,
      (select name from "user" where id = doc.file_user_id) as "user", file_at as at
    from doc where id = ${id} and hash is not null
    union all
    select number, name, hash, size, (select name from "user" where id = doc_version.user_id), at
    from doc_version where doc_id = ${id}
    order by number desc nulls last`.all(db);
}

/** The number of the document with a file of that name about the very same records; null if there is none. */
export async function docNamed(
  db: Db,
  nameKey: string,
  relations: Readonly<Record<string, number | null>>,
): Promise<number | null> {
  const same = Object.entries(relations).map(
    ([column, id]) => sql`${sql.ref(column)} is not distinct from ${id}`,
  );
  const row = await sql<{ id: number }>`
    select id from doc where name_key = ${nameKey} and hash is not null and ${sql.join(same, ' and ')}
    order by id desc limit 1`.first(db);
  return row?.id ?? null;
}

/** Where the file of a document is elsewhere; null for one that is kept here. */
export async function docUrl(db: Db, id: number): Promise<string | null> {
  return (await sql<{ url: string | null }>`select url from doc where id = ${id}`.first(db))?.url ?? null;
}

/** The addresses of the documents of a record whose files are elsewhere. */
export async function linksOf(db: Db, { noun, id }: RecordRef): Promise<string[]> {
  const rows = await sql<{ url: string }>`
    select url from doc where ${sql.ref(`${noun}_id`)} = ${id} and url is not null`.all(db);
  return rows.map(({ url }) => url);
}
