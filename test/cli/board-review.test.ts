import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { shop } from '../support/shop.ts';
import { open, type Terminal } from '../support/terminal.ts';

/** A deal with a passed close date, one that closes soon, a stuck one and one without problems. */
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

describe('without a terminal', () => {
  test('lists the deals that need attention, each with its reasons, in order of close date', async () => {
    const { json } = await deals();
    const rows = await json('board', '--review', '--columns', 'id,why');
    expect(rows).toEqual([
      { id: 1, why: 'slipped: close date passed 2026-03-01' },
      { id: 2, why: expect.stringMatching(/^stuck: .*; stuck: no next step; closing: closes in 5 days$/) },
    ]);
    expect(await json('board', '--review', '--where', 'amount > 10k', '--sort', 'amount')).toHaveLength(1);
  });

  test('shows the previous close date of a postponed deal', async () => {
    const { json, ok } = await deals();
    await ok('opp', 'edit', '1', '--close', '2026-04-30');
    const [row] = await json('board', '--review', '--where', 'id = 1');
    expect(row).toMatchObject({ closes: '2026-04-30', was_to_close: '2026-03-01' });
    expect(row.why).toBe('slipped: close date moved from 2026-03-01 to 2026-04-30; changed: changed today');
    expect(await ok('board', '--view', 'stuck', '--width', '160')).toContain('put off from Mar 1 to Apr 30');
  });

  test('--out writes decisions and remaining deals to a new private file', async () => {
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
    const nowhere = await run(['board', '--review', '--out', join(file, '..', 'none', 'x.md')]);
    expect(nowhere.exitCode).toBe(1);
    expect(nowhere.stderr).toMatch(/^crm: cannot write ".*x\.md": .*folder/);
    expect(again.stderr).toMatch(/exists\nReplace it with --force, or name another file\.\n$/);
  });

  test.each([
    [['--out', 'x.md'], '--out goes with --review: it writes the summary of a review'],
    [['--review', '--watch'], '--watch does not go with --review'],
    [['--review', '--view', 'stuck'], '--view does not go with --review'],
  ])('rejects board %j', async (args, message) => {
    const { place, run } = shop();
    expect(await run(['board', ...args])).toMatchObject({ exitCode: 2, stderr: `crm: ${message}\n` });
    expect(existsSync(join(place.home, 'x.md'))).toBe(false);
  });
});

/** A review of the two deals that need attention, on a terminal. */
async function review({ cols = 80, rows = 24, args = [] as string[] } = {}) {
  const own = await deals();
  const terminal = open(['board', '--review', ...args], { ...own.place, cols, rows });
  await terminal.waitFor('close date passed 11 days ago');
  return { ...own, terminal };
}

