import type { Manifest } from '../../domain/archive.ts';
import { type ArchiveEntry, readArchive } from '../../store/archive/dump.ts';
import type { Deps } from '../deps.ts';

/** Hands the whole database over to `write`, as of one moment; others may write in the meantime. */
export function exportDatabase(
  { store }: Deps,
  write: (manifest: Manifest, tables: AsyncIterable<ArchiveEntry>) => Promise<void>,
): Promise<void> {
  return readArchive(store.engine, write);
}
