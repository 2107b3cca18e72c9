import type { Field } from '../field.ts';

/** How a value is compared. `~` is contains, ignoring case. */
export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=' | '~' | '!~';

/** An amount; `currency` is null when none was named: the number alone counts, whatever the currency. */
export interface Amount {
  readonly minor: number;
  readonly currency: string | null;
  /** How many decimals `minor` has where no currency says it; 2 when left out. */
  readonly decimals?: number;
}

/**
 * A value in the form its field is compared in: number for integer, number and duration (seconds); boolean for
 * bool; Amount for money; `YYYY-MM-DD` for date; UTC ISO 8601 with milliseconds for datetime; else text.
 */
export type FilterValue = string | number | boolean | Amount;

/**
 * What `--where` asks of a record. Text compares ignoring case. A list, and a field with further values, fits
 * when one of its elements does; `!=` and `!~` are exactly the records that `=` and `~` leave out, so a missing
 * value fits them.
 */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }
  | { readonly kind: 'compare'; readonly field: Field; readonly op: Comparison; readonly value: FilterValue }
  | { readonly kind: 'in'; readonly field: Field; readonly values: readonly FilterValue[] }
  | { readonly kind: 'empty'; readonly field: Field };
