import { beforeEach, expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';
import { open } from '../support/terminal.ts';

let home: string;

beforeEach(async () => {
  home = makeHome();
  for (const [name, company] of [
    ['Jane Doe', 'Acme'],
    ['Bob Roe', 'Globex'],
    ['Jane Smith', 'Initech'],
    ['Eve \u001b[31mRed', 'Evil'],
  ])
    await crm(['lead', 'add', name as string, '--company', company as string], { home });
});

test('a missing reference is asked for, and what is typed filters', async () => {
  const screen = open(['lead', 'edit', '--title', 'CFO'], { home });
  await screen.waitFor('Which lead?');
  await screen.waitFor('2  Bob Roe · Globex · new');
  // The latest change comes first, and names do nothing to the terminal.
  expect(screen.screen()).toMatch(/4 {2}Eve ␛\[31mRed[\s\S]*3 {2}Jane Smith/);
  screen.type('bob');
  await screen.waitFor(/^❯ 2 {2}Bob Roe/m);
  screen.type('\r');
  await screen.waitFor('Changed lead 2');
  expect(await screen.exit).toBe(0);
  const { stdout } = await crm(['lead', 'list', '--where', 'title = CFO', '-f', 'ids'], { home });
  expect(stdout).toBe('2\n');
});

test('a reference that fits several is asked about, with what was typed', async () => {
  const screen = open(['lead', 'show', 'jane', '-f', 'ids'], { home });
  await screen.waitFor('"jane" matches 2 leads: which one? jane');
  await screen.waitFor('1  Jane Doe · Acme');
  expect(screen.screen()).not.toContain('Bob');
  // What is typed is another word.
  screen.type('smi');
  await screen.waitFor(/^❯ 3 {2}Jane Smith/m);
  expect(screen.screen()).not.toContain('Jane Doe');
  screen.type('\u007f'.repeat(8));
  await screen.waitFor('Bob Roe');
  screen.type('3');
  await screen.waitFor(/^❯ 3 {2}Jane Smith/m);
  screen.type('\r');
  expect(await screen.exit).toBe(0);
});

test.each([
  ['Ctrl-C', '\u0003'],
  ['Esc', '\u001b'],
])('a question mark asks among all nouns that the command takes, until %s', async (_, key) => {
  await crm(['account', 'add', 'Globex'], { home });
  const screen = open(['log', 'note', '?', 'moved to Bristol'], { home });
  await screen.waitFor('Which record?');
  screen.type('globex');
  await screen.waitFor('account:1  Globex');
  await screen.waitFor('lead:2  Bob Roe · Globex');
  screen.type(key);
  expect(await screen.exit).toBe(130);
  expect((await crm(['activity', 'list', '-f', 'ids'], { home })).stdout).toBe('');
});

test('without a terminal nothing is asked', async () => {
  for (const [line, code, text] of [
    [['lead', 'show'], 2, 'ref is missing'],
    [['lead', 'show', 'jane'], 3, 'lead:3  Jane Smith'],
    [['lead', 'show', '?'], 3, 'no lead matches "?"'],
  ] as const)
    expect(await crm(line, { home })).toMatchObject({
      stdout: '',
      exitCode: code,
      stderr: expect.stringContaining(text),
    });
});
