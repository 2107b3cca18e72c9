import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { rulerFor } from '../../src/render/text-width.ts';

const plain = fc.array(fc.constantFrom(...'az 09~é߀—…⏎✓␛ж字한かカ')).map((parts) => parts.join(''));
const glyphs = ['a', ' ', '字', 'e\u0301', '👨‍👩‍👧', '👍🏽', '🇩🇪', 'ก็', 'हि', 'ﾞ'];
const written = fc.array(fc.constantFrom(...glyphs), { maxLength: 30 }).map((parts) => parts.join(''));

describe('a ruler', () => {
  test('agrees with string-width on any text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(plain, written, fc.string({ unit: 'grapheme' })), async (text) => {
        const ruler = await rulerFor([text]);
        expect(ruler.width(text)).toBe(stringWidth(text));
      }),
    );
  });

  test('agrees with string-width on every plain character', async () => {
    const ruler = await rulerFor([]);
    const characters = Array.from({ length: 0x10000 - 0x20 }, (_, at) => String.fromCharCode(at + 0x20));
    for (const character of characters) {
      const own = await rulerFor([character]);
      if (own !== ruler) continue;
      expect(ruler.width(character), JSON.stringify(character)).toBe(stringWidth(character));
    }
  });

  test('cuts to at most the given columns, and does not cut text that fits', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(plain, written), fc.nat(20), async (text, columns) => {
        const ruler = await rulerFor([text]);
        const cut = ruler.cut(text, columns);
        expect(stringWidth(cut)).toBeLessThanOrEqual(columns);
        if (stringWidth(text) <= columns) expect(cut).toBe(text);
      }),
    );
  });

  test.each([
    ['Acme Incorporated', 8, 'Acme In…'],
    ['Acme Incorporated', 6, 'Acme…'],
    ['株式会社', 6, '株式…'],
    ['👨‍👩‍👧👨‍👩‍👧', 3, '👨‍👩‍👧…'],
    ['Zoe\u0308 Foster', 4, 'Zoe\u0308…'],
    ['Acme', 1, '…'],
    ['Acme', 0, ''],
  ])('cuts %j to %i columns as %j', async (text, columns, cut) => {
    expect((await rulerFor([text])).cut(text, columns)).toBe(cut);
  });
});

test('blanks at the end are cut off without a sign that something is missing', async () => {
  const ruler = await rulerFor(['a']);
  expect(ruler.cut('won $5      ', 8)).toBe('won $5  ');
  expect(ruler.cut('     ', 2)).toBe('  ');
  expect(ruler.cut('won $5      more', 8)).toBe('won $5…');
});
