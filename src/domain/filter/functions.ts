import { isCurrency } from '../currencies.ts';
import type { FieldType } from '../field.ts';
import type { AggregateName, Comparison, Expression, FunctionName, ValueType } from './ast.ts';

/** The type of the value of a field. */
export function valueTypeOf(type: FieldType): ValueType {
  switch (type) {
    case 'integer':
    case 'number':
      return 'number';
    case 'money':
    case 'date':
    case 'datetime':
    case 'bool':
    case 'duration':
    case 'list':
      return type;
    default:
      return 'text';
  }
}

/** The type of a field with such a value. */
export function fieldTypeOf(type: ValueType): FieldType {
  return type === 'nothing' ? 'text' : type;
}

/** What people call a type. */
export function typeName(type: ValueType): string {
  return TYPE_NAMES[type];
}

const TYPE_NAMES: Readonly<Record<ValueType, string>> = {
  number: 'a number',
  money: 'an amount of money',
  text: 'a text',
  date: 'a day',
  datetime: 'a time',
  bool: 'yes or no',
  duration: 'a duration',
  list: 'a list',
  nothing: 'nothing',
};

/** A use of a function that makes no sense: what is wrong, and with which argument. */
export interface Misuse {
  readonly problem: string;
  readonly at?: number;
}

/** Whether this is a call, and not a misuse of one. */
export function isExpression(result: Expression | Misuse): result is Expression {
  return 'of' in result;
}

/** Makes a call; `currency` is that of amounts without one. */
type Maker = (args: readonly Expression[], name: FunctionName, currency: string) => Expression | Misuse;

interface Signature {
  /** As help and errors show it. */
  readonly usage: string;
  readonly args: readonly [min: number, max: number];
  readonly make: Maker;
}

const call = (name: FunctionName, args: readonly Expression[], of: ValueType): Expression => ({
  type: 'call',
  name,
  args,
  of,
});

/** A function whose arguments are of these types, one or a few for each. */
const typed =
  (accepted: readonly (readonly ValueType[])[], of: ValueType): Maker =>
  (args, name) => {
    const wrong = args.findIndex(
      (arg, at) => arg.of !== 'nothing' && !accepted[Math.min(at, accepted.length - 1)]?.includes(arg.of),
    );
    if (wrong < 0) return call(name, args.map(asDayIf(accepted)), of);
    const wanted = (accepted[Math.min(wrong, accepted.length - 1)] ?? []).map(typeName);
    return {
      problem: `${name}() takes ${wanted[0]} here, not ${typeName((args[wrong] as Expression).of)}`,
      at: wrong,
    };
  };

/** A time counts as its day where days are computed with. */
const asDayIf =
  (accepted: readonly (readonly ValueType[])[]) =>
  (arg: Expression, at: number): Expression => {
    const types = accepted[Math.min(at, accepted.length - 1)] ?? [];
    return types[0] === 'date' ? toDay(arg) : arg;
  };

const DAYS: readonly ValueType[] = ['date', 'datetime'];
const ofDay = (usage: string, of: ValueType): Signature => ({
  usage,
  args: [1, 1],
  make: typed([DAYS], of),
});
const ofText = (usage: string, of: ValueType): Signature => ({
  usage,
  args: [1, 1],
  make: typed([['text']], of),
});

/** Functions of numbers, which keep their type. */
const sameNumber: Maker = ([value, ...others], name) => {
  if (!value || !['number', 'money', 'duration', 'nothing'].includes(value.of))
    return { problem: `${name}() takes a number, not ${typeName(value?.of ?? 'nothing')}`, at: 0 };
  if (others.some((other) => other.of !== 'number'))
    return { problem: `${name}() takes a number of decimals`, at: 1 };
  return call(name, [value, ...others], value.of);
};

/** Functions of several values of one type. */
const ofSame: Maker = (args, name, currency) => {
  const unified = unify(args, currency);
  return 'problem' in unified ? unified : call(name, unified.args, unified.of);
};

const chosen: Maker = ([condition, ...values], _, currency) => {
  if (condition?.of !== 'bool') return { problem: 'if() begins with a condition', at: 0 };
  const unified = unify(values, currency);
  if ('problem' in unified) return { problem: unified.problem, at: (unified.at ?? 0) + 1 };
  return call('if', [condition, ...unified.args], unified.of);
};

