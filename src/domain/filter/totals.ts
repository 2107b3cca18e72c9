import type { Field } from '../field.ts';
import type { Condition, Expression, ValueType } from './ast.ts';
import { aggregateType } from './operations.ts';
import { fieldTypeOf } from './value-types.ts';

/** What the records of a group have in common. `distinct` counts different values. */
type TotalName = 'count' | 'distinct' | 'sum' | 'avg' | 'min' | 'max' | 'percentile';

/** A value of a group of records: `sum(amount where status = won)`. */
export interface Total {
  /** As it is written. */
  readonly text: string;
  readonly name: TotalName;
  /** From 1 to 99, for a percentile; else 0. */
  readonly percent: number;
  /** Null if records are counted. */
  readonly value: Expression | null;
  /**
   * What identifies the record at the end of a path, if it is that which counts, and only once: of three deals of one
   * account, `sum(account.revenue)` takes its revenue once.
   */
  readonly each: Expression | null;
  readonly where: Condition | null;
  readonly of: ValueType;
}

/** Words for totals beside `count`, `sum`, `avg`, `min` and `max`. */
const OTHER_NAMES = ['count_distinct', 'median', 'p50', 'p90'] as const;

/** The names of totals, as errors list them. */
export const TOTAL_NAMES: readonly string[] = ['count', 'sum', 'avg', 'min', 'max', ...OTHER_NAMES];

/** What a function of a report computes; null if it is no total. */
export function totalNamed(text: string): Pick<Total, 'name' | 'percent'> | null {
  const name = text.toLowerCase();
  const [, percent] = /^p(\d{1,2})$/.exec(name) ?? [];
  if (Number(percent) > 0) return { name: 'percentile', percent: Number(percent) };
  switch (name) {
    case 'median':
      return { name: 'percentile', percent: 50 };
    case 'count_distinct':
      return { name: 'distinct', percent: 0 };
    case 'count':
    case 'sum':
    case 'avg':
    case 'min':
    case 'max':
      return { name, percent: 0 };
    default:
      return null;
  }
}

/** The type of a total of such values; null where it makes no sense. */
export function totalType(name: TotalName, value: ValueType | null): ValueType | null {
  switch (name) {
    case 'distinct':
      return value === null ? null : 'number';
    case 'percentile':
      return value === 'date' ? 'date' : aggregateType('avg', value);
    default:
      return aggregateType(name, value);
  }
}

/** The totals that the measures of a report are made of, each once. */
export class Totals {
  readonly #fields = new Map<string, Field>();
  readonly #totals: Total[] = [];

  /** All totals, in the order of their fields. */
  get all(): readonly Total[] {
    return this.#totals;
  }

  /** The field that stands for a total in expressions. */
  fieldOf(total: Total): Field {
    const { text } = total;
    const key = text.replaceAll(/\s+/g, ' ');
    const known = this.#fields.get(key);
    if (known) return known;
    const field: Field = {
      name: totalField(this.#totals.push(total) - 1),
      type: fieldTypeOf(total.of),
      label: text,
      access: 'computed',
      help: '',
    };
    this.#fields.set(key, field);
    return field;
  }
}

/** Name of the field of the nth total, from 0: one that nobody can write. */
export const totalField = (number: number): string => `total ${number}`;
