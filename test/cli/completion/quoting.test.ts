import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { quoteForBash } from '../../../src/cli/completion/quoting.ts';
import { type Quoting, readBashLine, readFishLine } from '../../../src/cli/completion/shell-line.ts';

const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...' \t\n\r\'"`$\\!~*?[]{}()<>|&;#=:-%^@,abcé\u202e\u009b\x1b\u200d\ufe0f'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
  ),
  minLength: 1,
});

const OPENED: Readonly<Record<Quoting, string>> = { none: '', single: "'", double: '"', ansi: "$'" };

/** The word after readline has closed the quotes. */
function closed(value: string, quoting: Quoting): string {
  const quote = OPENED[quoting].at(-1) ?? '';
  const quoted = quoteForBash(value, quoting);
  return OPENED[quoting] + quoted + (quoted.endsWith(quote) ? '' : quote);
}

test('bash reads any text back, in all kinds of quotes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'crm-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const cases = fc
    .sample(fc.tuple(text, fc.constantFrom<Quoting>('none', 'single', 'double', 'ansi')), 1000)
    // A lone surrogate cannot be passed to a program.
    .filter(([value]) => value.isWellFormed() && !value.includes('\0'));
  const words = cases.map(([value, quoting]) => closed(value, quoting));
  const file = join(folder, 'words');
  writeFileSync(file, `${words.map((word) => `printf '%s\\0' ${word}`).join('\n')}\n`);
  const read = execFileSync('bash', ['--norc', file], { cwd: folder, env: { PATH: process.env.PATH } });
  expect(read.toString('utf8').split('\0').slice(0, -1)).toEqual(cases.map(([value]) => value));
  // The program reads the same as bash.
  expect(words.map((word) => readBashLine(`crm ${word}`).words.at(-1))).toEqual(
    cases.map(([value]) => value),
  );
});

test('lines of bash and fish are parsed up to the cursor', () => {
  expect(readBashLine(`a; crm "x y"'z' $'\\x41\\n' b\\ c 'open`)).toEqual({
    words: ['crm', 'x yz', 'A\n', 'b c', 'open'],
    quoting: 'single',
    redirects: false,
  });
  expect(readBashLine('crm lead list 2>/dev/null >fi')).toMatchObject({
    words: ['crm', 'lead', 'list', 'fi'],
    redirects: true,
  });
  expect(readBashLine('crm lead list ')).toMatchObject({ words: ['crm', 'lead', 'list', ''] });
  expect(readFishLine(`crm 'it\\'s' "a\\"b" c\\nd \\u202e "open`)).toEqual({
    words: ['crm', "it's", 'a"b', 'c\nd', '\u202e', 'open'],
    quoting: 'double',
    redirects: false,
  });
});
