import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { crm, environment, makeHome } from '../support/program.ts';
import { open } from '../support/terminal.ts';
import { SHELL_PROGRAM } from '../support/under-test.ts';

const home = makeHome(afterAll);
const cwd = join(home, 'here');
const run = (...args: string[]) => crm(args, { home, cwd });

beforeAll(async () => {
  mkdirSync(cwd);
  const rows = Array.from({ length: 3000 }, (_, index) => `Lead ${index},Company ${index % 7},note ${index}`);
  await crm(['lead', 'import', '-'], { home, cwd, input: `Name,Company,Notes\n${rows.join('\n')}\n` });
});

test('is CSV with every field, in order of ids', async () => {
  const { stdout } = await run('lead', 'export', '--limit', '2');
  const [header, first, second] = stdout.split('\n');
  expect(header).toMatch(
    /^id,name,salutation,first_name,last_name,company,.*,external_source,external_id,created_at,updated_at$/,
  );
  expect([first?.split(',')[0], second?.split(',')[0]]).toEqual(['1', '2']);
});

test('is CSV also on a terminal', async () => {
  const terminal = open(['lead', 'export', '--limit', '1', '--columns', 'id,company'], { home, cwd });
  expect(await terminal.exit).toBe(0);
  expect(terminal.screen()).toBe('id,company\n1,Company 0');
});

test('takes the options of lists', async () => {
  const { stdout } = await run(
    'lead',
    'export',
    '--where',
    'company = "Company 3" and id < 20',
    '--sort',
    '-id',
    '--columns',
    'id,company',
    '--no-header',
  );
  expect(stdout).toBe('18,Company 3\n11,Company 3\n4,Company 3\n');
});

test('with --output writes a private file, in the format of its extension', async () => {
  expect(await run('lead', 'export', '--limit', '1', '--columns', 'id', '-o', 'leads.json')).toMatchObject({
    exitCode: 0,
    stdout: '',
  });
  expect(JSON.parse(readFileSync(join(cwd, 'leads.json'), 'utf8'))).toEqual([{ id: 1 }]);
  expect(statSync(join(cwd, 'leads.json')).mode & 0o777).toBe(0o600);
});

test('keeps the existing file on failure', async () => {
  writeFileSync(join(cwd, 'kept.csv'), 'mine');
  const { exitCode } = await run('lead', 'export', '-o', 'kept.csv', '--columns', 'nme');
  expect(exitCode).toBe(2);
  expect(readFileSync(join(cwd, 'kept.csv'), 'utf8')).toBe('mine');
  expect((await run('lead', 'export', '-o', 'nowhere/leads.csv')).stderr).toBe(
    'crm: cannot write "nowhere/leads.csv": no such folder\n',
  );
  expect(readdirSync(cwd).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

test('replaces the target of a link, not the link', async () => {
  writeFileSync(join(cwd, 'real.csv'), 'old');
  symlinkSync(join(cwd, 'real.csv'), join(cwd, 'link.csv'));
  await run('lead', 'export', '--limit', '1', '--columns', 'id', '-o', 'link.csv', '--force');
  expect(readFileSync(join(cwd, 'real.csv'), 'utf8')).toBe('id\n1\n');
});

test('fails on a full disk', async () => {
  const { exitCode, stderr } = await run('lead', 'export', '-o', '/dev/full');
  expect({ exitCode, stderr }).toEqual({
    exitCode: 1,
    stderr: 'crm: cannot write "/dev/full": no space left on the device\n',
  });
});

test('ends quietly when the reader closes the pipe', async () => {
  const line = SHELL_PROGRAM;
  const { stdout, stderr } = await execa(
    'bash',
    ['-c', `set -o pipefail; ${line} lead export | head -1 | cut -c1-7`],
    {
      env: environment({ home }),
      extendEnv: false,
      cwd,
    },
  );
  expect({ stdout, stderr }).toEqual({ stdout: 'id,name', stderr: '' });
});

test('cannot be a table, or a workbook of another kind', async () => {
  expect(await run('lead', 'export', '-f', 'table')).toMatchObject({
    exitCode: 2,
    stdout: '',
    stderr: expect.stringContaining('To view it: crm lead list'),
  });
  expect(await run('lead', 'export', '-o', 'leads.ods')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('-o leads.xlsx'),
  });
  for (const line of [
    ['lead', 'list'],
    ['lead', 'export'],
    ['report', 'pipeline'],
  ])
    expect(await run(...line, '-o', 'all.PDF')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('cannot write a file such as "all.PDF"\nRows: -o all.csv'),
    });
  expect(await run('lead', 'export', '--json', '-o', 'leads.xlsx')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('"leads.xlsx" is a workbook, not json'),
  });
  expect((await run('lead', 'list', '--excel', '--json')).stderr).toContain('--excel is a variant of csv');
  const usual = await crm(['lead', 'export', '--limit', '1', '--columns', 'id'], {
    home,
    cwd,
    env: { CRM_FORMAT: 'table' },
  });
  expect(usual.stdout).toBe('id\n1\n');
});

