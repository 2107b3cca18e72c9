import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
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
  return { home, ok, rows, fails };
}

const bought = (rows: (...args: string[]) => Promise<unknown>) =>
  rows('purchase', 'list', '--sort', 'id', '--columns', 'name,quantity,amount,from_deal,account,opp');

test('the amount of a deal is the sum of its lines once it has any', async () => {
  const { ok, rows, fails } = session();
  await ok('product', 'add', 'Meter X', '--code', 'MX-1', '--price', 'EUR 120');
  await ok('product', 'add', 'Care', '--price', 'EUR 49', '--recurring', 'month');
  await ok('opp', 'add', 'Big deal');
  await ok('line', 'add', '--opp', '1', '--product', 'MX-1', '--quantity', '10', '--discount', '5');
  await ok('line', 'add', '--opp', '1', '--product', 'Care', '--term', '12');
  // Without a currency, a price is in that of the deal.
  await ok('line', 'add', 'Installation', '--opp', '1', '--price', '1200', '--discount-amount', '50');
  expect(await rows('opp', 'show', '1')).toMatchObject({
    amount: { amount: '2878.00', currency: 'EUR' },
    has_lines: true,
    lines: [
      { name: 'Meter X', amount: { amount: '1140.00' } },
      { name: 'Care', recurring: 'month', amount: { amount: '588.00' } },
      { name: 'Installation', amount: { amount: '1150.00', currency: 'EUR' } },
    ],
  });
  await ok('product', 'edit', 'MX-1', '--price', 'EUR 500');
  await ok('line', 'edit', '1', '--quantity', '1');
  expect(await rows('opp', 'list')).toMatchObject([{ amount: 1852 }]);
  for (const command of ['edit', 'win'])
    expect(await fails('opp', command, '1', '--amount', '5')).toContain(
      'is the sum of its lines\nChange them',
    );
  expect(await fails('line', 'add', 'Help', '--opp', '1', '--price', 'USD 5')).toContain('opp 1 is in EUR');
  await ok('line', 'rm', '1', '2', '3', '--yes');
  expect(await rows('opp', 'export')).toMatchObject([{ amount: 1852, has_lines: false }]);
  await ok('opp', 'edit', '1', '--amount', '5');
  await ok('undo');
  await ok('undo');
  expect(await rows('opp', 'export')).toMatchObject([{ amount: 1852, has_lines: true }]);
  expect((await ok('doctor')).match(/wrong/)).toBeNull();
});

test('what is no line is refused, with the way out', async () => {
  const { ok, fails, rows } = session();
  await ok('product', 'add', 'Free sample');
  await ok('opp', 'add', 'Deal', '--amount', '100');
  expect(await fails('line', 'add', '--opp', '1')).toContain('a product, or a text');
  expect(await fails('line', 'add', 'Help', '--price', '5')).toContain('--opp');
  expect(await fails('line', 'add', '--opp', '1', '--product', 'Free sample')).toContain('--price');
  const priced = ['line', 'add', 'Help', '--opp', '1', '--price', '5'];
  expect(await fails(...priced, '--discount', '101')).toContain('100');
  expect(await fails(...priced, '--discount-amount', '6')).toContain('more than the line');
  expect(await fails(...priced, '--term', '3')).toContain('--recurring month');
  expect(await fails(...priced, '--quantity', '-1')).toContain('-1');
  expect(await rows('line', 'list')).toEqual([]);
  expect(await rows('opp', 'list')).toMatchObject([{ amount: 100 }]);
});

test('lines of a file are summed, and an amount of a later file gives way to them, by name', async () => {
  const { home, ok, rows } = session();
  const file = join(home, 'lines.csv');
  await ok('opp', 'add', 'One');
  await ok('opp', 'add', 'Two', '--amount', 'EUR 9');
  writeFileSync(
    file,
    'Opportunity,Product Name,Quantity,Sales Price,Currency\nOne,Meter,2,10.50,USD\nOne,Cable,3,1,USD\nTwo,Meter,1,9,USD\n',
  );
  const { stderr } = await crm(
    ['line', 'import', file, '--create', 'product', '--rejects', join(home, 'rest.csv')],
    { home },
  );
  expect(stderr).toContain('opp 2 is in EUR');
  expect(await rows('opp', 'list', '--sort', 'id')).toMatchObject([{ amount: 24 }, { amount: 9 }]);
  const deals = join(home, 'deals.csv');
  writeFileSync(deals, 'id,amount\n1,500\n');
  const told = await crm(['opp', 'import', deals], { home });
  expect(told.stderr + told.stdout).toContain('amount');
  expect(await rows('opp', 'list', '--sort', 'id')).toMatchObject([{ amount: 24 }, { amount: 9 }]);
});

