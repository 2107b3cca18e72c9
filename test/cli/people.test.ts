import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';
import { shop } from '../support/shop.ts';

function session() {
  const home = makeHome();
  const run = (...args: string[]) => crm(args, { home });
  const rows = async (...args: string[]) => JSON.parse((await run(...args, '--json')).stdout);
  const people = async (...names: string[]) => {
    for (const name of names) await run('contact', 'add', name);
  };
  return { run, rows, people };
}

test('contacts are related, and both pages say how, until an undo', async () => {
  const { run, rows, people } = session();
  await people('Ann Lee', 'Bob Roe', 'Cy Poe');
  expect(await run('contact', 'relate', '1', '2', '--as', 'manager')).toEqual({
    exitCode: 0,
    stdout: '1\n',
    stderr: '',
  });
  await run('contact', 'relate', '1', 'cy', '--as', 'assistant');
  await run('contact', 'relate', '2', '3', '--as', 'spouse');
  expect((await run('contact', 'relate', '3', '2', '--as', 'spouse')).stderr).toBe('nothing changed\n');
  const relations = async (id: number) =>
    (await rows('contact', 'show', String(id))).relations.map((row: { name: string; relation: string }) => [
      row.name,
      row.relation,
    ]);
  expect(await relations(1)).toEqual([
    ['Bob Roe', 'manager'],
    ['Cy Poe', 'assistant'],
  ]);
  expect(await relations(2)).toEqual([
    ['Ann Lee', 'report'],
    ['Cy Poe', 'spouse'],
  ]);
  expect(await relations(3)).toEqual([
    ['Ann Lee', 'assisted by'],
    ['Bob Roe', 'spouse'],
  ]);
  // A pipe has them too.
  const from = await run('contact', 'list', '--columns', 'related_from', '--sort', 'id', '--no-header');
  expect(from.stdout).toBe('\nAnn Lee (report)\nAnn Lee (assisted by);Bob Roe (spouse)\n');
  expect((await run('contact', 'list', '--where', 'related_from ~ "ann lee"', '-f', 'ids')).stdout).toBe(
    '2\n3\n',
  );
  expect((await run('contact', 'relate', '2', '1', '--as', 'manager')).stderr).toContain(
    'contact 1 reports to contact 2: it cannot be the other way round too',
  );
  expect((await run('contact', 'list', '--where', 'reports_to = bob', '-f', 'ids')).stdout).toBe('');
  expect((await run('contact', 'list', '--where', 'reports_to = "Bob Roe"', '-f', 'ids')).stdout).toBe('1\n');
  await run('contact', 'unrelate', '3', '1');
  expect(await relations(3)).toEqual([['Bob Roe', 'spouse']]);
  await run('merge', 'contact:1', 'contact:2');
  expect(await relations(1)).toEqual([['Cy Poe', 'spouse']]);
  await run('undo');
  await run('undo');
  expect(await relations(3)).toEqual([
    ['Ann Lee', 'assisted by'],
    ['Bob Roe', 'spouse'],
  ]);
  expect((await run('contact', 'rm', '2', '--yes')).exitCode).toBe(0);
  expect(await rows('contact', 'show', '1')).toMatchObject({ reports_to: null });
});

test('birthdays are in the past, revenue has its own currency, and deals have a type', async () => {
  const { run, rows } = session();
  await run(
    'contact',
    'add',
    'Ann Lee',
    '--salutation',
    'dr',
    '--birthdate',
    '12 mar 1980',
    '--language',
    'de',
  );
  await run('account', 'add', 'Acme', '--revenue', 'EUR 12m', '--shipping-city', 'Berlin');
  await run('opp', 'add', 'Deal', '--type', 'Renewal', '--amount', '5k');
  expect(await rows('contact', 'show', '1')).toMatchObject({
    salutation: 'Dr',
    birthdate: '1980-03-12',
    language: 'de',
  });
  expect(await rows('account', 'show', '1')).toMatchObject({
    revenue: { amount: '12000000.00', currency: 'EUR' },
    shipping_city: 'Berlin',
  });
  expect((await run('account', 'list', '--columns', 'revenue', '--where', 'revenue > 1m')).stdout).toBe(
    'revenue\n12000000.00 EUR\n',
  );
  expect((await run('opp', 'list', '--where', 'type = renewal', '-f', 'ids')).stdout).toBe('1\n');
  await run('account', 'edit', '1', '--revenue', '');
  expect(await rows('account', 'show', '1')).toMatchObject({ revenue: null });
  expect((await run('activity', 'add', '--type', 'letter', '--subject', 'Offer')).exitCode).toBe(0);
  expect((await run('doctor', '--json')).stdout).not.toContain('"problem"');
});

