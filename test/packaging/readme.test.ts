import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';
import { open } from '../support/terminal.ts';
import { ROOT } from '../support/under-test.ts';

const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

/** Who and when the README says its screens are of; the window they were taken in. */
const env = { CRM_USER: 'sam', CRM_NOW: '2026-11-19T10:00:00Z' };
const WINDOW = { cols: 96, rows: 80 };

const home = makeHome(afterAll);
const db = join(home, 'demo.db');
let made = '';

beforeAll(async () => {
  made = (await crm(['demo', '--path', db], { home, env })).stderr;
});

/** What a command shows on a terminal as wide as the README, or as wide as told. */
async function shown(line: string, cols = WINDOW.cols): Promise<string> {
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
  const terminal = open(words.slice(1), { home, env, db, ...WINDOW, cols });
  await terminal.exit;
  return `${terminal.screen()}\n`;
}

/** The README's examples: a command behind a prompt, and what follows it; `…` stands for lines left out. */
const SCREENS = [...README.matchAll(/^ {4}\$ (crm .+)\n((?: {4}(?!\$ ).+\n|\n(?= {4}(?!\$ )))+)/gm)].map(
  ([, line = '', text = '']) => [line, text.replace(/^ {4}/gm, '').split(/^\s*…\n/m)] as const,
);

test.each(SCREENS)('$ %s answers what the README shows', async (line, parts) => {
  let rest = await shown(line);
  expect(rest.slice(0, parts[0]?.length)).toBe(parts[0]);
  for (const part of parts) {
    expect(rest).toContain(part);
    rest = rest.slice(rest.indexOf(part) + part.length);
  }
  if (parts.at(-1) !== '') expect(rest).toBe('');
});

test('the README shows screens', () => {
  expect(SCREENS.map(([line]) => line)).toEqual(['crm today', 'crm report pipeline', 'crm lead lst']);
});

test('the demo is of the size that the README says', () => {
  const size = '300 leads, 60 accounts, 120 contacts, 80 opportunities';
  expect(README.replace(/\s+/g, ' ')).toContain(size);
  expect(made.replace(/\s+/g, ' ')).toContain(size);
});

test('the commands of a day work one after the other, and answer what the README says', async () => {
  const [, commands = '', answers = ''] =
    /## Everyday commands\n[\s\S]*?```sh\n([^`]*)```\n[\s\S]*?on a terminal:\n\n((?: {4}.*\n)+)/.exec(
      README,
    ) ?? [];
  const lines = commands.trim().split('\n');
  const all: string[] = [];
  for (const line of lines) all.push(await shown(line.replace(/\s+#.*$/, ''), 200));
  expect(lines.length).toBeGreaterThan(5);
  expect(all.filter((text) => text.startsWith('crm: '))).toEqual([]);
  const said = answers.trimEnd().replace(/^ {4}/gm, '').split('\n');
  expect(all.join('').split('\n')).toEqual(expect.arrayContaining(said));
});
