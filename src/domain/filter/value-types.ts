import type { FieldType } from '../field.ts';
import type { Expression, FunctionName, ValueType } from './ast.ts';

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

/** Types that are days: a time has one. */
export const DAYS: readonly ValueType[] = ['date', 'datetime'];

/** A call of a function, whose value is of this type. */
export function call(name: FunctionName, args: readonly Expression[], of: ValueType): Expression {
  return { type: 'call', name, args, of };
}

/** A number as an amount. */
export function inCurrency(number: Expression, currency: string): Expression {
  return call('money', [number, { type: 'literal', value: currency, of: 'text' }], 'money');
}

/** The day of a time; other values as they are. */
export function toDay(value: Expression): Expression {
  return value.of === 'datetime' ? call('date', [value], 'date') : value;
}

/** The values as values of one type: a number goes with money, and a time with days. */
export function unify(
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

/** The type of which both can be; null if there is none. */
export function commonType(one: ValueType, other: ValueType): ValueType | null {
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
