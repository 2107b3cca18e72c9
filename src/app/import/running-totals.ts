import type { Row, Value } from '../../domain/field.ts';
import { addMinor, type Money } from '../../domain/money.ts';
import type { Mapping } from '../../formats/mapping.ts';
import type { UnreadableValue } from '../../formats/record.ts';
import { isTotalRow } from '../../formats/report-footer.ts';

/** Sums of numbers differ by so little at most. */
const EPSILON = 1e-6;

type Cells = readonly (string | null)[];

/** Adds up the columns of a file, to tell rows with their sums, as people write them below a table, from records. */
export class RunningTotals {
  /** Fields with numbers that can be added up. */
  readonly #fields: readonly string[];
  /** Sums by field, of amounts by field and currency. */
  readonly #sums = new Map<string, number | bigint>();
  /** Fields that had a value which could not be read. */
  readonly #unsure = new Set<string>();

  constructor({ feeds }: Mapping) {
    this.#fields = feeds
      .map(({ field }) => field)
      .filter(({ type, name }) => ['money', 'number', 'integer'].includes(type) && !/(?:^|_)id$/.test(name))
      .map(({ name }) => name);
  }

  /** Whether a row is named a total, and has the sums of all rows before it and nothing else. Else its values are added. */
  isTotal(cells: Cells, values: Row, unread: readonly UnreadableValue[]): boolean {
    if (this.#fields.length === 0) return false;
    const filled = cells.filter((cell) => cell !== null && cell.trim() !== '');
    const given = this.#fields.filter((name) => values[name] !== null && values[name] !== undefined);
    if (
      given.length > 0 &&
      isTotalRow(filled) &&
      given.every((name) => !this.#unsure.has(name) && this.#isSum(name, values[name] as Value))
    )
      return true;
    for (const name of given) this.#add(name, values[name] as Value);
    for (const { field } of unread) this.#unsure.add(field.name);
    return false;
  }

  #isSum(name: string, value: Value): boolean {
    const { key, number } = numberOf(name, value);
    const sum = this.#sums.get(key);
    if (sum === undefined) return false;
    return typeof sum === 'number' && typeof number === 'number'
      ? Math.abs(sum - number) < EPSILON
      : BigInt(sum) === BigInt(number);
  }

  #add(name: string, value: Value): void {
    const { key, number } = numberOf(name, value);
    const sum = this.#sums.get(key) ?? 0;
    const isPlain = typeof value === 'number' && typeof sum === 'number';
    this.#sums.set(key, isPlain ? sum + value : addMinor(sum, number));
  }
}

function numberOf(name: string, value: Value): { key: string; number: number | bigint } {
  if (typeof value === 'number') return { key: name, number: value };
  const { minor, currency } = value as Money;
  return { key: `${name} ${currency}`, number: minor };
}
