import type { ArchivedFile } from '../../domain/archive.ts';
import { usage } from '../../domain/errors.ts';
import { mapInParallel } from '../../domain/map-in-parallel.ts';
import { FileFolder, filesFolderOf, type KeptFile } from '../../store/files/file-folder.ts';
import { storedFiles, totalOfFiles } from '../../store/files/stored-files.ts';
import type { ProgressCallback } from '../../store/progress.ts';
import type { Deps } from '../deps.ts';

/** How many files the database has, and how large they are together. */
export function countFiles({ store }: Deps): Promise<{ count: number; bytes: number }> {
  return totalOfFiles(store.db);
}

/**
 * Copies the files of the database to where those of a copy at `database` are, but for those that the copy at `existing`
 * has already. Returns the paths of those that are missing or altered.
 */
export async function copyFiles(
  { store }: Deps,
  database: string,
  existing: string,
  report: ProgressCallback,
): Promise<string[]> {
  const { files } = store.engine;
  const all = await storedFiles(store.db);
  const target = new FileFolder(() => filesFolderOf(database));
  const there = new FileFolder(() => filesFolderOf(existing));
  const unsound: string[] = [];
  const copies = mapInParallel(all, async (file) => {
    if (there.has(file)) return;
    if ((await files.stateOf(file)) === 'sound') await files.copyTo(target, file);
    else unsound.push(files.pathOf(file.hash));
  });
  let done = 0;
  for await (const _ of copies) await report(++done, all.length);
  return unsound.toSorted();
}

/** Moves the files of a copy of the database to the place of the copy; what else is there stays. */
export function moveFiles(from: string, to: string): void {
  new FileFolder(() => filesFolderOf(from)).moveTo(filesFolderOf(to));
}

/** Removes from beside a copy of the database what it does not refer to. */
export async function removeOtherFiles({ store }: Deps, database: string): Promise<void> {
  const folder = new FileFolder(() => filesFolderOf(database));
  const known = new Set((await storedFiles(store.db)).map(({ hash }) => hash));
  for (const { hash } of folder.entries()) if (hash !== null && !known.has(hash)) folder.remove(hash);
}

/** A file of an export with its bytes. */
export interface ExportedFile extends KeptFile {
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** The files of an export, in order. Throws `failed` at one that is missing or altered. */
export async function* exportedFiles({ store }: Deps): AsyncGenerator<ExportedFile> {
  const { files } = store.engine;
  for (const file of await storedFiles(store.db)) yield { ...file, bytes: files.pieces(file.hash) };
}

/** Keeps the files of an archive. Throws `usage` for one that is not what its name says. Returns how many there were. */
export async function takeFiles({ store }: Deps, archived: AsyncIterable<ArchivedFile>): Promise<number> {
  let count = 0;
  for await (const { hash, place, bytes } of archived) {
    const kept = await store.engine.files.keep(bytes, { name: place });
    if (kept.hash !== hash) throw usage(`${place}: the file ${hash} is incomplete or was altered`);
    count++;
  }
  return count;
}
