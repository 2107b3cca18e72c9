import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';
import { open } from '../support/terminal.ts';
import { PROGRAM, ROOT } from '../support/under-test.ts';

const [README, GUIDE] = ['README.md', 'docs/guide.md'].map((file) =>
  readFileSync(join(ROOT, file), 'utf8'),
) as [string, string];

/** The user, time and window of the screens in the README and the guide. */
const env = { CRM_USER: 'sam', NO_COLOR: '1', CRM_NOW: '2026-11-20T10:12:00Z' };
const WINDOW = { cols: 96, rows: 80 };

const home = makeHome(afterAll);
const db = join(home, 'demo.db');
let made = '';

beforeAll(async () => {
  made = (await crm(['demo', '--path', db], { home, env })).stderr;
});

/** The output of a command on a terminal of the README's width. */
async function shown(line: string): Promise<string> {
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
  const terminal = open(words.slice(1), { home, env, db, ...WINDOW });
  await terminal.exit;
  return `${terminal.screen()}\n`;
}

/** Their examples: a command after a prompt, and its output; `…` stands for omitted lines. */
const SCREENS = [
  ...`${README}\n${GUIDE}`.matchAll(/^ {4}\$ (crm .+)\n((?: {4}(?!\$ ).+\n|\n(?= {4}(?!\$ )))+)/gm),
].map(([, line = '', text = '']) => [line, text.replace(/^ {4}/gm, '').split(/^\s*…\n/m)] as const);

test.each(SCREENS)('$ %s prints the output in the page', async (line, parts) => {
  let rest = await shown(line);
  expect(rest.slice(0, parts[0]?.length)).toBe(parts[0]);
  for (const part of parts) {
    expect(rest).toContain(part);
    rest = rest.slice(rest.indexOf(part) + part.length);
  }
  if (parts.at(-1) !== '') expect(rest).toBe('');
});

test('the screens in the pages are current', () => {
  expect(SCREENS.map(([line]) => line)).toEqual(['crm today', 'crm report pipeline', 'crm lead lst']);
});

test('the demo has the size in the README', () => {
  const size = '300 leads, 60 accounts, 120 contacts, 80 opportunities';
  for (const page of [README, GUIDE]) expect(page.replace(/\s+/g, ' ')).toContain(size);
  expect(made.replace(/\s+/g, ' ')).toContain(size);
});

test('the commands of a day work in order, with the output in the guide', async () => {
  const [, commands = '', answers = ''] =
    /## Everyday commands\n[\s\S]*?```sh\n([^`]*)```\n[\s\S]*?on a terminal:\n\n((?: {4}.*\n)+)/.exec(
      GUIDE,
    ) ?? [];
  const lines = commands.trim().split('\n');
  expect(lines.length).toBeGreaterThan(5);
  // One terminal for all: the lead taken in it is the one that `crm vm` means.
  const define = `crm() { '${[PROGRAM.command, ...PROGRAM.before].join("' '")}' "$@"; }`;
  const shell = { command: '/bin/sh', before: ['-c', [define, ...lines].join('\n')] };
  const terminal = open([], { home, env, db, cols: 200, rows: 500, program: shell });
  await terminal.exit;
  const shownLines = terminal.screen().split('\n');
  expect(shownLines.filter((text) => text.startsWith('crm: '))).toEqual([]);
  const said = answers.trimEnd().replace(/^ {4}/gm, '').split('\n');
  expect(shownLines).toEqual(expect.arrayContaining(said));
});

test('every picture and page that the README names is there, and every picture says what it shows', () => {
  const pictures = [
    ...README.matchAll(/<picture>\s*<source [^>]*srcset="([^"]+)">\s*<img src="([^"]+)" alt="([^"]+)">/g),
  ];
  const links = [...README.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => link);
  expect(pictures).toHaveLength((README.match(/<img/g) ?? []).length);
  expect(pictures.length).toBeGreaterThan(1);
  for (const [, dark = '', light = '', alt = ''] of pictures) {
    expect([dark, light]).toEqual([
      light.replace('-light.svg', '-dark.svg'),
      dark.replace('-dark.svg', '-light.svg'),
    ]);
    expect(alt.length).toBeGreaterThan(40);
    links.push(dark, light);
  }
  expect(links.filter((link) => !existsSync(join(ROOT, link)))).toEqual([]);
});