test('a deal that is won is bought: by line, once, however often it is won', async () => {
  const { ok, rows } = session();
  await ok('account', 'add', 'Acme');
  await ok('opp', 'add', 'Plain', '--account', 'Acme', '--amount', '70');
  await ok('opp', 'win', '1', '--on', '2026-03-01');
  expect(await rows('purchase', 'export')).toMatchObject([
    { name: 'Plain', amount: 70, account: 'Acme', bought_on: '2026-03-01', opp: 'Plain', from_deal: true },
  ]);
  await ok('opp', 'add', 'Lines', '--account', 'Acme');
  await ok('line', 'add', 'Meter', '--opp', '2', '--price', '10', '--quantity', '3');
  const service = ['line', 'add', 'Care', '--opp', '2', '--price', '4', '--recurring', 'month'];
  await ok(...service, '--term', '6', '--start', '2026-01-15');
  await ok('opp', 'win', '2');
  const both = [
    { name: 'Meter', amount: 30, quantity: 3 },
    { name: 'Care', amount: 24, recurring_amount: 4, recurring: 'month', ends_on: '2026-07-14' },
  ];
  const ofLines = ['purchase', 'list', '--where', 'opp_id = 2', '--sort', 'id'];
  expect(await rows(...ofLines)).toMatchObject(both);
  await ok('opp', 'reopen', '2');
  await ok('line', 'edit', '1', '--quantity', '5');
  expect(await rows(...ofLines)).toMatchObject(both);
  await ok('opp', 'win', '2');
  expect(await rows(...ofLines)).toMatchObject([{ name: 'Meter', amount: 50, quantity: 5 }, both[1]]);
  for (let change = 0; change < 3; change++) await ok('undo');
  expect(await rows(...ofLines)).toMatchObject(both);
  await ok('undo');
  expect(await rows(...ofLines)).toEqual([]);
  await ok('redo');
  expect(await rows(...ofLines)).toMatchObject(both);
});

test('what somebody enters for a deal stands for what it would make', async () => {
  const { home, ok, rows } = session();
  await ok('opp', 'add', 'Entered', '--amount', '70');
  await ok('purchase', 'add', 'By hand', '--opp', '1', '--amount', '60');
  await ok('opp', 'win', '1');
  expect(await bought(rows)).toMatchObject([{ name: 'By hand', from_deal: false }]);
  const deals = join(home, 'deals.csv');
  writeFileSync(deals, 'Name,Amount,Stage,Closed On\nWon,50,won,2026-01-05\nOpen,5,proposal,\n');
  await ok('opp', 'import', deals);
  expect(await bought(rows)).toMatchObject([
    { name: 'By hand' },
    { name: 'Won', amount: 50, from_deal: true },
  ]);
  await ok('purchase', 'add', 'From the shop', '--opp', '2', '--amount', '50');
  expect(await bought(rows)).toMatchObject([{ name: 'By hand' }, { name: 'From the shop' }]);
  const archive = join(home, 'all.jsonl');
  await ok('purchase', 'rm', '1', '--yes');
  await ok('export', 'all', '--output', archive);
  const other = join(home, 'other.db');
  await ok('import', 'all', archive, '--db', other);
  expect(await rows('purchase', 'list', '--db', other, '--columns', 'name')).toEqual([
    { name: 'From the shop' },
  ]);
});

test('purchases follow the deals that made them, and are taken back when these are lost', async () => {
  const { ok, rows } = session();
  for (const name of ['Acme', 'Bolt']) await ok('account', 'add', name);
  await ok('opp', 'add', 'Plain', '--account', 'Acme', '--amount', '70');
  await ok('opp', 'add', 'Lines', '--account', 'Acme');
  await ok('line', 'add', 'Meter', '--opp', '2', '--price', '10');
  for (const deal of ['1', '2']) await ok('opp', 'win', deal, '--on', '2026-03-01');
  await ok('opp', 'edit', '1', '--name', 'Whole', '--amount', '80', '--account', 'Bolt');
  await ok('opp', 'edit', '2', '--name', 'Parts', '--account', 'Bolt');
  const whole = { name: 'Whole', amount: 80, account: 'Bolt', opp: 'Whole' };
  expect(await bought(rows)).toMatchObject([whole, { name: 'Meter', account: 'Bolt' }]);
  // What somebody changed stays.
  await ok('purchase', 'edit', '1', '--amount', '75', '--account', 'Acme');
  await ok('opp', 'edit', '1', '--amount', '90', '--account', 'Acme');
  await ok('opp', 'edit', '1', '--account', 'Bolt');
  expect(await bought(rows)).toMatchObject([{ ...whole, amount: 75 }, {}]);
  for (const deal of ['1', '2']) {
    await ok('opp', 'reopen', deal);
    await ok('opp', 'lose', deal, '--reason', 'price');
  }
  expect(await bought(rows)).toEqual([]);
  await ok('undo');
  expect(await bought(rows)).toMatchObject([{ name: 'Meter', opp: 'Parts' }]);
  for (let change = 0; change < 8; change++) await ok('undo');
  expect(await bought(rows)).toMatchObject([
    { name: 'Plain', amount: 70, account: 'Acme' },
    { name: 'Meter', account: 'Acme' },
  ]);
});

