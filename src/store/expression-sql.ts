import { minorDigits, oddDecimals } from '../domain/currencies.ts';
import type { Field } from '../domain/field.ts';
import type {
  Comparison,
  Condition,
  Exchange,
  Expression,
  FunctionName,
  Link,
  LinkTarget,
  PointPart,
  PointRule,
} from '../domain/filter/ast.ts';
import { MAX_SCORE } from '../domain/score.ts';
import { ACTIVITY } from '../nouns/activity/definition.ts';
import type { NounColumns } from '../nouns/shared/columns.ts';
import type { ColumnSql } from './column-sql.ts';
import { fiscalQuarter, fiscalYear, weekStart } from './fiscal-sql.ts';
import { localDayOf } from './local-day.ts';
import { SUM_PART } from './money-sums.ts';
import { amountInBase, rateDay } from './rates.ts';
import { type Sql, sql } from './sql.ts';

/** The records that an expression is about, and how their conditions and fields are written. */
export interface ExpressionScope {
  readonly noun: string;
  readonly columns: NounColumns;
  readonly conditionSql: (condition: Condition, noun: string, columns: NounColumns) => Sql<boolean>;
  readonly columnOf: (field: Field, noun: string, columns: NounColumns) => ColumnSql;
  /** Joins the record at the end of a link to the tables that are read; false if it has to be looked up. Default: never. */
  readonly join?: (end: LinkEnd) => boolean;
}

/** The record at the end of a link: its tables, what ties them to the record that has the link, and its name. */
export interface LinkEnd {
  readonly link: Link;
  readonly noun: string;
  readonly columns: NounColumns;
  readonly from: Sql;
  readonly tie: Sql;
}

/** The end of a link with its tables. */
export interface StoredTarget extends LinkTarget {
  readonly columns: () => NounColumns;
}

/** The SQL of a value; an amount has a currency. */
type ValueSql = Pick<ColumnSql, 'value' | 'currency'>;

/** Translates a checked expression to SQL over the noun's tables. Every value is bound. */
export function expressionSql(expression: Expression, scope: ExpressionScope): ValueSql {
  switch (expression.type) {
    case 'field': {
      const { value, currency } = scope.columnOf(expression.field, scope.noun, scope.columns);
      return currency ? { value, currency } : { value };
    }
    case 'literal':
      return { value: literal(expression.value) };
    case 'condition':
      return { value: flag(scope.conditionSql(expression.condition, scope.noun, scope.columns)) };
    case 'path': {
      const { from, tie, inner } = followed(expression.link, scope);
      const { value, currency } = expressionSql(expression.value, inner);
      const { link } = expression;
      if (scope.join?.({ link, noun: inner.noun, columns: inner.columns, from, tie }))
        return currency ? { value, currency } : { value };
      const one = (of: Sql) => sql`(select ${of} from ${from} where ${tie})`;
      return currency ? { value: one(value), currency: one(currency) } : { value: one(value) };
    }
    case 'aggregate':
      return aggregate(expression, scope);
    case 'score':
      return { value: scoreSql(expression, scope) };
    case 'call': {
      const args = expression.args.map((arg) => ({ of: arg.of, ...expressionSql(arg, scope) }));
      return callSql(expression.name, args, expression);
    }
  }
}

/** Whether one of the linked records matches. */
export function anySql(
  { link, where }: Extract<Condition, { type: 'any' }>,
  scope: ExpressionScope,
): Sql<boolean> {
  const { from, tie, inner } = followed(link, scope);
  const condition = scope.conditionSql(where, inner.noun, inner.columns);
  return sql<boolean>`exists (select 1 from ${from} where ${tie} and ${condition})`;
}