const dayOf: Maker = (args, name, currency) => {
  const checked = typed([DAYS], 'date')(args, name, currency);
  return isExpression(checked) ? toDay(args[0] as Expression) : checked;
};

const weekStart = (args: readonly Expression[]) => typed([DAYS], 'date')(args, 'week_start', '');

const amountOf: Maker = ([number, code], _, currency) => {
  if (number?.of !== 'number') return { problem: 'money() takes a number first', at: 0 };
  if (!code) return inCurrency(number, currency);
  if (code.type !== 'literal' || typeof code.value !== 'string' || !isCurrency(code.value))
    return { problem: 'money() takes the code of a currency, such as "EUR"', at: 1 };
  return call('money', [number, code], 'money');
};

/** A number as an amount. */
function inCurrency(number: Expression, currency: string): Expression {
  return call('money', [number, { type: 'literal', value: currency, of: 'text' }], 'money');
}

const ANY = Number.POSITIVE_INFINITY;

/** The functions of expressions, by the name that people write. */
export const FUNCTIONS: Readonly<Record<string, Signature>> = {
  if: { usage: 'if(condition, value, other value)', args: [2, 3], make: chosen },
  coalesce: { usage: 'coalesce(value, other value, …)', args: [1, ANY], make: ofSame },
  least: { usage: 'least(a, b, …)', args: [1, ANY], make: ofSame },
  greatest: { usage: 'greatest(a, b, …)', args: [1, ANY], make: ofSame },
  abs: { usage: 'abs(number)', args: [1, 1], make: sameNumber },
  round: { usage: 'round(number, decimals)', args: [1, 2], make: sameNumber },
  floor: { usage: 'floor(number)', args: [1, 1], make: typed([['number']], 'number') },
  ceil: { usage: 'ceil(number)', args: [1, 1], make: typed([['number']], 'number') },
  number: { usage: 'number(amount)', args: [1, 1], make: typed([['money', 'number', 'duration']], 'number') },
  concat: { usage: 'concat(text, text, …)', args: [1, ANY], make: typed([['text', 'date']], 'text') },
  lower: ofText('lower(text)', 'text'),
  trim: ofText('trim(text)', 'text'),
  length: ofText('length(text)', 'number'),
  money: { usage: 'money(number, "EUR")', args: [1, 2], make: amountOf },
  date: { usage: 'date(time)', args: [1, 1], make: dayOf },
  year: ofDay('year(day)', 'number'),
  quarter: ofDay('quarter(day)', 'number'),
  month: ofDay('month(day)', 'number'),
  day: ofDay('day(day)', 'number'),
  weekday: ofDay('weekday(day), 1 for Monday', 'number'),
  year_month: ofDay('year_month(day), such as 2026-11', 'text'),
  year_quarter: ofDay('year_quarter(day), such as 2026-Q4', 'text'),
  week: { usage: 'week(day), its Monday', args: [1, 1], make: (args) => weekStart(args) },
  week_start: ofDay('week_start(day)', 'date'),
  month_start: ofDay('month_start(day)', 'date'),
  days_between: { usage: 'days_between(day, day)', args: [2, 2], make: typed([DAYS], 'number') },
  hours_between: { usage: 'hours_between(time, time)', args: [2, 2], make: typed([['datetime']], 'number') },
  add_days: { usage: 'add_days(day, days)', args: [2, 2], make: typed([DAYS, ['number']], 'date') },
};

/** Functions of a day and today: `days_since(created_at)`. */
export const FUNCTIONS_OF_TODAY = ['days_since', 'days_until'] as const;

/** Functions of other records. */
export const AGGREGATES: readonly AggregateName[] = ['sum', 'count', 'avg', 'min', 'max', 'exists'];

/** Whether this is the name of a function, in any case. */
export function isFunction(name: string): boolean {
  const known = name.toLowerCase();
  return (
    Object.hasOwn(FUNCTIONS, known) || [...FUNCTIONS_OF_TODAY, ...AGGREGATES].some((other) => other === known)
  );
}

