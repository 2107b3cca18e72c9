import { headerKey } from './field-names.ts';
import type { Mapping } from './mapping.ts';

/** Columns of one header, and where they contradicted each other. */
interface Twice {
  readonly header: string;
  readonly indexes: readonly number[];
  rows: number;
  first: string | null;
}

/** Watches columns that have the same header and feed one value: the first that is not blank counts. */
export class DuplicateHeaders {
  readonly #twice: readonly Twice[];

  constructor({ columns, feeds }: Mapping) {
    const single = feeds.filter(({ field, overflow }) => field.type !== 'list' && overflow === null);
    this.#twice = single.flatMap(({ indexes }) => {
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

  /** Whether no two columns have one header. */
  get isIdle(): boolean {
    return this.#twice.length === 0;
  }

  /** Takes note of a row that says different things under one header. */
  see(line: number, cells: readonly (string | null)[]): void {
    for (const twice of this.#twice) {
      const texts = twice.indexes.map((index) => cells[index]?.trim() ?? '').filter((text) => text !== '');
      const other = texts.find((text) => text !== texts[0]);
      if (other === undefined) continue;
      twice.rows++;
      twice.first ??= `line ${line}: "${texts[0]}" and "${other}"`;
    }
  }

  /** What was contradicted, a line for each header. */
  warnings(): string[] {
    return this.#twice
      .filter(({ rows }) => rows > 0)
      .map(
        ({ header, rows, first }) =>
          `"${header}" stands twice and says different things in ${rows} ${rows === 1 ? 'row' : 'rows'}; the first counts (${first})`,
      );
  }
}
