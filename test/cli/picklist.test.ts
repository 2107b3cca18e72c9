import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { makeFirstSchema } from '../support/first-schema.ts';
import { crm, makeHome } from '../support/program.ts';

function session() {
  const home = makeHome();
  const run = (...args: string[]) => crm(args, { home });
  const rows = async (...args: string[]) => JSON.parse((await run(...args, '--json')).stdout);
  const values = async (list: string) =>
    (await rows('picklist', 'show', list)).map((row: { name: string; used: number }) => [row.name, row.used]);
  const file = (name: string, text: string) => {
    const path = join(home, name);
    writeFileSync(path, text);
    return path;
  };
  return { home, run, rows, values, file };
}

test('a list for what ties two records takes a new value with a note', async () => {
  const home = makeHome();
  for (const name of ['Ann Lee', 'Bob Roe']) await crm(['contact', 'add', name], { home });
  const { stderr } = await crm(['contact', 'relate', '1', '2', '--as', 'asistant'], { home });
  expect(stderr).toContain('asistant');
  expect(stderr).toContain('assistant');
});

test('an open list takes a new value with a note, and spells the others as it does', async () => {
  const { run, rows, values } = session();
  await run('lead', 'add', 'Ann', '--source', 'Trade fair');
  expect((await run('lead', 'add', 'Bob', '--source', 'Trade fare')).stderr).toBe(
    'New in the picklist source: "Trade fare"\n' +
      `Did you mean "Trade fair"?   crm picklist merge source 'Trade fare' --into 'Trade fair'\n`,
  );
  expect((await run('account', 'add', 'Acme', '--source', 'TRADE  FAIR')).stderr).toBe('');
  expect(await values('source')).toEqual([
    ['Trade fair', 2],
    ['Trade fare', 1],
  ]);
  expect(await rows('picklist', 'merge', 'source', '--suggest')).toMatchObject([
    { value: 'Trade fare', into: 'Trade fair', used: 1, into_used: 2 },
  ]);
  expect((await run('doctor')).stdout).toContain('Trade fare = Trade fair');
});

test('values that a word at their end tells apart are offered for merging, those with another number are not', async () => {
  const { run, rows } = session();
  await run(
    'picklist',
    'add',
    'source',
    'Web',
    'Web Site',
    'Expo',
    'Expo 2026',
    'Partner',
    'Web Site Form Old',
  );
  await run('lead', 'add', 'Ann', '--source', 'Web Site');
  expect(await rows('picklist', 'merge', 'source', '--suggest')).toMatchObject([
    { value: 'Web', into: 'Web Site', used: 0, into_used: 1 },
  ]);
});

test('a closed list refuses another value with the nearest; an import adds it only when told to', async () => {
  const { run, values, file } = session();
  await run('picklist', 'add', 'source', 'Web', 'Referral');
  await run('picklist', 'edit', 'source', '--closed');
  expect(await run('lead', 'add', 'Ann', '--source', 'Referal')).toMatchObject({
    exitCode: 1,
    stderr:
      'crm: "Referal" is not in the picklist source\n' +
      'Did you mean "Referral"?   See all: crm picklist show source   Add it: crm picklist add source Referal\n',
  });
  const leads = file(
    'leads.csv',
    'Last name,Lead source,Lead status\nRoe,web,new\nDoe,Podcast,Hot prospect\n',
  );
  expect((await run('lead', 'import', leads)).exitCode).toBe(1);
  expect(await run('lead', 'import', leads, '--create', 'picklist')).toMatchObject({ exitCode: 0 });
  expect(await values('source')).toEqual([
    ['Web', 1],
    ['Referral', 0],
    ['Podcast', 1],
  ]);
  expect(await values('lead-status')).toContainEqual(['Hot prospect', 1]);
  await run('undo');
  expect(await values('lead-status')).not.toContainEqual(['Hot prospect', 0]);
});

test('a renamed and a merged value answer to their former names everywhere, until an undo', async () => {
  const { run, values, file } = session();
  for (const source of ['web site', 'web site', 'Website', 'Web'])
    await run('lead', 'add', 'Ann', '--source', source);
  await run('segment', 'add', 'online', '--noun', 'lead', '--where', 'source = "web site"');
  const before = (await run('lead', 'export')).stdout;
  const lists = (await run('picklist', 'show', 'source')).stdout;
  expect((await run('picklist', 'merge', 'source', 'web site', 'website', '--into', 'web')).stdout).toBe(
    'Web\n',
  );
  expect(await values('source')).toEqual([['Web', 4]]);
  await run('picklist', 'rename', 'source', 'Web', 'Internet');
  const found = async (...args: string[]) => (await run('lead', 'list', ...args, '-f', 'ids')).stdout;
  expect(await found('--where', 'source = "web site"')).toBe('4\n3\n2\n1\n');
  expect(await found('--where', 'source in (web, website) and source != WEB')).toBe('');
  expect(await found('--segment', 'online')).toBe('4\n3\n2\n1\n');
  const leads = file('more.csv', 'Last name,Source\nRoe,Web Site\n');
  await run('lead', 'import', leads);
  expect(await values('source')).toEqual([['Internet', 5]]);
  for (const _ of ['import', 'rename', 'merge']) expect((await run('undo')).exitCode).toBe(0);
  expect((await run('lead', 'export')).stdout).toBe(before);
  expect((await run('picklist', 'show', 'source')).stdout).toBe(lists);
  for (const _ of ['merge', 'rename', 'import']) expect((await run('redo')).exitCode).toBe(0);
  expect(await values('source')).toEqual([['Internet', 5]]);
});

