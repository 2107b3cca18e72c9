import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

/** An open deal in dollars, one in euros, and one in pounds that was won. */
async function session() {
  const home = makeHome();
  const run = (...args: string[]) => crm(args, { home });
  const ok = async (...args: string[]) => {
    const { exitCode, stdout, stderr } = await run(...args);
    expect([exitCode, stderr]).toEqual([0, expect.anything()]);
    return stdout;
  };
  await ok('account', 'add', 'Acme');
  await ok('opp', 'add', 'Dollars', '--account', 'Acme', '--amount', 'USD 1000');
  await ok('opp', 'add', 'Euros', '--account', 'Acme', '--amount', 'EUR 500');
  await ok('opp', 'add', 'Pounds', '--account', 'Acme', '--amount', 'GBP 99');
  await ok('opp', 'win', '3');
  return { home, run, ok };
}

test('rates are set, replaced, listed, removed, and restored', async () => {
  const { run, ok } = await session();
  await ok('rate', 'set', 'eur', '1,08');
  await ok('rate', 'set', 'EUR', '1.05', '--on', '2026-01-01');
  await ok('rate', 'set', 'EUR', '1.0500', '--on', '2026-01-01');
  await ok('rate', 'set', 'JPY', '0.00667', '--on', '2026-11-01');
  const listed = [
    'currency,rate,base,on',
    'EUR,1.08,USD,2026-03-12',
    'EUR,1.05,USD,2026-01-01',
    'JPY,0.00667,USD,2026-11-01',
    '',
  ].join('\n');
  expect(await ok('rate', 'list', '--csv')).toBe(listed);
  expect(await run('rate', 'set', 'EUR', '1.08')).toEqual({
    exitCode: 0,
    stdout: 'EUR\n',
    stderr: 'nothing changed\n',
  });
  await ok('rate', 'set', 'EUR', '1.09');
  expect(await ok('rate', 'list', 'EUR', '--csv')).toContain('EUR,1.09,USD,2026-03-12\n');
  await ok('undo');
  expect(await run('rate', 'rm', 'EUR')).toMatchObject({ exitCode: 2, stdout: '' });
  await ok('rate', 'rm', 'EUR', '--on', '2026-01-01');
  await ok('rate', 'rm', 'JPY');
  expect(await ok('rate', 'list', '-f', 'ids')).toBe('EUR\n');
  await ok('undo');
  await ok('undo');
  expect(await ok('rate', 'list', '--csv')).toBe(listed);
});

test('a rate that cannot be stored is refused, with the way out', async () => {
  const { run } = await session();
  expect((await run('rate', 'set', 'USD', '2')).stderr).toContain('USD is the base currency');
  expect((await run('rate', 'set', 'XXY', '2')).stderr).toContain('unknown currency "XXY"');
  expect(await run('rate', 'set', 'EUR', 'much')).toMatchObject({ exitCode: 2, stdout: '' });
  expect(await run('rate', 'set', 'EUR', '0')).toMatchObject({ exitCode: 2 });
  expect(await run('rate', 'rm', 'CHF')).toMatchObject({ exitCode: 3 });
});

test('a full export has the rates', async () => {
  const { home, ok } = await session();
  await ok('rate', 'set', 'EUR', '1.08');
  const input = await ok('export', 'all');
  const db = ['--db', `${home}/new.db`];
  expect(await crm([...db, 'import', 'all', '-'], { home, input })).toMatchObject({ exitCode: 0 });
  expect(await ok(...db, 'rate', 'list')).toBe(await ok('rate', 'list'));
  expect(await ok(...db, 'export', 'all')).toBe(input);
});

test('the pipeline in several currencies is one amount where there are rates, and says which', async () => {
  const { run, ok } = await session();
  await ok('rate', 'set', 'EUR', '1.08', '--on', '2026-03-01');
  const { stdout, stderr } = await run('report', 'pipeline', '--by', 'pipeline', '--all', '--csv');
  expect(stdout).toBe(
    'pipeline,currency,count,amount,weighted\nsales,GBP,1,99.00,99.00\nsales,USD,2,1540.00,154.00\n',
  );
  expect(stderr).toBe(
    'not added up, because the currencies differ: GBP, USD\n' +
      'converted to USD: 1 EUR = 1.08 (from 2026-03-01)\n' +
      'no rate of GBP on 2026-03-12: crm rate set GBP <rate> --on 2026-03-12\n',
  );
  await ok('rate', 'set', 'GBP', '1.27');
  expect(await ok('report', 'pipeline', '--by', 'pipeline', '--all', '--csv')).toBe(
    'pipeline,currency,count,amount,weighted\nsales,USD,3,1665.73,279.73\n',
  );
});

test('a closed deal counts at the rate of the day it closed, an open one at that of today', async () => {
  const { ok } = await session();
  await ok('opp', 'add', 'Won', '--amount', 'EUR 100', '--stage', 'won', '--close', '2026-02-01');
  await ok('opp', 'add', 'Won too', '--amount', 'USD 100', '--stage', 'won', '--close', '2026-02-01');
  await ok('rate', 'set', 'EUR', '1.05', '--on', '2026-01-01');
  await ok('rate', 'set', 'EUR', '1.08', '--on', '2026-03-01');
  const won = ['report', 'won', '--period', '2026-02', '--csv'];
  expect(await ok(...won)).toBe('count,amount,currency\n2,205.00,USD\n');
  expect(await ok('report', 'won', '--period', '2026-02', '--explain')).toContain(
    '\nCurrencies: converted to USD: 1 EUR = 1.05 (from 2026-01-01)\n',
  );
  const open = ['report', 'pipeline', '--by', 'pipeline', '--csv'];
  expect(await ok(...open)).toContain('sales,USD,2,1540.00,');
});

