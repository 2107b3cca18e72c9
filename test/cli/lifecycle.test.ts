import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

function session() {
  const home = makeHome();
  const run = (args: readonly string[], now?: string) =>
    crm([...args, ...(now === undefined ? [] : ['--now', now])], { home });
  const ok = async (...args: string[]) => {
    const { exitCode, stdout, stderr } = await run(args);
    expect([exitCode, stderr]).toEqual([0, expect.anything()]);
    return stdout;
  };
  const lifecycle = async (ref: string, noun = 'contact') => {
    const { lifecycle, lifecycle_since, lifecycle_days } = JSON.parse(await ok(noun, 'show', ref, '--json'));
    return [lifecycle, lifecycle_since, lifecycle_days];
  };
  return { home, run, ok, lifecycle };
}

test('a stage has the day it was reached, and so have those before it', async () => {
  const { run, ok, lifecycle } = session();
  await run(['contact', 'add', 'Ann Lee', '--lifecycle', 'LEAD'], '2026-01-10T10:00:00Z');
  expect(await lifecycle('1')).toEqual(['lead', '2026-01-10', ['lead 2026-01-10']]);
  await ok('contact', 'edit', '1', '--lifecycle', 'qualified', '--lifecycle-since', '2026-02-01');
  await ok('contact', 'edit', '1', '--lifecycle', 'customer');
  expect(await lifecycle('1')).toEqual([
    'customer',
    '2026-03-12',
    ['lead 2026-01-10', 'qualified 2026-02-01', 'customer 2026-03-12'],
  ]);
  await ok('contact', 'edit', '1', '--lifecycle-since', '2026-03-01');
  expect(await ok('contact', 'list', '-f', 'ids', '--where', 'lifecycle_since > -30d')).toBe('1\n');
  expect(await ok('contact', 'list', '-f', 'ids', '--where', 'lifecycle_days has "lead 2026-01-10"')).toBe(
    '1\n',
  );
  await ok('contact', 'edit', '1', '--lifecycle', '');
  expect(await lifecycle('1')).toEqual([
    null,
    null,
    ['lead 2026-01-10', 'qualified 2026-02-01', 'customer 2026-03-01'],
  ]);
  const { timeline } = JSON.parse(await ok('contact', 'show', '1', '--json'));
  expect(JSON.stringify(timeline)).toContain('Ann Lee: qualified → customer');
  for (let undone = 0; undone < 4; undone++) await ok('undo');
  expect(await lifecycle('1')).toEqual(['lead', '2026-01-10', ['lead 2026-01-10']]);
});

test('who wins a deal has customers since that day', async () => {
  const { ok, lifecycle } = session();
  await ok('account', 'add', 'Acme', '--lifecycle', 'opportunity', '--lifecycle-since', '2026-01-01');
  await ok('contact', 'add', 'Ann Lee', '--account', 'Acme');
  await ok('opp', 'add', 'Deal', '--account', 'Acme', '--contact', 'Ann Lee', '--amount', '100');
  await ok('opp', 'win', '1', '--on', '2026-03-10');
  expect(await lifecycle('1', 'account')).toEqual([
    'customer',
    '2026-03-10',
    ['opportunity 2026-01-01', 'customer 2026-03-10'],
  ]);
  expect(await lifecycle('1')).toEqual(['customer', '2026-03-10', ['customer 2026-03-10']]);
  await ok('undo');
  expect(await lifecycle('1')).toEqual([null, null, []]);
});

