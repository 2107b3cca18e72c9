import type { Mapping } from './mapping.ts';

/** A number as spreadsheets write it when it has more digits than they keep: 1.23457E+17. */
const ROUNDED = /^\d(?:[.,]\d+)?E\+\d+$/i;

interface IdColumn {
  readonly header: string;
  readonly index: number;
  /** Number of rounded ids, and the first of them. */
  count: number;
  first: string;
}

/** Leaves out the rounded ids of records and of what they refer to: they would make several records one. */
export class RoundedIds {
  readonly #columns: readonly IdColumn[];

  constructor({ columns }: Mapping) {
    this.#columns = columns
      .filter(
        ({ fields, known }) =>
          fields.some(({ name }) => name === 'external_id') || (known !== null && known.links.length > 0),
      )
      .map(({ header, index }) => ({ header, index, count: 0, first: '' }));
  }

  /** The cells without rounded ids; the same array if there are none. */
  without(cells: (string | null)[]): (string | null)[] {
    let kept = cells;
    for (const column of this.#columns) {
      const text = cells[column.index]?.trim();
      if (!text || !ROUNDED.test(text)) continue;
      if (kept === cells) kept = [...cells];
      kept[column.index] = '';
      if (column.count++ === 0) column.first = text;
    }
    return kept;
  }

  /** One warning for each column that has some. */
  warnings(): string[] {
    return this.#columns
      .filter(({ count }) => count > 0)
      .map(
        ({ header, count, first }) =>
          `"${header}" has ids that a spreadsheet has rounded, such as ${first}, in ${count} ${count === 1 ? 'cell' : 'cells'}: they are left out, as several records may share one; to keep ids, format their column as text before saving`,
      );
  }
}
