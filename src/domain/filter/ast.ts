import type { Field } from '../field.ts';

/** How a value is compared. `~` means contains, ignoring case. */
export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=' | '~' | '!~';

/** An amount; `currency` is null if none was given: then only the number counts. */
export interface Amount {
  readonly minor: number;
  readonly currency: string | null;
  /** Decimals of `minor` if there is no currency; default 2. */
  readonly decimals?: number;
}

/**
 * A value in the form that its field is compared in: number for integer, number and duration (seconds); boolean for
 * bool; Amount for money; `YYYY-MM-DD` for date; UTC ISO 8601 with milliseconds for datetime; else text.
 */
export type FilterValue = string | number | boolean | Amount;

/**
 * The condition of a `--where` filter. Text comparison ignores case. A list, or a field with further values, matches
 * if one of its elements does. `!=` and `!~` match exactly the records that `=` and `~` do not, so they match a
 * missing value.
 */
export type Condition =
  | { readonly type: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly type: 'not'; readonly part: Condition }
  | { readonly type: 'compare'; readonly field: Field; readonly op: Comparison; readonly value: FilterValue }
  | { readonly type: 'in'; readonly field: Field; readonly values: readonly FilterValue[] }
  | { readonly type: 'empty'; readonly field: Field };
