import { headerKey } from './field-names.ts';
import type { Mapping } from './mapping.ts';
import type { TableRow } from './rows.ts';

/** A column whose values are in no record, and why: no field, only its program uses it, or another column has the field. */
export interface UnusedColumn {
  readonly header: string;
  /** Number of values. */
  readonly count: number;
  readonly why: 'no field' | 'program only' | { readonly field: string };
}

/** Counts the values of imported rows that are in no record. */
export class ColumnUses {
  readonly #unused: readonly { readonly index: number; readonly why: UnusedColumn['why'] }[];
  /** Columns of a field with one value: the first filled one counts. */
  readonly #rivals: readonly { readonly field: string; readonly indexes: readonly number[] }[];
  readonly #counts = new Map<number, { count: number; readonly why: UnusedColumn['why'] }>();
  readonly #mapping: Mapping;

  constructor(mapping: Mapping) {
    this.#mapping = mapping;
    const { columns, feeds } = mapping;
    const times = new Set(columns.map(({ known }) => known?.time));
    this.#unused = columns.flatMap(
      ({ index, how, header, known }): { index: number; why: UnusedColumn['why'] }[] => {
        if (how === 'unmatched' || (how === 'dropped' && header.trim() === ''))
          return [{ index, why: 'no field' }];
        const isOwn = how === 'ignored' || (how === 'dropped' && known !== null);
        return isOwn && !times.has(headerKey(header)) ? [{ index, why: 'program only' }] : [];
      },
    );
    this.#rivals = feeds
      .filter(({ field, overflow }) => overflow === null && field.type !== 'list')
      .map(({ field, indexes }) => ({
        field: field.name,
        indexes: indexes.filter((index) => columns[index]?.continues === null),
      }))
      .filter(({ indexes }) => indexes.length > 1);
  }

  /** Counts the values of a row; its record is null if it was rejected. */
  add({ row: { cells }, id }: { readonly row: TableRow; readonly id: number | null }): void {
    if (id === null) return;
    for (const { index, why } of this.#unused) if (isFilled(cells[index])) this.#count(index, why);
    for (const { field, indexes } of this.#rivals) {
      const [first, ...others] = indexes.filter((index) => isFilled(this.#meaning(index, cells[index])));
      for (const index of others)
        if (cells[index]?.trim() !== cells[first as number]?.trim()) this.#count(index, { field });
    }
  }

  /** A word that leaves the field to other columns is blank. */
  #meaning(index: number, text: string | null | undefined): string | null | undefined {
    const words = this.#mapping.columns[index]?.known?.words;
    return words?.[text?.trim().toLowerCase() ?? ''] ?? text;
  }

  all(): UnusedColumn[] {
    return [...this.#counts]
      .toSorted(([a], [b]) => a - b)
      .map(([index, { count, why }]) => ({
        header: this.#mapping.columns[index]?.header.trim() || `column ${index + 1} without a header`,
        count,
        why,
      }));
  }

  #count(index: number, why: UnusedColumn['why']): void {
    const known = this.#counts.get(index);
    if (known) known.count++;
    else this.#counts.set(index, { count: 1, why });
  }
}

function isFilled(text: string | null | undefined): boolean {
  return typeof text === 'string' && text.trim() !== '';
}
