import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

/** Runs commands at a time, in one home. */
function session(now = '2026-12-01T10:00:00Z') {
  const home = makeHome();
  const ok = (...args: string[]) => at(now, ...args);
  const at = async (time: string, ...args: string[]) => {
    const { stdout, stderr, exitCode } = await crm([...args, '--now', time], { home });
    if (exitCode !== 0) throw new Error(`crm ${args.join(' ')}: ${stderr}`);
    return stdout;
  };
  const rows = async (...args: string[]) => JSON.parse(await ok(...args, '--json'));
  const fails = async (...args: string[]) => {
    const { stderr, exitCode } = await crm(args, { home });
    expect(exitCode).not.toBe(0);
    return stderr;
  };
  return { at, ok, rows, fails };
}

test('a contract ends a term after it starts, is reminded of, renewed by a deal, and runs on', async () => {
  const { at, ok, rows, fails } = session();
  await ok('account', 'add', 'Acme');
  const add = ['contract', 'add', 'Support', '--account', 'Acme', '--amount', '1200', '--recurring', 'year'];
  await ok(...add, '--start', '2026-01-01', '--term', '12', '--notice-days', '14', '--auto-renews');
  await ok('contract', 'add', 'Lease', '--account', 'Acme', '--end', '2026-11-20');
  expect(await rows('contract', 'list')).toMatchObject([
    { name: 'Lease', ends_on: '2026-11-20' },
    { name: 'Support', ends_on: '2026-12-31', notice_on: '2026-12-17', auto_renews: true },
  ]);
  expect(await rows('today')).toMatchObject([
    { kind: 'ending', id: 'contract:1', detail: expect.stringContaining('notice is due in 2 weeks') },
  ]);
  expect(await rows('contract', 'list', '--ending', '30d')).toHaveLength(1);
  expect(await rows('next')).toMatchObject([{ kind: 'renewal', command: 'crm contract renew 1' }]);
  await ok('contract', 'renew', '1');
  await ok('contract', 'renew', '1');
  expect(await rows('opp', 'list')).toMatchObject([
    { amount: 1200, close_date: '2026-12-17', account: 'Acme' },
  ]);
  expect(await rows('line', 'list')).toMatchObject([{ term: 12, recurring: 'year', price: 1200 }]);
  expect(await fails('contract', 'edit', '1', '--end', '2025-01-01')).toContain(
    '2025-01-01 is before 2026-01-01',
  );
  const before = await ok('export', 'all');
  const later = (...args: string[]) => at('2027-01-05T10:00:00Z', ...args);
  await later('run', '--once');
  expect(await rows('contract', 'list')).toMatchObject([
    { status: 'ended' },
    { status: 'active', ends_on: '2027-12-31', notice_on: '2027-12-17' },
  ]);
  await later('undo');
  expect(await ok('export', 'all')).toBe(before);
  expect(await rows('account', 'show', 'Acme')).toMatchObject({
    contracts: [{ name: 'Support' }, { name: 'Lease' }],
  });
});

test('a case about an asset is of its customer and its product, also when these are called otherwise', async () => {
  const { ok, rows, fails } = session();
  await ok('account', 'add', 'Acme');
  await ok('product', 'add', 'Boiler', '--code', 'B-1');
  await ok('asset', 'add', '--product', 'B-1', '--serial', 'SN 47-11', '--account', 'Acme');
  await ok('case', 'add', 'No heat', '--asset', 'sn 47-11');
  await ok('case', 'add', 'How much?', '--model', 'B-1');
  await ok('case', 'add', 'Smells', '--asset', '1', '--product', 'chimney');
  await ok('product', 'edit', 'B-1', '--name', 'Boiler 2');
  expect(
    await rows('case', 'list', '--columns', 'subject,account,asset,model,product', '--sort', 'id'),
  ).toEqual([
    { subject: 'No heat', account: 'Acme', asset: 'Boiler', model: 'Boiler 2', product: 'Boiler 2' },
    { subject: 'How much?', account: null, asset: null, model: 'Boiler 2', product: 'Boiler 2' },
    { subject: 'Smells', account: 'Acme', asset: 'Boiler', model: 'Boiler 2', product: 'chimney' },
  ]);
  expect(await rows('report', 'cases', '--by', 'product')).toMatchObject([
    { product: 'Boiler 2', cases: 2 },
    { product: 'chimney', cases: 1 },
  ]);
  expect(await rows('asset', 'show', 'SN 47-11')).toMatchObject({
    cases: [{ subject: 'Smells' }, { subject: 'No heat' }],
  });
  expect(await fails('case', 'add', 'Odd', '--asset', '48-0')).toContain('no asset matches "48-0"');
  await ok('asset', 'rm', '1', '--yes');
  expect(await rows('case', 'show', '1')).toMatchObject({ asset: null, product: 'Boiler 2' });
});

