import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { at } from './folder.ts';

const TABLES = {
  'Account.csv': 'Id,Name,BillingCity,OwnerId,CreatedDate\n001000000000001AAA,Birch Ltd,Bath,,2024-01-02\n',
  'Opportunity.csv':
    'Id,AccountId,Name,StageName,CloseDate,CreatedDate\n006000000000001AAA,001000000000001AAA,Roof,Prospecting,2031-05-06,2024-01-03\n',
  'Case.csv':
    'Id,CaseNumber,AccountId,Subject,Status,Origin,Priority,CreatedDate\n500000000000001AAA,00001001,001000000000001AAA,Pump leaks,New,Email,High,2026-01-02\n',
  'Attachment.csv':
    'Id,ParentId,Name,ContentType,BodyLength,OwnerId,CreatedDate\n' +
    '00P000000000001AAA,500000000000001AAA,log.txt,text/plain,5,,2026-01-03\n' +
    '00P000000000002AAA,001000000000001AAA,"../../evil\u202Etxt.exe",text/plain,5,,2026-01-03\n',
  'ContentVersion.csv':
    'Id,ContentDocumentId,IsLatest,VersionNumber,Title,PathOnClient,FileExtension,CreatedDate\n' +
    '068000000000002AAA,069000000000001AAA,true,2,Offer,C:\\\\docs\\\\Offer.pdf,txt,2026-01-04\n' +
    '068000000000001AAA,069000000000001AAA,false,1,Offer,C:\\\\docs\\\\Offer.pdf,txt,2026-01-03\n',
  'ContentDocumentLink.csv':
    'Id,LinkedEntityId,ContentDocumentId\n' +
    '06A000000000001AAA,006000000000001AAA,069000000000001AAA\n06A000000000002AAA,005000000000001AAA,069000000000001AAA\n' +
    '06A000000000003AAA,001000000000001AAA,069000000000001AAA\n',
};

function exported(files: Readonly<Record<string, string>> = TABLES) {
  const folder = at(files);
  const place = (name: string) => join(folder.home, 'export', name);
  mkdirSync(place('Attachments'));
  mkdirSync(place('ContentVersion'));
  writeFileSync(place('Attachments/00P000000000001AAA'), 'zebra crossing');
  writeFileSync(place('Attachments/00P000000000002'), 'two');
  writeFileSync(place('ContentVersion/068000000000001AAA'), 'first words');
  writeFileSync(place('ContentVersion/068000000000002AAA.txt'), 'second words');
  return { ...folder, place };
}

const DOCS = 'name,version,account,opp,case';

test('the folder of files beside an export of Salesforce becomes documents', async () => {
  const { run, list, place } = exported();
  const dry = await run('migrate', 'export', '--dry-run', '--csv');
  expect(dry.stdout).toContain('Attachment.csv,files of records,2,2,');
  expect(await run('doc', 'list', '-f', 'ids')).toMatchObject({ stdout: '' });
  const { exitCode, stderr } = await run('migrate', 'export');
  expect([exitCode, stderr]).toEqual([0, expect.not.stringContaining('subfolder')]);
  const expected = [
    { name: 'log.txt', version: 1, account: null, opp: null, case: 'Pump leaks' },
    { name: 'evil_txt.exe', version: 1, account: 'Birch Ltd', opp: null, case: null },
    { name: 'Offer.txt', version: 2, account: 'Birch Ltd', opp: 'Roof', case: null },
  ];
  expect(await list('doc', DOCS)).toHaveLength(3);
  expect(await list('doc', DOCS)).toEqual(
    expect.arrayContaining([
      expected[0],
      expect.objectContaining({ account: 'Birch Ltd', opp: null }),
      expected[2],
    ]),
  );
  for (const { name } of (await list('doc', 'name')) as { name: string }[])
    expect(name).toMatch(/^[^/\u202E]+$/);
  expect((await run('search', 'zebra', '-f', 'csv')).stdout).toContain('log.txt');
  expect((await run('doc', 'versions', 'Offer.txt', '--columns', 'version', '--csv')).stdout).toBe(
    'version\n2\n1\n',
  );
  const again = await run('migrate', 'export', '--json', '--force');
  expect(JSON.parse(again.stdout)).toEqual(
    JSON.parse(again.stdout).map((file: object) =>
      expect.objectContaining({ ...file, created: 0, merged: 0 }),
    ),
  );
  expect(await run('doctor')).toMatchObject({ exitCode: 0 });
  await run('undo');
  expect(await run('doc', 'list', '-f', 'ids')).toMatchObject({ stdout: '' });
  await run('redo');
  expect(await list('doc', DOCS)).toHaveLength(3);
  expect(place('Attachments')).toContain('Attachments');
});

