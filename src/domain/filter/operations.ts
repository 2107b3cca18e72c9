import type { AggregateName, Comparison, Expression, ValueType } from './ast.ts';
import { call, commonType, DAYS, type Misuse, toDay, typeName } from './value-types.ts';

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
