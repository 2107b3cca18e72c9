import type { Field, Noun } from '../../domain/field.ts';
import type { Condition, Expression } from '../../domain/filter/ast.ts';
import type { Total } from '../../domain/filter/totals.ts';
import type { Money } from '../../domain/money.ts';
import type { Key } from './question.ts';

/** What records are grouped by. */
export interface GroupKey {
  /** The field that stands for it in conditions on groups. */
  readonly field: Field;
  readonly expression: Expression;
}

/** Records of a noun in groups, and what the records of each have in common. */
export interface GroupedQuery {
  readonly noun: Noun;
  readonly where: Condition | undefined;
  readonly groups: readonly GroupKey[];
  /** Values over the totals. */
  readonly measures: readonly Expression[];
  readonly totals: readonly Total[];
  /** Over the groups and the totals. */
  readonly having: Condition | null;
  /** Groups and measures by number; groups that are not named follow in their own order. */
  readonly sort: readonly GroupOrder[];
}

/** One part of an order of groups. */
export interface GroupOrder {
  readonly by: 'group' | 'measure';
  readonly number: number;
  readonly descending: boolean;
}

/** A group of records with its values; where amounts are among them, the records with one currency. */
export interface GroupRow {
  /** Null for records without a value. */
  readonly keys: readonly Key[];
  /** Null if no measure is an amount, or records have no amount. */
  readonly currency: string | null;
  /** A missing value is null: an average of nothing, or a division by zero. */
  readonly values: readonly (string | number | Money | null)[];
}