test('renamed statuses keep their meaning for commands, new leads and files', async () => {
  const { run, rows, file } = session();
  await run('picklist', 'rename', 'lead-status', 'new', 'fresh');
  await run('picklist', 'rename', 'lead-status', 'qualified', 'sales ready');
  await run('picklist', 'rename', 'lead-status', 'converted', 'customer');
  await run('lead', 'add', 'Ann');
  await run('lead', 'import', file('l.csv', 'Last name,Status\nRoe,\nDoe,Sales Qualified\nPoe,new\n'));
  await run('lead', 'qualify', '1');
  expect((await rows('lead', 'list', '--sort', 'id')).map((row: { status: string }) => row.status)).toEqual([
    'sales ready',
    'fresh',
    'sales ready',
    'fresh',
  ]);
  await run('lead', 'convert', '1', '--no-opp');
  expect(await rows('lead', 'show', '1')).toMatchObject({ status: 'customer' });
  expect((await run('lead', 'list', '--status', 'qualified', '-f', 'ids')).stdout).toBe('3\n');
  expect((await run('doctor', '--json')).stdout).not.toContain('"problem"');
  expect(await run('picklist', 'rm', 'lead-status', 'customer')).toMatchObject({ exitCode: 1 });
  expect(await run('picklist', 'merge', 'lead-status', 'fresh', '--into', 'nurturing')).toMatchObject({
    exitCode: 1,
  });
  expect(await run('picklist', 'rename', 'task-kind', 'callback', 'ring')).toMatchObject({ exitCode: 1 });
});

test('an undo keeps a value that a later record has, and refuses to take one from a closed list', async () => {
  const { run, values } = session();
  await run('lead', 'add', 'Ann', '--source', 'Fair');
  await run('lead', 'add', 'Bob', '--source', 'fair');
  expect((await run('undo', '1')).exitCode).toBe(0);
  expect(await values('source')).toEqual([['Fair', 1]]);
  await run('picklist', 'add', 'account-kind', 'reseller');
  await run('account', 'add', 'Acme', '--kind', 'reseller');
  expect(await run('undo', '4')).toMatchObject({ exitCode: 1 });
  await run('account', 'edit', '1', '--kind', 'vendor');
  await run('picklist', 'rm', 'account-kind', 'reseller');
  expect((await run('undo', '6')).stderr).toContain(
    '"reseller" is not in the picklist account-kind any longer',
  );
  expect(await run('picklist', 'rm', 'account-kind', 'vendor')).toMatchObject({ exitCode: 1 });
  expect((await run('picklist', 'rm', 'account-kind', 'vendor', '--to', 'partner')).exitCode).toBe(0);
});

test('texts of an older database become values, and an archive takes all lists along', async () => {
  const { home, run, values } = session();
  const path = join(home, 'old.db');
  makeFirstSchema(path, 3);
  const db = new Database(path);
  db.exec(`
    update lead set source = case id when 1 then 'Web' when 2 then 'web' else ' ' end, status = 'connected';
    insert into account (name, name_key, kind, industry, created_at, updated_at)
      values ('Acme', 'acme', 'vendor', 'Retail', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z')`);
  db.close();
  const old = (...args: string[]) => crm(['--db', path, ...args], { home });
  expect((await old('picklist', 'show', 'source')).stdout).toBe(
    'name\tkind\tused\tformer_names\nWeb\t\t1\t\nweb\t\t1\t\n',
  );
  expect((await old('account', 'edit', '1', '--kind', 'other')).exitCode).toBe(0);
  await old('picklist', 'rename', 'source', 'Web', 'Internet');
  await old('picklist', 'edit', 'industry', '--closed');
  await old('export', 'all', '-o', join(home, 'all.jsonl'), '--format', 'jsonl');
  await run('import', 'all', join(home, 'all.jsonl'));
  expect(await values('source')).toEqual([
    ['Internet', 1],
    ['web', 1],
  ]);
  expect((await run('account', 'edit', '1', '--industry', 'Retial')).stderr).toContain(
    'Did you mean "Retail"?',
  );
  expect((await run('lead', 'list', '--where', 'source = Web', '-f', 'ids')).stdout).toBe('1\n');
});
