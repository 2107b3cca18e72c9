import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from '../../src/cli.ts';
import { fakeIO } from '../render/fake-io.ts';
import { NOW } from '../support/program.ts';
import { databaseFolder } from '../support/store.ts';

/** A database, and command lines that run on it. */
function database() {
  const folder = databaseFolder();
  const run = async (...args: string[]) => {
    const env = { CRM_DB: join(folder, 'crm.db'), CRM_NOW: NOW, HOME: folder, XDG_CONFIG_HOME: folder };
    const io = fakeIO(undefined, { env });
    const code = await runCli(args, io);
    return { code, stdout: io.stdout.text, stderr: io.stderr.text };
  };
  return {
    run,
    async take(noun: string, text: string | Uint8Array, ...more: string[]) {
      const file = join(folder, 'file.csv');
      writeFileSync(file, text);
      return run(noun, 'import', file, '--json', ...more);
    },
    async list(noun: string, columns: string) {
      const { stdout } = await run(noun, 'export', '--json', '--columns', columns);
      return JSON.parse(stdout) as Record<string, unknown>[];
    },
  };
}

const MADE = (made: number) => ({ code: 0, stdout: expect.stringContaining(`"created": ${made},`) });

describe('headers', () => {
  test('are recognized after a byte order mark, with hard spaces, in any case, with a star and dashes of any length', async () => {
    const { take, list } = database();
    const text = '\uFEFF First\u00a0Name ,LAST  NAME*,E\u2013mail\nAda,Byron,ada@x.example\n';
    expect(await take('lead', text)).toMatchObject(MADE(1));
    expect(await list('lead', 'name,email')).toEqual([{ name: 'Ada Byron', email: 'ada@x.example' }]);
  });

  test('that are duplicate give the first non-blank value, and contradictions are reported', async () => {
    const { take, list } = database();
    const text =
      'Internal ID,Internal ID,Name,Company,Job Title,Inactive\n7,,Jane Doe,,Boss,No\n8,9,Max Born,,,No\n,10,Eve Ng,,,No\n';
    const { stderr } = await take('contact', text);
    expect(stderr).toContain(
      'two columns "Internal ID" differ in 1 row; the first non-blank value counts (line 3: "8" and "9")',
    );
    expect((await list('contact', 'external_id')).map((row) => row.external_id)).toEqual(['7', '8', '10']);
  });

  test('with values that no record gets are named: what only their program uses, and what another column decides', async () => {
    const { take } = database();
    const tasks = 'Subject,Due date,Related to,Description\nCall,2026-12-01,Mill,\nMeet,2026-12-02,,tea\n';
    const { stderr } = await take('task', tasks, '--preset', 'suitecrm');
    expect(stderr).toContain('Left out what only SuiteCRM uses: Related to (1 value)\n');
    const deals = 'Name,Stage,Status\nBig,Proposal,Open\nSmall,Proposal,Lost\nTiny,,Won\n';
    expect((await take('opp', deals)).stderr).toContain(
      'Another column gives the field: Stage (1 value, stage)\n',
    );
    const blank = 'Subject,Due date,Related to,Description\nWalk,2026-12-01,,\n';
    expect((await take('task', blank, '--preset', 'suitecrm')).stderr).not.toContain('Left out');
  });

  test('of objects in JSON feed the field that the object or its group names', async () => {
    const { take, list } = database();
    const text = JSON.stringify([
      {
        properties: { firstname: 'Ida', lastname: 'Ford' },
        company: { name: 'Mill', size: 'small' },
        address: { city: 'Bath', name: 'Home', country: 'GB' },
        emails: [{ value: 'ida@mill.example' }, { value: 'ford@mill.example' }],
        phones: ['020 7946 0123'],
      },
    ]);
    const { stderr } = await take('lead', text);
    expect(stderr).toContain('Not imported: no field for company.size (1 value), address.name (1)\n');
    expect(await list('lead', 'name,company,city,email,other_emails,phone')).toEqual([
      {
        name: 'Ida Ford',
        company: 'Mill',
        city: 'Bath',
        email: 'ida@mill.example',
        other_emails: ['ford@mill.example'],
        phone: '+442079460123',
      },
    ]);
  });

  test('are none where a list is empty', async () => {
    const { take } = database();
    expect((await take('lead', '[]')).stderr).toBe('crm: file.csv has no records\n');
  });

  test('missing from a preset are named, and a preset without any match is refused', async () => {
    const { take } = database();
    const { stderr } = await take('contact', 'Person - Owner,Name\n,Ada\n', '--preset', 'pipedrive');
    expect(stderr).toContain('file.csv does not look like a file of Pipedrive: it lacks "Person - Name"');
    expect(await take('contact', 'Who,Where\nAda,here\n', '--preset', 'hubspot')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('file.csv is not a file of HubSpot: it has none of its columns'),
    });
    expect(await take('contact', 'Name\nAda\n', '--preset', 'hubspott')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Did you mean "hubspot"?'),
    });
  });

  test('are matched generically with --preset none', async () => {
    const { take, list } = database();
    const text = 'Record ID,Deal Name,Deal Stage,Amount\n5,Big,won,12\n';
    expect((await take('opp', text, '--preset', 'none')).stderr).not.toContain('HubSpot');
    expect(await list('opp', 'external_source,external_id')).toEqual([
      { external_source: null, external_id: '5' },
    ]);
  });
});

