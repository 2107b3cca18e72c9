import { type ImportMap, importMapNamed, importMaps } from '../../store/import-maps.ts';
import type { Deps } from '../deps.ts';

/** Lists the saved import options of all nouns. */
export function listImportMaps({ store }: Deps): Promise<readonly ImportMap[]> {
  return importMaps(store.db);
}

/** Removes saved import options; returns their name. Throws `not-found`. */
export async function removeImportMap({ store }: Deps, text: string): Promise<string> {
  const { id, name } = await importMapNamed(store.db, text);
  await store.change((tx) => tx.remove('import_map', id), `removed the map ${name}`);
  return name;
}
