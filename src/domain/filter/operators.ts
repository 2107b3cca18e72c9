import type { FieldType } from '../field.ts';
import type { Comparison } from './ast.ts';

/** Every operator there is. */
export const OPERATORS: readonly Comparison[] = ['=', '!=', '<', '<=', '>', '>=', '~', '!~'];

/** What people write who know another language, and what it is here. */
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

/** The operators that mean something for a type. */
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
