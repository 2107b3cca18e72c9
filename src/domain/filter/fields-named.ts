import type { Field, Noun } from '../field.ts';
import { type Condition, type Expression, isComputed } from './ast.ts';

/** A field that an expression names, and the noun of its record. */
interface NamedField {
  readonly noun: Noun | 'user';
  readonly field: Field;
}

/** The fields that an expression names, also of other records; not those that formulas among them name. */
export function* fieldsNamed(expression: Expression, noun: Noun | 'user'): Generator<NamedField> {
  switch (expression.type) {
    case 'field':
      yield* fieldItself(expression.field, noun);
      return;
    case 'literal':
      return;
    case 'call':
      for (const arg of expression.args) yield* fieldsNamed(arg, noun);
      return;
    case 'condition':
      yield* fieldsOfCondition(expression.condition, noun);
      return;
    case 'path':
      yield* fieldsNamed(expression.value, expression.link.target.noun);
      return;
    case 'score':
      yield { noun, field: expression.typed };
      for (const { noun: of, condition } of expression.parts.flatMap(({ rules }) => rules))
        yield* fieldsOfCondition(condition, of);
      return;
    case 'aggregate':
      if (expression.value) yield* fieldsNamed(expression.value, expression.link.target.noun);
      if (expression.where) yield* fieldsOfCondition(expression.where, expression.link.target.noun);
  }
}

function* fieldsOfCondition(condition: Condition, noun: Noun | 'user'): Generator<NamedField> {
  switch (condition.type) {
    case 'and':
    case 'or':
      for (const part of condition.parts) yield* fieldsOfCondition(part, noun);
      return;
    case 'not':
      yield* fieldsOfCondition(condition.part, noun);
      return;
    case 'values':
      yield* fieldsNamed(condition.left, noun);
      yield* fieldsNamed(condition.right, noun);
      return;
    case 'any':
      yield* fieldsOfCondition(condition.where, condition.link.target.noun);
      return;
    case 'segment':
      if (condition.where) yield* fieldsOfCondition(condition.where, noun);
      return;
    default:
      yield* fieldItself(condition.field, noun);
  }
}

/** An expression that is compared stands in a field of its own. */
function* fieldItself(field: Field, noun: Noun | 'user'): Generator<NamedField> {
  if (isComputed(field) && !field.custom) yield* fieldsNamed(field.expression, noun);
  else yield { noun, field };
}
