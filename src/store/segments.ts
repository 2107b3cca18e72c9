import { notFound, usage } from '../domain/errors.ts';
import type { Noun } from '../domain/field.ts';
import { findNearest } from '../domain/suggest.ts';
import type { RowOf } from './schema.ts';
import { type Db, sql } from './sql.ts';

/** A saved filter, or a list of records. Relative dates and `me` in it are resolved on use. */
export interface Segment {
  readonly id: number;
  readonly name: string;
  readonly noun: Noun;
  /** In the filter language; blank for a list. */
  readonly filter: string;
  /** UTC ISO 8601. */
  readonly createdAt: string;
}

/** All segments, or those of a noun, by name. */
export async function segments(db: Db, noun?: Noun): Promise<Segment[]> {
  const fits = noun === undefined ? sql`true` : sql`noun = ${noun}`;
  const rows = await sql<RowOf<'segment'>>`select * from segment where ${fits} order by name`.all(db);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    noun: row.noun as Noun,
    filter: row.filter,
    createdAt: row.created_at,
  }));
}

/** The segment of that name. Throws `not-found` with the nearest; `usage` if it is of another noun. */
export async function segmentNamed(db: Db, name: string, noun?: Noun): Promise<Segment> {
  const all = await segments(db);
  const found = all.find((segment) => segment.name.toLowerCase() === name.trim().toLowerCase());
  if (!found) {
    const [near = null] = findNearest(
      name,
      all.map((segment) => segment.name),
    );
    throw notFound(`unknown segment "${name}"`, { code: 'unknown-name', noun: 'segment', near });
  }
  if (noun !== undefined && found.noun !== noun) {
    throw usage(
      `the segment "${found.name}" is of ${db.nouns.get(found.noun).plural}, not of ${db.nouns.get(noun).plural}`,
      { code: 'segment-of-other-noun', noun },
    );
  }
  return found;
}
