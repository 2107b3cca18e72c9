import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import type { Comparison, Condition, FilterValue } from '../../../src/domain/filter/ast.ts';
import { parseFilter } from '../../../src/domain/filter/parse.ts';
import { builtInNouns } from '../../../src/nouns/index.ts';
import { crmErrorOf } from '../../support/crm-error.ts';
import { FIELDS, fieldNamed } from './fields.ts';

const zoneBefore = process.env.TZ;
process.env.TZ = 'America/New_York';
afterAll(() => {
  process.env.TZ = zoneBefore;
});

/** A Wednesday, 10:00 in New York. */
const ENV = {
  now: Date.parse('2026-11-18T10:00:00-05:00'),
  user: 'ann',
  currency: 'USD',
  nouns: builtInNouns().names,
};

/** How amounts with a currency compare. */
const EXCHANGE = { base: 'USD', today: '2026-11-18' };

const parse = (text: string) => parseFilter(text, FIELDS, ENV);
const is = (name: string, op: Comparison, value: FilterValue): Condition => ({
  type: 'compare',
  field: fieldNamed(name),
  op,
  value,
});
const oneOf = (name: string, ...values: FilterValue[]): Condition => ({
  type: 'in',
  field: fieldNamed(name),
  values,
});
const empty = (name: string): Condition => ({ type: 'empty', field: fieldNamed(name) });
const not = (part: Condition): Condition => ({ type: 'not', part });
const and = (...parts: Condition[]): Condition => ({ type: 'and', parts });
const or = (...parts: Condition[]): Condition => ({ type: 'or', parts });

test('a date field with a time takes precedence if a name matches both', () => {
  const fields = FIELDS.map((field) => (field.name === 'due_date' ? { ...field, timed: 'due_at' } : field));
  expect(parseFilter('due = 2026-11-20', fields, ENV)).toMatchObject({
    type: 'compare',
    field: { name: 'due_date' },
  });
});

describe('conditions', () => {
  test.each<[string, Condition]>([
    ['name = acme', is('name', '=', 'acme')],
    ['name="Acme Inc"', is('name', '=', 'Acme Inc')],
    ["name != 'Acme Inc'", is('name', '!=', 'Acme Inc')],
    ['name ~ "o\'brien"', is('name', '~', "o'brien")],
    ["name ~ 'o''brien'", is('name', '~', "o'brien")],
    ['name ~ "a \\"b\\" \\\\"', is('name', '~', 'a "b" \\')],
    ['name !~ müller', is('name', '!~', 'müller')],
    ['name < m', is('name', '<', 'm')],
    ['email ~ @acme.com', is('email', '~', '@acme.com')],
    ['email = jane+x@acme.com', is('email', '=', 'jane+x@acme.com')],
    ['name = "and"', is('name', '=', 'and')],
    ['name = Acme,Inc', is('name', '=', 'Acme,Inc')],
    ['name is empty', empty('name')],
    ['name IS NOT EMPTY', not(empty('name'))],
    ['name = ""', empty('name')],
    ["name != ''", not(empty('name'))],
    ['tag = vip', is('tags', '=', 'vip')],
    ['tag in (a,b)', oneOf('tags', 'a', 'b')],
    ["tags not in ( 'a b' , c )", not(oneOf('tags', 'a b', 'c'))],
    ['industry = anything', is('industry', '=', 'anything')],
    ['status = NEW', is('status', '=', 'new')],
    ['status ~ att', is('status', '~', 'att')],
    ['owner = me', is('owner', '=', 'ann')],
    ['owner in (me, bob)', oneOf('owner', 'ann', 'bob')],
    ['owner = "me"', is('owner', '=', 'me')],
    ['account = me', is('account', '=', 'me')],
    ['do_not_call = yes', is('do_not_call', '=', true)],
    ['do-not-call != 1', is('do_not_call', '!=', true)],
    ['do_not_call = False', is('do_not_call', '=', false)],
    ['duration >= 2m30s', is('duration', '>=', 150)],
  ])('%s', (text, condition) => {
    expect(parse(text)).toEqual(condition);
  });
});