describe('Salesforce', () => {
  test('footers of reports are skipped and counted', async () => {
    const { take, list } = database();
    const text = `Lead Owner,First Name,Last Name,Title,Company / Account,Lead Source,Rating,Street,Email
,Ada,Byron,Boss,Engines,Web,Hot,,ada@x.example
,Eve,Total,,Total,Web,Cold,,eve@x.example

Subtotal,,,,,,,,
Total,,,,,,,,2
Grand Totals (2 records),,,,,,,,

Confidential Information - Do Not Distribute,,,,,,,,
"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved.",,,,,,,,
`;
    const { code, stderr } = await take('lead', text);
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('below the report: 5') });
    expect(await list('lead', 'name,company,rating')).toEqual([
      { name: 'Ada Byron', company: 'Engines', rating: 'hot' },
      { name: 'Eve Total', company: 'Total', rating: 'cold' },
    ]);
  });

  test('titles of reports are skipped, with a note', async () => {
    const { take, list } = database();
    const text = `Open Leads by Owner

First Name,Last Name,Company / Account,Lead Source,Email
Ada,Byron,Engines,Web,ada@x.example

Grand Totals (1 record)
`;
    const { code, stderr } = await take('lead', text);
    expect(code).toBe(0);
    expect(stderr).toContain('skipped the title "Open Leads by Owner"\n');
    expect(stderr).toContain('Skipped lines below the report: 1');
    expect(await list('lead', 'name,company,email')).toEqual([
      { name: 'Ada Byron', company: 'Engines', email: 'ada@x.example' },
    ]);
  });

  test('null is a blank cell in some exports, but Null can be a name', async () => {
    const { take, list } = database();
    const text =
      'Id,IsDeleted,LastName,FirstName,Company,LeadSource,IsConverted,Description\n1,false,Null,Max,null,null,false,null\n';
    await take('lead', text);
    expect(await list('lead', 'name,company,source,notes')).toEqual([
      { name: 'Max Null', company: null, source: null, notes: null },
    ]);
  });

  test('ids of accounts match in the long form and in the short form of reports', async () => {
    const { take, list } = database();
    await take('account', 'Id,Name,BillingCity\n001A000001bbbbbIAA,Engines,Leeds\n');
    const contacts = 'Id,AccountId,LastName,Email\n003,001A000001bbbbb,Byron,ada@x.example\n';
    expect(await take('contact', contacts)).toMatchObject(MADE(1));
    expect(await list('contact', 'name,account')).toEqual([{ name: 'Byron', account: 'Engines' }]);
    const stray = await take('contact', 'Id,AccountId,LastName,Email\n004,001X,Born,max@x.example\n');
    expect(stray).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('no account with the id "001X"'),
    });
  });

  test('stages, statuses and money are converted', async () => {
    const { take, list } = database();
    const text = `Opportunity Owner,Account Name,Opportunity Name,Stage,Amount,Probability (%),Close Date,Lead Source
,,A,Needs Analysis,"$342.09K",20,3/14/2026,Web
,,B,Closed Won,"$95,570.69",100,12/1/2025,Web
,,C,Negotiation/Review,1.2M,90,4/5/2026,
`;
    expect(await take('opp', text)).toMatchObject(MADE(3));
    expect(await list('opp', 'name,stage,amount,probability,close_date')).toEqual([
      { name: 'A', stage: 'qualification', amount: 342090, probability: 20, close_date: '2026-03-14' },
      { name: 'B', stage: 'won', amount: 95570.69, probability: 100, close_date: '2025-12-01' },
      { name: 'C', stage: 'negotiation', amount: 1200000, probability: 90, close_date: '2026-04-05' },
    ]);
  });
});

