import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

/** A home with an account, its contact and a case; `run` fails unless the command succeeds. */
async function desk() {
  const home = makeHome();
  const attempt = (args: readonly string[], now = '2026-03-12T10:00:00.000Z') =>
    crm([...args], { home, env: { CRM_NOW: now } });
  const run = async (args: readonly string[], now?: string) => {
    const { stdout, stderr, exitCode } = await attempt(args, now);
    if (exitCode !== 0) throw new Error(`crm ${args.join(' ')}: ${stderr}`);
    return stdout;
  };
  const show = async (id = 1) => JSON.parse(await run(['case', 'show', String(id), '--json']));
  await run(['account', 'add', 'Acme']);
  await run(['contact', 'add', 'Ann Lee', '--account', 'Acme']);
  await run([
    'case',
    'add',
    'Meter broken',
    '--contact',
    'Ann Lee',
    '--priority',
    'high',
    '--channel',
    'phone',
  ]);
  return { home, attempt, run, show };
}

test('a case belongs to its contact and account, is open, and stands on their pages', async () => {
  const { run, show } = await desk();
  expect(await show()).toMatchObject({
    subject: 'Meter broken',
    status: 'open',
    contact: 'Ann Lee',
    account: 'Acme',
    solved_at: null,
  });
  for (const page of [
    ['account', 'show', 'Acme'],
    ['contact', 'show', 'Ann Lee'],
  ])
    expect(JSON.parse(await run([...page, '--json'])).cases).toMatchObject([{ subject: 'Meter broken' }]);
});

test('solving says when and how, once; undo takes it back', async () => {
  const { attempt, run, show } = await desk();
  await run(['case', 'solve', 'Meter', '-r', 'Replaced it.']);
  expect(await show()).toMatchObject({
    status: 'solved',
    resolution: 'Replaced it.',
    solved_at: '2026-03-12T10:00:00.000Z',
  });
  expect((await attempt(['case', 'solve', '1'])).stderr).toContain('was already solved');
  expect(await run(['case', 'list', '-f', 'ids'])).toBe('');
  expect(await run(['case', 'list', '--all', '-f', 'ids'])).toBe('1\n');
  await run(['undo']);
  expect(await show()).toMatchObject({ status: 'open', resolution: null, solved_at: null });
});

test('a case is open again within a week, and continued by a new one later', async () => {
  const { run, show } = await desk();
  await run(['case', 'solve', '1']);
  await run(['case', 'reopen', '1'], '2026-03-18T10:00:00.000Z');
  expect(await show()).toMatchObject({ status: 'open', solved_at: null });
  await run(['case', 'solve', '1']);
  expect(await run(['case', 'reopen', '1', '-f', 'ids'], '2026-03-20T10:00:00.000Z')).toBe('2\n');
  expect(await run(['case', 'reopen', '1', '-f', 'ids'], '2026-03-21T10:00:00.000Z')).toBe('2\n');
  expect(await run(['case', 'list', '--all', '-f', 'ids'])).toBe('2\n1\n');
  expect(await show()).toMatchObject({ status: 'solved' });
  expect(await show(2)).toMatchObject({
    subject: 'Meter broken',
    status: 'open',
    follows_id: 1,
    contact: 'Ann Lee',
    priority: 'high',
  });
});

test('what goes out first is the first response; a note and what comes in are none', async () => {
  const { run, show } = await desk();
  await run(['log', 'note', 'case:1', 'looks like the gateway']);
  await run(['log', 'email', 'case:1', 'still broken', '--in']);
  expect(await show()).toMatchObject({ first_response_at: null });
  await run(['log', 'email', 'case:1', 'we send somebody'], '2026-03-12T11:00:00.000Z');
  await run(['log', 'email', 'case:1', 'on the way'], '2026-03-12T12:00:00.000Z');
  expect(await show()).toMatchObject({ first_response_at: '2026-03-12T11:00:00.000Z' });
  expect(JSON.parse(await run(['activity', 'list', '--where', 'case_id = 1', '--json']))).toHaveLength(4);
});

test('waiting, assigning and escalating are one word each', async () => {
  const { run, show } = await desk();
  await run(['user', 'add', 'bob']);
  await run(['case', 'wait', '1']);
  await run(['case', 'escalate', '1', '--to', 'bob']);
  expect(await show()).toMatchObject({ status: 'waiting', priority: 'urgent', owner: 'bob' });
  await run(['case', 'assign', '1', '--to', 'me']);
  expect(await show()).toMatchObject({ owner: 'tester' });
});

