import { expect, test } from 'vitest';
import { crm, makeHome } from '../../support/program.ts';

interface Result {
  readonly text: string;
  readonly list: string;
  readonly tip: string;
}

async function offered(home: string, words: readonly string[]): Promise<Result[]> {
  const { stdout } = await crm(['complete', 'powershell', Buffer.from(words.join('\0')).toString('base64')], {
    home,
  });
  expect(stdout).toMatch(/^[\x20-\x7e]*$/);
  return JSON.parse(stdout);
}

/** The value of a word in PowerShell: its rules for literal and expandable strings. */
function readByPowerShell(text: string): string {
  if (/^[\w./-][\w./:=-]*$/.test(text)) return text;
  if (text.startsWith("'")) {
    expect(text).toMatch(/^'(?:[^'\u2018-\u201b]|(['\u2018-\u201b])\1)*'$/);
    return text.slice(1, -1).replace(/(['\u2018-\u201b])\1/g, '$1');
  }
  expect(text).toMatch(/^"(?:[^"`$\u201c-\u201e]|`["`$\u201c-\u201e]|\$\(\[char\]\d+\))*"$/);
  return text
    .slice(1, -1)
    .replace(/\$\(\[char\](\d+)\)|`([\s\S])/g, (_, code, char) => char ?? String.fromCharCode(Number(code)));
}

const TAGS = [
  'plain',
  'two words',
  "o'clock",
  'a\u2019b\u201cc',
  '$(touch pwned)',
  '`touch pwned`$x "q"',
  'bidi\u202e $(touch) "q" `x`',
  'esc\x1b[31m\u009b\u{e0041}',
  '@x',
  '#x',
  '-dash',
  '&x|y(z){}',
];

test('candidates for PowerShell have their literal value', async () => {
  const home = makeHome();
  await crm(['lead', 'import', '-'], { home, input: JSON.stringify({ name: 'Jane', tags: TAGS }) });
  const results = await offered(home, ['lead', 'list', '--tag', '']);
  expect(results.map(({ text }) => readByPowerShell(text)).toSorted()).toEqual(TAGS.toSorted());
  for (const { list, tip } of results) {
    expect(list + tip).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(list && tip).not.toBe('');
  }
});

test('the script for PowerShell passes words and reads candidates without executing text', async () => {
  const { stdout } = await crm(['completion', 'powershell'], { home: makeHome() });
  expect(stdout).toContain('Register-ArgumentCompleter -Native -CommandName crm');
  expect(stdout).toContain('ToBase64String($bytes)');
  expect(stdout).toContain('ConvertFrom-Json');
  expect(stdout).not.toMatch(/Invoke-Expression|\biex\b/i);
});