test('HubSpot: labels, times without a zone, chances from 0 to 1, ids next to names', async () => {
  const { take, list } = database();
  await take(
    'account',
    '"Record ID","Company name","Company owner","Create Date"\n"77","Engines","","2026-01-05 10:30"\n',
  );
  const deals = `"Record ID","Deal Name","Deal Stage","Close Date","Deal owner","Amount","Pipeline","Deal probability","Associated Company","Associated Company IDs","Date entered ""Closed won (Sales Pipeline)"""
"5","Big","Presentation scheduled","2026-04-01 23:00","","12000","Sales Pipeline","0.6","Engine Works","77",""
"6","Won","Closed won","2026-01-01 12:00","","","Sales Pipeline","1","","",""
`;
  expect(await take('opp', deals)).toMatchObject(MADE(2));
  expect(await list('opp', 'name,stage,probability,close_date,account,external_source')).toEqual([
    {
      name: 'Big',
      stage: 'proposal',
      probability: 60,
      close_date: '2026-04-01',
      account: 'Engines',
      external_source: 'hubspot',
    },
    {
      name: 'Won',
      stage: 'won',
      probability: 100,
      close_date: '2026-01-01',
      account: null,
      external_source: 'hubspot',
    },
  ]);
  expect(await take('opp', deals)).toMatchObject({ stdout: expect.stringContaining('"unchanged": 2') });
});

test('HubSpot contacts are imported as leads, with the company as text', async () => {
  const { take, list } = database();
  const text =
    'Record ID,First Name,Last Name,Email,Phone Number,Lead Status,Associated Company,Contact owner,Unsubscribed from all email\n1,Ada,Byron,ada@x.example,,Bad Timing,Engines,,true\n';
  const { stderr } = await take('lead', text);
  expect(stderr).toContain('file.csv is read as a file of HubSpot, its contacts as leads');
  expect(await list('lead', 'name,company,status,do_not_email')).toEqual([
    { name: 'Ada Byron', company: 'Engines', status: 'nurturing', do_not_email: true },
  ]);
});