test('who is entered with a won deal or a purchase is a customer since that day, a refund makes nobody one', async () => {
  const { run, ok, lifecycle } = session();
  for (const name of ['Won', 'Bought', 'Refunded', 'Left'])
    await ok('account', 'add', name, '--kind', 'prospect');
  await ok('contact', 'add', 'Ann Lee', '--account', 'Bought', '--lifecycle', 'lead');
  await ok('account', 'edit', 'Left', '--lifecycle', 'former', '--lifecycle-since', '2026-02-01');
  const won = ['opp', 'add', 'Deal', '--account', 'Won', '--stage', 'won', '--amount', '100'];
  expect((await run(won)).stderr).toBe('account 1  Won is now a customer\n');
  const bought = ['--account', 'Bought', '--contact', '1', '--amount', '5', '--on', '2026-03-01'];
  expect((await run(['purchase', 'add', 'Cup', ...bought])).stderr).toBe(
    'account 2  Bought is now a customer\n',
  );
  expect((await run(['purchase', 'add', 'Refund', '--account', 'Refunded', '--amount=-5'])).stderr).toBe('');
  await ok('purchase', 'add', 'Old cup', '--account', 'Left', '--amount', '5', '--on', '2020-01-01');
  const { stdout } = await run([
    'account',
    'list',
    '--columns',
    'kind,lifecycle,lifecycle_since',
    '--sort',
    'id',
    '-f',
    'csv',
    '--no-header',
  ]);
  expect(stdout.split('\n')).toEqual([
    'customer,customer,2026-03-12',
    'customer,customer,2026-03-01',
    'prospect,,',
    'customer,former,2026-02-01',
    '',
  ]);
  expect((await lifecycle('1'))[0]).toBe('customer');
});

test('stages are a picklist: a rename rewrites the days too', async () => {
  const { run, ok, lifecycle } = session();
  await ok('contact', 'add', 'Ann Lee', '--lifecycle', 'subscriber', '--lifecycle-since', '2026-01-01');
  await ok('contact', 'edit', '1', '--lifecycle', 'former', '--lifecycle-since', '2026-01-02');
  await ok('picklist', 'rename', 'lifecycle', 'subscriber', 'reader');
  expect(await lifecycle('1')).toEqual(['former', '2026-01-02', ['reader 2026-01-01', 'former 2026-01-02']]);
  await ok('picklist', 'edit', 'lifecycle', '--closed');
  expect((await run(['contact', 'edit', '1', '--lifecycle', 'custmer'])).stderr).toContain('customer');
});

test('a conversion carries the stage and its day, and a merge keeps all days', async () => {
  const { ok, lifecycle } = session();
  await ok(
    'lead',
    'add',
    'Ann Lee',
    '--company',
    'Acme',
    '--lifecycle',
    'lead',
    '--lifecycle-since',
    '2026-01-01',
  );
  await ok('lead', 'convert', '1', '--no-opp');
  expect(await lifecycle('1')).toEqual(['lead', '2026-01-01', ['lead 2026-01-01']]);
  await ok('contact', 'add', 'Anne Lee', '--lifecycle', 'subscriber', '--lifecycle-since', '2025-05-01');
  await ok('contact', 'edit', '2', '--lifecycle', 'former', '--lifecycle-since', '2025-06-01');
  await ok('contact', 'add', 'Anna Lee');
  await ok('merge', 'contact:3', 'contact:2', '--yes');
  expect(await lifecycle('3')).toEqual([
    'former',
    '2025-06-01',
    ['subscriber 2025-05-01', 'former 2025-06-01'],
  ]);
});

test('files carry stage and day, and a full export all days', async () => {
  const { home, run, ok, lifecycle } = session();
  writeFileSync(
    join(home, 'in.csv'),
    'Name,Lifecycle Stage,Lifecycle since\nAnn Lee,Customer,2025-12-24\nBob Roe,,2025-12-24\n',
  );
  const { stderr } = await run(['contact', 'import', join(home, 'in.csv')]);
  expect(stderr).toContain('lifecycle_since');
  expect(await lifecycle('1')).toEqual(['customer', '2025-12-24', ['customer 2025-12-24']]);
  expect(await lifecycle('2')).toEqual([null, null, []]);
  await ok('contact', 'edit', '1', '--lifecycle', 'former');
  const db = ['--db', join(home, 'new.db')];
  const input = await ok('export', 'all');
  expect((await crm([...db, 'import', 'all', '-'], { home, input })).exitCode).toBe(0);
  expect(await ok(...db, 'export', 'all')).toBe(input);
  const csv = join(home, 'out.csv');
  await ok('contact', 'export', '-o', csv);
  const copy = ['--db', join(home, 'copy.db')];
  await ok(...copy, 'contact', 'import', csv);
  expect(await ok(...copy, 'contact', 'list', '--csv', '--columns', 'name,lifecycle,lifecycle_since')).toBe(
    'name,lifecycle,lifecycle_since\nAnn Lee,former,2026-03-12\nBob Roe,,\n',
  );
});
