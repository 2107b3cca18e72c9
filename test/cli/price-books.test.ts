import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BookPrice, priceOn } from '../../src/domain/book-price.ts';
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

test('lines take their price from the book of their deal, on the day they start', async () => {
  const { home, ok, rows, fails } = session();
  await ok('product', 'add', 'Meter X', '--code', 'MX-1', '--price', 'EUR 120');
  await ok('product', 'add', 'Cable', '--code', 'CB-1', '--price', 'EUR 9');
  await ok('pricebook', 'add', 'EMEA', '--currency', 'eur', '--valid-until', '2030-12-31');
  // Without a currency, a price is in that of the book.
  await ok('price', 'add', '--pricebook', 'emea', '--product', 'MX-1', '--price', '110');
  const later = ['price', 'add', '--pricebook', 'emea', '--product', 'MX-1', '--price', '115'];
  await ok(...later, '--valid-from', '2029-01-01');
  expect(await rows('pricebook', 'show', 'EMEA')).toMatchObject({
    prices: [
      { product: 'Meter X', price: { amount: '110.00', currency: 'EUR' } },
      { price: { amount: '115.00' }, valid_from: '2029-01-01' },
    ],
  });
  await ok('opp', 'add', 'Deal', '--pricebook', 'EMEA', '--amount', 'EUR 1');
  const line = ['line', 'add', '--opp', '1', '--product', 'MX-1'];
  await ok(...line, '--quantity', '2', '--discount', '10');
  await ok(...line, '--start', '2029-05-01');
  // The book has ended by then.
  await ok(...line, '--start', '2031-05-01');
  await ok(...line, '--price', '1');
  await ok('line', 'add', '--opp', '1', '--product', 'CB-1');
  expect(await rows('line', 'list')).toMatchObject([
    { price: 110, amount: 198, currency: 'EUR' },
    { price: 115 },
    { price: 120 },
    { price: 1 },
    { name: 'Cable', price: 9 },
  ]);
  await ok('price', 'edit', '1', '--price', '90');
  expect(await rows('opp', 'list')).toMatchObject([{ amount: 443 }]);
  await ok('pricebook', 'edit', 'emea', '--no-active');
  expect(await rows('pricebook', 'list')).toEqual([]);
  await ok('opp', 'add', 'Other', '--pricebook', '1');
  await ok('line', 'add', '--opp', '2', '--product', 'MX-1');
  expect(await rows('line', 'list', '--opp', '2')).toMatchObject([{ price: 120 }]);
  await ok('undo');
  await ok('undo');
  await ok('undo');
  const file = join(home, 'lines.csv');
  writeFileSync(file, 'opp,product,quantity\nDeal,MX-1,3\nDeal,CB-1,1\n');
  await ok('line', 'import', file);
  expect(await rows('line', 'list', '--sort', '-id', '--limit', '2')).toMatchObject([
    { price: 9 },
    { quantity: 3, price: 90 },
  ]);
  expect(await fails('price', 'add', '--product', 'MX-1', '--price', '5')).toContain('--pricebook');
  expect(await fails('price', 'add', '--pricebook', '1', '--price', '5')).toContain('product');
  expect(await fails('price', 'add', '--pricebook', '1', '--product', 'CB-1')).toContain('--price');
  expect(await fails('pricebook', 'edit', '1', '--valid-from', '2031-01-01')).toContain('2030-12-31');
  const before = await ok('export', 'all');
  await ok('pricebook', 'rm', 'EMEA', '--yes');
  expect(await rows('price', 'list')).toEqual([]);
  expect(await rows('opp', 'export')).toMatchObject([{ pricebook: null }]);
  await ok('undo');
  expect(await ok('export', 'all')).toBe(before);
  expect((await ok('doctor')).match(/wrong/)).toBeNull();
});

test('a file of prices makes the books and products that it names', async () => {
  const { home, ok, rows } = session();
  const file = join(home, 'prices.csv');
  writeFileSync(
    file,
    'Price List,Product Name,Unit Price,Currency,Valid From\nPartners,Meter,10.50,USD,2026-01-01\nPartners,Cable,1,EUR,\n',
  );
  await ok('price', 'import', file, '--create', 'pricebook,product');
  expect(await rows('price', 'list')).toMatchObject([
    { pricebook: 'Partners', product: 'Cable', price: 1, currency: 'EUR' },
    { pricebook: 'Partners', product: 'Meter', price: 10.5, valid_from: '2026-01-01' },
  ]);
  await ok('price', 'import', file);
  expect(await rows('price', 'list')).toHaveLength(2);
});

const day = fc.option(fc.constantFrom('2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04'));
const price = fc.record({
  minor: fc.nat(9),
  currency: fc.constantFrom('USD', 'EUR'),
  from: day,
  until: day,
});

test('of the prices that hold on a day, the one that began last counts', () => {
  fc.assert(
    fc.property(fc.array(price, { maxLength: 8 }), fc.boolean(), (made, isFree) => {
      const prices: BookPrice[] = made.map((each, at) => ({ ...each, id: at + 1 }));
      for (const today of ['2026-01-01', '2026-01-03']) {
        const holds = prices.filter(
          ({ from, until }) => !(from !== null && from > today) && !(until !== null && until < today),
        );
        const own = holds.filter(({ currency }) => currency === 'EUR');
        const among = own.length > 0 || !isFree ? own : holds;
        const [wanted = null] = among.toSorted(
          (a, b) => (b.from ?? '').localeCompare(a.from ?? '') || b.id - a.id,
        );
        expect(priceOn(prices, today, { currency: 'EUR', isFree })).toEqual(wanted);
      }
    }),
  );
});
