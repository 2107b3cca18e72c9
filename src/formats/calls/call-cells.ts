import type { TableRow } from '../rows.ts';
import type { CallColumns } from './columns.ts';
import { CALL_FIELDS } from './fields.ts';

/** Where the fields of calls stand in the rows of a file. */
export type CallIndexes = ReadonlyMap<string, readonly number[]>;

export function callIndexes(columns: CallColumns): CallIndexes {
  return new Map(CALL_FIELDS.map(({ name }) => [name, columns.of(name).map(({ index }) => index)]));
}

/** The cells of a row, by the fields of calls. */
export class CallCells {
  readonly cells: TableRow['cells'];
  readonly #indexes: CallIndexes;

  constructor(indexes: CallIndexes, cells: TableRow['cells']) {
    this.#indexes = indexes;
    this.cells = cells;
  }

  /** Where a field stands: the first index is that of the preferred column. */
  indexesOf(field: string): readonly number[] {
    return this.#indexes.get(field) ?? [];
  }

  /** The first text of a field; null for none. */
  text(field: string): string | null {
    for (const index of this.indexesOf(field)) {
      const text = this.cells[index]?.trim();
      if (text && text !== 'null') return text;
    }
    return null;
  }

  /** All texts of a field. */
  texts(field: string): string[] {
    const texts = this.indexesOf(field).map((index) => this.cells[index]?.trim() ?? '');
    return texts.filter((text) => text !== '' && text !== 'null');
  }
}
