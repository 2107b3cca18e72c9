import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanFileName } from '../../src/domain/file-name.ts';

test('names of strangers become names that any folder takes', () => {
  expect(cleanFileName('offer 2026.pdf')).toBe('offer 2026.pdf');
  expect(cleanFileName('../../x/.bashrc')).toBe('bashrc');
  expect(cleanFileName('C:\\Users\\ann\\price.xlsx')).toBe('price.xlsx');
  expect(cleanFileName('con.txt')).toBe('_con.txt');
  expect(cleanFileName('a\nb\u202egpj.exe')).toBe('a_b_gpj.exe');
  expect(cleanFileName('Übersicht – März.pdf')).toBe('Übersicht – März.pdf');
  for (const nothing of ['', '..', '/', '   ', '...']) expect(cleanFileName(nothing)).toBe('file');
  expect(cleanFileName(`${'ä'.repeat(300)}.pdf`)).toMatch(/^ä{98}\.pdf$/);
});

/** What names are made of, harmless or not. */
const PARTS = ['a', 'nul', '.', '..', '/', '\\', '\n', '\0', 'ä', '💩', ' ', '\u202e', '\ud800', ':', '.pdf'];

test('any name becomes one that stays as it is', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PARTS), { maxLength: 300 }), (parts) => {
      const name = parts.join('');
      const clean = cleanFileName(name);
      expect(clean).not.toMatch(/^\.|[/\\\0\n]|^$/);
      expect(new TextEncoder().encode(clean).length).toBeLessThanOrEqual(204);
      expect(cleanFileName(clean)).toBe(clean);
    }),
  );
});