describe('on a terminal', () => {
  test('executes each answer at once, and sums up the decisions at the end', async () => {
    const { terminal, json, ok, file } = await review({ args: ['--out', '-'] });
    expect(terminal.screen()).toMatch(/Review {2}sales .* 1 of 2/);
    terminal.type('d');
    await terminal.waitFor('Close date: 2026-03-01▏');
    terminal.type('\u0015+30d\r');
    await terminal.waitFor('Acme renewal: close date: 2026-03-01 → 2026-04-11');
    expect(await json('opp', 'show', '1')).toMatchObject({ close_date: '2026-04-11' });
    terminal.type('L');
    await terminal.waitFor('2 of 2');
    terminal.type('t');
    await terminal.waitFor('Next step:');
    terminal.type('\u001b[200~call\nJane\u001b[201~\rnonsense\r');
    await terminal.waitFor('✗ cannot read "nonsense"');
    terminal.type('\u0015fri 3pm\r');
    await terminal.waitFor('That was all.');
    terminal.type('q');
    expect(await terminal.exit).toBe(0);
    const text = terminal.raw.slice(terminal.raw.indexOf('\u001b[?1049l'));
    expect(text).toContain(
      'tester: 2 deals decided, none left. 1 moved · 1 next step · 1 close date changed.',
    );
    expect(text).toContain('close date: 2026-03-01 → 2026-04-11; moved: prospecting → qualification');
    expect(await json('task', 'list')).toMatchObject([{ subject: 'call Jane', opp: 'Beta rollout' }]);
    expect(await ok('history', '--columns', 'what', '--no-header', '-f', 'tsv', '--limit', '2')).toBe(
      'opp 2  Beta rollout: next step: call Jane, Fri 2026-03-13 15:00\nopp 1  Acme renewal: moved: prospecting → qualification\n',
    );
    expect(await ok('board', '--review', '-f', 'ids')).toBe('');
    await ok('board', '--review', '--out', file);
    expect(text.replaceAll('\r', '')).toContain(readFileSync(file, 'utf8'));
  });

  test('undoes a lost deal, and resumes an interrupted review', async () => {
    const { terminal, json, place } = await review();
    terminal.type('xno budget\r');
    await terminal.waitFor('Acme renewal: lost: no budget');
    expect(await json('opp', 'show', '1')).toMatchObject({ status: 'lost', lost_reason: 'no budget' });
    terminal.type('u');
    await terminal.waitFor('undid: Acme renewal: lost');
    expect(await json('opp', 'show', '1')).toMatchObject({ status: 'open', lost_reason: null });
    terminal.type('kq');
    expect(await terminal.exit).toBe(0);
    expect(terminal.screen()).toContain('1 deal decided, 1 left');
    const again = open(['board', '--review'], { ...place, cols: 80, rows: 24 });
    await again.waitFor('1 of 1');
    expect(again.screen()).toContain('Beta rollout');
    expect(again.screen()).toContain('1 earlier today');
    again.type('wq');
    expect(await again.exit).toBe(0);
    expect(again.screen()).toMatch(
      /1 kept · 1 won \(\$3,000\)\n[\s\S]* 1 {2}Acme renewal {2}\$12,000 {2}kept(\n|$)/,
    );
  });

  test('reports a concurrent change of a colleague and does not overwrite it', async () => {
    const { terminal, ok, json } = await review();
    await ok('user', 'add', 'bruno', '--user', 'bruno');
    await ok('opp', 'edit', '1', '--amount', '15k', '--user', 'bruno');
    await terminal.waitFor('» bruno: amount 12000.00 USD → 15000.00 USD');
    await ok('opp', 'win', '1', '--user', 'bruno');
    terminal.type('L');
    await terminal.waitFor(/was changed in the meantime by bruno \(|Acme renewal is won now/);
    expect(await json('opp', 'show', '1')).toMatchObject({ status: 'won' });
    await ok('opp', 'lose', '2', '--reason', 'price', '--user', 'bruno');
    await terminal.waitFor('won now');
    terminal.type('k');
    await terminal.waitFor('Beta rollout was lost by bruno meanwhile: skipped');
  });

  test('hostile names cannot change the screen', async () => {
    const { ok, place } = await deals();
    await ok('opp', 'edit', '3', '--close', '2026-03-01');
    const terminal = open(['board', '--review', '--where', 'id = 3'], { ...place, cols: 80, rows: 24 });
    await terminal.waitFor('Gamma␛[31m audit 🚀');
    terminal.type('kq');
    await terminal.exit;
    expect(terminal.screen()).toContain('Gamma␛[31m audit 🚀');
    expect(terminal.raw).not.toContain('\u001b[31m audit');
  });

  test('shows the required size on a small terminal, and the review after resizing', async () => {
    const { terminal } = await review();
    terminal.resize(40, 10);
    await terminal.waitFor(/The review needs 50 × 12; this terminal\s+is 40 × 10/);
    terminal.resize(60, 16);
    await terminal.waitFor('Acme renewal');
  });

  test.each([
    ['Ctrl-C', (terminal: Terminal) => terminal.type('\u0003'), 130],
    ['q', (terminal: Terminal) => terminal.type('q'), 0],
    ['SIGTERM', (terminal: Terminal) => terminal.kill('SIGTERM'), 143],
    ['SIGHUP', (terminal: Terminal) => terminal.kill('SIGHUP'), 129],
  ] as const)('%s restores the terminal', async (_, end, code) => {
    const { terminal, json } = await review();
    terminal.type('k');
    await terminal.waitFor('Acme renewal: kept');
    end(terminal);
    expect(await terminal.exit).toBe(code);
    const left = terminal.raw.indexOf('\u001b[?1049l');
    expect(left).toBeGreaterThan(0);
    expect(terminal.raw.indexOf('\u001b[?25h', left)).toBeGreaterThan(left);
    expect(terminal.raw).toContain('\u001b[?2004l');
    expect(await json('board', '--review', '--columns', 'id')).toEqual([{ id: 2 }]);
  });
});

test('prints one sentence if no deal needs attention', async () => {
  const { place, ok } = shop();
  await ok('opp', 'add', 'Acme', '--next-step', 'call', '--close', '2026-05-01', '--now', '2026-03-01');
  const terminal = open(['board', '--review'], { ...place, cols: 80, rows: 24 });
  expect(await terminal.exit).toBe(0);
  expect(terminal.raw).toBe('no deal of sales needs attention\r\n');
});
