import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HARMLESS, sanitize, sanitizeLines } from '../../src/domain/terminal-text.ts';

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.integer({ min: 0, max: 0x2fff }), { maxLength: 40 })
    .map((codes) => String.fromCharCode(...codes)),
  fc
    .array(
      fc.constantFrom('\x1b[2J', '\x9b31m', '\u202e', '\u2066', '\u200b', '\ud800', 'a', 'é', '\r\n', '🏴'),
    )
    .map((parts) => parts.join('')),
);

test('no control or invisible character is considered plain', () => {
  const acts = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
  const all = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code));
  expect(all.filter((character) => acts.test(character) && HARMLESS.test(character))).toEqual([]);
  expect(all.filter((character) => HARMLESS.test(character)).length).toBeGreaterThan(45_000);
});

describe('visible', () => {
  test.each([
    ['Jane Doe', 'Jane Doe'],
    ['\x1b[31mred\x07', '␛[31mred␇'],
    ['\x9b2J', '\\x9b2J'],
    ['rub\x7fout', 'rub␡out'],
    ['two\r\nlines\nand\ttab', 'two⏎lines⏎and tab'],
    ['\u2028', '⏎'],
    ['gnp.exe\u202egnp', 'gnp.exe\\u202egnp'],
    ['ac\u200bme', 'ac\\u200bme'],
    ['ac\u200dme', 'ac\\u200dme'],
    ['\ufeffAcme', '\\ufeffAcme'],
    ['\u{e0041}', '\\u{e0041}'],
    ['a\ud800b', 'a\ufffdb'],
  ])('shows %j as %j', (text, shown) => {
    expect(sanitize(text)).toBe(shown);
  });

  test.each([
    'Müller & Søn',
    '山田太郎',
    '👨‍👩‍👧',
    '👍🏽',
    '1️⃣',
    '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
    'می‌خواهم',
    'क्‍ष',
    'ก็',
    'שָׁלוֹם',
    '葛\u{e0100}',
  ])('does not change %s', (text) => {
    expect(sanitize(text)).toBe(text);
  });

  test('never passes a control, bidi or broken character', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(sanitize(text)).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
      }),
    );
  });

  test('does not change visible text', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(sanitize(sanitize(text))).toBe(sanitize(text));
      }),
    );
  });
});

test('visibleLines keeps line breaks and escapes each line', () => {
  expect(sanitizeLines('one\r\n\ttwo\x1b\n\nthree')).toEqual(['one', '  two␛', '', 'three']);
});