/** Whether two values of a record compare. `!=` and `!~` match exactly the records that `=` and `~` do not. */
export function valuesSql(
  { op, left, right, exchange }: Extract<Condition, { type: 'values' }>,
  scope: ExpressionScope,
): Sql<boolean> {
  if (op === '!=' || op === '!~') {
    const equal = valuesSql({ type: 'values', op: op === '!=' ? '=' : '~', left, right, exchange }, scope);
    return sql<boolean>`not coalesce(${equal}, 0)`;
  }
  const [one, other] = [expressionSql(left, scope), expressionSql(right, scope)];
  if (op === '~') return sql<boolean>`instr(${folded(one.value)}, ${folded(other.value)}) > 0`;
  const sign = sql.raw(op);
  if (left.of === 'bool') return sql<boolean>`coalesce(${one.value}, 0) ${sign} coalesce(${other.value}, 0)`;
  if (left.of === 'text' && right.of === 'text')
    return sql<boolean>`${folded(one.value)} ${sign} ${folded(other.value)}`;
  if (left.of === 'money' && right.of === 'money') {
    const amounts = [one, other].map((side) => ({ value: side.value, currency: code(side) }));
    const [a, b] = amounts as [AmountSql, AmountSql];
    return comparedAmounts(a, op, b, { ...exchange, noun: scope.noun });
  }
  const [a, b] = [inUnitsOf(other, one, left.of), inUnitsOf(one, other, right.of)];
  return sql<boolean>`${a} ${sign} ${b}`;
}

/** An amount in minor units and its currency. */
type AmountSql = Required<ValueSql>;

/**
 * Compares two amounts; in different currencies by the rates of the team, and never if one of them has none. Only in one
 * currency are amounts equal.
 */
export function comparedAmounts(
  one: AmountSql,
  op: Comparison,
  other: AmountSql,
  { base, today, noun }: Exchange & { readonly noun: string },
): Sql<boolean> {
  const sign = sql.raw(op);
  const isSame = sql`${one.currency} = ${other.currency}`;
  if (op === '=') return sql<boolean>`(${isSame} and ${one.value} = ${other.value})`;
  const day = rateDay(noun, today);
  const inBase = ({ value, currency }: AmountSql) => amountInBase({ minor: value, currency, day }, base);
  return sql<boolean>`case when ${isSame} then ${one.value} ${sign} ${other.value}
    else ${inBase(one)} ${sign} ${inBase(other)} end`;
}

/** A value; a number beside an amount counts in the minor units of its currency. */
function inUnitsOf(amount: ValueSql, { value }: ValueSql, of: Expression['of']): Sql {
  return of === 'number' && amount.currency ? minor(value, amount.currency) : value;
}

const folded = (text: Sql) => sql`${(dialect) => dialect.fold(text)}`;
const flag = (condition: Sql<boolean>) => sql`case when ${condition} then 1 else 0 end`;
const code = ({ currency }: ValueSql): Sql => currency ?? sql`null`;
const whole = (value: Sql) => sql`cast(round(${value}) as integer)`;
/** A number in minor units of a currency. */
const minor = (number: Sql, currency: Sql) => whole(sql`(${number}) * ${unitsOf(currency)}`);

function literal(value: string | number | boolean | null): Sql {
  if (value === null) return sql`null`;
  return typeof value === 'boolean' ? sql`${value ? 1 : 0}` : sql`${value}`;
}

/** Minor units of one unit of a currency. */
function unitsOf(currency: Sql): Sql {
  const cases = oddDecimals().map(
    ([decimals, codes]) => sql`when ${currency} in (${sql.join(codes)}) then ${10 ** decimals}`,
  );
  return sql`case ${sql.join(cases, ' ')} else 100 end`;
}

/** The tables at the end of a link, and what ties them to the record. */
function followed(
  link: Link,
  outer: ExpressionScope,
): { readonly from: Sql; readonly tie: Sql; readonly inner: ExpressionScope } {
  // All links are made by `readLinks`.
  const target = link.target as StoredTarget;
  const { conditionSql, columnOf } = outer;
  const inner: ExpressionScope = { noun: target.noun, columns: target.columns(), conditionSql, columnOf };
  const relation = link.to === 'one' ? outer : inner;
  const { points } = relation.columnOf(link.field, relation.noun, relation.columns);
  if (!points) throw new Error(`the field ${relation.noun}.${link.field.name} points nowhere`);
  const own = link.to === 'one' ? points.id : sql.ref(`${outer.noun}.id`);
  const other = link.to === 'one' ? sql.ref(`${inner.noun}.id`) : points.id;
  const tables = sql.raw(inner.columns.from);
  if (inner.noun !== outer.noun) return { from: tables, tie: sql`${other} = ${own}`, inner };
  // Between records of one noun, the name of the table would be that of the inner record alone.
  const origin = sql`(select ${own} as record) as origin`;
  return { from: sql`${origin}, ${tables}`, tie: sql`${other} = origin.record`, inner };
}

