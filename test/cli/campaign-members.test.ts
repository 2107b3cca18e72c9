import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { crm, makeHome } from '../support/program.ts';

function session() {
  const home = makeHome();
  const run = (...args: string[]) => crm(args, { home, cwd: home });
  const ok = async (...args: string[]) => {
    const { stdout, stderr, exitCode } = await run(...args);
    if (exitCode !== 0) throw new Error(`crm ${args.join(' ')}: ${stderr}`);
    return stdout;
  };
  const rows = async (...args: string[]) => JSON.parse(await ok(...args, '--json'));
  const write = (name: string, text: string) => writeFileSync(join(home, name), text);
  return { run, ok, rows, write };
}

test('a file makes people members by address, number or name, once', async () => {
  const { run, ok, rows, write } = session();
  await ok('campaign', 'add', 'Fair', '--type', 'event');
  await ok('campaign', 'add', 'Talk');
  await ok('lead', 'add', 'Ann Lee', '--email', 'ann@x.example');
  await ok('contact', 'add', 'Bob Roe', '--email', 'bob@x.example');
  write(
    'members.csv',
    'Email,Name,Campaign,Status,Date\nANN@x.example,,Fair,attended,2026-03-01\n,Bob Roe,talk,Registered,\n,Nobody Known,Fair,sent,\nann@x.example,,Gone,sent,\n',
  );
  const file = ['campaign', 'import-members', 'members.csv', '--rejects', 'bad.csv'];
  expect((await run('campaign', 'import-members', 'members.csv')).exitCode).not.toBe(0);
  expect(await rows('campaign', 'members', 'Fair')).toEqual([]);
  const { stderr } = await run(...file);
  expect(stderr).toContain('2 members added, 0 changed, 0 unchanged, 2 rejected');
  expect(stderr).toContain('there is no campaign "Gone"');
  expect(await rows('campaign', 'members', 'Fair')).toMatchObject([
    { record: 'lead:1', status: 'attended', responded: true, since: expect.stringContaining('2026-03-01') },
  ]);
  expect(await rows('campaign', 'members', 'Talk')).toMatchObject([
    { record: 'contact:1', status: 'Registered', responded: true },
  ]);
  const again = file.map((word) => (word === 'bad.csv' ? 'again.csv' : word));
  expect((await run(...again)).stderr).toContain('0 members added, 0 changed, 2 unchanged');
  await ok('undo');
  expect(await rows('campaign', 'members', 'Talk')).toEqual([]);
  expect((await ok('picklist', 'show', 'member-status')).match(/Registered/)).toBeNull();
});

test('members that were listed can be imported into another campaign', async () => {
  const { run, ok, rows, write } = session();
  for (const name of ['Fair', 'Next fair']) await ok('campaign', 'add', name);
  await ok('lead', 'add', 'Ann');
  await ok('contact', 'add', 'Bob');
  await ok('campaign', 'join', 'Fair', '1', 'contact:1', '--status', 'attended');
  write('all.csv', await ok('campaign', 'members', 'Fair', '--csv'));
  expect((await run('campaign', 'import-members', 'all.csv', '--campaign', 'Next fair')).stderr).toContain(
    '2 members added',
  );
  expect(
    (await rows('campaign', 'members', 'Next fair')).map(({ record }: { record: string }) => record).sort(),
  ).toEqual(['contact:1', 'lead:1']);
});

