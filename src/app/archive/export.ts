import type { Manifest } from '../../domain/archive.ts';
import { type ArchiveEntry, readArchive } from '../../store/archive/dump.ts';
import type { Deps } from '../deps.ts';
import { countFiles, type ExportedFile, exportedFiles } from './files.ts';

/** A full export to be written. */
export interface FullExport {
  readonly manifest: Manifest;
  readonly tables: AsyncIterable<ArchiveEntry>;
  /** The files of records, if they are asked for; to be written last. */
  readonly files: AsyncIterable<ExportedFile>;
}

/**
 * Hands the whole database over to `write`, as of one moment; others may write in the meantime. With `withFiles`, it brings
 * the contents of the files of records.
 */
export function exportDatabase(
  deps: Deps,
  { withFiles }: { readonly withFiles: boolean },
  write: (all: FullExport) => Promise<void>,
): Promise<void> {
  return readArchive(deps.store.engine, async (manifest, tables) => {
    if (!withFiles) return write({ manifest, tables, files: none() });
    const { count } = await countFiles(deps);
    await write({ manifest: { ...manifest, files: count }, tables, files: exportedFiles(deps) });
  });
}

async function* none(): AsyncGenerator<never> {}