test('an own report converts each amount by the rate of its own currency and day', async () => {
  const { run, ok } = await session();
  await ok('opp', 'add', 'Yen', '--amount', 'JPY 10000');
  await ok('opp', 'add', 'Won', '--amount', 'EUR 100', '--stage', 'won', '--close', '2026-02-01');
  await ok('rate', 'set', 'EUR', '1.05', '--on', '2026-01-01');
  await ok('rate', 'set', 'EUR', '1.08', '--on', '2026-03-01');
  await ok('rate', 'set', 'JPY', '0.0067', '--on', '2026-02-15');
  await ok('rate', 'set', 'KRW', '0.0007');
  const sum = ['report', 'run', '--measure', 'count, sum(amount)', '--csv'];
  const { stdout, stderr } = await run(...sum, '--group', 'name', '--total');
  expect(stdout).toBe(
    'name,currency,count,sum_amount\nDollars,USD,1,1000.00\nEuros,USD,1,540.00\nPounds,GBP,1,99.00\n' +
      'Won,USD,1,105.00\nYen,USD,1,67.00\ntotal,GBP,1,99.00\ntotal,USD,4,1712.00\n',
  );
  expect(stderr).toContain('no rate of GBP on 2026-03-12');
  expect(await ok(...sum, '--group', 'currency', '--sort', '-currency')).toBe(
    'own_currency,currency,count,sum_amount\nUSD,USD,1,1000.00\nJPY,USD,1,67.00\nGBP,GBP,1,99.00\n' +
      'EUR,USD,2,645.00\n',
  );
  expect(await run('report', 'run', '--measure', 'sum(amount), max(name) as currency')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('amounts have a column currency already'),
  });
});

test('sums in formulas and on the board are converted too; without a rate they are missing', async () => {
  const { ok } = await session();
  await ok('field', 'add', 'account', 'worth', '--type', 'formula', '--formula', 'sum(opps.amount)');
  const worth = ['account', 'list', '--csv', '--columns', 'name,worth'];
  expect(await ok(...worth)).toBe('name,worth\nAcme,\n');
  await ok('rate', 'set', 'EUR', '1.08');
  expect(await ok(...worth)).toBe('name,worth\nAcme,\n');
  await ok('rate', 'set', 'GBP', '1.27');
  expect(await ok(...worth)).toBe('name,worth\nAcme,1665.73\n');
  expect(await ok('account', 'list', '-f', 'ids', '--where', 'worth > 1665')).toBe('1\n');
  expect(await ok('board')).toContain('$1.5k open');
});

test('filters compare amounts in several currencies by the rates', async () => {
  const { ok } = await session();
  const named = async (where: string, noun = 'opp') =>
    (await ok(noun, 'list', '--where', where, '--columns', 'name', '--sort', 'id', '--csv'))
      .split('\n')
      .slice(1, -1);
  await ok('opp', 'add', 'Yen', '--account', 'Acme', '--amount', 'JPY 20000');
  // A number counts in the currency of each record, however many decimals that has.
  expect(await named('amount > 400')).toEqual(['Dollars', 'Euros', 'Yen']);
  // Without a rate, an amount is neither more nor less than one in another currency.
  expect(await named('amount > "400 USD"')).toEqual(['Dollars']);
  expect(await named('not amount > "400 USD"')).toEqual(['Euros', 'Pounds', 'Yen']);
  await ok('rate', 'set', 'EUR', '1.08', '--on', '2026-01-01');
  await ok('rate', 'set', 'JPY', '0.0065', '--on', '2026-01-01');
  expect(await named('amount > "400 USD"')).toEqual(['Dollars', 'Euros']);
  expect(await named('amount <= "500 EUR"')).toEqual(['Euros', 'Yen']);
  expect(await named('amount = "540 USD"')).toEqual([]);
  // The weighted amount and one of another field as well.
  await ok('field', 'add', 'account', 'minimum', '--type', 'money');
  await ok('account', 'edit', '1', '--set', 'minimum=500 USD');
  expect(await named('amount > account.minimum')).toEqual(['Dollars', 'Euros']);
  expect(await named('minimum < "30000 JPY"', 'account')).toEqual([]);
  expect(await named('minimum < "90000 JPY"', 'account')).toEqual(['Acme']);
});

test('lists are sorted by what amounts are worth, those without a rate last', async () => {
  const { ok } = await session();
  const names = async () =>
    (await ok('opp', 'list', '--sort=-amount', '--columns', 'name', '--csv')).trim().split('\n');
  await ok('opp', 'edit', '2', '--amount', 'JPY 99000');
  expect(await names()).toEqual(['name', 'Dollars', 'Euros', 'Pounds']);
  await ok('rate', 'set', 'JPY', '0.007', '--on', '2026-01-01');
  await ok('rate', 'set', 'GBP', '20', '--on', '2026-01-01');
  expect(await names()).toEqual(['name', 'Pounds', 'Dollars', 'Euros']);
  expect(await ok('opp', 'list', '--sort', 'amount', '--limit', '1', '--columns', 'name', '--csv')).toBe(
    'name\nEuros\n',
  );
  await ok('rate', 'rm', 'GBP', '--on', '2026-01-01');
  expect(await names()).toEqual(['name', 'Dollars', 'Euros', 'Pounds']);
});
