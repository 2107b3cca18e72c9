import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addTier, listTiers } from '../../src/app/team/tiers.ts';
import { customFields } from '../../src/store/fields.ts';
import { records } from '../../src/store/records.ts';
import { insertRecord } from '../../src/store/write/record.ts';
import { openDeps } from '../support/deps.ts';
import { crm, makeHome } from '../support/program.ts';

function session() {
  const home = makeHome();
  const run = (...args: string[]) => crm(args, { home });
  const ok = async (...args: string[]) => {
    const { stdout, stderr, exitCode } = await run(...args);
    if (exitCode !== 0) throw new Error(`crm ${args.join(' ')}: ${stderr}`);
    return stdout;
  };
  const rows = async (...args: string[]) => JSON.parse(await ok(...args, '--json'));
  const fails = async (...args: string[]) => {
    const { stderr, exitCode } = await run(...args);
    expect(exitCode).not.toBe(0);
    return stderr;
  };
  return { ok, rows, fails };
}

const rest = (archive: string) => archive.slice(archive.indexOf('\n'));

test('an account is in the first tier that it meets, also for service levels, and an undo takes tiers back', async () => {
  const { ok, rows, fails } = session();
  for (const [at, amount] of [0, 20_000, 70_000].entries()) {
    await ok('account', 'add', `Customer ${at}`);
    if (amount > 0)
      await ok('purchase', 'add', 'Meters', '--account', String(at + 1), '--amount', String(amount));
  }
  const empty = rest(await ok('export', 'all'));
  await ok('tier', 'add', 'silver', '--where', 'sum(purchases.amount) > 10k');
  await ok('tier', 'add', 'gold', '--where', 'sum(purchases.amount) > 50k', '--above', 'silver');
  const accounts = ['account', 'list', '--columns', 'name,tier', '--sort', 'id'];
  expect(await rows(...accounts)).toEqual([
    { name: 'Customer 0', tier: null },
    { name: 'Customer 1', tier: 'silver' },
    { name: 'Customer 2', tier: 'gold' },
  ]);
  await ok('sla', 'add', 'fast', '--resolve', '4h', '--tz', 'UTC', '--applies', 'account.tier = gold');
  await ok('case', 'add', 'Broken', '--account', '3');
  await ok('case', 'add', 'Broken too', '--account', '2');
  expect(await rows('case', 'list', '--sort', 'id', '--columns', 'sla')).toEqual([
    { sla: 'fast' },
    { sla: null },
  ]);
  await ok('purchase', 'add', 'More', '--account', '2', '--amount', '60k');
  expect(await rows('tier', 'list')).toEqual([
    { name: 'gold', filter: 'sum(purchases.amount) > 50k', accounts: 2 },
    { name: 'silver', filter: 'sum(purchases.amount) > 10k', accounts: 0 },
  ]);
  await ok('tier', 'edit', 'silver', '--name', 'bronze', '--where', 'name ~ Customer');
  expect(await rows('account', 'list', '--where', 'tier = bronze')).toHaveLength(1);
  expect(await fails('tier', 'add', 'gold', '--where', 'kind = partner')).toContain('crm tier edit gold');
  expect(await fails('tier', 'add', 'x', '--where', 'nothing = 1')).toContain('nothing');
  expect(await fails('tier', 'add', 'a"b', '--where', 'kind = partner')).toContain('is no name');
  expect(await fails('tier', 'rm', 'golt')).toContain('gold');
  for (let undone = 0; undone < 7; undone++) await ok('undo');
  expect(rest(await ok('export', 'all'))).toBe(empty);
  await ok('field', 'add', 'account', 'tier', '--type', 'text');
  expect(await fails('tier', 'add', 'gold', '--where', 'kind = partner')).toContain(
    'crm field edit account tier',
  );
});

test('tiers are those of a slow look at each account', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.integer({ min: -50, max: 500 }), { maxLength: 4 }), {
        minLength: 1,
        maxLength: 5,
      }),
      fc.uniqueArray(fc.integer({ min: -20, max: 900 }), { minLength: 1, maxLength: 3 }),
      async (bought, limits) => {
        const deps = await openDeps();
        await deps.store.change(async (tx) => {
          for (const [at, amounts] of bought.entries()) {
            const account_id = await insertRecord(tx, 'account', { name: `Account ${at}` }, deps);
            for (const minor of amounts)
              await insertRecord(
                tx,
                'purchase',
                { name: 'Thing', account_id, amount: { minor: minor * 100, currency: 'USD' } },
                deps,
              );
          }
        });
        for (const [at, limit] of limits.entries())
          await addTier(deps, { name: `tier ${at}`, filter: `sum(purchases.amount) > ${limit}` });
        const wanted = bought.map((amounts) => {
          const sum = amounts.reduce((total, amount) => total + amount, 0);
          const at = limits.findIndex((limit) => sum > limit);
          return at < 0 ? null : `tier ${at}`;
        });
        const fields = (await customFields(deps.store.db, 'account')).filter(({ name }) => name === 'tier');
        const found: unknown[][] = [];
        for await (const row of records(deps.store.engine, { noun: 'account', fields, sort: [] } as never))
          found.push([row.id, row.tier]);
        expect(found.sort()).toEqual(wanted.map((tier, at) => [at + 1, tier]));
        const counts = (await listTiers(deps)).map(({ name, accounts }) => [name, accounts]);
        expect(counts).toEqual(
          limits.map((_, at) => [`tier ${at}`, wanted.filter((tier) => tier === `tier ${at}`).length]),
        );
      },
    ),
    { numRuns: 15 },
  );
});

test('a purchase gets one deal that renews it, whose win makes the next purchase', async () => {
  const { ok, rows, fails } = session();
  await ok('account', 'add', 'Acme');
  await ok('product', 'add', 'Care', '--code', 'C', '--price', 'EUR 49', '--recurring', 'month');
  const term = ['--start', '2026-02-01', '--end', '2027-01-31', '--notice', '2026-11-30'];
  await ok('purchase', 'add', '--product', 'C', '--quantity', '3', '--account', '1', ...term);
  await ok('purchase', 'add', 'Once', '--account', '1', '--amount', '5');
  await ok('purchase', 'renew', '1');
  expect(await rows('opp', 'list', '--columns', 'name,type,amount,currency,close_date,account')).toEqual([
    {
      name: 'Care renewal 2027',
      type: 'renewal',
      amount: 1764,
      currency: 'EUR',
      close_date: '2026-11-30',
      account: 'Acme',
    },
  ]);
  expect(await rows('line', 'list')).toMatchObject([
    { name: 'Care', quantity: 3, price: 49, recurring: 'month', term: 12, amount: 1764 },
  ]);
  await ok('purchase', 'renew', '1');
  expect(await rows('opp', 'list')).toHaveLength(1);
  expect(await rows('purchase', 'list', '--where', 'renewal is not empty')).toHaveLength(1);
  expect(await fails('purchase', 'renew', '2')).toContain('has no end');
  await ok('opp', 'win', '1', '--on', '2026-03-01');
  expect(await rows('purchase', 'list', '--where', 'opp_id = 1')).toMatchObject([
    { name: 'Care', recurring_amount: 147, ends_on: '2028-01-31' },
  ]);
  await ok('undo');
  await ok('undo');
  expect(await rows('opp', 'list')).toEqual([]);
  expect(await rows('purchase', 'list', '--where', 'renewal is not empty')).toEqual([]);
  expect((await ok('doctor')).match(/wrong/)).toBeNull();
});
