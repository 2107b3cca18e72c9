import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';
import { open, type Terminal } from '../support/terminal.ts';

const shared = makeHome(afterAll);
const demo = join(shared, 'demo.db');
beforeAll(async () => {
  await crm(['demo', '--path', demo], { home: shared });
});

function screen(args: readonly string[], cols: number, rows: number): Terminal {
  const home = makeHome();
  const db = join(home, 'crm.db');
  copyFileSync(demo, db);
  return open(args, { home, db, cols, rows, env: { CRM_NOW: '2026-03-12T15:00:00.000Z' } });
}

/** Some terminals keep lines of a resized screen, and show them again above the prompt. */
describe.each([
  ['board', ['board'], 'quit'],
  ['call session', ['call', 'session'], 'How did it go?'],
])('%s that was resized leaves nothing on the terminal', (_, args, ready) => {
  test.each([
    ['enlarged', [80, 24], [200, 50], 'q', 0],
    ['shrunk', [160, 48], [70, 20], 'q', 0],
    ['enlarged and interrupted', [80, 24], [200, 50], '\u0003', 130],
  ] as const)('%s', async (_how, [cols, rows], [newCols, newRows], key, code) => {
    const terminal = screen(args, cols, rows);
    await terminal.waitFor(ready);
    terminal.resize(newCols, newRows);
    await expect.poll(() => terminal.screen().split('\n').length).toBe(newRows);
    terminal.type(key);
    expect(await terminal.exit).toBe(code);
    expect(terminal.screen()).not.toContain(ready);
    expect(terminal.left).toBe('');
  });
});