test('a search that finds nothing looks for words that are spelled almost the same', async () => {
  const { run } = session();
  await run('account', 'add', 'Acme Ltd');
  await run('account', 'add', 'Acmee Sons');
  await run('lead', 'add', 'Ann Lee', '--company', 'Heron Ceramics');
  expect(await run('search', 'acmee')).toMatchObject({
    stdout: 'noun\tid\ttitle\tmatch\naccount\t2\tAcmee Sons\t\n',
    stderr: '',
  });
  expect(await run('search', 'cermaics', 'ann', '-f', 'ids')).toEqual({
    exitCode: 0,
    stdout: 'lead:1\n',
    stderr: 'no record contains "cermaics ann"; found instead of "cermaics": ceramics\n',
  });
  expect((await run('search', 'acmme', '-f', 'ids')).stdout.trim().split('\n').sort()).toEqual([
    'account:1',
    'account:2',
  ]);
  expect((await run('search', 'zzzzzz', '-f', 'ids')).stdout).toBe('');
});

test('the page of an account sums up deals, contact and its subsidiaries', async () => {
  const { run, rows } = session();
  await run('account', 'add', 'Acme');
  await run('account', 'add', 'Acme Sub', '--parent', 'Acme');
  await run('contact', 'add', 'Ann Lee', '--account', 'Acme');
  await run('opp', 'add', 'One', '--account', 'Acme', '--contact', 'Ann Lee', '--amount', '10k');
  await run('opp', 'add', 'Two', '--account', 'Acme Sub', '--amount', '5k');
  await run('opp', 'add', 'Three', '--account', 'Acme Sub', '--amount', 'EUR 7k');
  await run('opp', 'win', 'One');
  await run('log', 'email', 'contact:1', 'hello');
  const { totals } = await rows('account', 'show', '1');
  const usd = (amount: string) => ({ amount, currency: 'USD' });
  expect(totals).toMatchObject([
    {
      scope: 'account',
      won: usd('10000.00'),
      won_deals: 1,
      open: null,
      open_deals: 0,
      through: 'email',
      by: 'tester',
    },
    {
      scope: 'with subsidiaries',
      won: usd('10000.00'),
      open: usd('5000.00'),
      last_contact: expect.any(String),
    },
    { scope: 'with subsidiaries', open: { amount: '7000.00', currency: 'EUR' } },
  ]);
  expect((await rows('contact', 'show', '1')).totals).toMatchObject([{ won_deals: 1, no_shows: 0 }]);
  await run('lead', 'add', 'Bob Roe');
  expect((await rows('lead', 'show', '1')).totals).toEqual([]);
});

test('the address of a firm that has a shipping address as well is its billing address', async () => {
  const { ok, run, json } = shop();
  await ok(
    'account',
    'add',
    'Acme',
    '--billing-street',
    'Road 1',
    '--billing-city',
    'Bonn',
    '--shipping-city',
    'Berlin',
  );
  await ok('account', 'edit', '1', '--billing-postal-code', '53111', '--billing-country', 'DE');
  expect(await json('account', 'show', '1')).toMatchObject({
    ...{ street: 'Road 1', city: 'Bonn', postal_code: '53111', country: 'DE', shipping_city: 'Berlin' },
  });
  await ok('account', 'edit', '1', '--billing-city', '');
  expect(await json('account', 'show', '1')).toMatchObject({ city: null, shipping_city: 'Berlin' });
  expect((await run(['lead', 'add', 'Bob', '--billing-city', 'Bonn'])).stderr).toContain('unknown option');
});