describe('numbers and money', () => {
  test.each<[string, Condition]>([
    ['probability >= 50', is('probability', '>=', 50)],
    ['probability = 50%', is('probability', '=', 50)],
    ['probability > 1.1k', is('probability', '>', 1100)],
    ['probability > -5', is('probability', '>', -5)],
    ['probability > 10,000', is('probability', '>', 10_000)],
    ['probability in (1, 2)', oneOf('probability', 1, 2)],
    ['score < .5', is('score', '<', 0.5)],
    ['score < 1.5m', is('score', '<', 1_500_000)],
    ['amount > 10k', is('amount', '>', { minor: 1_000_000, currency: null })],
    ['amount > 10,000.50', is('amount', '>', { minor: 1_000_050, currency: null })],
    ['amount > $10', is('amount', '>', { minor: 1000, currency: 'USD', exchange: EXCHANGE })],
    ['amount > 10EUR', is('amount', '>', { minor: 1000, currency: 'EUR', exchange: EXCHANGE })],
    ['amount > "EUR 10"', is('amount', '>', { minor: 1000, currency: 'EUR', exchange: EXCHANGE })],
  ])('%s', (text, condition) => {
    expect(parse(text)).toEqual(condition);
  });

  test.each([
    'score = abc',
    'score = ""x',
    'score > .',
    'score > 1e400',
    'score > 9007199254740993',
    'probability = 1.5',
    'score = %',
  ])('rejects %s', async (text) => {
    expect((await crmErrorOf(() => parse(text))).kind).toBe('usage');
  });
});

describe('dates', () => {
  const created = (op: Comparison, value: string) => is('created_at', op, value);
  const TODAY = '2026-11-18T05:00:00.000Z';
  const TOMORROW = '2026-11-19T05:00:00.000Z';

  test.each<[string, Condition]>([
    ['close < +30d', is('close_date', '<', '2026-12-18')],
    ['close_date = today', is('close_date', '=', '2026-11-18')],
    ['close <= "end of month"', is('close_date', '<=', '2026-11-30')],
    ['close in (today, fri)', oneOf('close_date', '2026-11-18', '2026-11-20')],
    ['created >= -7d', created('>=', '2026-11-11T05:00:00.000Z')],
    ['created > -2h', created('>', '2026-11-18T13:00:00.000Z')],
    ['created < 2026-11-18T12:00Z', created('<', '2026-11-18T12:00:00.000Z')],
    ['created < today', created('<', TODAY)],
    ['created <= today', created('<', TOMORROW)],
    ['created > today', created('>=', TOMORROW)],
    ['created >= today', created('>=', TODAY)],
    ['created = today', and(created('>=', TODAY), created('<', TOMORROW))],
    ['created != today', not(and(created('>=', TODAY), created('<', TOMORROW)))],
    [
      'created in (today, 2026-01-01T10:00Z)',
      or(and(created('>=', TODAY), created('<', TOMORROW)), created('=', '2026-01-01T10:00:00.000Z')),
    ],
    ['created in (2026-01-01T10:00Z)', oneOf('created_at', '2026-01-01T10:00:00.000Z')],
  ])('%s', (text, condition) => {
    expect(parse(text)).toEqual(condition);
  });

  test('a day with a clock change is 25 hours long', () => {
    expect(parse('created = 2026-11-01')).toEqual(
      and(created('>=', '2026-11-01T04:00:00.000Z'), created('<', '2026-11-02T05:00:00.000Z')),
    );
  });
});

describe('precedence', () => {
  const [a, b, c] = [is('name', '=', 'a'), is('name', '=', 'b'), is('name', '=', 'c')];

  test.each<[string, Condition]>([
    ['name = a or name = b and name = c', or(a, and(b, c))],
    ['name = a AND name = b Or name = c', or(and(a, b), c)],
    ['(name = a or name = b) and name = c', and(or(a, b), c)],
    ['not name = a and name = b', and(not(a), b)],
    ['not (name = a and name = b)', not(and(a, b))],
    ['not not name = a', not(not(a))],
    ['((name = a))', a],
    ['name = a and name = b and name = c', and(a, b, c)],
  ])('%s', (text, condition) => {
    expect(parse(text)).toEqual(condition);
  });
});