type Aggregate = Extract<Expression, { type: 'aggregate' }>;

function aggregate(expression: Aggregate, scope: ExpressionScope): ValueSql {
  const { name, link, value, where } = expression;
  const { from, tie, inner } = followed(link, scope);
  const part = value ? expressionSql(value, inner) : null;
  const condition = where ? sql`${tie} and ${scope.conditionSql(where, inner.noun, inner.columns)}` : tie;
  const rows = part
    ? sql`from ${from} where ${condition} and ${part.value} is not null`
    : sql`from ${from} where ${condition}`;
  const all = (of: Sql) => sql`(select ${of} ${rows})`;
  if (name === 'exists') return { value: flag(sql<boolean>`exists (select 1 ${rows})`) };
  if (!part || name === 'count') return { value: all(sql`count(*)`) };
  if (!part.currency)
    return { value: all(name === 'sum' ? sql`coalesce(sum(${part.value}), 0)` : combined(name, part.value)) };
  const day = rateDay(inner.noun, expression.today);
  return combinedAmounts(
    name,
    sql`select ${part.value} as amount, ${part.currency} as currency, ${day} as day ${rows}`,
    expression.currency,
  );
}

/** Amounts of several currencies are converted to the base currency; there is no result if a rate is missing. */
function combinedAmounts(name: 'sum' | 'avg' | 'min' | 'max', amounts: Sql, base: string): ValueSql {
  const inBase = amountInBase({ minor: sql`amount`, currency: sql`part.currency`, day: sql`part.day` }, base);
  const rows = sql`(select amount, currency, ${inBase} as converted from (${amounts}) as part) as amounts`;
  const isOne = sql`min(currency) = max(currency)`;
  const hasRates = sql`count(converted) = count(*)`;
  const none = name === 'sum' ? sql`when count(*) = 0 then ${0}` : sql``;
  return {
    value: sql`(select case when ${isOne} then ${combinedMinor(name, sql`amount`)} ${none}
      when ${hasRates} then ${combinedMinor(name, sql`converted`)} end from ${rows})`,
    currency: sql`(select case when ${isOne} then min(currency) when ${hasRates} then ${base} end from ${rows})`,
  };
}

/** Minor units are summed in two parts: a plain `sum()` fails at 2^63. */
function combinedMinor(name: 'sum' | 'avg' | 'min' | 'max', minor: Sql): Sql {
  if (name === 'avg') return whole(combined(name, minor));
  if (name !== 'sum') return combined(name, minor);
  const size = sql.raw(String(SUM_PART));
  return sql`(sum(${minor} / ${size}) * ${size} + sum(${minor} % ${size}))`;
}

function combined(name: 'avg' | 'min' | 'max', value: Sql): Sql {
  switch (name) {
    case 'avg':
      return sql`avg(${value})`;
    case 'min':
      return sql`min(${value})`;
    case 'max':
      return sql`max(${value})`;
  }
}

interface Argument extends ValueSql {
  readonly of: Expression['of'];
}

/** The score of a lead: the typed one, else the points of all parts, from 0 to the largest score. */
function scoreSql(
  { typed, parts, now }: Extract<Expression, { type: 'score' }>,
  scope: ExpressionScope,
): Sql<number> {
  const points = pointsSql(parts, scope, sql`${now}`);
  const own = scope.columnOf(typed, scope.noun, scope.columns).value;
  return sql<number>`coalesce(${own}, ${points})`;
}

/** The points of rules for a lead at a moment: what happened later does not count. */
export function pointsSql(parts: readonly PointPart[], scope: ExpressionScope, now: Sql): Sql<number> {
  const sums = parts.map(({ rules, cap }) =>
    capped(added(rules.map((rule) => rulePoints(rule, scope, now))), cap),
  );
  const all = sql`(select cast(round(case when points < 0 then 0 when points > ${MAX_SCORE} then ${MAX_SCORE} else points end) as integer)
    from (select ${added(sums)} as points) as together)`;
  return sql<number>`${all}`;
}

