import { headerKey } from './field-names.ts';
import type { Mapping } from './mapping.ts';

/** Columns with the same header, and their first conflict. */
interface DuplicateHeader {
  readonly header: string;
  readonly indexes: readonly number[];
  rows: number;
  first: string | null;
}

/** Watches columns with the same header that feed one value: the first non-blank cell counts. */
export class DuplicateHeaders {
  readonly #duplicates: readonly DuplicateHeader[];

  constructor({ columns, feeds }: Mapping) {
    const single = feeds.filter(({ field, overflow }) => field.type !== 'list' && overflow === null);
    this.#duplicates = single.flatMap(({ indexes }) => {
      const groups = Map.groupBy(indexes, (index) => headerKey(columns[index]?.header ?? ''));
      return [...groups.values()]
        .filter((group) => group.length > 1)
        .map((group) => ({
          header: columns[group[0] as number]?.header ?? '',
          indexes: group,
          rows: 0,
          first: null,
        }));
    });
  }

  /** Whether all headers are unique. */
  get isIdle(): boolean {
    return this.#duplicates.length === 0;
  }

  /** Records conflicting cells of a row. */
  observe(line: number, cells: readonly (string | null)[]): void {
    for (const duplicate of this.#duplicates) {
      const texts = duplicate.indexes
        .map((index) => cells[index]?.trim() ?? '')
        .filter((text) => text !== '');
      const other = texts.find((text) => text !== texts[0]);
      if (other === undefined) continue;
      duplicate.rows++;
      duplicate.first ??= `line ${line}: "${texts[0]}" and "${other}"`;
    }
  }

  /** One warning for each header with conflicts. */
  warnings(): string[] {
    return this.#duplicates
      .filter(({ rows }) => rows > 0)
      .map(
        ({ header, rows, first }) =>
          `two columns "${header}" differ in ${rows} ${rows === 1 ? 'row' : 'rows'}; the first non-blank value counts (${first})`,
      );
  }
}