test('Pipedrive: the result of a deal overrides its stage; activities become tasks', async () => {
  const { take, list } = database();
  const deals = `Deal - ID,Deal - Title,Deal - Value,Deal - Currency of Value,Deal - Stage,Deal - Status,Deal - Won time,Deal - Label
1,A,1000,EUR,Proposal Made,Open,,hot
2,B,"1,500.50",EUR,Proposal Made,Won,2026-01-05 10:00:00,
3,C,10,EUR,Qualified,Lost,,
`;
  expect(await take('opp', deals)).toMatchObject(MADE(3));
  expect(await list('opp', 'name,stage,amount,currency,closed_on,tags')).toMatchObject([
    { name: 'A', stage: 'proposal', amount: 1000, currency: 'EUR', tags: ['hot'] },
    { name: 'B', stage: 'won', amount: 1500.5, closed_on: '2026-01-05' },
    { name: 'C', stage: 'lost' },
  ]);
  const tasks = `ID,Subject,Type,Due date,Due time,Done,Marked as done time,Deal ID,Deal,Note
9,Ring,Call,2026-04-01,,To do,,2,Another name,<p>Ask &amp; <b>tell</b></p><p>a < b</p>
10,Meet,Lunch,2026-04-02,9:30,To do,,2,B,a < b &amp;
`;
  expect(await take('task', tasks)).toMatchObject(MADE(2));
  const due = { status: 'open', opp: 'B' };
  expect(await list('task', 'subject,kind,due_date,due_at,status,opp,notes')).toEqual([
    {
      subject: 'Ring',
      kind: 'callback',
      due_date: '2026-04-01',
      due_at: null,
      ...due,
      notes: 'Ask & tell\na < b',
    },
    {
      subject: 'Meet',
      kind: 'meeting',
      due_date: '2026-04-02',
      due_at: '2026-04-02T09:30:00.000Z',
      ...due,
      notes: 'a < b &',
    },
  ]);
  expect(await take('activity', tasks)).toMatchObject(MADE(2));
  expect(await list('activity', 'subject,at,body')).toMatchObject([
    { subject: 'Ring', at: '2026-04-01T00:00:00.000Z', body: 'Ask & tell\na < b' },
    { subject: 'Meet', at: '2026-04-02T09:30:00.000Z' },
  ]);
});

test('a time after the due date of a task is kept, but not midnight', async () => {
  const { take, list } = database();
  const tasks =
    'Task,Due\nA,2026-12-24 17:30\nB,12/24/2026 5:30 PM\nC,2026-12-24T00:00:00\nD,12/24/2026 12:00 AM\n';
  expect(await take('task', tasks)).toMatchObject(MADE(4));
  expect(await list('task', 'due_date,due_at')).toEqual([
    { due_date: '2026-12-24', due_at: '2026-12-24T17:30:00.000Z' },
    { due_date: '2026-12-24', due_at: '2026-12-24T17:30:00.000Z' },
    { due_date: '2026-12-24', due_at: null },
    { due_date: '2026-12-24', due_at: null },
  ]);
});

test('Zoho: ids with and without prefix, and the record they reference', async () => {
  const { take, list } = database();
  await take('account', 'Record Id,Account Owner.id,Account Owner,Account Name\nzcrm_31,zcrm_1,,Engines\n');
  const contacts =
    'Record Id,Contact Owner.id,Contact Owner,First Name,Last Name,Account Name.id,Account Name,Created Time,Modified Time\nzcrm_5,zcrm_1,,Ada,Byron,31,Old name of it,2026-01-05 10:00:00,2026-01-06 10:00:00\n';
  expect(await take('contact', contacts)).toMatchObject(MADE(1));
  expect(await list('contact', 'name,account,external_id')).toEqual([
    { name: 'Ada Byron', account: 'Engines', external_id: '5' },
  ]);
  expect(await take('contact', contacts.replace('zcrm_5', '5'))).toMatchObject({
    stdout: expect.stringContaining('"unchanged": 1'),
  });
});