/** The day of a time; other values as they are. */
function toDay(value: Expression): Expression {
  return value.of === 'datetime' ? call('date', [value], 'date') : value;
}

/** The values as values of one type: a number goes with money, and a time with days. */
function unify(
  values: readonly Expression[],
  currency: string,
): { readonly args: readonly Expression[]; readonly of: ValueType } | Misuse {
  let of: ValueType = 'nothing';
  for (const [at, value] of values.entries()) {
    const common = commonType(of, value.of);
    if (common === null)
      return { problem: `${typeName(of)} and ${typeName(value.of)} do not go together`, at };
    of = common;
  }
  return { of, args: values.map((value) => as(of, value, currency)) };
}

function as(of: ValueType, value: Expression, currency: string): Expression {
  if (of === 'date') return toDay(value);
  return of === 'money' && value.of === 'number' ? inCurrency(value, currency) : value;
}

function commonType(one: ValueType, other: ValueType): ValueType | null {
  if (one === other || other === 'nothing') return one;
  if (one === 'nothing') return other;
  for (const [narrow, wide] of [
    ['number', 'money'],
    ['datetime', 'date'],
    ['number', 'duration'],
  ] as const)
    if ((one === narrow && other === wide) || (one === wide && other === narrow)) return wide;
  return null;
}

/** A sum, difference, product or quotient. */
export function arithmetic(
  sign: '+' | '-' | '*' | '/',
  left: Expression,
  right: Expression,
): Expression | Misuse {
  const of = resultOf(sign, left.of, right.of);
  if (of === null)
    return { problem: `"${sign}" does not work on ${typeName(left.of)} and ${typeName(right.of)}` };
  const isDay = DAYS.includes(left.of);
  if (isDay && sign === '-' && of === 'number') return call('days_between', [toDay(right), toDay(left)], of);
  if (isDay && sign === '-')
    return call('add_days', [toDay(left), call('negate', [right], 'number')], 'date');
  if (isDay) return call('add_days', [toDay(left), right], 'date');
  return call(sign, [left, right], of);
}

const isAmount = (type: ValueType) => type === 'money' || type === 'duration';

function resultOf(sign: '+' | '-' | '*' | '/', left: ValueType, right: ValueType): ValueType | null {
  if (left === 'nothing' || right === 'nothing') return left === 'nothing' ? right : left;
  if (DAYS.includes(left)) {
    if (right === 'number' && sign !== '*' && sign !== '/') return 'date';
    return DAYS.includes(right) && sign === '-' ? 'number' : null;
  }
  const isNumeric = (type: ValueType) => type === 'number' || isAmount(type);
  if (!isNumeric(left) || !isNumeric(right)) return null;
  if (left === 'number' && right === 'number') return 'number';
  switch (sign) {
    case '+':
    case '-':
      return commonType(left, right);
    case '*':
      return left === 'number' ? right : right === 'number' ? left : null;
    case '/':
      return left === right ? 'number' : right === 'number' ? left : null;
  }
}

/** Two values made comparable, or what is wrong with them. */
export function comparison(
  op: Comparison,
  left: Expression,
  right: Expression,
): { readonly left: Expression; readonly right: Expression } | Misuse {
  const common = commonType(left.of, right.of);
  if (common === null)
    return { problem: `cannot compare ${typeName(left.of)} with ${typeName(right.of)}`, at: 1 };
  const isOfText = op === '~' || op === '!~';
  if (isOfText && common !== 'text')
    return { problem: `"${op}" works on texts, not on ${typeName(common)}`, at: 1 };
  if (common === 'bool' && op !== '=' && op !== '!=')
    return { problem: `"${op}" does not work on ${typeName(common)}`, at: 1 };
  return common === 'date' ? { left: toDay(left), right: toDay(right) } : { left, right };
}

/** What an aggregate of such values is; null where it makes no sense. */
export function aggregateType(name: AggregateName, value: ValueType | null): ValueType | null {
  switch (name) {
    case 'count':
      return 'number';
    case 'exists':
      return 'bool';
    case 'sum':
    case 'avg':
      return value === 'number' || value === 'money' || value === 'duration' ? value : null;
    case 'min':
    case 'max':
      return value === null || value === 'bool' || value === 'list' ? null : value;
  }
}
