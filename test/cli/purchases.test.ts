import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

function session() {
  const home = makeHome();
  const run = (...args: string[]) => crm(args, { home });
  const rows = async (...args: string[]) => JSON.parse((await run(...args, '--json')).stdout);
  const fails = async (...args: string[]) => {
    const { stderr, exitCode } = await run(...args);
    expect(exitCode).not.toBe(0);
    return stderr;
  };
  return { home, run, rows, fails };
}

test('a purchase takes over the name and the price of its product, and keeps them', async () => {
  const { run, rows } = session();
  await run('account', 'add', 'Acme');
  await run('product', 'add', 'Meter X', '--code', 'MX-1', '--price', 'EUR 1.05', '--family', 'meters');
  await run('product', 'add', 'Care', '--code', 'CARE', '--price', '900', '--recurring', 'yearly');
  await run('purchase', 'add', '--product', 'MX-1', '--quantity', '2.5', '--account', 'Acme');
  await run('purchase', 'add', '--product', 'Care', '--quantity', '3', '--on', '2026-01-05');
  await run('purchase', 'add', 'Old meters', '--product', 'MX-1', '--amount', '-80', '--status', 'refunded');
  await run('product', 'edit', 'MX-1', '--name', 'Meter Y', '--price', '7');
  expect(await rows('purchase', 'list', '--sort', 'id')).toMatchObject([
    { name: 'Meter X', quantity: 2.5, amount: 2.63, currency: 'EUR', account: 'Acme', status: 'active' },
    { name: 'Care', amount: null, recurring_amount: 2700, recurring: 'year', bought_on: '2026-01-05' },
    { name: 'Old meters', amount: -80, currency: 'USD', status: 'refunded' },
  ]);
  expect(await rows('product', 'show', 'MX-1')).toMatchObject({
    name: 'Meter Y',
    purchases: [{ amount: { amount: '-80.00' } }, { amount: { amount: '2.63' } }],
  });
  expect((await run('search', 'meter x')).stdout).toContain('purchase');
  expect(await run('doctor')).toMatchObject({ exitCode: 0, stderr: '' });
});

test('what cannot be is refused, with the way out', async () => {
  const { run, fails, rows } = session();
  await run('product', 'add', 'Meter X', '--code', 'MX-1');
  expect(await fails('purchase', 'add')).toContain('what was bought?');
  expect(await fails('purchase', 'add', 'Care', '--recurring-amount', '9')).toContain('--recurring month');
  const term = ['purchase', 'add', 'Care', '--start', '2026-05-01'];
  expect(await fails(...term, '--end', '2026-04-30')).toContain('2026-04-30 is before 2026-05-01');
  expect(await fails(...term, '--end', '2026-06-30', '--notice', '2026-07-01')).toContain('before the end');
  await run('purchase', 'add', '--product', 'MX-1');
  expect(await fails('product', 'rm', 'MX-1', '--yes')).toContain('purchase');
  expect(await rows('purchase', 'list')).toHaveLength(1);
});

test('the pages of customers say what they bought, and merges and removals keep it right', async () => {
  const { run, rows, fails } = session();
  await run('account', 'add', 'Acme');
  await run('account', 'add', 'Acme Inc', '--force');
  await run('contact', 'add', 'Ann Lee', '--account', '1');
  await run('opp', 'add', 'Deal', '--account', '1', '--amount', '50');
  await run(
    'purchase',
    'add',
    'A',
    '--account',
    '1',
    '--contact',
    'Ann Lee',
    '--opp',
    '1',
    '--amount',
    '100',
  );
  await run('purchase', 'add', 'B', '--account', '1', '--amount', '-30');
  await run('purchase', 'add', 'C', '--account', '2', '--amount', 'EUR 5');
  await run('merge', 'account:1', 'account:2', '--yes');
  const { totals, purchases } = await rows('account', 'show', '1');
  expect(totals).toMatchObject([
    {
      bought: { amount: '70.00', currency: 'USD' },
      purchases: 2,
      open: { amount: '50.00', currency: 'USD' },
    },
    { bought: { amount: '5.00', currency: 'EUR' }, purchases: 1 },
  ]);
  expect(purchases).toHaveLength(3);
  expect((await rows('opp', 'show', '1')).purchases).toMatchObject([{ name: 'A' }]);
  expect((await rows('contact', 'show', '1')).totals).toMatchObject([
    { bought: { amount: '100.00', currency: 'USD' }, purchases: 1 },
  ]);
  expect((await run('contact', 'rm', '1', '--yes')).exitCode).toBe(0);
  expect((await run('opp', 'rm', '1', '--yes')).exitCode).toBe(0);
  expect(await fails('account', 'rm', '1', '--yes')).toContain('account 1 has purchase 1 and 2 more');
  expect((await rows('purchase', 'list', '--sort', 'id'))[0]).toMatchObject({
    contact: null,
    account: 'Acme',
  });
});

