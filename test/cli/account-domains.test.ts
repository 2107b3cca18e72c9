import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

function session() {
  const home = makeHome();
  const run = (...args: string[]) => crm(args, { home });
  const ok = async (...args: string[]) => {
    const { exitCode, stdout, stderr } = await run(...args);
    expect([exitCode, stderr]).toEqual([0, expect.anything()]);
    return stdout;
  };
  const file = (text: string) => {
    writeFileSync(join(home, 'in.csv'), text);
    return join(home, 'in.csv');
  };
  return { run, ok, file };
}

test('an account is found by each of its domains', async () => {
  const { run, ok } = session();
  await ok('account', 'add', 'Acme', '--website', 'acme.test', '--domain', 'acme.io');
  for (const name of ['acme.io', 'https://www.acme.io/about', 'acme.test'])
    expect(await ok('account', 'show', name, '--columns', 'id', '-f', 'ids')).toBe('1\n');
  await ok('contact', 'add', 'Jane Doe', '--account', 'acme.io');
  expect(await ok('contact', 'list', '-f', 'ids', '--where', 'account = acme.io')).toBe('1\n');
  // Another company at the same domain is probably the same.
  expect((await run('account', 'add', 'Acme Labs', '--website', 'https://acme.io')).stderr).toContain('Acme');
  // So is that of a lead who writes from there.
  await ok('lead', 'add', 'Bob Roe', '--company', 'Acme Research', '--email', 'bob@acme.io');
  await ok('lead', 'convert', '1', '--no-opp');
  expect(JSON.parse(await ok('lead', 'show', '1', '--json'))).toMatchObject({ account_id: 1 });
});

test('imports find accounts by each of their domains, and keep their website', async () => {
  const { ok, file } = session();
  await ok('account', 'add', 'Acme', '--website', 'acme.test', '--domain', 'acme.io');
  const companies = file('name,website,city\nAcme,acme.io,Berlin\nAcme,acme.other,Paris\n');
  expect(await ok('account', 'import', companies, '-f', 'ids')).toBe('1\n2\n');
  expect(JSON.parse(await ok('account', 'show', '1', '--json'))).toMatchObject({
    website: 'acme.test',
    domains: ['acme.io'],
    city: 'Berlin',
  });
  const people = file('name,account\nJane Doe,acme.io\n');
  await ok('contact', 'import', people);
  expect(JSON.parse(await ok('contact', 'show', '1', '--json'))).toMatchObject({ account_id: 1 });
});
