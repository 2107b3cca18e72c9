import { expect, test } from 'vitest';
import { readTemplate } from '../../src/formats/template/template.ts';

const VALUES = new Map([
  ['first_name', 'Jane'],
  ['company', ''],
  ['hostile', '{{ first_name }}'],
  ['account.industry', 'Retail'],
  ['account.website', ''],
]);

const fill = async (text: string, values = VALUES) =>
  (await readTemplate(text, 'the template x')).fill(values);

test('values take the place of names', async () => {
  expect(await fill('Hello {{ first_name }}, {{first_name | upcase}} of {{ account.industry }}.')).toEqual({
    text: 'Hello Jane, JANE of Retail.',
    blank: [],
    unknown: [],
  });
});

test('what is blank or no field is shown and named, once each', async () => {
  expect(
    await fill('{{ company }} {{ company }} {{ account.website }} {{ budgte }} {{ constructor }}'),
  ).toEqual({
    text: '[company] [company] [account.website] [budgte] [constructor]',
    blank: ['company', 'account.website'],
    unknown: ['budgte', 'constructor'],
  });
});

test('a default stands in for a blank value, not for a misspelt name', async () => {
  const filled = await fill(`{{ company | default: "your firm" }} {{ budgte | default: 'x' }}`);
  expect(filled).toEqual({ text: 'your firm [budgte]', blank: [], unknown: ['budgte'] });
});

test('conditions ask whether a value is blank', async () => {
  const text = '{% if company %}at {{ company }}{% else %}at home{% endif %}';
  expect(await fill(text)).toMatchObject({ text: 'at home', blank: [] });
});

test('values are no templates themselves, and texts without names stay', async () => {
  expect((await fill('{{ hostile }}')).text).toBe('{{ first_name }}');
  expect((await fill('{ first_name } 100%')).text).toBe('{ first_name } 100%');
});

test.each([
  ['{{ }}', 'the template x is broken: invalid value expression: "", line:1, col:4'],
  ['a\n{{ first_name', 'not closed, line:2, col:1'],
  ['{{ first_name | nofilter }}', 'undefined filter: nofilter'],
  ['{% include "/etc/passwd" %}', 'Failed to lookup'],
  ['{% for i in (1..100000000) %}x{% endfor %}', 'limit exceeded'],
])('%s is an error with its reason', async (text, reason) => {
  await expect(fill(text)).rejects.toThrow(reason);
});