test('a line that is added to a won deal is bought, unless what was entered for the deal stands for it', async () => {
  const { ok, rows } = session();
  await ok('product', 'add', 'Meter', '--code', 'M', '--price', '100');
  await ok('opp', 'add', 'Entered');
  await ok('line', 'add', 'M', '--opp', '1');
  await ok('purchase', 'add', 'Order 5', '--opp', '1', '--amount', '100');
  await ok('opp', 'win', '1');
  const all = async () =>
    ((await bought(rows)) as { name: string; amount: number }[]).map(({ name, amount }) => [name, amount]);
  expect(await all()).toEqual([['Order 5', 100]]);
  await ok('line', 'add', 'Care', '--opp', '1', '--price', '7');
  expect(await all()).toEqual([
    ['Order 5', 100],
    ['Care', 7],
  ]);
  await ok('line', 'edit', '2', '--price', '8');
  await ok('opp', 'reopen', '1');
  await ok('opp', 'win', '1');
  expect(await all()).toEqual([
    ['Order 5', 100],
    ['Care', 8],
  ]);
  await ok('line', 'rm', '2', '--yes');
  expect(await all()).toEqual([['Order 5', 100]]);
  // An order that lists what was won already is bought once.
  await ok('opp', 'add', 'Ordered');
  await ok('line', 'add', 'M', '--opp', '2');
  await ok('opp', 'win', '2');
  await ok('purchase', 'add', '--product', 'M', '--opp', '2', '--amount', '95');
  await ok('line', 'add', 'M', '--opp', '2', '--price', '5');
  expect(await all()).toEqual([
    ['Order 5', 100],
    ['Meter', 95],
  ]);
});

/** What may happen to the lines of two deals. */
const step = fc.oneof(
  fc.record({
    do: fc.constant('add' as const),
    deal: fc.integer({ min: 1, max: 2 }),
    price: fc.integer({ min: 0, max: 99 }),
    quantity: fc.integer({ min: 0, max: 50 }),
  }),
  fc.record({ do: fc.constant('edit' as const), line: fc.nat(5), quantity: fc.integer({ min: 0, max: 50 }) }),
  fc.record({ do: fc.constant('move' as const), line: fc.nat(5), deal: fc.integer({ min: 1, max: 2 }) }),
  fc.record({ do: fc.constant('rm' as const), line: fc.nat(5) }),
  fc.record({ do: fc.constant('close' as const), deal: fc.integer({ min: 1, max: 2 }) }),
  fc.record({ do: fc.constant('lose' as const), deal: fc.integer({ min: 1, max: 2 }) }),
  fc.record({
    do: fc.constant('amount' as const),
    deal: fc.integer({ min: 1, max: 2 }),
    amount: fc.integer({ min: 0, max: 99 }),
  }),
);

/** A deal whose amount is corrected once it is won, and that is lost then. */
const WON_AND_LOST = [
  { do: 'close' as const, deal: 1 },
  { do: 'amount' as const, deal: 1, amount: 5 },
  { do: 'close' as const, deal: 1 },
  { do: 'lose' as const, deal: 1 },
];