test('a status of the team has a meaning, and is set by edit', async () => {
  const { attempt, run, show } = await desk();
  await run(['picklist', 'add', 'case-status', 'with the vendor', '--kind', 'waiting']);
  await run(['picklist', 'add', 'case-status', "won't fix", '--kind', 'closed']);
  await run(['case', 'edit', '1', '--status', 'with the vendor']);
  expect(await show()).toMatchObject({ status: 'with the vendor', solved_at: null });
  await run(['case', 'edit', '1', '--status', "won't fix"]);
  expect(await show()).toMatchObject({ solved_at: '2026-03-12T10:00:00.000Z' });
  const { exitCode, stderr } = await attempt(['picklist', 'add', 'case-status', 'odd', '--kind', 'strange']);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('open, waiting, solved, closed');
});

test('tickets of other programs are imported with their states', async () => {
  const { home, run } = await desk();
  const file = join(home, 'tickets.csv');
  writeFileSync(
    file,
    `Case Number,Subject,Status,Priority,Case Origin,Contact Name,Account Name,Date/Time Closed
00001026,Wrong bill,Closed,Medium,Email,Ann Lee,Acme,2026-02-01 10:00
00001027,No signal,Working,High,Phone,Ann Lee,Acme,
00001028,New user,On Hold,Low,Web,Ann Lee,Acme,
00001029,Slow,in_progress,Low,Web,Ann Lee,Acme,
00001030,Loud,waiting-on-customer,Low,Web,Ann Lee,Acme,
`,
  );
  await run(['case', 'import', file, '--map', 'Case Number=external_id']);
  const rows = JSON.parse(await run(['case', 'export', '--format', 'json', '--where', 'id > 1']));
  expect(rows).toMatchObject([
    { subject: 'Wrong bill', status: 'closed', priority: 'normal', channel: 'email', contact: 'Ann Lee' },
    { subject: 'No signal', status: 'open', priority: 'high', solved_at: null },
    { subject: 'New user', status: 'waiting' },
    { subject: 'Slow', status: 'open' },
    { subject: 'Loud', status: 'waiting' },
  ]);
});

test('a folder of Salesforce brings its cases, linked to people, firms and each other', async () => {
  const { home, run } = await desk();
  const folder = join(home, 'salesforce');
  mkdirSync(folder);
  const files = {
    'Account.csv': 'Id,Name,Type\n001A000001abcdeIAA,Globex,Customer\n',
    'Contact.csv':
      'Id,AccountId,LastName,Email\n003A000001ccccCIAA,001A000001abcdeIAA,Roe,roe@globex.example\n',
    'Case.csv': `Id,CaseNumber,ContactId,AccountId,ParentId,Status,Origin,Subject,Priority,Description,ClosedDate,CreatedDate
500A000001aaaaaIAA,00001026,003A000001ccccCIAA,001A000001abcdeIAA,,Closed,Web,Wiring,Low,long,2025-04-02T10:00:00.000+0000,2025-04-01T10:00:00.000+0000
500A000001bbbbbIAA,00001027,003A000001ccccCIAA,001A000001abcdeIAA,500A000001aaaaaIAA,Working,Phone,Wiring again,High,,,2025-04-11T10:00:00.000+0000
`,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  await run(['migrate', folder]);
  const rows = JSON.parse(await run(['case', 'export', '--format', 'json', '--where', 'account = Globex']));
  expect(rows).toMatchObject([
    { subject: 'Wiring', status: 'closed', solved_at: '2025-04-02T10:00:00.000Z', contact: 'Roe' },
    { subject: 'Wiring again', status: 'open', solved_at: null, follows: 'Wiring', follows_id: 2 },
  ]);
  expect(rows[0].notes).toContain('00001026');
});

test('the board of cases is listed in a pipe: by status, or by who has to do something next', async () => {
  const { run } = await desk();
  await run(['case', 'add', 'Answered', '--contact', 'Ann Lee']);
  await run(['case', 'reply', '2', 'We are on it']);
  await run(['case', 'add', 'Asked', '--contact', 'Ann Lee']);
  await run(['case', 'reply', '3', '-m', 'Which one?', '--wait']);
  await expect(run(['case', 'reply', '3', 'This', '-m', 'That'])).rejects.toThrow('given twice');
  const lanes = async (...options: string[]) =>
    (await run(['case', 'board', ...options, '-f', 'csv', '--columns', 'lane,id']))
      .trim()
      .split('\n')
      .slice(1);
  expect(await lanes()).toEqual(['open,1', 'open,2', 'waiting,3']);
  expect(await lanes('--by', 'next')).toEqual(['to answer,1', 'to solve,2', 'the customer,3']);
  expect(await lanes('--where', 'subject ~ ask')).toEqual(['waiting,3']);
});
