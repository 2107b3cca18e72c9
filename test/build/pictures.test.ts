import { join } from 'node:path';
import xterm from '@xterm/headless';
import { expect, test } from 'vitest';
import { ROOT } from '../support/under-test.ts';

const { readScreen } = await import(join(ROOT, 'scripts/pictures/screen.mjs'));
const { drawSvg, THEMES } = await import(join(ROOT, 'scripts/pictures/svg.mjs'));

/** The picture of what a program wrote, one element a line. */
async function draw(text: string, theme: 'dark' | 'light' = 'dark'): Promise<string[]> {
  const screen = new xterm.Terminal({ cols: 20, rows: 2, allowProposedApi: true });
  await new Promise<void>((done) => screen.write(text, done));
  return drawSvg(readScreen(screen), THEMES[theme], 'a <label>')
    .split('\n')
    .filter((line: string) => /^<(?:text|rect)/.test(line))
    .slice(1);
}

test('text is one element for each style, without wide gaps, at the place of its cells', async () => {
  const [one, two, three, ...more] = await draw('ab cd    ef\u001b[1mg');
  expect(one).toMatch(/x="14" y="43" textLength="40" .*>ab cd</);
  expect(two).toMatch(/x="86" y="43" textLength="16" .*>ef</);
  expect(three).toMatch(/x="102" .*font-weight="bold">g</);
  expect(more).toEqual([]);
});

test('markup in a name is text', async () => {
  expect(await draw('<svg onload="x">&')).toEqual([
    expect.stringContaining('>&lt;svg onload=&quot;x&quot;&gt;&amp;</text>'),
  ]);
});

test('colours of all three depths, inverse and dim text', async () => {
  const lines = await draw(
    '\u001b[31ma\u001b[38;5;75mb\u001b[38;2;1;2;3mc\u001b[0m\u001b[7md\u001b[0m\u001b[2me',
  );
  const fills = lines.map((line) => / fill="(#\w+)"/.exec(line)?.[1]);
  const { background, text, palette } = THEMES.dark;
  expect(fills).toEqual([text, palette[1], '#5fafff', '#010203', background, '#8a8d96']);
});

test('a rule is one rectangle, and half a block fills half its cell', async () => {
  const [rule, block] = await draw('────\r\n▌');
  expect(rule).toMatch(/^<rect x="14" y="38.46" width="32" /);
  expect(block).toMatch(/^<rect x="14" y="48" width="4" height="18"/);
});

test('a wide sign takes two cells', async () => {
  expect((await draw('漢'))[0]).toContain('textLength="16"');
});

test('light and dark differ in their colours alone', async () => {
  const bare = (lines: string[]) => lines.map((line) => line.replaceAll(/#\w{6}/g, ''));
  const [dark, light] = [await draw('a \u001b[36mb'), await draw('a \u001b[36mb', 'light')];
  expect(dark).not.toEqual(light);
  expect(bare(dark)).toEqual(bare(light));
});