describe('errors show the expression and mark the place', () => {
  test.each([
    ['amout > 1', '^^^^^', 'unknown field "amout"', 'Did you mean amount?'],
    ['name = a and zzz = 1', '             ^^^', 'unknown field "zzz"', 'Fields: name, email'],
    ['due < today', '^^^', '"due" is ambiguous', 'due_date, due_at'],
    ['name = a b c and email = x', '       ^^^^^', 'a value of several words needs quotes', 'Write "a b c"'],
    ['tag in (a b)', '        ^^^', 'a value of several words needs quotes', 'Write "a b"'],
    ['status = wno', '         ^^^', 'status is never "wno"', 'Did you mean won?'],
    ['status in (new, xxx)', '                ^^^', 'status is never "xxx"', 'new, attempting, won'],
    [
      'score ~ 5',
      '      ^',
      '"~" does not work on score, which is of type number',
      'score accepts = != < <= > >=',
    ],
    ['tags < a', '     ^', '"<" does not work on tags, which is of type list', 'tags accepts = != ~ !~'],
    ['name == a', '     ^^', 'unknown operator "=="', 'Write ='],
    ['name ! a', '     ^', 'unknown operator "!"', 'name accepts'],
    ['name a', '     ^', 'expected an operator after name, not "a"', 'name accepts'],
    ['name', '    ^', 'expected an operator after name, not the end', 'name accepts'],
    ['name =', '      ^', 'expected a value, not the end', ''],
    ['name = and', '       ^^^', 'expected a value, not "and"', 'quote it'],
    ['name > ""', '       ^^', 'a value is missing', 'name is empty'],
    ['name is x', '        ^', 'expected "empty" or "not empty", not "x"', 'name = …'],
    ['name not x', '         ^', 'expected "in", not "x"', ''],
    ['name in a', '        ^', 'expected "(", not "a"', ''],
    ['name in (a', '          ^', 'expected ")", not the end', ''],
    ['name in ()', '         ^', 'expected a value, not ")"', ''],
    ['(name = a', '^', '"(" without a ")"', ''],
    ['name = a)', '        ^', '")" without a "("', ''],
    ['name = "a" b', '           ^', 'expected "and", "or" or the end, not "b"', ''],
    ['name = a && name = b', '         ^^', 'expected "and", "or" or the end, not "&&"', ''],
    ['name = "abc', '       ^', 'the quote is not closed', ''],
    ["name = o'brien", '        ^', 'a quote inside a word', 'Quote the whole value'],
    ['"name" = a', '^^^^^^', 'expected a field name, not "name"', ''],
    ['close < abc', '        ^^^', 'cannot read "abc" as a date', '2026-03-12'],
    ['close < 01/02/2027', '        ^^^^^^^^^^', '"01/02/2027" may mean several dates', 'year first'],
    ['close < 2026-13-45', '        ^^^^^^^^^^', 'there is no day "2026-13-45"', '2026-03-12'],
    ['amount > 1_0', '         ^^^', 'cannot read "1_0" as an amount of money', '12,000.50'],
    ['name = "😀" x', '           ^', 'expected "and", "or" or the end, not "x"', ''],
  ])('%s', async (text, marked, message, hint) => {
    const error = await crmErrorOf(() => parse(text));
    expect(error).toMatchObject({ kind: 'usage', message });
    expect(error.hints.slice(0, 2)).toEqual([text, marked]);
    expect(error.hints.slice(2).join()).toContain(hint);
  });

  test('an empty filter shows the syntax', async () => {
    expect(await crmErrorOf(() => parse('  '))).toMatchObject({
      kind: 'usage',
      message: 'the filter is empty',
    });
  });

  test('any text is a condition or a usage error', () => {
    const pieces = fc.constantFrom(
      ...'name status close created amount tag score owner and or not in is empty = != < ~ ( ) , "'.split(
        ' ',
      ),
      ..."' a b 5 10k today +3d 2026-01-01 01/02/2027 -2h 12:00 me \\ é 😀".split(' '),
    );
    const text = fc.array(pieces, { maxLength: 12 }).map((said) => said.join(' '));
    fc.assert(
      fc.property(fc.oneof(text, fc.string()), (said) => {
        try {
          expect(parse(said)).toHaveProperty('type');
        } catch (error) {
          expect(error).toHaveProperty('kind', 'usage');
        }
      }),
      { numRuns: 1000 },
    );
  });

  test.each(['(', 'not '])('rejects endless %j before a stack overflow', async (opening) => {
    const error = await crmErrorOf(() => parse(opening.repeat(50_000)));
    expect(error.message).toBe('the filter is nested too deeply');
  });

  test('an error about a filter with a line break is shown in one line', async () => {
    const error = await crmErrorOf(() => parse('name = a\nand zzz = 1'));
    expect(error.hints.slice(0, 2)).toEqual(['name = a and zzz = 1', '             ^^^']);
  });
});
