import { isCurrency } from '../currencies.ts';
import type { AggregateName, Expression, FunctionName, ValueType } from './ast.ts';
import { call, DAYS, inCurrency, isExpression, type Misuse, toDay, typeName, unify } from './value-types.ts';

/** Makes a call; `currency` is that of amounts without one. */
type Maker = (args: readonly Expression[], name: FunctionName, currency: string) => Expression | Misuse;

interface Signature {
  /** As help and errors show it. */
  readonly usage: string;
  readonly args: readonly [min: number, max: number];
  readonly make: Maker;
}

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
