import { usage } from '../domain/errors.ts';
import { DateColumn, type DateOrder, dateReaderByOrder, possiblePatterns } from './date-order.ts';
import type { MappedColumn } from './mapped-column.ts';
import type { Mapping } from './mapping.ts';
import type { Cells } from './normalize-cells.ts';
import { NumberColumn } from './number-style.ts';
import type { ValueReader } from './values.ts';

/** What the options and the preset tell about the values of a file. */
interface FormatHints {
  /** `--date-format`: the only format for dates. */
  readonly dateFormat: string | undefined;
  /** Whether plain numbers may be dates as spreadsheets count days. */
  readonly serialDates: boolean;
  /** Whether one program wrote the file, and so all of its dates in one order. */
  readonly isOfProgram?: boolean;
  /** The order that it writes dates in where nothing shows another. */
  readonly usualOrder?: DateOrder | undefined;
}

/** Headers of columns with days that no field takes. */
const DAYS_ASIDE = /(?:date|time|created|modified|updated|\bon|\bat)$/i;

/** What an order of dates is taken from. */
type OrderSource = 'files' | 'program' | 'language';

/** Tells texts that `--map-value` translates as they stand in the file. */
type MappedTexts = Pick<ValueReader, 'hasMap' | 'isMapped'>;

/** A column, and whether a text of it must stay as it is; null if none must. */
interface InferredColumn<T> {
  readonly index: number;
  readonly column: T;
  readonly keeps: ((text: string) => boolean) | null;
}

/** Infers formats from whole columns: the order of day and month, the decimal mark. */
export class ColumnInference {
  readonly #dates: readonly InferredColumn<DateColumn>[];
  /** Date columns, and the reader for dates that fit `--date-format` except for a time. */
  readonly #patternDates: readonly InferredColumn<null>[];
  readonly #isOfProgram: boolean;
  /** The order of dates where nothing shows another, and why; null if there is none. */
  readonly #usual: { readonly order: DateOrder; readonly by: Exclude<OrderSource, 'files'> } | null;
  /** Date columns that no field takes, but that show the order of all; none if the file is of no program. */
  readonly #witnesses: readonly InferredColumn<DateColumn>[];
  readonly #byOrder: ((text: string) => string) | null;
  readonly #numbers: readonly InferredColumn<NumberColumn>[];

  constructor(
    { columns, dateOrder }: Mapping,
    { dateFormat, serialDates, isOfProgram = false, usualOrder }: FormatHints,
    texts: MappedTexts,
  ) {
    const has = <T>(types: readonly string[], columnOf: (column: MappedColumn) => T): InferredColumn<T>[] =>
      columns
        .filter(({ fields }) => fields.some(({ type }) => types.includes(type)))
        .map((each) => {
          const mapped = each.fields.filter((field) => texts.hasMap(field));
          const keeps = (text: string) => mapped.some((field) => texts.isMapped(field, text));
          return { index: each.index, column: columnOf(each), keeps: mapped.length > 0 ? keeps : null };
        });
    const dates = ['date', 'datetime'];
    this.#dates =
      dateFormat === undefined ? has(dates, ({ header }) => new DateColumn(header, serialDates)) : [];
    this.#witnesses =
      isOfProgram && this.#dates.length > 0
        ? columns
            .filter(({ fields, header }) => fields.length === 0 && DAYS_ASIDE.test(header.trim()))
            .map(({ index, header }) => ({ index, column: new DateColumn(header, serialDates), keeps: null }))
        : [];
    this.#isOfProgram = isOfProgram;
    this.#usual = usualOrder
      ? { order: usualOrder, by: 'program' }
      : dateOrder
        ? { order: dateOrder, by: 'language' }
        : null;
    this.#byOrder = dateFormat === undefined ? null : dateReaderByOrder(dateFormat);
    this.#patternDates = this.#byOrder ? has(dates, () => null) : [];
    this.#numbers = has(
      ['money', 'number', 'integer'],
      ({ fields }) => new NumberColumn(fields.some(({ name }) => name === 'probability')),
    );
  }

  /** Records the cells of a row. Throws `usage` for a column with both date orders. */
  observe(cells: readonly (string | null)[]): void {
    for (const { index, column, keeps } of [...this.#dates, ...this.#numbers]) {
      const text = cells[index];
      if (text && !keeps?.(text)) column.observe(text);
    }
    for (const { index, column } of this.#witnesses) {
      const text = cells[index];
      if (text && column.order === null) column.observe(text);
    }
  }

  /** Whether a column has an ambiguous value and no value that decides. */
  get isAmbiguous(): boolean {
    return (
      this.#dates.some(({ column }) => column.ambiguousText !== null) ||
      this.#numbers.some(({ column }) => column.isAmbiguous)
    );
  }

  /** An ambiguous column, one of its texts, and the possible patterns; null if there is none. All rows have been seen. */
  ambiguity(): { header: string; text: string; patterns: readonly [string, string] } | null {
    if (this.#isOfProgram) this.#agree();
    for (const { column } of this.#dates) {
      const { header, ambiguousText: text } = column;
      if (text !== null) return { header, text, patterns: possiblePatterns(text) };
    }
    return null;
  }

  /** What is to be told of dates that are read in an order that no cell shows; null if none are. */
  adopted: { readonly text: string; readonly order: DateOrder; readonly by: OrderSource } | null = null;

  /** Columns that show no order have that of other files, of their program, or of the language of the headers. */
  adopt(order: DateOrder, by: OrderSource = 'files'): void {
    const doubt = this.ambiguity();
    if (doubt) this.adopted = { text: doubt.text, order, by };
    this.#take(order);
  }

  #take(order: DateOrder): void {
    for (const { column } of this.#dates) column.adopt(order);
  }

  /** Call after the last row. Throws `usage` for an ambiguous date column: the program never guesses. */
  resolve(name: string): void {
    for (const { column } of this.#numbers) if (column.isAmbiguous) column.resolve();
    if (this.#usual && this.ambiguity()) this.adopt(this.#usual.order, this.#usual.by);
    const doubt = this.ambiguity();
    if (!doubt) return;
    const [month, day] = doubt.patterns;
    throw usage(
      `"${doubt.text}" in the column "${doubt.header}" of ${name} is ambiguous, and no other cell shows the order of day and month`,
      `Give the format: --date-format '${month}' for month first, --date-format '${day}' for day first`,
    );
  }

  /** Columns that show no order have that of all others, if these have one. */
  #agree(): void {
    const shown = new Set([...this.#dates, ...this.#witnesses].map(({ column }) => column.order));
    shown.delete(null);
    const [order, ...others] = shown;
    if (order && others.length === 0) this.#take(order);
  }

  /** Whether no column needs inference. */
  get isNoop(): boolean {
    return this.#dates.length + this.#patternDates.length + this.#numbers.length === 0;
  }

  /** Rewrites dates and numbers in an unambiguous form. False if a date is ambiguous; it stays the same. */
  normalize(cells: Cells): boolean {
    for (const { index, column, keeps } of this.#dates) {
      const text = cells[index];
      if (!text || keeps?.(text)) continue;
      const date = column.normalize(text);
      if (date === null) return false;
      cells[index] = date;
    }
    for (const { index, keeps } of this.#patternDates) {
      const text = cells[index];
      if (text && !keeps?.(text)) cells[index] = this.#byOrder?.(text) ?? null;
    }
    for (const { index, column, keeps } of this.#numbers) {
      const text = cells[index];
      if (text && !keeps?.(text)) cells[index] = column.normalize(text);
    }
    return true;
  }
}
