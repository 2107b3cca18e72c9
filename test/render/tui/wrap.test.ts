import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { wrapped } from '../../../src/render/tui/wrap.ts';

test('text is broken between words, and within one that is wider than a line', () => {
  expect(wrapped('wants an offer by Friday', 10, 9)).toEqual(['wants an', 'offer by', 'Friday']);
  expect(wrapped('https://example.com/x', 10, 9)).toEqual(['https://ex', 'ample.com/', 'x']);
  expect(wrapped('字字字字', 5, 9)).toEqual(['字字', '字字']);
  expect(wrapped('', 10, 9)).toEqual([]);
});

test('what does not fit stays in the last line', () => {
  expect(wrapped('one two three four', 5, 2)).toEqual(['one', 'two three four']);
});

test('no line is wider than the window, and no letter is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 10, max: 40 }), (text, columns) => {
      const lines = wrapped(text, columns, Number.POSITIVE_INFINITY);
      for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    }),
  );
});
