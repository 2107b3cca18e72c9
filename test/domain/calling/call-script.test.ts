import { expect, test } from 'vitest';
import { fillScript, objectionStarts, sectionStarts } from '../../../src/domain/calling/call-script.ts';

const values: Readonly<Record<string, string>> = {
  first_name: 'Jane',
  company: '',
  hostile: '{{ first_name }}',
};
const fill = (...lines: string[]) =>
  fillScript(lines, (field) => (Object.hasOwn(values, field) ? values[field] : undefined));

test('values take the place of merge fields', () => {
  expect(fill('Hello {{ first_name }}, {{first_name}}.')).toEqual({
    lines: ['Hello Jane, Jane.'],
    blank: [],
    unknown: [],
  });
});

test('what is blank or no field is shown and named, once each', () => {
  expect(fill('{{ company }} {{ company }}', '{{ budgte }} {{ constructor }}')).toEqual({
    lines: ['[company] [company]', '[budgte] [constructor]'],
    blank: ['company'],
    unknown: ['budgte', 'constructor'],
  });
});

test('a default stands in for a blank value, not for a misspelt name', () => {
  expect(fill('{{ company | default: "your firm" }}', "{{ budgte | default: 'x' }}")).toEqual({
    lines: ['your firm', '[budgte]'],
    blank: [],
    unknown: ['budgte'],
  });
});

test('values are no merge fields themselves, and other braces stay', () => {
  expect(fill('{{ hostile }} { first_name } {{ }} {{ a b }}').lines).toEqual([
    '{{ first_name }} { first_name } {{ }} {{ a b }}',
  ]);
});

test('sections and objections begin at their headings', () => {
  const lines = ['# Opening', 'x', '## Objection: price', '#no heading', '# Objections', '#'];
  expect(sectionStarts(lines)).toEqual([0, 2, 4]);
  expect(objectionStarts(lines)).toEqual([2, 4]);
});