test('what ends soon, or is to be given notice of, is in the day and in a list', async () => {
  const { run, rows } = session();
  const add = (name: string, ...dates: string[]) => run('purchase', 'add', name, ...dates);
  await add('notice soon', '--notice', 'in 10 days', '--end', 'in 70 days');
  await add('ends soon', '--notice', '10 days ago', '--end', 'in 30 days');
  await add('ends today', '--end', 'today');
  await add('later', '--notice', 'in 31 days', '--end', 'in 90 days');
  await add('past', '--notice', '9 days ago', '--end', 'yesterday');
  await add('ended', '--end', 'in 5 days', '--status', 'ended');
  const soon = ['ends today', 'notice soon', 'ends soon'];
  const due = await rows('today');
  expect(due.map(({ kind, title }: Record<string, string>) => [kind, title])).toEqual(
    soon.map((title) => ['ending', title]),
  );
  expect(due[1].detail).toContain('notice is due in 10 days');
  for (const within of ['30d', '+30d', 'in 30 days']) {
    const listed = await rows('purchase', 'list', '--ending', within);
    expect(listed.map(({ name }: Record<string, string>) => name).sort()).toEqual([...soon].sort());
  }
  expect((await run('purchase', 'list', '--ending', '9d', '--format', 'ids')).stdout.trim()).toBe('3');
  const wrong = await run('purchase', 'list', '--ending', 'soon');
  expect(wrong).toMatchObject({ exitCode: 2, stdout: '' });
  expect(wrong.stderr).toContain('option --ending: cannot read "soon" as a date');
});

test('orders are imported once, by their number, and make buyers and products on request', async () => {
  const { home, run, rows } = session();
  await run('product', 'add', 'Meter X', '--code', 'MX-1');
  const file = join(home, 'orders.csv');
  writeFileSync(
    file,
    'Order ID,Order Date,SKU,Company,Customer Email,Total,Currency,Status\n' +
      '1001,2026-01-05,MX-1,Acme,ann@acme.example,120.50,EUR,completed\n' +
      '1002,2026-01-06,Cable,Globex,bob@globex.example,-20,EUR,refunded\n',
  );
  const lines = async () => (await run('purchase', 'export')).stdout;
  const first = await run('purchase', 'import', file, '--create', 'account,contact,product');
  expect(first).toMatchObject({ exitCode: 0 });
  expect(await rows('purchase', 'list', '--sort', 'id', '--columns', 'all')).toMatchObject([
    {
      name: 'Meter X',
      product_id: 1,
      account: 'Acme',
      contact: 'ann@acme.example',
      amount: 120.5,
      external_id: '1001',
    },
    { name: 'Cable', product_id: 2, amount: -20, currency: 'EUR', status: 'refunded' },
  ]);
  const before = await lines();
  await run('purchase', 'import', file, '--create', 'account,contact,product');
  expect(await lines()).toBe(before);
  await run('undo');
  expect(await rows('purchase', 'list')).toEqual([]);
  expect(await rows('product', 'list')).toHaveLength(1);
});

test('the totals on a page begin with the base currency, beside the last contact', async () => {
  const { run, rows } = session();
  await run('account', 'add', 'Acme');
  await run('opp', 'add', 'Abroad', '--account', '1', '--amount', 'EUR 7');
  await run('opp', 'add', 'Here', '--account', '1', '--amount', '50');
  await run('log', 'email', 'account:1', 'hello');
  expect((await rows('account', 'show', '1')).totals).toMatchObject([
    { open: { amount: '50.00', currency: 'USD' }, through: 'email' },
    { open: { amount: '7.00', currency: 'EUR' } },
  ]);
});