test('Dynamics: read-only columns, joined ones, spreadsheet day numbers, allow flags', async () => {
  const { take, list } = database();
  const accounts = `(Do Not Modify) Account,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Account Name,Main Phone,Primary Contact,Email (Primary Contact) (Contact)
a1-guid,xx==,46023.5,Engines,+44 20 7946 0001,Ada,ada@x.example
`;
  expect(await take('account', accounts)).toMatchObject(MADE(1));
  expect(await list('account', 'name,phone,email,external_id')).toEqual([
    { name: 'Engines', phone: '+442079460001', email: 'ada@x.example', external_id: 'a1-guid' },
  ]);
  const contacts =
    '(Do Not Modify) Contact,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On, Full Name,Company Name,Email,Do not allow Phone Calls,Created On\nc1,x,46023,Ada Byron,Engines,ada@x.example,Do Not Allow,46023.25\n';
  expect(await take('contact', contacts)).toMatchObject(MADE(1));
  expect(await list('contact', 'name,account,do_not_call,created_at')).toEqual([
    { name: 'Ada Byron', account: 'Engines', do_not_call: true, created_at: '2026-01-01T06:00:00.000Z' },
  ]);
  const leads = `(Do Not Modify) Lead,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Full Name,Status,Status Reason
l1,x,46023,Max Born,Open,Contacted
l2,x,46023,Eve Ng,Open,New
l3,x,46023,Jo Roe,Disqualified,Cannot Contact
`;
  expect(await take('lead', leads)).toMatchObject(MADE(3));
  expect(await list('lead', 'name,status')).toEqual([
    { name: 'Max Born', status: 'attempting' },
    { name: 'Eve Ng', status: 'new' },
    { name: 'Jo Roe', status: 'disqualified' },
  ]);
});

test('NetSuite: hierarchical names, ids of joined records', async () => {
  const { take, list } = database();
  const customers =
    'Internal ID,Name,Subsidiary,Sales Rep,Date Created\n1,Group,X,,5-Jan-2026\n2,Group : Engines,X,,5-Jan-2026\n';
  expect(await take('account', customers)).toMatchObject(MADE(2));
  expect(await list('account', 'name,parent,external_id')).toEqual([
    { name: 'Group', parent: null, external_id: '1' },
    { name: 'Engines', parent: 'Group', external_id: '2' },
  ]);
  const contacts =
    'Internal ID,Name,Job Title,Inactive,Customer : Internal ID\n7,1364 Engines: Jane Doe,Boss,No,2\n';
  expect(await take('contact', contacts)).toMatchObject(MADE(1));
  expect(await list('contact', 'name,account,title')).toEqual([
    { name: 'Jane Doe', account: 'Engines', title: 'Boss' },
  ]);
});

test('SAP Business One: business partners by code and type', async () => {
  const { take, list } = database();
  const text =
    'BP Code;BP Name;BP Type;BP Currency;Bill-to City (Address);Telephone 1\nC100;Engines;C;EUR;Leeds;+44 20 7946 0001\nS7;Parts;S;EUR;;\n';
  expect(await take('account', text)).toMatchObject(MADE(2));
  expect(await list('account', 'name,kind,city,external_id')).toEqual([
    { name: 'Engines', kind: 'customer', city: 'Leeds', external_id: 'C100' },
    { name: 'Parts', kind: 'vendor', city: null, external_id: 'S7' },
  ]);
});

test('Act!: quoted cells between tabs; Keap: passwords are not imported', async () => {
  const { take, list } = database();
  const act =
    '"Contact"\t"Company"\t"Alt Phone"\t"ID/Status"\n"Ada Byron"\t"Engines"\t"+44 20 7946 0001"\t"Customer"\n';
  expect(await take('contact', act, '--create', 'account')).toMatchObject(MADE(1));
  const keap =
    'Id,FirstName,LastName,Email,Phone1,Phone1Ext,StreetAddress1,Password\n3,Max,Born,max@x.example,,,1 Road,secret\n';
  expect(await take('contact', keap, '--create-fields')).toMatchObject(MADE(1));
  expect(await list('contact', 'name,account,tags,street,external_source')).toEqual([
    { name: 'Ada Byron', account: 'Engines', tags: ['Customer'], street: null, external_source: null },
    { name: 'Max Born', account: null, tags: [], street: '1 Road', external_source: 'keap' },
  ]);
  expect(JSON.stringify(await list('contact', 'all'))).not.toContain('secret');
});

