import type { Bound } from '../../sql.ts';
import type { Bulk } from '../../tx.ts';

/** Rows added in one statement. */
export const ROWS_PER_STATEMENT = 64;

/** Collects rows of one table and adds them in the order they came, many in a statement. */
export class RowBuffer {
  readonly #many: (values: readonly Bound[]) => void;
  readonly #one: (values: readonly Bound[]) => void;
  readonly #width: number;
  #values: Bound[] = [];

  constructor(bulk: Bulk, table: Parameters<Bulk['insert']>[0], columns: readonly string[]) {
    this.#width = columns.length;
    this.#many = bulk.insert(table, columns, ROWS_PER_STATEMENT);
    this.#one = bulk.insert(table, columns, 1);
  }

  /** The values of another row, in the order of the columns. */
  add(...row: readonly Bound[]): void {
    for (const value of row) this.#values.push(value);
  }

  flush(): void {
    const values = this.#values;
    const whole = ROWS_PER_STATEMENT * this.#width;
    let at = 0;
    for (; values.length - at >= whole; at += whole) this.#many(values.slice(at, at + whole));
    for (; at < values.length; at += this.#width) this.#one(values.slice(at, at + this.#width));
    this.#values = [];
  }
}
