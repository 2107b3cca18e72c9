import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { companyKey, personKey } from '../../src/domain/matching.ts';
import {
  MIN_PERSON_SIMILARITY,
  MIN_TITLE_SIMILARITY,
  makeNameComparer,
} from '../../src/domain/name-similarity.ts';

const names = await makeNameComparer();

describe('people', () => {
  const people = (one: string, other: string) => names.people(personKey(one), personKey(other));

  test.each([
    ['Jane Doe', 'jane DOE'],
    ['Jane Doe', 'Doe, Jane'],
    ['Jane Doe', 'J. Doe'],
    ['Jane Doe', 'Jane M. Doe'],
    ['Katherine Moss', 'Catherine Moss'],
    ['Jürgen Schmidt', 'Jurgen Schmitt'],
  ])('%s matches %s', (one, other) => {
    expect(people(one, other)).toBeGreaterThanOrEqual(MIN_PERSON_SIMILARITY);
  });

  test.each([
    ['Jane Doe', 'John Doe'],
    ['Jane Doe', 'Jane Roe'],
    ['Jane Doe', 'Doe'],
    ['Lead1 Doe', 'Lead11 Doe'],
    ['Ann Lee', 'Bob Lee'],
  ])('%s does not match %s', (one, other) => {
    expect(people(one, other)).toBeLessThan(MIN_PERSON_SIMILARITY);
  });
});

describe('titles', () => {
  const titles = (one: string, other: string) => names.titles(companyKey(one), companyKey(other));

  test.each([
    ['Acme, Inc.', 'ACME GmbH'],
    ['Acme Industries', 'Acme Industry'],
    ['Lakeside Cold Storage', 'Lakeside Cold Storge'],
  ])('%s matches %s', (one, other) => {
    expect(titles(one, other)).toBeGreaterThanOrEqual(MIN_TITLE_SIMILARITY);
  });

  test.each([
    ['Acme', 'Globex'],
    ['Renewal 2026', 'Renewal 2027'],
    ['Studio 54', 'Studio'],
  ])('%s does not match %s', (one, other) => {
    expect(titles(one, other)).toBeLessThan(MIN_TITLE_SIMILARITY);
  });
});

test('similarity is at most 1, and 1 for equal names', () => {
  const word = fc.stringMatching(/^[a-e]{1,5}$/);
  const name = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
  fc.assert(
    fc.property(name, name, (one, other) => {
      for (const compare of [names.people, names.titles]) {
        const alike = compare(one, other);
        expect(alike).toBeLessThanOrEqual(1);
        expect(compare(one, one)).toBe(1);
      }
    }),
  );
});
