import { notFound, usage } from '../domain/errors.ts';
import type { Noun } from '../domain/field.ts';
import { findNearest } from '../domain/suggest.ts';
import type { RowOf } from './schema.ts';
import { type Db, sql } from './sql.ts';
import type { Tx } from './tx.ts';

/** Saved import options for files of one source. */
export interface ImportMap {
  readonly id: number;
  readonly name: string;
  readonly noun: Noun;
  /** Options of an import by name: texts, lists of texts and flags. */
  readonly options: Readonly<Record<string, string | readonly string[] | boolean>>;
  /** UTC ISO 8601. */
  readonly updatedAt: string;
}

/** All saved maps, by name. */
export async function importMaps(db: Db): Promise<ImportMap[]> {
  const rows = await sql<RowOf<'import_map'>>`select * from import_map order by name`.all(db);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    noun: row.noun as Noun,
    options: readOptions(row.said),
    updatedAt: row.updated_at,
  }));
}

/** Invalid options become empty: the map can still be listed and removed, and doctor reports it. */
function readOptions(json: string): ImportMap['options'] {
  try {
    const options: unknown = JSON.parse(json);
    return typeof options === 'object' && options !== null ? (options as ImportMap['options']) : {};
  } catch {
    return {};
  }
}

/** The saved map of that name. Throws `not-found` with the nearest; `usage` if it is not for `noun`. */
export async function importMapNamed(db: Db, name: string, noun?: Noun): Promise<ImportMap> {
  const all = await importMaps(db);
  const found = all.find((map) => map.name.toLowerCase() === name.trim().toLowerCase());
  if (!found) {
    const [near = null] = findNearest(
      name,
      all.map((map) => map.name),
    );
    throw notFound(`unknown saved map "${name}"`, {
      code: 'unknown-map',
      name,
      near,
      noun: noun ?? 'lead',
    });
  }
  if (noun !== undefined && found.noun !== noun)
    throw usage(
      `the map "${found.name}" is for ${db.nouns.get(found.noun).plural}, not for ${db.nouns.get(noun).plural}`,
    );
  return found;
}

/** Stores a map under its non-blank name, replacing one of that name. */
export async function saveImportMap(
  tx: Tx,
  { name, noun, options }: Pick<ImportMap, 'name' | 'noun' | 'options'>,
): Promise<void> {
  const called = name.trim();
  const before = (await importMaps(tx)).find((map) => map.name.toLowerCase() === called.toLowerCase());
  const values = { name: called, noun, said: JSON.stringify(options) };
  if (before) await tx.update('import_map', before.id, values);
  else await tx.insert('import_map', values);
}
