import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { completeShares } from '../../src/domain/shares.ts';
import { crm, makeHome } from '../support/program.ts';

function session() {
  const home = makeHome();
  const ok = async (...args: string[]) => {
    const { exitCode, stdout, stderr } = await crm(args, { home });
    expect([exitCode, stderr]).toEqual([0, expect.anything()]);
    return stdout;
  };
  const rows = async (...args: string[]) => JSON.parse(await ok(...args, '--json'));
  return { home, ok, rows };
}

test('shares that are left open take what is left, and all sum to the whole', () => {
  fc.assert(
    fc.property(
      fc.array(fc.option(fc.integer({ min: 1, max: 3000 })), { minLength: 1, maxLength: 9 }),
      (given) => {
        const sum = given.reduce<number>((all, share) => all + (share ?? 0), 0);
        const open = given.filter((share) => share === null).length;
        if (open === 0 ? sum !== 10_000 : 10_000 - sum < open) {
          expect(() => completeShares(given)).toThrow('sum to');
          return;
        }
        const shares = completeShares(given);
        expect(shares.reduce((all, share) => all + share)).toBe(10_000);
        for (const [at, share] of given.entries()) expect(shares[at]).toBe(share ?? shares[at]);
        const filled = shares.filter((_, at) => given[at] === null);
        expect(Math.max(...filled, 0) - Math.min(...filled, 10_000)).toBeLessThan(open || 1);
      },
    ),
  );
});

test('parts of deals sum to their amounts exactly in the leaderboard, targets and reports by owner', async () => {
  const { ok, rows } = session();
  for (const user of ['ann', 'bruno', 'cleo']) await ok('user', 'add', user);
  await ok('opp', 'add', 'Split', '--amount', '1000.01', '--owner', 'bruno');
  await ok('opp', 'edit', '1', '--split', 'ann', '--split', 'bruno', '--split', 'cleo');
  for (const [ann, bruno] of [
    ['ann=60', 'bruno=40'],
    ['ann 60%', 'bruno: 40 %'],
  ] as const) {
    await ok('opp', 'edit', '1', '--split', ann, '--split', bruno);
    expect((await rows('opp', 'show', '1')).splits).toEqual(['ann (60%)', 'bruno (40%)']);
    await ok('undo');
  }
  await ok('opp', 'add', 'Whole', '--amount', '50', '--owner', 'ann');
  await ok(
    'opp',
    'add',
    'Refund',
    '--amount',
    '-0.10',
    '--owner',
    'cleo',
    '--split',
    'ann',
    '--split',
    'bruno',
    '--split',
    'cleo',
  );
  expect((await rows('opp', 'show', '1')).splits).toEqual([
    'ann (33.34%)',
    'bruno (33.33%)',
    'cleo (33.33%)',
  ]);
  const parts = async (...args: string[]) =>
    (await rows(...args)).map(
      (row: { owner?: string; user?: string; count?: number; won?: number; amount: object }) => [
        row.owner ?? row.user,
        row.count ?? row.won,
        row.amount,
      ],
    );
  const shares = [
    ['ann', 1, 383.37],
    ['bruno', 1, 333.27],
    ['cleo', 1, 333.27],
  ];
  const amounts = (found: unknown[][]) =>
    found.map(([who, count, amount]) => [who, count, (amount as { amount?: string }).amount ?? amount]);
  expect(amounts(await parts('report', 'pipeline', '--by', 'owner'))).toEqual(shares);
  await ok('opp', 'win', '1', '2', '3');
  expect(amounts(await parts('report', 'won', '--by', 'owner'))).toEqual(shares);
  expect(amounts(await parts('report', 'leaderboard'))).toEqual(shares);
  await ok('target', 'set', '100', '--owner', 'cleo');
  expect(await ok('target', 'list', '--json')).toContain('333.27');
  // Who owns a deal is not changed by it.
  expect(await ok('opp', 'list', '--owner', 'cleo', '-f', 'ids')).toBe('3\n');
});

test('lost deals are in the group of each competitor', async () => {
  const { ok, rows } = session();
  await ok('opp', 'add', 'One', '--amount', '100', '--competitor', 'Globex', '--competitor', 'Initech');
  await ok('opp', 'add', 'Two', '--amount', '10', '--competitor', 'globex', '--tag', 'hot');
  await ok('opp', 'add', 'Three', '--amount', '1');
  await ok('opp', 'lose', '1', '2', '3', '--reason', 'price');
  const groups = async (by: string) =>
    (await rows('report', 'lost', '--by', by)).map((row: Record<string, unknown>) => [
      row.competitors ?? row.tags ?? null,
      row.count,
    ]);
  expect(await groups('competitor')).toEqual([
    ['Globex', 2],
    ['Initech', 1],
    [null, 1],
  ]);
  expect(await groups('tags')).toEqual([
    [null, 2],
    ['hot', 1],
  ]);
});

