import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { shop } from '../support/shop.ts';

/** A deal whose day has passed, one that closes soon, one that stands and one with nothing to say of. */
async function deals() {
  const own = shop();
  const old = ['--now', '2026-02-01'];
  const add = (...args: string[]) => own.ok('opp', 'add', ...args, ...old);
  await add('Acme renewal', '--amount', '12k', '--close', '2026-03-01', '--next-step', 'call');
  await add('Beta rollout', '--amount', '3k', '--close', '2026-03-17', '--stage', 'proposal');
  await add('Gamma\u001b[31m audit 🚀', '--close', '2026-05-31', '--next-step', 'write | to them');
  await own.ok('pipeline', 'edit', 'sales', '--rotting', 'prospecting=60');
  return { ...own, file: join(own.place.home, 'review.md') };
}

describe('away from a terminal', () => {
  test('the deals that need a word are listed, each with why, the first to close first', async () => {
    const { json } = await deals();
    const rows = await json('board', '--review', '--columns', 'id,why');
    expect(rows).toEqual([
      { id: 1, why: 'slipped: close date passed 2026-03-01' },
      { id: 2, why: expect.stringMatching(/^stuck: .*; stuck: no next step; closing: closes in 5 days$/) },
    ]);
    expect(await json('board', '--review', '--where', 'amount > 10k', '--sort', 'amount')).toHaveLength(1);
  });

  test('a close date that was put off is told with what it was', async () => {
    const { json, ok } = await deals();
    await ok('opp', 'edit', '1', '--close', '2026-04-30');
    const [row] = await json('board', '--review', '--where', 'id = 1');
    expect(row).toMatchObject({ closes: '2026-04-30', was_to_close: '2026-03-01' });
    expect(row.why).toBe('slipped: close date put off from 2026-03-01 to 2026-04-30; changed: changed today');
    expect(await ok('board', '--view', 'stuck', '--width', '160')).toContain('put off from 2026-03-01');
  });

  test('--out writes what was decided and what is left into a new file that only the user can read', async () => {
    const { ok, run, file } = await deals();
    await ok('board', '--review', '--out', file);
    const text = readFileSync(file, 'utf8');
    expect(text).toContain('# Review of sales, Thu 2026-03-12\n\ntester: 0 deals decided, 2 left.');
    expect(text).toMatch(/\| 1 \| Acme renewal \| .* \| \$12,000 \| close date passed 2026-03-01 \|/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await ok('board', '--review', '--out', '-')).toBe(text);
    writeFileSync(file, 'mine');
    const again = await run(['board', '--review', '--out', file]);
    expect([again.exitCode, readFileSync(file, 'utf8')]).toEqual([1, 'mine']);
    expect(again.stderr).toContain(`is there already and is not overwritten\nName another: --out`);
  });

  test.each([
    [['--out', 'x.md'], '--out is where a review is summed up; it goes with --review'],
    [['--review', '--watch'], '--watch is of the board; it does not go with --review'],
    [['--review', '--view', 'stuck'], '--view is of the board; it does not go with --review'],
  ])('board %j is refused', async (args, message) => {
    const { place, run } = shop();
    expect(await run(['board', ...args])).toMatchObject({ exitCode: 2, stderr: `crm: ${message}\n` });
    expect(existsSync(join(place.home, 'x.md'))).toBe(false);
  });
});
