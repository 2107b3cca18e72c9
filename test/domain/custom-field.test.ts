import { expect, test } from 'vitest';
import { hintsOf } from '../../src/cli/hints.ts';
import { customFieldName, labelOf, readChoices } from '../../src/domain/custom-field.ts';
import { OPP } from '../../src/nouns/opp/definition.ts';
import { crmErrorOf } from '../support/crm-error.ts';

test('a field name is lower case, and its label is words', () => {
  expect(customFieldName('budget_size2', OPP.fields)).toBe('budget_size2');
  expect(labelOf('budget_size')).toBe('Budget size');
});

test.each([
  ['Budget Size', 'usage', '"Budget Size" is not a valid name for a field', 'budget_size'],
  ['2nd', 'usage', '"2nd" is not a valid name for a field', 'nd'],
  ['"; drop', 'usage', '""; drop" is not a valid name for a field', 'drop'],
  ['not', 'usage', '"not" has another meaning in filters', 'my_not'],
  ['amount', 'conflict', 'a field "amount" exists', '--set amount='],
  ['close', 'conflict', '"close" is short for the field close_date', 'close_date'],
  ['tag', 'conflict', '"tag" is short for the field tags', 'tags'],
])('rejects %j', async (text, kind, message, hint) => {
  const error = await crmErrorOf(() => customFieldName(text, OPP.fields));
  expect(error).toMatchObject({ kind, message });
  expect(hintsOf(error).join(' ')).toContain(hint);
});

test('choices are words separated by commas, without duplicates', async () => {
  expect(readChoices('gold, silver ,,bronze')).toEqual(['gold', 'silver', 'bronze']);
  expect(await crmErrorOf(() => readChoices(' , '))).toMatchObject({ kind: 'usage' });
  expect(await crmErrorOf(() => readChoices('gold,Gold'))).toMatchObject({
    message: 'the choice "Gold" is listed twice',
  });
});
