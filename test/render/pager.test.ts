import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page, pageAll, pagerCommand } from '../../src/render/pager.ts';
import { fakeIO } from './fake-io.ts';

const LONG = Array.from({ length: 100 }, (_, at) => `line ${at}\n`).join('');

describe('the pager', () => {
  let folder: string;
  let seen: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'crm-pager-'));
    seen = join(folder, 'seen');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const envWith = (PAGER: string) => ({ PATH: process.env.PATH, PAGER });
  const paging = () => envWith(`dd status=none of=${seen}`);

  test('gets long text on a terminal, complete', async () => {
    const io = fakeIO(80, { env: paging() });
    await page(LONG, io);
    expect(await readFile(seen, 'utf8')).toBe(LONG);
    expect(io.stdout.text).toBe('');
  });

  test.each([
    ['short text', 80, 'one\ntwo\n'],
    ['text in a pipe', undefined, LONG],
  ])('does not get %s', async (_what, columns, text) => {
    const io = fakeIO(columns, { env: paging() });
    await page(text, io);
    expect(io.stdout.text).toBe(text);
    await expect(readFile(seen)).rejects.toThrow('ENOENT');
  });

  test('can be closed before the end', async () => {
    const io = fakeIO(80, { env: envWith('true') });
    await page(LONG.repeat(1000), io);
    expect(io.stdout.text).toBe('');
  });

  test('gets output as it is produced, and only as much as is read', async () => {
    let made = 0;
    async function* pieces(most: number) {
      for (; made < most; made++) yield LONG;
    }
    const io = fakeIO(80, { env: paging() });
    await pageAll(pieces(500), io);
    expect(await readFile(seen, 'utf8')).toBe(LONG.repeat(500));
    made = 0;
    await pageAll(pieces(1e6), fakeIO(80, { env: envWith('true') }));
    expect(made).toBeLessThan(1e5);
    made = 0;
    const without = fakeIO(80, { env: envWith('no-such-pager -x') });
    await pageAll(pieces(3), without);
    expect([io.stdout.text, without.stdout.text]).toEqual(['', LONG.repeat(3)]);
  });

  test('is optional: the text is printed if it cannot be started', async () => {
    const io = fakeIO(80, { env: envWith('no-such-pager -x') });
    await page(LONG, io);
    expect(io.stdout.text).toBe(LONG);
  });

  test('is less by default, and the command in PAGER otherwise, or none', () => {
    expect(pagerCommand({})).toMatchObject({ file: 'less', args: [], env: { LESS: 'FRX' } });
    expect(pagerCommand({ LESS: 'S' })).toMatchObject({ env: { LESS: 'S' } });
    expect(pagerCommand({ PAGER: 'less -S  +G' })).toMatchObject({ file: 'less', args: ['-S', '+G'] });
    for (const PAGER of ['', ' ', 'cat']) expect(pagerCommand({ PAGER })).toBeNull();
    expect(pagerCommand({ TERM: 'dumb' })).toBeNull();
  });
});
