import type { Field } from '../../../src/domain/field.ts';
import type { Condition, FilterValue } from '../../../src/domain/filter/ast.ts';
import { decimalText } from '../../../src/domain/money.ts';

/** Words that need quotes, because a bare one would not be a plain value. */
const RESERVED = /^(?:and|or|not|in|is|empty|me)$/i;
const BARE = /^[\p{L}\p{N}@.+/:%_-]+$/u;

/**
 * The text of a condition: `parseFilter` with the same fields and currency gives the same condition. Relative dates
 * and `me` are written as their values.
 */
export function formatFilter(condition: Condition, currency: string): string {
  switch (condition.type) {
    case 'and':
    case 'or':
      return condition.parts.map((part) => formatPart(part, currency)).join(` ${condition.type} `);
    case 'not':
      return formatNot(condition.part, currency);
    case 'compare':
      return `${condition.field.name} ${condition.op} ${formatValue(condition.field, condition.value, currency)}`;
    case 'in':
      return `${condition.field.name} in ${formatValues(condition.field, condition.values, currency)}`;
    case 'empty':
      return `${condition.field.name} is empty`;
    case 'group':
    case 'values':
    case 'any':
    case 'segment':
      throw new Error(`a filter of one record's own fields has no ${condition.type}`);
  }
}

function formatNot(part: Condition, currency: string): string {
  if (part.type === 'empty') return `${part.field.name} is not empty`;
  if (part.type === 'in')
    return `${part.field.name} not in ${formatValues(part.field, part.values, currency)}`;
  return `not ${formatPart(part, currency)}`;
}

function formatPart(part: Condition, currency: string): string {
  const text = formatFilter(part, currency);
  return part.type === 'and' || part.type === 'or' ? `(${text})` : text;
}

function formatValues(field: Field, values: readonly FilterValue[], currency: string): string {
  return `(${values.map((value) => formatValue(field, value, currency)).join(', ')})`;
}

function formatValue(field: Field, value: FilterValue, currency: string): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return field.type === 'duration' ? `${value}s` : String(value);
  if (typeof value === 'string') return BARE.test(value) && !RESERVED.test(value) ? value : quote(value);
  if (value.currency === null) return decimalText({ minor: value.minor, currency });
  return quote(`${decimalText({ minor: value.minor, currency: value.currency })} ${value.currency}`);
}

function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