test('an asset is serviced some months after it was installed or serviced', async () => {
  const { ok, rows } = session();
  await ok('account', 'add', 'Acme');
  await ok('product', 'add', 'Boiler', '--code', 'B-1');
  const add = ['asset', 'add', '--product', 'B-1', '--serial', '47', '--account', 'Acme'];
  await ok(
    ...add,
    '--installed-on',
    '2025-11-20',
    '--service-months',
    '12',
    '--warranty-until',
    '2026-12-24',
  );
  expect(await rows('asset', 'list')).toMatchObject([{ name: 'Boiler', service_due: '2026-11-20' }]);
  expect(await rows('today')).toMatchObject([
    { kind: 'ending', id: 'asset:1', detail: expect.stringContaining('service was due') },
  ]);
  await ok('run', '--once');
  await ok('run', '--once');
  expect(await rows('task', 'list')).toMatchObject([
    { subject: 'Service: Boiler 47 (asset 1)', due_date: '2026-11-20', account: 'Acme' },
  ]);
  await ok('undo');
  expect(await rows('task', 'list')).toEqual([]);
  await ok('task', 'list');
  await ok('asset', 'edit', '1', '--serviced-on', 'today');
  expect(await rows('asset', 'list')).toMatchObject([{ service_due: '2027-12-01' }]);
  expect(await rows('today')).toMatchObject([
    { detail: expect.stringContaining('warranty ends in 3 weeks') },
  ]);
  await ok('asset', 'edit', '1', '--status', 'retired');
  expect(await rows('today')).toEqual([]);
});

test('expenses are the cost of deals and campaigns', async () => {
  const { ok, rows, fails } = session();
  await ok('campaign', 'add', 'Fair', '--cost', '100');
  await ok('opp', 'add', 'Deal', '--amount', '5000', '--stage', 'won', '--campaign', 'Fair');
  await ok('opp', 'add', 'Other', '--amount', '1000', '--close', '2026-12-20');
  await ok('expense', 'add', 'Flight', '--amount', '450', '--kind', 'travel', '--opp', '1');
  await ok('expense', 'add', '--amount', '50.50', '--kind', 'hotel', '--opp', '1');
  await ok('expense', 'add', '--amount', '100', '--kind', 'stand', '--campaign', 'Fair');
  expect(await fails('expense', 'add', 'x', '--amount', '1', '--opp', '1', '--campaign', 'Fair')).toContain(
    'not for both',
  );
  expect(await fails('expense', 'add', 'x')).toContain('--amount');
  expect(await rows('opp', 'show', '1')).toMatchObject({
    margin: [{ cost: { amount: '500.50' }, margin: { amount: '4499.50' }, percent: 90 }],
    expenses: [{ name: 'hotel' }, { name: 'Flight' }],
  });
  expect(await rows('campaign', 'show', 'Fair')).toMatchObject({ expenses: [{ name: 'stand' }] });
  expect(await rows('opp', 'list', '--where', 'margin > 4000')).toHaveLength(1);
  expect(await rows('opp', 'list', '--where', 'cost = 0')).toMatchObject([{ name: 'Other' }]);
  expect(await rows('report', 'forecast')).toMatchObject([
    {},
    {},
    { closed: 5000, total: 6000, cost: 500.5, margin: 5499.5 },
  ]);
  expect(await rows('report', 'campaigns')).toMatchObject([{ cost: 200 }]);
  const before = await ok('export', 'all');
  await ok('opp', 'rm', '1', '--yes');
  expect(await rows('expense', 'list')).toHaveLength(1);
  await ok('undo');
  expect(await ok('export', 'all')).toBe(before);
});