test('one id for two records is rejected, two rows about one record are not', async () => {
  const { run, take } = database();
  const leads =
    'external_id,name,email\n1,Ada Byron,ada@x.example\n1,Max Born,max@x.example\n1,Ada King,ada@x.example\n2,Eve Ng,\n2,Eva Ng,eva@x.example\n';
  const { code, stderr } = await take('lead', leads);
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringContaining(
      'line 3: the external id "1" already belongs to "Ada Byron" in an earlier row\n',
    ),
  });
  expect(stderr).toContain('1 of 5 rows');
  const accounts = 'external_id,name,website\n1,Engines,engines.example\n1,Parts,parts.example\n';
  expect((await take('account', accounts)).stderr).toContain(
    'line 3: the external id "1" already belongs to "Engines"',
  );
  expect((await run('account', 'list')).stderr).toContain('crm: no database at');
  // The account that distinguishes them does not exist yet when the row is checked.
  const opps =
    'external_id,name,account,stage\n2,Small,Engines,proposal\n2,Big,Quanta,proposal\n,Big,Quanta,proposal\n';
  expect((await take('opp', opps, '--create', 'account')).stderr).toContain(
    'line 3: the external id "2" already belongs to "Small"',
  );
});

test('the preset with most known headers is detected, whatever noun the rows are imported as', async () => {
  const { take, list } = database();
  const keap =
    'Id,FirstName,LastName,Company,Email,Phone1,Phone1Ext,StreetAddress1,City,PostalCode,Leadsource,Password\n3,Max,Born,Co,max@x.example,,,1 Road,Leeds,L1,Web,secret\n';
  expect(await take('lead', keap, '--create-fields')).toMatchObject(MADE(1));
  expect(await list('lead', 'name,street,external_source')).toEqual([
    { name: 'Max Born', street: '1 Road', external_source: 'keap' },
  ]);
  await take('lead', 'name,Password,shoe\nEve,secret,42\n', '--create-fields');
  expect(await list('lead', 'name,shoe')).toContainEqual({ name: 'Eve', shoe: '42' });
  expect(JSON.stringify(await list('lead', 'all'))).not.toContain('secret');
});

describe('what a file of a known program names', () => {
  const OPPS =
    'Opportunity Owner,Account Name,Opportunity Name,Stage,Amount,Close Date,Created Date,Lead Source\n' +
    'Jane Roe,Acme Ltd,Big,Prospecting,100,2026-12-31,2026-11-01,Web\n';

  test('is created with its records and told, unless the user says otherwise', async () => {
    const { take, list, run } = database();
    const none = await take('opp', OPPS, '--create', 'none');
    expect(none.code).not.toBe(0);
    expect(none.stderr).toContain('Create missing ones: --create account');
    const { stderr, ...taken } = await take('opp', OPPS);
    expect(taken).toMatchObject(MADE(1));
    expect(stderr).toContain('Also created, as rows name them: 1 user (Jane Roe), 1 account (Acme Ltd)');
    expect(await list('opp', 'account,owner')).toEqual([{ account: 'Acme Ltd', owner: 'Jane Roe' }]);
    const again = await take('opp', OPPS);
    expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('"unchanged": 1,')]);
    expect(again.stderr).not.toContain('Also created');
    await run('undo');
    expect(await list('account', 'name')).toEqual([]);
  });

  test('is rejected in a list of the own making, with the way out', async () => {
    const { take } = database();
    const { code, stderr } = await take('contact', 'First name,Last name,Account\nAda,King,Acme\n');
    expect(code).not.toBe(0);
    expect(stderr).toContain('account: no account "Acme"');
  });
});

