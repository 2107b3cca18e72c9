import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstNamesEqual, namesAgree, type PersonName } from '../../src/domain/same-person.ts';

/** `Jane Doe`, `Doe`, or `Jane -` for a first name alone. */
function named(text: string): PersonName {
  const [first = '', last] = text.split(' / ');
  return last === undefined ? { first: null, last: first } : { first: first || null, last: last || null };
}

describe('names', () => {
  test.each([
    ['Ann / Lee', 'ANN / Lee'],
    ['Ann / Lee', 'Lee'],
    ['Ann / Lee', 'Ann'],
    ['Ann / Lee', 'Ann / '],
    ['Ann / Lee', ' / Lee'],
    ['Ann / Lee', 'A. / Lee'],
    ['J. R. / Poe', 'John / Poe'],
    ['John / Poe', 'John B. / Poe'],
    ['John / B. Poe', 'John / Poe'],
    ['Jean-Luc / Poe', 'Jean Luc / Poe'],
    ['Robert / Poe', 'Bob / Poe'],
    ['Bill / Poe', 'William / Poe'],
    ['Alex / Poe', 'Alexandra / Poe'],
    ['Zoë / Müller', 'Zoe / Mueller'],
    ['Zoe / Muller', 'Zoë / Müller'],
    ['Łukasz / Sørensen', 'Lukasz / Sorensen'],
    ['Philip / Poe', 'Phillip / Poe'],
    ['Ann / Lee', 'An / Le'],
  ])('%s and %s can be one', (one, other) => {
    expect(namesAgree(named(one), named(other))).toBe(true);
  });

  test.each([
    ['John / Poe', 'Joan / Poe'],
    ['Mario / Poe', 'Maria / Poe'],
    ['John / Poe', 'Jon / Poe'],
    ['Ann / Lee', 'Ann / Ray'],
    ['Ann / Lee', 'Ray'],
    ['J. / Poe', 'Ann / Poe'],
    ['John B. / Poe', 'John C. / Poe'],
    ['Christopher / Poe', 'Christine / Poe'],
    ['Alexander / Poe', 'Alexandra / Poe'],
    ['Daniel / Poe', 'Danielle / Poe'],
  ])('%s and %s are two', (one, other) => {
    expect(namesAgree(named(one), named(other))).toBe(false);
  });

  test('agree both ways, and with themselves', () => {
    const part = fc.option(fc.constantFrom('Ann', 'A', 'Bob', 'Robert', 'Müller', 'J R', '李', '', "O'Neil"));
    const name = fc.record({ first: part, last: part });
    fc.assert(
      fc.property(name, name, (one, other) => {
        expect(namesAgree(one, one)).toBe(true);
        expect(namesAgree(one, other)).toBe(namesAgree(other, one));
        expect(firstNamesEqual(one, other)).toBe(firstNamesEqual(other, one));
      }),
    );
  });

  test('of people who marry have one first name', () => {
    expect(firstNamesEqual(named('Zoë / Lee'), named('Zoe / Ray'))).toBe(true);
    expect(firstNamesEqual(named('Z. / Lee'), named('Zoe / Ray'))).toBe(false);
    expect(firstNamesEqual(named('Lee'), named('Lee'))).toBe(false);
  });
});
