import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';
import { open } from '../support/terminal.ts';

const home = makeHome(afterAll);
const db = join(home, 'demo.db');

beforeAll(async () => {
  await crm(['demo', '--path', db], { home });
});

/** Runs a command that shows a screen, in a terminal. */
async function onTerminal(line: string, env: Record<string, string> = {}) {
  const terminal = open(line.split(' '), { home, db, env: { PAGER: '', NO_COLOR: '1', ...env }, cols: 200 });
  return { code: await terminal.exit, text: terminal.raw.replaceAll('\r', '') };
}

test.each([
  ['board -f csv', 'id,name,account,'],
  ['board --review -f csv', 'id,name,amount,'],
  ['case board -f csv', 'lane,id,subject,'],
  ['dupes --review -f csv', 'score,'],
])('crm %s prints rows on a terminal too', async (line, header) => {
  const { code, text } = await onTerminal(line);
  expect([code, text.slice(0, header.length)]).toEqual([0, header]);
});

test.each(['board', 'case board'])('crm %s prints rows on a terminal that cannot draw', async (line) => {
  const { code, text } = await onTerminal(line, { TERM: 'dumb' });
  expect(code).toBe(0);
  expect(text).not.toContain('\x1b');
});

test.each(['call session', 'dupes --review', 'dashboard --live'])(
  'crm %s says what does its work on a terminal that cannot draw',
  async (line) => {
    const { code, text } = await onTerminal(line, { TERM: 'dumb' });
    expect(code).toBe(2);
    expect(text).toMatch(/needs a terminal that can move its cursor, and TERM is dumb\nElsewhere: crm /);
  },
);

test.each(['board', 'board --review', 'case board', 'call session', 'dashboard --live'])(
  'the text of crm %s starts behind the column of marks, and so does its foot',
  async (line) => {
    const terminal = open(line.split(' '), { home, db, env: { NO_COLOR: '1' }, cols: 120, rows: 40 });
    await terminal.waitFor('q ');
    await terminal.waitFor(/\S.*\n(?:.*\n)+.*\? keys/);
    const rows = terminal.screen().split('\n');
    expect(rows.filter((row) => /^\s?[a-z]/i.test(row))).toEqual([]);
    terminal.type('q');
    await terminal.exit;
  },
);