describe('what columns say together', () => {
  test('a currency is that of all amounts of its row, also where the noun has none', async () => {
    const { take, list, run } = database();
    await run('field', 'add', 'account', 'budget', '--type', 'money');
    const file = 'Name,Annual Revenue,Budget,Currency\nAcme,1000,50,Euro\nGlobex,2000,,\n';
    const { stderr, code } = await take('account', file);
    expect([code, stderr]).toEqual([0, expect.not.stringContaining('no field')]);
    const amounts = (await list('account', 'revenue,budget')).map(({ revenue, budget }) => [revenue, budget]);
    expect(JSON.stringify(amounts)).toMatch(/EUR.*EUR/);
    expect(JSON.stringify(amounts[1])).not.toContain('EUR');
    expect((await take('account', file)).stdout).toContain('"unchanged": 2,');
    // Without an amount there is nothing that it could be of.
    expect((await take('contact', 'Name,Currency\nAda King,EUR\n')).stderr).toContain(
      'no field for Currency (1 value)',
    );
  });

  test('several columns of notes are all kept, those behind the first with their headers', async () => {
    const { take, list } = database();
    const file =
      'Name,Email,Notes,Description,Comments\nAda King,a@x.example,first,second,third\nEve Ng,e@x.example,,alone,\n';
    const { stderr } = await take('lead', file);
    expect(stderr).not.toContain('another column');
    expect(await list('lead', 'notes')).toEqual([
      { notes: 'first\nDescription: second\nComments: third' },
      { notes: 'alone' },
    ]);
    expect((await take('lead', file)).stdout).toContain('"unchanged": 2,');
  });

  test('a user with an address behind the name is one user, with that address', async () => {
    const { take, list, run } = database();
    const deals =
      'Record ID,Deal Name,Deal Stage,Pipeline,Amount,Deal owner,Forecast category,Close Date\n' +
      '1,Big,Contract Sent,Sales Pipeline,100,Jane Roe (jane@us.example),OMIT,2026-12-24\n' +
      '2,Small,Contract Sent,Sales Pipeline,100,Jane Roe,COMMIT,2026-12-24\n' +
      '3,Other,Contract Sent,Sales Pipeline,100,jane@us.example,BEST_CASE,2026-12-24\n';
    expect(await take('opp', deals)).toMatchObject(MADE(3));
    expect((await list('opp', 'owner,forecast')).map(({ owner, forecast }) => [owner, forecast])).toEqual([
      ['Jane Roe', 'omitted'],
      ['Jane Roe', 'commit'],
      ['Jane Roe', 'best case'],
    ]);
    const { stdout } = await run('user', 'list', '--csv', '--columns', 'name,email');
    expect(stdout).toContain('Jane Roe,jane@us.example');
  });
});

test('an account is named by its id in the program and its name, also before its own row', async () => {
  const { take, list } = database();
  const accounts =
    'Account ID,Account Name,Parent Account\n1000022,Acme West,1000021 - Acme Group\n1000021,Acme Group,\n' +
    '1000025,Odd,1000021 - Another Name\n';
  expect(await take('account', accounts)).toMatchObject(MADE(3));
  const contacts = 'Name,Account\nAnn Lee,1000021 - ACME Group\nBob Roe,1000021 – Acme Group\n';
  expect(await take('contact', contacts)).toMatchObject(MADE(2));
  expect(await list('account', 'name,parent')).toEqual([
    { name: 'Acme Group', parent: null },
    { name: 'Acme West', parent: 'Acme Group' },
    { name: '1000021 - Another Name', parent: null },
    { name: 'Odd', parent: '1000021 - Another Name' },
  ]);
  expect(await list('contact', 'name,account')).toEqual([
    { name: 'Ann Lee', account: 'Acme Group' },
    { name: 'Bob Roe', account: 'Acme Group' },
  ]);
  expect(await take('account', accounts)).toMatchObject(MADE(0));
});
