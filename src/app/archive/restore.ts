import type { Archive } from '../../domain/archive.ts';
import { usage } from '../../domain/errors.ts';
import type { Nouns } from '../../nouns/nouns.ts';
import { requireEmpty, restore } from '../../store/archive/restore.ts';
import type { DatabaseSchema } from '../../store/sqlite/open.ts';
import { newFile } from '../../store/sqlite/replace.ts';
import { upgradeArchive } from '../../store/sqlite/upgrade-archive.ts';
import type { Deps } from '../deps.ts';
import { takeFiles } from './files.ts';

/** Rows between two reports of progress. */
const ROWS_PER_REPORT = 256;

/** An archive as the schema of the program has it; one of an older schema is migrated. `now` is UTC ISO 8601. */
export function prepareArchive(archive: Archive, schema: DatabaseSchema, now: string): Promise<Archive> {
  return upgradeArchive(archive, schema, now);
}

/** Restores an archive into the database at `path`, all of it or nothing; returns the nouns it has then. Throws `refused` if that is not empty. */
export async function restoreArchive(deps: Deps, archive: Archive, path: string): Promise<Nouns> {
  const { store } = deps;
  await store.change(
    async (tx) => {
      await requireEmpty(store.engine, path);
      await withRowCount(deps, archive, (onRow) => restore(tx, store.engine, archive, onRow));
      requireFiles(archive, await takeFiles(deps, archive.files));
    },
    () => `took in everything from ${archive.name}`,
  );
  return store.db.nouns;
}

/** Throws `usage` for an archive that has fewer files than it says. */
function requireFiles({ name, manifest: { files = 0 } }: Archive, taken: number): void {
  if (taken === files) return;
  throw usage(
    `${name} is incomplete: it has ${taken} of ${files} files of records`,
    'It was truncated, or changed after it was written. Nothing was imported.',
  );
}

/** Restores an archive into a new database, which `open` opens at another path: it appears when it is complete. */
export async function restoreIntoNew(
  archive: Archive,
  path: string,
  open: (path: string) => Promise<Deps>,
): Promise<Nouns> {
  let nouns: Nouns | undefined;
  await newFile(path, async (beside) => {
    const deps = await open(beside);
    try {
      nouns = await restoreArchive(deps, archive, path);
    } finally {
      await deps.store.close();
    }
  });
  return nouns as unknown as Nouns;
}

async function withRowCount(
  { withProgress }: Deps,
  { name, manifest }: Archive,
  work: (onRow: () => Promise<void> | undefined) => Promise<void>,
): Promise<void> {
  const all = Object.values(manifest.rows).reduce((sum, count) => sum + count, 0);
  await withProgress(`Importing ${name}`, 'nothing was imported', async (report) => {
    let count = 0;
    await report(count, all);
    await work(() => (++count % ROWS_PER_REPORT === 0 ? report(count, all) : undefined));
    // Building the search index blocks signals.
    await report(count, all);
  });
}
