import type { Row, Value } from '../../domain/field.ts';
import { addMinor, type Money } from '../../domain/money.ts';
import type { Mapping } from '../../formats/mapping.ts';
import type { UnreadableValue } from '../../formats/record.ts';
import { countIn, rowSummary } from '../../formats/report-footer.ts';

/** Sums of numbers differ by so little at most. */
const EPSILON = 1e-6;

type Cells = readonly (string | null)[];
type Sums = Map<string, number | bigint>;

/** Adds up the columns of a file, to tell rows with their sums, as people write them below a table, from records. */
export class RunningTotals {
  /** Fields with numbers that can be added up. */
  readonly #fields: readonly string[];
  /** Sums by field, of amounts by field and currency; of all rows, and of those since the last subtotal. */
  readonly #sums: Sums = new Map();
  readonly #group: Sums = new Map();
  /** Fields that had a value which could not be read. */
  readonly #unsure = new Set<string>();
  /** Sums of the other columns that have had only numbers, by their place; null until there is a row. */
  #columns: Map<number, number> | null = null;
  readonly #ofFields: ReadonlySet<number>;
  #rows = 0;
  #above: Cells = [];

  constructor({ feeds, columns }: Mapping) {
    this.#fields = feeds
      .map(({ field }) => field)
      .filter(({ type, name }) => ['money', 'number', 'integer'].includes(type) && !/(?:^|_)id$/.test(name))
      .map(({ name }) => name);
    const isOfField = ({ fields: [field] }: Mapping['columns'][number]) =>
      field !== undefined && this.#fields.includes(field.name);
    this.#ofFields = new Set(columns.filter(isOfField).map(({ index }) => index));
  }

  /** Whether a row only tells the sums, averages or number of rows before it. Else its values are added. */
  isTotal(cells: Cells, values: Row, unread: readonly UnreadableValue[]): boolean {
    const given = this.#fields.filter((name) => values[name] !== null && values[name] !== undefined);
    if (this.#rows > 0 && this.#isSummary(cells, values, given)) return true;
    for (const name of given)
      for (const sums of [this.#sums, this.#group]) addTo(sums, name, values[name] as Value);
    for (const { field } of unread) this.#unsure.add(field.name);
    this.#addColumns(cells);
    this.#rows++;
    this.#above = cells;
    return false;
  }

  #isSummary(cells: Cells, values: Row, given: readonly string[]): boolean {
    const first = cells.findIndex(isFilled);
    const filled = cells.filter(isFilled) as string[];
    const summary = rowSummary(filled, this.#above[first] ?? null);
    if (summary === null) return false;
    if (summary === 'count') return countIn(filled[0] as string) === this.#rows;
    if (given.length === 0) return summary === 'total' && this.#areSumsOfColumns(cells, first);
    if (given.some((name) => this.#unsure.has(name))) return false;
    const sums = summary === 'subtotal' ? this.#group : this.#sums;
    const rows = summary === 'average' ? this.#rows : 1;
    if (!given.every((name) => isSum(sums, name, values[name] as Value, rows))) return false;
    if (summary === 'subtotal') this.#group.clear();
    return true;
  }

  /** Whether each number of a row is the sum of its column, or the number of rows. */
  #areSumsOfColumns(cells: Cells, first: number): boolean {
    return cells.every((cell, at) => {
      if (at === first || !isFilled(cell)) return true;
      const number = plainNumber(cell as string);
      const sum = this.#columns?.get(at);
      return number === this.#rows || (sum !== undefined && Math.abs(sum - number) < EPSILON);
    });
  }

  #addColumns(cells: Cells): void {
    this.#columns ??= new Map(cells.flatMap((_, at) => (this.#ofFields.has(at) ? [] : [[at, 0] as const])));
    for (const [at, sum] of this.#columns) {
      const cell = cells[at];
      if (!isFilled(cell)) continue;
      const number = plainNumber(cell as string);
      if (Number.isNaN(number)) this.#columns.delete(at);
      else this.#columns.set(at, sum + number);
    }
  }
}

function isFilled(cell: string | null | undefined): boolean {
  return cell !== null && cell !== undefined && cell.trim() !== '';
}

/** A number with its symbols, whatever separates its parts; else not a number. */
function plainNumber(text: string): number {
  const digits = text.replace(/[\s\p{Sc}']/gu, '');
  if (!/^-?\d[\d.,]*$/.test(digits)) return Number.NaN;
  const decimals = /[.,](\d+)$/.exec(digits);
  const isDecimal = decimals?.[1]?.length !== 3 || (digits.includes('.') && digits.includes(','));
  if (!decimals || !isDecimal) return Number(digits.replace(/[.,]/g, ''));
  return Number(`${digits.slice(0, decimals.index).replace(/[.,]/g, '')}.${decimals[1]}`);
}

/** Whether a value is the sum of a field, or its average over so many rows, to the last digit. */
function isSum(sums: Sums, name: string, value: Value, rows: number): boolean {
  const { key, number } = numberOf(name, value);
  const sum = sums.get(key);
  if (sum === undefined) return false;
  if (rows > 1) return Math.abs(Number(sum) / rows - Number(number)) < 1;
  return typeof sum === 'number' && typeof number === 'number'
    ? Math.abs(sum - number) < EPSILON
    : BigInt(sum) === BigInt(number);
}

function addTo(sums: Sums, name: string, value: Value): void {
  const { key, number } = numberOf(name, value);
  const sum = sums.get(key) ?? 0;
  const isPlain = typeof value === 'number' && typeof sum === 'number';
  sums.set(key, isPlain ? sum + value : addMinor(sum, number));
}

function numberOf(name: string, value: Value): { key: string; number: number | bigint } {
  if (typeof value === 'number') return { key: name, number: value };
  const { minor, currency } = value as Money;
  return { key: `${name} ${currency}`, number: minor };
}
