import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { currencyCodes } from '../../../src/domain/currencies.ts';
import { dayOf, toLocalDate } from '../../../src/domain/dates/calendar.ts';
import type { Field } from '../../../src/domain/field.ts';
import type { Condition, FilterValue } from '../../../src/domain/filter/ast.ts';
import { operatorsOf } from '../../../src/domain/filter/operators.ts';
import { parseFilter } from '../../../src/domain/filter/parse.ts';
import { builtInNouns } from '../../../src/nouns/index.ts';
import { FIELDS } from './fields.ts';
import { formatFilter } from './format.ts';

const ENV = {
  now: Date.parse('2026-11-18T15:00:00Z'),
  user: 'ann',
  currency: 'USD',
  nouns: builtInNouns().names,
};

const words = fc.oneof(
  fc.string({ minLength: 1, unit: 'grapheme' }),
  fc.string({ minLength: 1, unit: fc.constantFrom(...`ab"'\\ (),=~-.me`) }),
  fc.constantFrom('me', 'and', 'NOT', 'in', 'empty', '+3d', '10k'),
);

function valuesOf(field: Field): fc.Arbitrary<FilterValue> {
  switch (field.type) {
    case 'integer':
      return fc.integer({ min: -1e15, max: 1e15 }).map((number) => number || 0);
    case 'number':
      return fc.double({ min: -1e15, max: 1e15, noNaN: true }).map((number) => number || 0);
    case 'duration':
      return fc.nat(9999 * 3600);
    case 'bool':
      return fc.boolean();
    case 'money':
      return fc
        .record({
          minor: fc
            .integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 })
            .map((minor) => minor || 0),
          currency: fc.oneof(fc.constant(null), fc.constantFrom(...currencyCodes())),
        })
        .map((amount) =>
          amount.currency === null
            ? amount
            : { ...amount, exchange: { base: 'USD', today: toLocalDate(ENV.now) } },
        );
    case 'date':
      return fc.nat(109_571).map((day) => dayOf(1900, 1, 1 + day));
    case 'datetime':
      return fc
        .date({ min: new Date('1901-01-01'), max: new Date('2199-01-01'), noInvalidDate: true })
        .map((at) => at.toISOString());
    case 'choice':
      return field.choices ? fc.constantFrom(...field.choices) : words;
    default:
      return words;
  }
}

const comparison: fc.Arbitrary<Condition> = fc.constantFrom(...FIELDS).chain((field) =>
  fc.oneof(
    fc.record({
      type: fc.constant('compare' as const),
      field: fc.constant(field),
      op: fc.constantFrom(...operatorsOf(field.type)),
      value: valuesOf(field),
    }),
    fc.record({
      type: fc.constant('in' as const),
      field: fc.constant(field),
      values: fc.array(valuesOf(field), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ type: fc.constant('empty' as const), field: fc.constant(field) }),
  ),
);

const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    comparison,
    fc.record({
      type: fc.constantFrom('and' as const, 'or' as const),
      parts: fc.array(tie('condition'), { minLength: 2, maxLength: 3 }),
    }),
    fc.record({ type: fc.constant('not' as const), part: tie('condition') }),
  ),
}));

describe('formatFilter', () => {
  test('reads back as the same condition', () => {
    fc.assert(
      fc.property(condition, (wanted) => {
        expect(parseFilter(formatFilter(wanted, 'USD'), FIELDS, ENV)).toEqual(wanted);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    [
      'tag in (vip) and not (owner = me or close < +30d)',
      'tags in (vip) and not (owner = ann or close_date < 2026-12-18)',
    ],
    ['name is not empty', 'name is not empty'],
    ['name not in (a,"b c")', 'name not in (a, "b c")'],
    ['name ~ \'say "hi"\'', 'name ~ "say \\"hi\\""'],
    ['amount > €10k', 'amount > "10000.00 EUR"'],
    ['duration > 2m30s', 'duration > 150s'],
    ['do_not_call = true', 'do_not_call = yes'],
  ])('%s becomes %s', (text, formatted) => {
    expect(formatFilter(parseFilter(text, FIELDS, ENV), 'USD')).toBe(formatted);
  });
});