test('parts count for their users in the forecast, in own reports and on the board of a user', async () => {
  const { ok, rows } = session();
  for (const user of ['ann', 'bruno']) await ok('user', 'add', user);
  const deal = async (name: string, amount: string, owner: string, ...splits: string[]) =>
    ok(
      ...['opp', 'add', name, '--amount', amount, '--owner', owner, '--close', '2026-03-20'],
      ...splits.flatMap((split) => ['--split', split]),
    );
  await deal('Split', '1000.01', 'bruno', 'ann (25%)', 'bruno (75%)');
  await deal('Whole', '50', 'ann');
  await deal('Won', '200', 'bruno', 'ann (50%)', 'bruno (50%)');
  await ok('opp', 'win', '3');

  // A deal is counted once, with its owner; its amount is divided.
  const forecast = await rows('report', 'forecast', '--by', 'owner');
  expect(forecast).toMatchObject([
    { owner: 'ann', count: 1, closed: 100, pipeline: 300 },
    { owner: 'bruno', count: 2, closed: 100, pipeline: 750.01 },
  ]);
  for (const [owner, count, closed, pipeline] of [
    ['ann', 1, 100, 300],
    ['bruno', 2, 100, 750.01],
  ] as const) {
    const own = await rows('report', 'forecast', '--owner', owner, '--by', 'quarter');
    expect(own).toMatchObject([{ count, closed, pipeline }]);
    expect(await rows('report', 'forecast', '--owner', owner, '--by', 'owner')).toMatchObject([
      { owner, count, closed, pipeline },
    ]);
    expect(await rows('report', 'coverage', '--owner', owner, '--by', 'quarter')).toMatchObject([
      { closed, open: pipeline },
    ]);
  }

  const run = (...args: string[]) => ok('report', 'run', '--on', 'opp', ...args, '--csv');
  expect(await run('--group', 'owner', '--measure', 'count, sum(amount)', '--total')).toBe(
    'owner,currency,count,sum_amount\nann,USD,3,400.00\nbruno,USD,2,850.01\ntotal,USD,3,1250.01\n',
  );
  expect(await run('--group', 'stage, owner', '--measure', 'sum(amount)')).toBe(
    'stage,owner,currency,sum_amount\nprospecting,ann,USD,300.00\nprospecting,bruno,USD,750.01\nwon,ann,USD,100.00\nwon,bruno,USD,100.00\n',
  );
  expect(await run('--measure', 'count, sum(amount)')).toBe('currency,count,sum_amount\nUSD,3,1250.01\n');

  const head = async (...args: string[]) => (await ok('board', '--plain', ...args)).split('\n')[0];
  expect(await head('--owner', 'ann')).toContain('$100 won, $300 to close');
  expect(await head('--mine', '--user', 'bruno')).toContain('$100 won, $750 to close');
  expect(await head()).toContain('$200 won, $1.1k to close');
});

test('reports of deals have the same row for an owner with --by owner and with --owner', async () => {
  const { home, ok, rows } = session();
  for (const user of ['ann', 'bruno']) await ok('user', 'add', user);
  for (const [name, amount] of [
    ['Split', '1000.01'],
    ['Won', '200'],
    ['Lost', '10.01'],
  ] as const)
    await ok(
      ...['opp', 'add', name, '--amount', amount, '--owner', 'bruno', '--close', '2026-03-20'],
      ...['--split', 'ann (50%)', '--split', 'bruno (50%)'],
    );
  await ok('opp', 'add', 'Whole', '--amount', '50', '--owner', 'ann', '--close', '2026-03-20');
  await ok('opp', 'win', '2');
  await ok('opp', 'lose', '3', '--reason', 'price');
  // The row of an owner is the same with --by owner and with --owner, and has its deals behind it.
  for (const report of ['pipeline', 'won', 'lost']) {
    const all = await rows('report', report, '--by', 'owner');
    expect(all.map(({ owner }: { owner: string }) => owner).sort()).toEqual(['ann', 'bruno']);
    for (const row of all) {
      const { owner, count, amount } = row;
      expect(await rows('report', report, '--by', 'owner', '--owner', owner)).toEqual([row]);
      const own = await rows('report', report, '--by', 'month', '--owner', owner);
      expect(own).toMatchObject([{ count, amount }]);
    }
    const total = (found: { amount: { amount: string } | string }[]) =>
      found.reduce((sum, { amount }) => sum + Number(typeof amount === 'object' ? amount.amount : amount), 0);
    expect(total(await rows('report', report, '--owner', 'ann'))).toBe(
      { pipeline: 550, won: 100, lost: 5 }[report],
    );
    const file = join(home, `${report}.html`);
    await ok('report', report, '--by', 'owner', '-o', file);
    // The page names what is behind the row of each owner.
    const whole = { pipeline: 'Split', won: 'Won', lost: 'Lost' }[report] ?? '';
    expect(readFileSync(file, 'utf8').split(whole).length - 1).toBeGreaterThanOrEqual(2);
    const explained = await ok('report', report, '--owner', 'ann', '--explain');
    expect(explained).toContain({ pipeline: 'opp:1', won: 'opp:2', lost: 'opp:3' }[report]);
    // Each figure that has records of its own has a name, and so have those that are left.
    const byOwner = await ok('report', report, '--by', 'owner', '--explain');
    const named = [...byOwner.matchAll(/^(.*?): (?:opp:\d+ ?)+$/gm)].map(([, title]) => title);
    expect(named).not.toEqual([]);
    expect([...new Set(named)]).toEqual(named);
    for (const owner of ['ann', 'bruno'])
      if (named.includes(owner)) expect(named.filter((title) => title?.startsWith(owner))).toEqual([owner]);
  }
});
