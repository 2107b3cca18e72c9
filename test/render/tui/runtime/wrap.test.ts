import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { wrapText } from '../../../../src/render/tui/runtime/wrap.ts';

test('text is broken between words, and inside a word wider than a line', () => {
  expect(wrapText('wants an offer by Friday', 10, 9)).toEqual(['wants an', 'offer by', 'Friday']);
  expect(wrapText('https://example.com/x', 10, 9)).toEqual(['https://ex', 'ample.com/', 'x']);
  expect(wrapText('字字字字', 5, 9)).toEqual(['字字', '字字']);
  expect(wrapText('', 10, 9)).toEqual([]);
});

test('text that does not fit stays in the last line', () => {
  expect(wrapText('one two three four', 5, 2)).toEqual(['one', 'two three four']);
});

test('no line is wider than the window, and no letter is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 10, max: 40 }), (text, columns) => {
      const lines = wrapText(text, columns, Number.POSITIVE_INFINITY);
      for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    }),
  );
});
