import { usage } from '../domain/errors.ts';
import { DateColumn, dateReaderByOrder, possiblePatterns } from './date-order.ts';
import type { Mapping } from './mapping.ts';
import type { Cells } from './normalize-cells.ts';
import { NumberColumn } from './number-style.ts';

/** What the options and the preset tell about the values of a file. */
interface FormatHints {
  /** `--date-format`: the only format for dates. */
  readonly dateFormat: string | undefined;
  /** Whether plain numbers may be dates as spreadsheets count days. */
  readonly serialDates: boolean;
}

/** Infers formats from whole columns: the order of day and month, the decimal mark. */
export class ColumnInference {
  readonly #dates: readonly (readonly [index: number, column: DateColumn])[];
  /** Date columns, and the reader for dates that fit `--date-format` except for a time. */
  readonly #patternDates: readonly number[];
  readonly #byOrder: ((text: string) => string) | null;
  readonly #numbers: readonly (readonly [index: number, column: NumberColumn])[];

  constructor({ columns }: Mapping, { dateFormat, serialDates }: FormatHints) {
    const has = (...types: string[]) =>
      columns.filter(({ fields }) => fields.some(({ type }) => types.includes(type)));
    const dates = has('date', 'datetime');
    this.#dates =
      dateFormat === undefined
        ? dates.map(({ header, index }) => [index, new DateColumn(header, serialDates)] as const)
        : [];
    this.#byOrder = dateFormat === undefined ? null : dateReaderByOrder(dateFormat);
    this.#patternDates = this.#byOrder ? dates.map(({ index }) => index) : [];
    this.#numbers = has('money', 'number', 'integer').map(
      ({ index, fields }) =>
        [index, new NumberColumn(fields.some(({ name }) => name === 'probability'))] as const,
    );
  }

  /** Records the cells of a row. Throws `usage` for a column with both date orders. */
  observe(cells: readonly (string | null)[]): void {
    for (const [index, column] of this.#dates) if (cells[index]) column.observe(cells[index]);
    for (const [index, column] of this.#numbers) if (cells[index]) column.observe(cells[index]);
  }

  /** Whether a column has an ambiguous value and no value that decides. */
  get isAmbiguous(): boolean {
    return (
      this.#dates.some(([, { ambiguousText: doubtful }]) => doubtful !== null) ||
      this.#numbers.some(([, { isAmbiguous: inDoubt }]) => inDoubt)
    );
  }

  /** An ambiguous column, one of its texts, and the possible patterns; null if there is none. */
  ambiguity(): { header: string; text: string; patterns: readonly [string, string] } | null {
    for (const [, { header, ambiguousText: doubtful }] of this.#dates)
      if (doubtful !== null) return { header, text: doubtful, patterns: possiblePatterns(doubtful) };
    return null;
  }

  /** Call after the last row. Throws `usage` for an ambiguous date column: the program never guesses. */
  resolve(name: string): void {
    for (const [, column] of this.#numbers) if (column.isAmbiguous) column.resolve();
    const doubt = this.ambiguity();
    if (!doubt) return;
    const [month, day] = doubt.patterns;
    throw usage(
      `"${doubt.text}" in the column "${doubt.header}" of ${name} is ambiguous, and no other cell shows the order of day and month`,
      `Give the format: --date-format '${month}' for month first, --date-format '${day}' for day first`,
    );
  }

  /** Whether no column needs inference. */
  get isNoop(): boolean {
    return this.#dates.length + this.#patternDates.length + this.#numbers.length === 0;
  }

  /** Rewrites dates and numbers in an unambiguous form. False if a date is ambiguous; it stays the same. */
  normalize(cells: Cells): boolean {
    for (const [index, column] of this.#dates) {
      const text = cells[index];
      if (!text) continue;
      const date = column.normalize(text);
      if (date === null) return false;
      cells[index] = date;
    }
    for (const index of this.#patternDates)
      if (cells[index]) cells[index] = this.#byOrder?.(cells[index]) ?? null;
    for (const [index, column] of this.#numbers)
      if (cells[index]) cells[index] = column.normalize(cells[index]);
    return true;
  }
}
