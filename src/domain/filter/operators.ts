import type { FieldType } from '../field.ts';
import type { Comparison } from './ast.ts';

export const OPERATORS: readonly Comparison[] = ['=', '!=', '<', '<=', '>', '>=', '~', '!~'];

/** Operators of other languages, with ours. */
export const FOREIGN_OPERATORS: Readonly<Record<string, Comparison>> = {
  '==': '=',
  '===': '=',
  '<>': '!=',
  '!==': '!=',
  '=~': '~',
  '=<': '<=',
  '=>': '>=',
};

const EQUALITY: readonly Comparison[] = ['=', '!='];
const ORDER: readonly Comparison[] = ['=', '!=', '<', '<=', '>', '>='];
const MEMBER: readonly Comparison[] = ['=', '!=', '~', '!~'];

/** The operators that work on a type. */
export function operatorsOf(type: FieldType): readonly Comparison[] {
  switch (type) {
    case 'bool':
      return EQUALITY;
    case 'integer':
    case 'number':
    case 'money':
    case 'date':
    case 'datetime':
    case 'duration':
      return ORDER;
    case 'list':
    case 'phone':
      return MEMBER;
    default:
      return OPERATORS;
  }
}
