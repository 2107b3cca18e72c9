import type { Noun } from '../../domain/field.ts';
import { type FileAddress, fileAddresses, fileColumns } from '../../formats/file-addresses.ts';
import type { Mapping } from '../../formats/mapping.ts';
import type { ImportNotes } from '../../store/import/import-notes.ts';
import type { Tx } from '../../store/tx.ts';
import type { Deps } from '../deps.ts';
import { addMissingLinks } from '../docs/docs.ts';
import type { ImportedRow } from '../import/prepare-import.ts';

/** The addresses of files in the rows of a table: those of desks and forms stay where they are, and documents point there. */
export class FileAddresses {
  readonly #columns: readonly { readonly index: number; readonly header: string }[];
  /** Columns in which something else stands too. */
  readonly #mixed = new Set<string>();
  readonly #found = new Map<number, FileAddress[]>();

  constructor({ columns }: Mapping) {
    const free = columns.filter(({ how }) => how === 'unmatched');
    const headers = fileColumns(free.map(({ header }) => header));
    this.#columns = free.filter(({ header }) => headers.has(header));
  }

  /** The headers of the columns that have nothing else. */
  get headers(): readonly string[] {
    return this.#columns.map(({ header }) => header.trim()).filter((header) => !this.#mixed.has(header));
  }

  add({ row, id }: ImportedRow): void {
    for (const { index, header } of this.#columns) {
      const cell = row.cells[index]?.trim() ?? '';
      if (cell === '') continue;
      const found = fileAddresses(cell);
      if (found.length === 0) this.#mixed.add(header.trim());
      else if (id !== null) this.#found.set(id, [...(this.#found.get(id) ?? []), ...found]);
    }
  }

  /** Makes documents of those that their records do not have yet, and notes them. */
  async store(
    tx: Tx,
    deps: Deps,
    { noun, notes }: { readonly noun: Noun; readonly notes: ImportNotes },
  ): Promise<void> {
    for (const [id, addresses] of this.#found)
      for (const name of await addMissingLinks(tx, deps, { noun, id }, addresses))
        notes.addRelated('doc', name);
    this.#found.clear();
  }
}
