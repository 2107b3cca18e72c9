import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { askBackground, hearAnswers, withoutAnswers } from '../../../../src/render/tui/runtime/background.ts';

const DARK = '\u001b]11;rgb:1e1e/1e1e/2e2e\u001b\\';
const LIGHT = '\u001b]11;rgb:fdfd/f6f6/e3e3\u0007';
const UP = '\u001b[A';
/** A piece that ends within a key sequence. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: key sequences begin with one
const BROKEN = /\x1b$|\x1b\[[?\d;]*$/;
const KIND = '\u001b[?62;22c';

describe('the background of a terminal', () => {
  test.each([
    [DARK + KIND, 'dark', true, ''],
    [LIGHT + KIND, 'light', true, ''],
    ['\u001b]11;rgb:f/f/f\u0007', 'light', false, ''],
    ['\u001b]11;rgba:0000/0000/0000/ffff\u001b\\', 'dark', false, ''],
    [`q${KIND}n`, 'unknown', true, 'qn'],
    ['\u001b[?997;2n', 'light', false, ''],
    ['\u001b[?997;1nx\u001b[A', 'dark', false, 'x\u001b[A'],
    [']11;rgb', 'unknown', false, ']11;rgb'],
  ] as const)('in %j', (text, background, isComplete, typed) => {
    expect(hearAnswers(text)).toEqual({ background, isComplete, typed });
  });

  const terminal = () => {
    const stdin = Object.assign(new PassThrough(), { setRawMode: vi.fn() });
    const stdout = new PassThrough();
    return { stdin, asked: askBackground(stdin as never, stdout as never), stdout };
  };

  test('is what it says; what was typed meanwhile is kept', async () => {
    const { stdin, asked, stdout } = terminal();
    stdin.write(`j${DARK}ü`);
    stdin.write(KIND);
    expect(await asked).toBe('dark');
    expect(String(stdin.read())).toBe('jü');
    expect(String(stdout.read())).toBe('\u001b]11;?\u001b\\\u001b[c');
  });

  test('is unknown where it says nothing', async () => {
    const { stdin, asked } = terminal();
    stdin.write('abc');
    expect(await asked).toBe('unknown');
    expect(String(stdin.read())).toBe('abc');
  });

  test('whatever comes late, in whatever pieces, is never typed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('j', 'k', UP, 'ü', ']', '1', DARK, LIGHT, KIND, '\u001b[?997;2n'), {
          maxLength: 8,
        }),
        fc.array(fc.nat(60), { maxLength: 5 }),
        (parts, cuts) => {
          const all = parts.join('');
          const ends = [...new Set(cuts)].filter((at) => at < all.length).sort((a, b) => a - b);
          // Ink gives pieces of key sequences their time itself; those of other answers come whole in practice.
          const pieces = [...ends, all.length].map((end, at) => all.slice(at === 0 ? 0 : ends[at - 1], end));
          const isWhole = pieces.every((piece) => !BROKEN.test(piece));
          fc.pre(isWhole);
          const stdin = Object.assign(new PassThrough(), { setEncoding: () => {} });
          const chunks = [...pieces];
          stdin.read = () => chunks.shift() ?? null;
          const heard: string[] = [];
          const keys = withoutAnswers(stdin as never, (background) => heard.push(background));
          let typed = '';
          for (let chunk = keys.read(); chunk !== null; chunk = keys.read()) typed += chunk;
          expect(typed).toBe(parts.filter((part) => part === UP || !part.startsWith('\u001b')).join(''));
        },
      ),
    );
  });
});
