import type { Field, Noun } from '../field.ts';

/** How a value is compared. `~` means contains, ignoring case. */
export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=' | '~' | '!~';

/** Whose rates of exchange make amounts comparable: those to the base currency, on the user's day. */
export interface Exchange {
  readonly base: string;
  readonly today: string;
}

/** An amount; `currency` is null if none was given: then only the number counts. */
export interface Amount {
  readonly minor: number;
  readonly currency: string | null;
  /** Decimals of `minor` if there is no currency; default 2. */
  readonly decimals?: number;
  /** How it is compared with amounts in other currencies; missing if there is no currency. */
  readonly exchange?: Exchange;
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
  | { readonly type: 'empty'; readonly field: Field }
  /** The record is in this group of a report by the field: its value is exactly this one, or missing for null. */
  | { readonly type: 'group'; readonly field: Field; readonly value: string | number | null }
  /** Two values of the record; unknown, and so no match, if one of them is missing. */
  | {
      readonly type: 'values';
      readonly op: Comparison;
      readonly left: Expression;
      readonly right: Expression;
      readonly exchange: Exchange;
    }
  /** One of the records that the link leads to matches. */
  | { readonly type: 'any'; readonly link: Link; readonly where: Condition }
  /** A record is in a segment: it matches `where`, or is in a list, where that is null. */
  | { readonly type: 'segment'; readonly id: number; readonly where: Condition | null };

/**
 * Type of an expression, with the form of its value: number, duration (seconds) [number]; money [an amount]; text
 * [string]; date [YYYY-MM-DD]; datetime [UTC ISO 8601 with milliseconds]; bool [boolean]; list [strings]. `nothing`
 * is that of a value which is always missing, and goes with all others.
 */
export type ValueType =
  | 'number'
  | 'money'
  | 'text'
  | 'date'
  | 'datetime'
  | 'bool'
  | 'duration'
  | 'list'
  | 'nothing';

/** A value that is computed for each record. A missing value makes the result missing,
 * except in `if`, `coalesce`, `concat`, `least` and `greatest`. */
export type Expression =
  | { readonly type: 'field'; readonly field: Field; readonly of: ValueType }
  | { readonly type: 'literal'; readonly value: string | number | boolean | null; readonly of: ValueType }
  | {
      readonly type: 'call';
      readonly name: FunctionName;
      readonly args: readonly Expression[];
      readonly of: ValueType;
    }
  | { readonly type: 'condition'; readonly condition: Condition; readonly of: 'bool' }
  /** A value of the record that a relation leads to. */
  | { readonly type: 'path'; readonly link: Link; readonly value: Expression; readonly of: ValueType }
  /** The score of a lead: the typed one, else the points of rules. */
  | {
      readonly type: 'score';
      readonly typed: Field;
      readonly parts: readonly PointPart[];
      readonly now: string;
      readonly of: 'number';
    }
  /** What the records that a link leads to have in common. */
  | {
      readonly type: 'aggregate';
      readonly name: AggregateName;
      readonly link: Link;
      /** Null if records are counted. */
      readonly value: Expression | null;
      readonly where: Condition | null;
      /** The currency of a sum of nothing, and of amounts in several. */
      readonly currency: string;
      /** The user's day, for rates of exchange. */
      readonly today: string;
      readonly of: ValueType;
    };

/** Rules whose points are added up, up to a cap. */
export interface PointPart {
  readonly cap: number | null;
  readonly rules: readonly PointRule[];
}

/** Points for a record that matches, or for each activity of it that does. */
export interface PointRule {
  readonly noun: 'lead' | 'activity';
  readonly condition: Condition;
  readonly points: number;
  readonly cap: number | null;
  /** Days in which the points of an activity become half. */
  readonly halfLife: number | null;
}

/** Functions of the values of one record. */
export type FunctionName =
  | '+'
  | '-'
  | '*'
  | '/'
  | 'negate'
  | 'if'
  | 'coalesce'
  | 'abs'
  | 'round'
  | 'floor'
  | 'ceil'
  | 'least'
  | 'greatest'
  | 'concat'
  | 'lower'
  | 'trim'
  | 'length'
  | 'number'
  | 'money'
  | 'date'
  | 'year'
  | 'quarter'
  | 'month'
  | 'day'
  | 'weekday'
  | 'year_month'
  | 'year_quarter'
  | 'week_start'
  | 'fiscal_quarter'
  | 'fiscal_year'
  | 'month_start'
  | 'days_between'
  | 'hours_between'
  | 'add_days';

export type AggregateName = 'sum' | 'count' | 'avg' | 'min' | 'max' | 'exists';

/**
 * From a record to others: to one by a relation of its own (`account`), or to those whose relation points to it
 * (`opps`).
 */
export interface Link {
  /** As it is written. */
  readonly name: string;
  /** The relation: of the record for `one`, of the others for `many`. */
  readonly field: Field;
  readonly to: 'one' | 'many';
  readonly target: LinkTarget;
}

/** The records at the end of a link. Only the store makes it, and knows how they are read. */
export interface LinkTarget {
  readonly noun: Noun | 'user';
  readonly fields: readonly Field[];
}

/** A field whose value is computed: a formula, or an expression of a filter, with its text as name. */
export interface ComputedField extends Field {
  readonly expression: Expression;
}

/** The teams of the user who owns a record, which reports group by. */
export interface TeamField extends Field {
  /** The field of that user. */
  readonly teamsOf: string;
}

/** Whether a field is that of the teams of an owner. */
export function isTeamField(field: Field): field is TeamField {
  return 'teamsOf' in field;
}

/** Whether a field is computed by an expression. */
export function isComputed(field: Field): field is ComputedField {
  return 'expression' in field;
}
