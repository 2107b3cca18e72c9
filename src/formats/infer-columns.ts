import { usage } from '../domain/errors.ts';
import { byOrderOf, DateColumn, possiblePatterns } from './date-order.ts';
import type { Mapping } from './mapping.ts';
import type { Cells } from './normalize-cells.ts';
import { NumberColumn } from './number-style.ts';

/** How a file writes its values, where something says so. */
interface Known {
  /** `--date-format`: dates are then read by it alone. */
  readonly dateFormat: string | undefined;
  /** Whether plain numbers may be dates, as spreadsheets count days. */
  readonly serialDates: boolean;
}

/** What is found out over the whole of columns: the order of day and month, how decimals are marked. */
export class ColumnInference {
  readonly #dates: readonly (readonly [index: number, column: DateColumn])[];
  /** Columns of dates, and what reads those that `--date-format` fits but for a time. */
  readonly #saidDates: readonly number[];
  readonly #byOrder: ((text: string) => string) | null;
  readonly #numbers: readonly (readonly [index: number, column: NumberColumn])[];

  constructor({ columns }: Mapping, { dateFormat, serialDates }: Known) {
    const has = (...types: string[]) =>
      columns.filter(({ fields }) => fields.some(({ type }) => types.includes(type)));
    const dates = has('date', 'datetime');
    this.#dates =
      dateFormat === undefined
        ? dates.map(({ header, index }) => [index, new DateColumn(header, serialDates)] as const)
        : [];
    this.#byOrder = dateFormat === undefined ? null : byOrderOf(dateFormat);
    this.#saidDates = this.#byOrder ? dates.map(({ index }) => index) : [];
    this.#numbers = has('money', 'number', 'integer').map(
      ({ index, fields }) =>
        [index, new NumberColumn(fields.some(({ name }) => name === 'probability'))] as const,
    );
  }

  /** Takes note of the cells of a row. Throws `usage` where a column has dates both ways. */
  see(cells: readonly (string | null)[]): void {
    for (const [index, column] of this.#dates) if (cells[index]) column.see(cells[index]);
    for (const [index, column] of this.#numbers) if (cells[index]) column.see(cells[index]);
  }

  /** Whether a column has a value that may be two, and none that tells which. */
  get isAmbiguous(): boolean {
    return (
      this.#dates.some(([, { doubtful }]) => doubtful !== null) ||
      this.#numbers.some(([, { inDoubt }]) => inDoubt)
    );
  }

  /** A column in doubt, a text of it, and the patterns it may be written in; null where all is clear. */
  ambiguity(): { header: string; text: string; patterns: readonly [string, string] } | null {
    for (const [, { header, doubtful }] of this.#dates)
      if (doubtful !== null) return { header, text: doubtful, patterns: possiblePatterns(doubtful) };
    return null;
  }

  /** Every row was seen. Throws `usage` for a column of dates in doubt: which day is meant is asked, never guessed. */
  resolve(name: string): void {
    for (const [, column] of this.#numbers) if (column.inDoubt) column.settle();
    const doubt = this.ambiguity();
    if (!doubt) return;
    const [month, day] = doubt.patterns;
    throw usage(
      `"${doubt.text}" in the column "${doubt.header}" of ${name} may be two days, and nothing in the column tells which`,
      `Say it: --date-format '${month}' where the month comes first, --date-format '${day}' where the day does`,
    );
  }

  /** Whether the file has no column that anything is to be found out of. */
  get isNoop(): boolean {
    return this.#dates.length + this.#saidDates.length + this.#numbers.length === 0;
  }

  /** Puts dates and numbers into a form that needs no guess. False where a date is in doubt: it is left as it is. */
  normalize(cells: Cells): boolean {
    for (const [index, column] of this.#dates) {
      const text = cells[index];
      if (!text) continue;
      const date = column.mend(text);
      if (date === null) return false;
      cells[index] = date;
    }
    for (const index of this.#saidDates)
      if (cells[index]) cells[index] = this.#byOrder?.(cells[index]) ?? null;
    for (const [index, column] of this.#numbers) if (cells[index]) cells[index] = column.mend(cells[index]);
    return true;
  }
}