test('a file that is not there, or only pointed to, is rejected with its name', async () => {
  const { run, place } = exported({
    ...TABLES,
    'Attachment.csv': `${TABLES['Attachment.csv']}00P000000000003AAA,001000000000001AAA,gone.txt,text/plain,5,,2026-01-03\n00P000000000004AAA,001000000000009AAA,log.txt,text/plain,5,,2026-01-03\n00P000000000005AAA,001000000000001AAA,link.txt,text/plain,5,,2026-01-03\n`,
  });
  writeFileSync(place('Attachments/00P000000000004AAA'), 'x');
  symlinkSync('/etc/passwd', place('Attachments/00P000000000005AAA'));
  const { exitCode, stderr } = await run('migrate', 'export', '--rejects', 'refused');
  expect(exitCode).toBe(4);
  expect(stderr).toContain('the file "gone.txt" is not beside the table');
  expect(stderr).toContain('no record has the id "001000000000009AAA"');
  expect((await run('search', 'root', '-f', 'csv')).stdout).not.toContain('link.txt');
});

test('files beside an export of Zoho become documents of their records', async () => {
  const { run, list, home } = at({
    'Accounts_001.csv':
      'Record Id,Account Name,Website,Created Time\nzcrm_4150868000000225013,Birch Ltd,,2024-01-02 10:00:00\n',
    'Cases_001.csv':
      'Record Id,Case Number,Subject,Status,Case Origin,Account Name.id,Created Time\n' +
      'zcrm_4150868000000300001,1,Pump leaks,New,Phone,zcrm_4150868000000225013,2026-01-02 10:00:00\n',
    'Attachments_001.csv':
      'Attachment Id,File Name,Parent ID.id,Size,Attachment Owner.id,Created Time\n' +
      'zcrm_4150868000000400001,log.txt,zcrm_4150868000000300001,14,,2026-01-03 10:00:00\n' +
      'zcrm_4150868000000400002,offer.txt,zcrm_4150868000000225013,3,,2026-01-03 10:00:00\n' +
      'zcrm_4150868000000400003,gone.txt,zcrm_4150868000000225013,3,,2026-01-03 10:00:00\n',
  });
  const files = join(home, 'export', 'Attachments');
  mkdirSync(files);
  writeFileSync(join(files, 'log.txt'), 'zebra crossing');
  writeFileSync(join(files, '4150868000000400002_offer.txt'), 'two');
  const { stderr } = await run('migrate', 'export', '--rejects', 'refused');
  expect(stderr).toContain('the file "gone.txt" is not beside the table');
  expect(await list('doc', 'name,account,case')).toEqual([
    { name: 'log.txt', account: null, case: 'Pump leaks' },
    { name: 'offer.txt', account: 'Birch Ltd', case: null },
  ]);
});

test('files within the notes of an export of Dynamics become documents, and the other notes stay notes', async () => {
  const account = 'a16b3f4b-1be7-e611-8101-e0071b6af231';
  const note = (end: number, cells: string) =>
    `5f9dcb4c-0000-e611-8101-e0071b6af2${end},${account},account,${cells}\n`;
  const body = Buffer.from('zebra crossing').toString('base64');
  const { run, list } = at({
    'accounts.csv': `accountid,name,websiteurl,createdon\n${account},Birch Ltd,,2024-01-02T10:00:00Z\n`,
    'annotations.csv':
      'annotationid,objectid,objecttypecode,subject,notetext,filename,mimetype,documentbody,createdon\n' +
      note(10, `,signed,log.txt,text/plain,${body},2026-01-03T10:00:00Z`) +
      note(11, 'Visit,They like it,,,,2026-01-04T10:00:00Z'),
  });
  const dry = await run('migrate', 'export', '--dry-run', '--csv');
  expect(dry.exitCode).toBe(0);
  expect(await run('migrate', 'export')).toMatchObject({ exitCode: 0 });
  expect(await list('doc', 'name,account,notes')).toEqual([
    { name: 'log.txt', account: 'Birch Ltd', notes: 'signed' },
  ]);
  expect(await list('activity', 'type,subject,body,account')).toEqual([
    { type: 'note', subject: 'Visit', body: 'They like it', account: 'Birch Ltd' },
  ]);
  expect((await run('search', 'zebra', '-f', 'csv')).stdout).toContain('log.txt');
  const again = await run('migrate', 'export', '--force', '--csv');
  expect(again.stdout).toContain('annotations.csv,files of records,1,0,0,1,0,0,0,');
  expect(await list('doc', 'name')).toHaveLength(1);
});
