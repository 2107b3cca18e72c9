/** Counts the cells under no header. */
export class NamelessCells {
  readonly #headers: readonly string[];
  readonly #blank: readonly number[];
  readonly #counts = new Map<number, number>();

  constructor(headers: readonly string[]) {
    this.#headers = headers;
    this.#blank = headers.flatMap((header, index) => (header.trim() === '' ? [index] : []));
  }

  observe(cells: readonly (string | null)[]): void {
    for (const index of this.#blank) this.#count(cells, index);
    for (let index = this.#headers.length; index < cells.length; index++) this.#count(cells, index);
  }

  #count(cells: readonly (string | null)[], index: number): void {
    if ((cells[index] ?? '').trim() !== '') this.#counts.set(index, (this.#counts.get(index) ?? 0) + 1);
  }

  /** One text for each column, in their order. */
  texts(): string[] {
    return [...this.#counts]
      .toSorted(([a], [b]) => a - b)
      .map(
        ([index, count]) => `column ${index + 1} has no header: ${count} ${count === 1 ? 'value' : 'values'}`,
      );
  }
}