/** The points that one rule gives to a lead, as a number with decimals. */
export function rulePoints(rule: PointRule, scope: ExpressionScope, now: Sql): Sql<number> {
  const { noun, condition, points, cap, halfLife } = rule;
  if (noun === 'lead')
    return sql<number>`case when ${scope.conditionSql(condition, 'lead', scope.columns)} then ${points} else 0 end`;
  const columns = ACTIVITY.columns();
  const each =
    halfLife === null
      ? sql`${points}`
      : sql`${points} * power(0.5, (${epoch(now)} - ${epoch(sql`activity.at`)}) / ${halfLife * DAY_SECONDS})`;
  const sum = sql`(select coalesce(sum(${each}), 0) from ${sql.raw(columns.from)}
    where activity.lead_id = lead.id and activity.at <= ${now} and ${scope.conditionSql(condition, 'activity', columns)})`;
  return sql<number>`${capped(sum, cap)}`;
}

const added = (values: readonly Sql[]): Sql =>
  values.length === 0 ? sql`0` : sql`(${sql.join(values, ' + ')})`;

/** A value between a cap and its negative. */
function capped(value: Sql, cap: number | null): Sql {
  if (cap === null) return value;
  return sql`(select case when value > ${cap} then ${cap} when value < ${-cap} then ${-cap} else value end
    from (select ${value} as value) as one)`;
}

const DAY_SECONDS = 86_400.0;

type Call = Extract<Expression, { type: 'call' }>;

function callSql(name: FunctionName, args: readonly Argument[], { of, args: given }: Call): ValueSql {
  const [first, second] = args;
  if (!first) throw new Error(`${name}() without a value`);
  const a = first.value;
  const b = second?.value ?? sql`null`;
  switch (name) {
    case '+':
    case '-':
    case '*':
    case '/':
      return arithmetic(name, first, second ?? first, of);
    case 'negate':
      return withCurrency(sql`(0 - ${a})`, first);
    case 'if':
      return chosen(a, args.slice(1));
    case 'coalesce':
      return firstOf(args);
    case 'least':
    case 'greatest':
      return extreme(name === 'least' ? 'min' : 'max', args);
    case 'abs':
      return withCurrency(sql`abs(${a})`, first);
    case 'round':
      return rounded(first, second?.value ?? sql`${0}`);
    case 'floor':
      return { value: sql`floor(${a})` };
    case 'ceil':
      return { value: sql`ceil(${a})` };
    case 'number':
      return { value: first.currency ? sql`(${a} * 1.0 / ${unitsOf(first.currency)})` : a };
    case 'money': {
      const currency = String((given[1] as Extract<Expression, { type: 'literal' }>).value);
      return { value: whole(sql`(${a}) * ${10 ** minorDigits(currency)}`), currency: sql`${currency}` };
    }
    case 'concat': {
      const texts = args.map(({ value }) => sql`coalesce(${value}, '')`);
      return { value: sql`nullif(${sql.join(texts, ' || ')}, '')` };
    }
    case 'lower':
      return { value: folded(a) };
    case 'trim':
      return { value: sql`trim(${a})` };
    case 'length':
      return { value: sql`length(${a})` };
    case 'date':
      return { value: localDayOf(a) };
    case 'year':
      return { value: numberIn(a, 1, 4) };
    case 'month':
      return { value: numberIn(a, 6, 2) };
    case 'day':
      return { value: numberIn(a, 9, 2) };
    case 'quarter':
      return { value: quarterOf(a) };
    case 'weekday':
      return { value: weekdayOf(a) };
    case 'year_month':
      return { value: sql`substr(${a}, 1, 7)` };
    case 'year_quarter':
      return { value: sql`(substr(${a}, 1, 4) || '-Q' || ${quarterOf(a)})` };
    case 'week_start':
      return { value: weekStart(a, literalNumber(given[1]) ?? 0) };
    case 'fiscal_quarter':
      return { value: fiscalQuarter(a, literalNumber(given[1]) ?? 1) };
    case 'fiscal_year':
      return { value: fiscalYear(a, literalNumber(given[1]) ?? 1) };
    case 'month_start':
      return { value: sql`(substr(${a}, 1, 8) || '01')` };
    case 'days_between':
      return { value: sql`(${daysOf(b)} - ${daysOf(a)})` };
    case 'hours_between':
      return { value: sql`((${epoch(b)} - ${epoch(a)}) / 3600.0)` };
    case 'add_days':
      return { value: dayNumbered(sql`${daysOf(a)} + ${whole(b)}`) };
  }
}

