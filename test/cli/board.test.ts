import { describe, expect, test } from 'vitest';
import { shop } from '../support/shop.ts';

/** Two deals in the first stages, and a won one. */
async function pipeline() {
  const own = shop();
  await own.ok('opp', 'add', 'Acme renewal', '--amount', '12k', '--close', '2026-03-31');
  await own.ok(
    'opp',
    'add',
    '株式会社 テスト商事',
    '--amount',
    '3k',
    '--close',
    '2026-03-01',
    '--stage',
    'proposal',
  );
  await own.ok('opp', 'add', 'Old win', '--amount', '5k', '--stage', 'proposal');
  await own.ok('opp', 'win', 'Old win');
  return own;
}

describe('without a terminal', () => {
  test('prints the board once, with as many lanes side by side as fit', async () => {
    const { ok } = await pipeline();
    const wide = await ok('board', '--width', '160');
    expect(wide).toMatch(
      /^ {2}sales {3}\$15,000 open in 2 deals {3}weighted \$2,700 .*March {2}\$5k won, \$15k to close\n/,
    );
    expect(wide).toMatch(/ {2}Prospecting +1 +Qualification +0 +Proposal +1 +Negotiation +0 +Won +1\n/);
    expect(wide).toMatch(/Acme renewal +\$12k .*株式会社 テスト商事 +\$3k .*Old win +\$5k\n/);
    const narrow = await ok('board', '--width', '30');
    expect(narrow.split('\n').every((line) => line.length <= 30)).toBe(true);
    expect(narrow).toMatch(/Prospecting[\s\S]*Proposal[\s\S]*Won/);
  });

  test('the activity view lists what was done last, with time, person and text', async () => {
    const { ok } = await pipeline();
    await ok('log', 'call', 'opp:1', 'wants an offer', '-o', 'interested');
    const view = await ok('board', '--view', 'activity', '--width', '140');
    expect(view).toMatch(/today 10:00 +tester +call: interested: wants an offer +Acme renewal/);
  });

  test('compares a month with its target', async () => {
    const { ok } = await pipeline();
    await ok('config', 'set', 'target', '10k');
    expect(await ok('board', '--width', '160')).toMatch(/March .*\$5k of \$10k {2}50 %\n/);
  });

  test('says by which rates amounts in other currencies are in one', async () => {
    const { ok } = await pipeline();
    await ok('opp', 'edit', '1', '--amount', '10000 EUR');
    const apart = await ok('board', '--width', '160');
    expect(apart).not.toContain(' at EUR');
    await ok('rate', 'set', 'EUR', '1.05', '--on', '2026-01-01');
    await ok('rate', 'set', 'EUR', '1.08', '--on', '2026-03-01');
    await ok('rate', 'set', 'GBP', '1.3', '--on', '2026-03-01');
    expect(await ok('board', '--width', '160')).toMatch(/\$13,800 open in 2 deals .* at EUR 1\.08 /);
    expect(await ok('board', '--width', '60')).toMatch(/open {2}w \S+ ≈ /);
  });

  test('shows why a deal is stuck', async () => {
    const { ok } = await pipeline();
    expect(await ok('board', '--view', 'stuck', '--width', '160')).toMatch(
      /\$3,000 +.*テスト商事 +proposal +. close date passed 11 days ago {2}. no next step/,
    );
    // The reasons are said in fewer words before they are cut.
    expect(await ok('board', '--view', 'stuck', '--width', '60')).toMatch(
      /\$3,000 +.* . close 11d ago {2}. no step/,
    );
    expect(await ok('board', '--view', 'stuck', '--width', '34')).toMatch(/. close 11d ago/);
  });

  test('lists leave out the legal form of an account before they cut what a deal is called', async () => {
    const { ok } = shop();
    await ok('account', 'add', 'Blackthorn Farms plc');
    const deal = ['Blackthorn Farms energy monitoring', '--account', 'Blackthorn Farms plc'];
    await ok('opp', 'add', ...deal, '--amount', '34k', '--close', '2026-03-01');
    const list = (width: string) => ok('board', '--view', 'list', '--width', width);
    expect(await list('160')).toContain('Blackthorn Farms plc energy monitoring');
    expect(await list('105')).toContain('Blackthorn Farms energy monitoring ');
  });

  test('filters deals and prints them as rows, like a list', async () => {
    const { json, run } = await pipeline();
    const rows = await json('board', '--where', 'amount > 4k');
    expect(rows.map(({ name, stage }: Record<string, string>) => [name, stage])).toEqual([
      ['Acme renewal', 'prospecting'],
      ['Old win', 'won'],
    ]);
    expect(await json('board', '--view', 'forecast')).toMatchObject([
      { month: '2026-03', currency: 'USD', won: 5000, pipeline: 12_000, total: 20_000, deals: 3 },
    ]);
    expect(await json('board', '--view', 'activity')).toMatchObject([
      { opp: 3, name: 'Old win', stage: 'won', amount: 5000, what: 'Old win: proposal → won' },
    ]);
    const { exitCode, stderr } = await run(['board', '--view', 'stcuk']);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('Did you mean "stuck"?')]);
  });

  test('shows which command to type on an empty board', async () => {
    const { ok } = shop();
    await ok('user', 'add', 'ann');
    expect(await ok('board')).toContain('crm opp add');
  });
});
