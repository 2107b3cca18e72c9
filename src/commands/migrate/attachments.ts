import { basename, dirname, join } from 'node:path';
import { MAX_DOC_BYTES } from '../../app/docs/docs.ts';
import type { AttachmentPort } from '../../app/migrate/record-files.ts';
import { fileKind, listFolder } from '../../io/files.ts';
import { findPlainFile } from '../../io/plain-file.ts';

/** The files beside the tables of an export: in the folder of a table, and in the folders in it. */
export class AttachmentFolders implements AttachmentPort {
  /** Paths by the name in small letters, of each folder with tables. */
  readonly #files = new Map<string, ReadonlyMap<string, string>>();
  /** The names of the files that were found, and of their folders. */
  readonly used = new Set<string>();

  find(table: string, names: readonly string[]) {
    const files = this.#in(dirname(table));
    for (const name of names) {
      const path = files.get(name.toLowerCase());
      if (path === undefined) continue;
      this.used.add(basename(path)).add(basename(dirname(path)));
      return findPlainFile(path, basename(path), MAX_DOC_BYTES);
    }
    return null;
  }

  #in(folder: string): ReadonlyMap<string, string> {
    const known = this.#files.get(folder);
    if (known) return known;
    const found = new Map<string, string>();
    const add = (inside: string, isDeeper: boolean) => {
      for (const entry of listFolder(inside)) {
        const path = join(inside, entry);
        const kind = fileKind(path);
        if (kind === 'folder' && isDeeper) add(path, false);
        else if (kind !== 'folder' && kind !== 'other' && !found.has(entry.toLowerCase()))
          found.set(entry.toLowerCase(), path);
      }
    };
    add(folder, true);
    this.#files.set(folder, found);
    return found;
  }
}