test('whatever is done to lines, deals are their sums, and undoing all of it gives the first state back', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
      const { ok, rows } = session();
      for (const name of ['One', 'Two']) await ok('opp', 'add', name, '--amount', '7');
      const all = async () => [
        await rows('opp', 'export'),
        await rows('line', 'export'),
        await rows('purchase', 'export'),
      ];
      const first = await all();
      let changes = 0;
      for (const each of steps) {
        const before = await rows('history', '--limit', '99');
        const deal = 'deal' in each ? await rows('opp', 'show', `${each.deal}`) : null;
        const open: { id: number }[] = await rows('line', 'list');
        const line = 'line' in each && open.length > 0 ? String(open[each.line % open.length]?.id) : null;
        if (each.do === 'add')
          await ok(
            'line',
            'add',
            'x',
            '--opp',
            `${each.deal}`,
            '--price',
            `${each.price}`,
            '--quantity',
            `${each.quantity / 10}`,
          );
        else if (each.do === 'close')
          await ok('opp', deal.status === 'open' ? 'win' : 'reopen', `${each.deal}`);
        else if (each.do === 'lose' && deal.status === 'open')
          await ok('opp', 'lose', `${each.deal}`, '--reason', 'price');
        else if (each.do === 'amount' && !deal.has_lines)
          await ok('opp', 'edit', `${each.deal}`, '--amount', `${each.amount}`);
        else if (line && each.do === 'edit')
          await ok('line', 'edit', line, '--quantity', `${each.quantity / 10}`);
        else if (line && each.do === 'move') await ok('line', 'edit', line, '--opp', `${each.deal}`);
        else if (line && each.do === 'rm') await ok('line', 'rm', line, '--yes');
        changes += (await rows('history', '--limit', '99')).length - before.length;
        const lines: { opp_id: number; amount: number }[] = await rows('line', 'export');
        const purchases: { opp_id: number; amount: number }[] = await rows('purchase', 'export');
        for (const { id, amount, has_lines: hasLines, status } of await rows('opp', 'export')) {
          const sold = purchases.filter(({ opp_id: of }) => of === id);
          if (status === 'lost') expect(sold).toEqual([]);
          if (status === 'won')
            expect(sold.reduce((sum, { amount: part }) => sum + part, 0)).toBeCloseTo(amount, 6);
          const own = lines.filter(({ opp_id: of }) => of === id);
          expect(hasLines).toBe(own.length > 0);
          if (hasLines)
            expect(amount).toBeCloseTo(
              own.reduce((sum, { amount: part }) => sum + part, 0),
              6,
            );
        }
      }
      for (let change = 0; change < changes; change++) await ok('undo');
      expect(await all()).toEqual(first);
    }),
    { numRuns: 6, examples: [[WON_AND_LOST]] },
  );
});

test('a product is named by its code where the name would stand', async () => {
  const { ok, rows } = session();
  await ok('product', 'add', 'Meter X', '--code', 'MX-1', '--price', '120');
  await ok('opp', 'add', 'Deal');
  await ok('line', 'add', 'mx-1', '--opp', '1');
  await ok('line', 'add', 'MX-1', '--opp', '1', '--name', 'Meter, used', '--price', '60');
  await ok('line', 'add', 'MX-2', '--opp', '1', '--price', '5');
  const columns = ['--columns', 'name,product,amount', '--sort', 'id'];
  expect(await rows('line', 'list', ...columns)).toMatchObject([
    { name: 'Meter X', product: 'Meter X', amount: 120 },
    { name: 'Meter, used', product: 'Meter X', amount: 60 },
    { name: 'MX-2', product: null, amount: 5 },
  ]);
  await ok('purchase', 'add', 'MX-1', '--quantity', '2');
  expect(await rows('purchase', 'list', ...columns)).toMatchObject([{ name: 'Meter X', amount: 240 }]);
  await ok('asset', 'add', 'MX-1', '--serial', '7');
  expect(await rows('asset', 'list', '--columns', 'name,product')).toMatchObject([
    { name: 'Meter X', product: 'Meter X' },
  ]);
});

test('--currency is that of the amounts given', async () => {
  const { ok, rows, fails } = session();
  const amounts = () => rows('opp', 'list', '--sort', 'id', '--columns', 'amount,currency');
  await ok('opp', 'add', 'Deal', '--amount', '12k', '--currency', 'eur');
  await ok('opp', 'add', 'Yen', '--amount', '500', '--currency', 'JPY');
  expect(await amounts()).toEqual([
    { amount: 12000, currency: 'EUR' },
    { amount: 500, currency: 'JPY' },
  ]);
  await ok('opp', 'edit', '2', '--amount', '7.50', '--currency', 'CHF');
  expect((await amounts())[1]).toEqual({ amount: 7.5, currency: 'CHF' });
  expect(await fails('opp', 'add', 'Two', '--amount', '$5', '--currency', 'EUR')).toContain(
    '--amount is in USD',
  );
  expect(await fails('opp', 'add', 'None', '--currency', 'EUR')).toContain('--amount 120 --currency EUR');
  expect(await fails('opp', 'add', 'Odd', '--amount', '5', '--currency', 'XQQ')).toContain('XQQ');
  await ok('contract', 'add', 'Care', '--amount', '40', '--currency', 'GBP');
  expect(await rows('opp', 'list')).toHaveLength(2);
});