test('escapes formulas for spreadsheets, and import unescapes them', async () => {
  const other = makeHome();
  const there = (...args: string[]) => crm(args, { home: other, cwd });
  await there('lead', 'add', '=HYPERLINK("x")', '--notes', "'-quoted");
  const written = (await there('lead', 'list', '--excel', '--columns', 'id,name')).stdout;
  expect(written).toBe(`\ufeffid,name\r\n1,"'=HYPERLINK(""x"")"\r\n`);
  await there('lead', 'export', '--excel', '-o', 'guarded.csv');
  const again = await there('lead', 'import', 'guarded.csv', '--dry-run', '--json');
  expect(JSON.parse(again.stdout)).toMatchObject({ created: 0, updated: 0, unchanged: 1 });
});

test('of a call list leaves out leads on the do-not-call list', async () => {
  const other = makeHome();
  const there = async (...args: string[]) => {
    const done = await crm(args, { home: other, cwd });
    expect([args, done.exitCode, done.stderr]).toEqual([args, 0, expect.any(String)]);
    return done;
  };
  await there('lead', 'add', 'Ann', '--phone', '+44 20 7946 1001', '--campaign', 'expo', '--company', 'Acme');
  await there('lead', 'add', 'Bob', '--phone', '+44 20 7946 1002', '--phone', '+1 415 555 0100');
  await there('lead', 'add', 'Cem', '--phone', '+44 20 7946 1003', '--do-not-call');
  await there('lead', 'add', 'Dot', '--phone', '+44 20 7946 1004');
  await there('lead', 'add', 'Eve');
  await there('lead', 'disqualify', 'Dot', '--reason', 'gone');
  await there('dnc', 'add', '+44 20 7946 1002');
  const scripts = join(other, 'config', 'crm', 'scripts');
  mkdirSync(scripts, { recursive: true });
  writeFileSync(join(scripts, 'expo.txt'), 'Hello, we met\nat the expo\n');
  const { stdout, stderr } = await there('lead', 'export', '--call-list');
  expect(stdout).toBe(
    'phone,name,company,zone,script\n' +
      '+442079461001,Ann,Acme,Europe/London,"Hello, we met\nat the expo"\n' +
      '+14155550100,Bob,,America/Los_Angeles,\n',
  );
  expect(stderr).toBe(
    'left out: 1 on the do-not-call list, 1 without a working number, 1 converted or disqualified\n',
  );
  const some = await there('lead', 'export', '--call-list', '--offset', '1', '--limit', '1', '-f', 'ids');
  expect(some.stdout).toBe('2\n');
});

test('of vCards can be imported by a phone and by crm', async () => {
  const other = makeHome();
  const there = (...args: string[]) => crm(args, { home: other, cwd });
  await there('account', 'add', 'Acme');
  await there('contact', 'add', 'Jane Doe', '--account', 'Acme', '--phone', '+14155550100', '--tag', 'vip');
  const card =
    'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Jane Doe\r\nN:Doe;Jane;;;\r\nORG:Acme\r\nTEL:+14155550100\r\n' +
    'CATEGORIES:vip\r\nEND:VCARD\r\n';
  expect((await there('contact', 'export', '--vcard')).stdout).toBe(card);
  expect((await there('contact', 'export', '-f', 'vcard')).stdout).toBe(card);
  await there('contact', 'export', '-o', 'people.vcf');
  expect(readFileSync(join(cwd, 'people.vcf'), 'utf8')).toBe(card);
  const back = await there('contact', 'import', 'people.vcf', '--json');
  expect(JSON.parse(back.stdout)).toMatchObject({ created: 0, updated: 0, unchanged: 1 });
  expect((await there('contact', 'export', '--vcard', '5')).stderr).toContain('unknown vCard version "5"');
  expect((await there('account', 'export', '-o', 'all.vcf')).stderr).toContain(
    'accounts cannot be written as vCards',
  );
});