test('a migration takes the members of campaigns of Salesforce, those of converted leads once', async () => {
  const { ok, rows, write } = session();
  write(
    'Campaign.csv',
    'Id,Name,Type,Status,IsActive\n701000000000001AAA,Expo,Webinar,Completed,true\n701000000000002AAA,Mailing,Email,Planned,true\n',
  );
  write('Account.csv', 'Id,Name,BillingCity\n001000000000001AAA,Beta,Oslo\n');
  write(
    'Contact.csv',
    'Id,FirstName,LastName,Email,AccountId\n003000000000001AAA,Bob,Roe,bob@x.example,\n003000000000002AAA,Cas,Ny,cas@x.example,001000000000001AAA\n',
  );
  write(
    'Lead.csv',
    'Id,FirstName,LastName,Company,Status,IsConverted,ConvertedContactId,ConvertedAccountId\n00Q000000000001AAA,Ann,Lee,Acme,Open - Not Contacted,false,,\n00Q000000000002AAA,Cas,Ny,Beta,Closed - Converted,true,003000000000002AAA,001000000000001AAA\n',
  );
  write(
    'CampaignMember.csv',
    'Id,CampaignId,LeadId,ContactId,Status,HasResponded,FirstRespondedDate\n' +
      '00v000000000001AAA,701000000000001AAA,00Q000000000001AAA,,Sent,false,\n' +
      '00v000000000002AAA,701000000000001AAA,,003000000000001AAA,Downloaded,true,2026-02-03\n' +
      '00v000000000003AAA,701000000000001AAA,00Q000000000002AAA,003000000000002AAA,Responded,true,2026-02-04\n' +
      '00v000000000004AAA,701000000000002AAA,,003000000000001AAA,Sent,false,\n',
  );
  const out = await ok('migrate', '.', '--yes');
  expect(out).not.toContain('not imported');
  const members = await rows('campaign', 'members', 'Expo');
  expect(members).toHaveLength(3);
  const byRecord = members.toSorted((a: { record: string }, b: { record: string }) =>
    a.record < b.record ? -1 : 1,
  );
  expect(byRecord).toMatchObject([
    { record: 'contact:1', status: 'Downloaded', responded: true },
    { record: 'contact:2', status: 'responded', responded: true },
    { record: 'lead:1', status: 'sent', responded: false },
  ]);
  expect(await rows('campaign', 'report', 'Expo')).toMatchObject([{ members: 3, responses: 2 }]);
  await ok('contact', 'add', 'Robert Roe');
  await ok('merge', 'contact:3', 'contact:1', '--yes');
  const again = await rows('migrate', 'CampaignMember.csv', '--yes');
  expect(again).toMatchObject([{ rows: 4, unchanged: 4, rejected: 0 }]);
  expect(await rows('campaign', 'members', 'Expo')).toHaveLength(3);
  expect((await ok('doctor')).match(/wrong/)).toBeNull();
});

test('attendees of a ticket seller are members with what became of their tickets', async () => {
  const { run, ok, rows, write } = session();
  await ok('campaign', 'add', 'Fair', '--type', 'event');
  for (const name of ['ann', 'bob', 'cid', 'dee'])
    await ok('contact', 'add', name, '--email', `${name}@x.example`);
  write(
    'attendees.csv',
    'Order #,Order Date,First Name,Last Name,Email,Quantity,Attendee Status,Checked In\n' +
      '1,2026-09-26 20:10,Ann,Lee,ann@x.example,1,Attending,No\n2,2026-09-27 08:00,Bob,Roe,bob@x.example,1,Checked In,\n' +
      '3,2026-09-27 08:00,Cid,Fox,cid@x.example,2,Attending,Yes\n4,2026-09-27 08:00,Dee,Day,dee@x.example,1,Refunded,No\n',
  );
  expect((await run('campaign', 'import-members', 'attendees.csv', '--campaign', 'Fair')).stderr).toContain(
    '4 members added',
  );
  const members: { name: string; status: string; responded: boolean; since: string }[] = await rows(
    ...['campaign', 'members', 'Fair'],
  );
  members.sort((one, other) => one.name.localeCompare(other.name));
  expect(members.map(({ name, status, responded }) => [name, status, responded])).toEqual([
    ['ann', 'Attending', true],
    ['bob', 'attended', true],
    ['cid', 'attended', true],
    ['dee', 'Refunded', false],
  ]);
  expect(members[0]?.since).toContain('2026-09-26');
});