/** The value that a rewritten group has as its second argument. */
const literalNumber = (argument: Expression | undefined): number | null =>
  argument?.type === 'literal' && typeof argument.value === 'number' ? argument.value : null;

const withCurrency = (value: Sql, { currency }: ValueSql): ValueSql =>
  currency ? { value, currency } : { value };

const numberIn = (text: Sql, from: number, length: number) =>
  sql`cast(substr(${text}, ${from}, ${length}) as integer)`;
const quarterOf = (day: Sql) => sql`((${numberIn(day, 6, 2)} + 2) / 3)`;
const epoch = (moment: Sql) => sql`${(dialect) => dialect.epoch(moment)}`;
const daysOf = (day: Sql) => sql`(${epoch(day)} / 86400)`;
const dayNumbered = (days: Sql) => sql`${(dialect) => dialect.dayOf(days)}`;
/** 1970-01-01 was a Thursday. Seven times any number of weeks keeps the remainder positive. */
const weekdayOf = (day: Sql) => sql`((${daysOf(day)} + 700003) % 7 + 1)`;

/** Amounts of two currencies have no sum. A number beside an amount is one of its currency. */
function arithmetic(
  sign: '+' | '-' | '*' | '/',
  left: Argument,
  right: Argument,
  of: Expression['of'],
): ValueSql {
  const quotient = sql`(${left.value} * 1.0 / nullif(${right.value}, 0))`;
  const same = (value: Sql) => sql`case when ${code(left)} = ${code(right)} then ${value} end`;
  if (sign === '*' || sign === '/') {
    const value = sign === '/' ? quotient : sql`(${left.value} * ${right.value})`;
    if (of === 'money')
      return { value: whole(value), currency: left.currency ?? right.currency ?? sql`null` };
    return { value: left.currency && right.currency ? same(value) : value };
  }
  const joined = (a: Sql, b: Sql) => (sign === '+' ? sql`(${a} + ${b})` : sql`(${a} - ${b})`);
  if (of !== 'money') return { value: joined(left.value, right.value) };
  if (left.currency && right.currency)
    return { value: same(joined(left.value, right.value)), currency: left.currency };
  if (left.currency)
    return {
      value: joined(left.value, minor(right.value, left.currency)),
      currency: left.currency,
    };
  const currency = code(right);
  return { value: joined(minor(left.value, currency), right.value), currency };
}

function chosen(condition: Sql, [yes, no]: readonly ValueSql[]): ValueSql {
  const pick = (one: Sql, other: Sql) => sql`case when ${condition} = 1 then ${one} else ${other} end`;
  const value = pick(yes?.value ?? sql`null`, no?.value ?? sql`null`);
  if (!yes?.currency && !no?.currency) return { value };
  return { value, currency: pick(code(yes ?? { value }), code(no ?? { value })) };
}

function firstOf(args: readonly ValueSql[]): ValueSql {
  const value = sql`coalesce(${sql.join([...args.map((arg) => arg.value), sql`null`])})`;
  if (!args.some(({ currency }) => currency)) return { value };
  const cases = args.map((arg) => sql`when ${arg.value} is not null then ${code(arg)}`);
  return { value, currency: sql`case ${sql.join(cases, ' ')} end` };
}

/** Missing values do not count. Amounts of several currencies have no order. */
function extreme(name: 'min' | 'max', args: readonly ValueSql[]): ValueSql {
  const isMoney = args.some(({ currency }) => currency);
  const rows = args.map((arg) => sql`select ${arg.value} as value, ${code(arg)} as currency`);
  const listed = sql`from (${sql.join(rows, ' union all ')}) as listed where listed.value is not null`;
  const value = combined(name, sql`listed.value`);
  if (!isMoney) return { value: sql`(select ${value} ${listed})` };
  const isOne = sql`min(listed.currency) = max(listed.currency)`;
  return {
    value: sql`(select case when ${isOne} then ${value} end ${listed})`,
    currency: sql`(select case when ${isOne} then min(listed.currency) end ${listed})`,
  };
}

function rounded(value: Argument, decimals: Sql): ValueSql {
  if (!value.currency) return { value: sql`round(cast(${value.value} as numeric), ${decimals})` };
  const units = unitsOf(value.currency);
  const amount = sql`round(cast(${value.value} * 1.0 / ${units} as numeric), ${decimals})`;
  return { value: whole(sql`${amount} * ${units}`), currency: value.currency };
}
