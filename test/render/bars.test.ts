import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bar } from '../../src/render/bars.ts';
import { isUtf8 } from '../../src/render/locale.ts';

describe('a bar', () => {
  test.each([
    [100, 100, 4, '████'],
    [50, 100, 4, '██'],
    [37.5, 100, 4, '█▌'],
    [1, 1000, 4, '▏'],
    [0, 100, 4, ''],
    [-5, 100, 4, ''],
    [0, 0, 4, ''],
    [Number.NaN, 100, 4, ''],
    [200, 100, 4, '████'],
  ])('of %d in %d on %d columns is "%s"', (value, max, width, drawn) => {
    expect(bar(value, max, width)).toBe(drawn);
  });

  test('is ASCII on a terminal without UTF-8', () => {
    expect(bar(50, 100, 8, false)).toBe('####');
    expect(bar(1, 1000, 8, false)).toBe('#');
  });

  test('is never wider than allowed and never shorter for a larger value', () => {
    const amount = fc.double({ min: 0, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(amount, amount, fc.integer({ min: 1, max: 60 }), fc.boolean(), (a, b, width, utf8) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        const max = more;
        expect(bar(more, max, width, utf8).length).toBeLessThanOrEqual(width);
        expect(bar(less, max, width, utf8).length).toBeLessThanOrEqual(bar(more, max, width, utf8).length);
      }),
    );
  });
});

test.each([
  [{}, true],
  [{ LANG: 'en_US.UTF-8' }, true],
  [{ LANG: 'en_US.utf8' }, true],
  [{ LANG: 'C' }, false],
  [{ LANG: 'en_US.UTF-8', LC_ALL: 'C' }, false],
  [{ LANG: 'de_DE.ISO-8859-1', LC_CTYPE: 'de_DE.UTF-8' }, true],
])('a locale of %o supports UTF-8: %s', (env, utf8) => {
  expect(isUtf8(env)).toBe(utf8);
});
