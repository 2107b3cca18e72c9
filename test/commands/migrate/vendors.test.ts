import { describe, expect, test } from 'vitest';
import { at, migrated } from './folder.ts';
import { SALESFORCE } from './salesforce.ts';

describe('weekly export of Salesforce', () => {
  test('is linked by its ids: owners, later parents, converted leads, tasks and activities', async () => {
    const { list, run, first } = await migrated(SALESFORCE);
    expect(first.exitCode).toBe(0);
    expect(await list('campaign', 'name,type,status,starts_on,cost,budget')).toEqual([
      {
        name: 'Expo',
        type: 'Trade Show',
        status: 'planned',
        starts_on: '2024-01-01',
        cost: 3,
        budget: 2,
      },
    ]);
    expect((await run('user', 'list', '--csv')).stdout).toContain('Ann Lee,,ann@acme.example,true,,,,,\n');
    expect(await list('account', 'name,parent,owner,kind')).toEqual([
      { name: 'Engines Ltd', parent: null, owner: 'Bob Ray', kind: 'customer' },
      { name: 'Quanta', parent: null, owner: 'Ann Lee', kind: 'prospect' },
      { name: 'Engines UK', parent: 'Engines Ltd', owner: 'Ann Lee', kind: 'customer' },
    ]);
    expect(await list('contact', 'name,account,owner')).toEqual([
      { name: 'Ada Byron', account: 'Engines UK', owner: 'Ann Lee' },
      { name: 'Max Born', account: 'Quanta', owner: 'Bob Ray' },
    ]);
    expect(await list('opp', 'name,account,stage,amount,probability')).toEqual([
      { name: 'Big', account: 'Engines UK', stage: 'qualification', amount: 12000, probability: 25 },
      { name: 'Small', account: 'Quanta', stage: 'won', amount: 499.99, probability: 100 },
    ]);
    expect(await list('lead', 'name,status,account_id,contact_id,opp_id,converted_at')).toEqual([
      {
        name: 'Max Born',
        status: 'converted',
        account_id: 2,
        contact_id: 2,
        opp_id: 2,
        converted_at: '2024-03-01T00:00:00.000Z',
      },
      expect.objectContaining({ name: 'Eve Ng', status: 'attempting', account_id: null, converted_at: null }),
    ]);
    expect(await list('activity', 'type,subject,lead,contact,account,user,duration,direction')).toEqual([
      expect.objectContaining({
        type: 'call',
        lead: 'Eve Ng',
        duration: 120,
        direction: 'out',
        user: 'Ann Lee',
      }),
      expect.objectContaining({ type: 'meeting', contact: 'Max Born', account: 'Quanta', user: 'Bob Ray' }),
    ]);
    expect(await list('task', 'subject,contact,opp,account,owner,priority,status')).toEqual([
      {
        subject: 'Send offer',
        contact: 'Ada Byron',
        opp: 'Big',
        account: 'Engines UK',
        owner: 'Ann Lee',
        priority: 'high',
        status: 'open',
      },
    ]);
  });
});

describe('a Salesforce report', () => {
  test('has totals that are not deals, neither counted nor imported', async () => {
    const { first, list } = await migrated(
      {
        'report.csv':
          'Opportunity Owner,Account Name,Opportunity Name,Stage,Fiscal Period,Amount,Probability (%),Close Date\n' +
          'Ann Lee,Engines,Big,Negotiation/Review,Q3-2026,"$12,000.00",75,8/31/2026\n' +
          'Ann Lee,Engines,Small,Closed Won,Q1-2026,"$1,500.50",100,2/13/2026\n' +
          'Total,,,,,"$13,500.50",,\n' +
          '\nGrand Totals (2 records)\nConfidential Information - Do Not Distribute\n',
      },
      '--create',
      'owner,account',
    );
    expect(first.exitCode).toBe(0);
    expect(first.stderr).toContain('"Closed Won" → won: 1, 1500.50 USD on both sides\n');
    expect(first.stderr).toContain('report.csv: skipped 3 rows below the report\n');
    expect(await list('opp', 'name,amount')).toEqual([
      { name: 'Big', amount: 12000 },
      { name: 'Small', amount: 1500.5 },
    ]);
  });
});

describe('HubSpot', () => {
  const FILES = {
    'all-companies.csv': `"Record ID","Company name","Company Domain Name","Company owner","Parent Company","Create Date"
"901","Engines UK","engines.example","Ann Lee","Engines Group","2024-01-02 10:00"
"902","Engines Group","group.example","","","2024-01-01 10:00"
`,
    'all-contacts.csv': `"Record ID","First Name","Last Name","Email","Phone Number","Contact owner","Associated Company","Associated Company IDs"
"101","Ada","Byron","ada@engines.example","","Ann Lee","Engines UK;Engines Group","901;902"
"102","Max","Born","max@engines.example","","","Engines UK","901"
`,
    'all-deals.csv': `"Record ID","Deal Name","Deal Stage","Close Date","Deal owner","Amount","Deal probability","Associated Contact IDs","Associated Contact","Associated Company IDs","Associated Company"
"501","Big","Contract sent","2026-08-31 12:00","Ann Lee","12000","0.9","101;102","Ada Byron;Max Born","901","Engines UK"
"502","Small","Closed won","2026-02-01 12:00","Ann Lee","499.99","1","","","902;901","Engines Group;Engines UK"
`,
  };

  test('is linked by the ids of associations, with the first one as the main one', async () => {
    const { list, first } = await migrated(FILES, '--create', 'owner');
    expect(first.exitCode).toBe(0);
    expect(await list('account', 'name,parent,owner')).toContainEqual({
      name: 'Engines UK',
      parent: 'Engines Group',
      owner: 'Ann Lee',
    });
    expect(await list('contact', 'name,account,other_accounts')).toEqual([
      { name: 'Ada Byron', account: 'Engines UK', other_accounts: ['Engines Group'] },
      { name: 'Max Born', account: 'Engines UK', other_accounts: [] },
    ]);
    expect(await list('opp', 'name,account,contact,other_contacts,stage,probability')).toEqual([
      {
        name: 'Big',
        account: 'Engines UK',
        contact: 'Ada Byron',
        other_contacts: ['Max Born'],
        stage: 'negotiation',
        probability: 90,
      },
      expect.objectContaining({ name: 'Small', account: 'Engines Group', stage: 'won' }),
    ]);
    expect(first.stderr).toContain('all-deals.csv: 1 id names a second account: only the first counts\n');
  });
});

describe('Pipedrive', () => {
  const FILES = {
    'organizations.csv': `Organization - ID,Organization - Name,Organization - Owner
1,Engines,Ann Lee
2,Quanta,Ann Lee
`,
    'people.csv': `Person - ID,Person - Name,Person - Organization,Person - Email - Work,Person - Phone - Work,Person - Owner
1,Ada Byron,Engines,ada@engines.example,+44 20 7946 0001,Ann Lee
`,
    'deals.csv': `Deal - ID,Deal - Title,Deal - Owner,Deal - Value,Deal - Currency of Value,Deal - Organization,Deal - Contact person,Deal - Stage,Deal - Status,Deal - Won time,Deal - Expected close date
1,Big,Ann Lee,12000,USD,Engines,Ada Byron,Proposal Made,Open,,2026-08-31
2,Small,Ann Lee,500,EUR,Quanta,,Contact Made,Won,2026-02-01 10:00:00,
3,Gone,Ann Lee,300,EUR,Quanta,,Contact Made,Lost,,
`,
    'activities.csv': `ID,Subject,Type,Due date,Due time,Done,Marked as done time,Assigned to user,Creator,Add time,Deal ID,Deal,Organization,Contact person,Note
1,Call Ada,call,2026-02-20,9:30,Done,2026-03-01 10:00:00,Ann Lee,Ann Lee,2026-02-01 10:00:00,1,Big,Engines,Ada Byron,spoke
2,Send offer,task,2026-04-01,,To do,,Ann Lee,Ann Lee,2026-02-01 10:00:00,1,Big,Engines,Ada Byron,
`,
    'notes.csv': `ID,Content,Deal ID,Deal title,Organization,Contact person,User,Add time
1,A note with the number an activity,1,Big,Engines,Ada Byron,Ann Lee,2026-02-02 10:00:00
`,
  };

  test('is linked by ids and names; the result of a deal overrides its stage; done calls are activities', async () => {
    const { list, first } = await migrated(FILES, '--create', 'owner');
    expect(first.exitCode).toBe(0);
    expect(await list('opp', 'name,account,contact,stage,amount,currency')).toEqual([
      {
        name: 'Big',
        account: 'Engines',
        contact: 'Ada Byron',
        stage: 'proposal',
        amount: 12000,
        currency: 'USD',
      },
      { name: 'Small', account: 'Quanta', contact: null, stage: 'won', amount: 500, currency: 'EUR' },
      { name: 'Gone', account: 'Quanta', contact: null, stage: 'lost', amount: 300, currency: 'EUR' },
    ]);
    expect(first.stderr).toContain('deals.csv, "Won / Contact Made" → won: 1, 500.00 EUR on both sides\n');
    expect(await list('activity', 'type,subject,at,body,opp,contact,user')).toEqual([
      {
        type: 'call',
        subject: 'Call Ada',
        at: '2026-03-01T10:00:00.000Z',
        body: 'spoke\nDue: 2026-02-20 09:30',
        opp: 'Big',
        contact: 'Ada Byron',
        user: 'Ann Lee',
      },
      expect.objectContaining({ type: 'note', body: 'A note with the number an activity', opp: 'Big' }),
    ]);
    expect(await list('task', 'subject,status,opp,owner')).toEqual([
      { subject: 'Send offer', status: 'open', opp: 'Big', owner: 'Ann Lee' },
    ]);
  });
});

describe('Zoho', () => {
  const FILES = {
    'Accounts_001.csv': `Record Id,Account Owner.id,Account Owner,Account Name,Website,Phone,Industry,Description
zcrm_1,zcrm_91,Ann Lee,Engines,engines.example,,Steam,
`,
    'Contacts_001.csv': `Record Id,Contact Owner.id,Contact Owner,First Name,Last Name,Account Name.id,Account Name,Email,Phone,Created Time
zcrm_11,zcrm_91,Ann Lee,Ada,Byron,zcrm_1,Engines,ada@engines.example,,2024-02-01 10:00:00
`,
    'Deals_001.csv': `Record Id,Deal Owner.id,Deal Owner,Amount,Deal Name,Closing Date,Account Name.id,Account Name,Contact Name.id,Contact Name,Stage
zcrm_21,zcrm_91,Ann Lee,12000,Big,2026-08-31,zcrm_1,Engines,zcrm_11,Ada Byron,Closed Won
`,
    'Leads_2026_02_10.csv': `Record Id,Lead Owner.id,Lead Owner,Is Converted,Company,First Name,Last Name,Email,Lead Status,Created Time,Converted Date Time,Converted Account.id,Converted Account,Converted Contact.id,Converted Contact,Converted Deal.id,Converted Deal
zcrm_31,zcrm_91,Ann Lee,true,Engines,Ada,Byron,ada@engines.example,Contacted,2024-01-01 10:00:00,2024-02-01 10:00:00,zcrm_1,Engines,zcrm_11,Ada Byron,zcrm_21,Big
zcrm_32,zcrm_91,Ann Lee,false,Orchard,Eve,Ng,eve@orchard.example,Not Contacted,2024-01-02 10:00:00,,,,,,,
`,
    'Calls_001.csv': `Record Id,Call Owner.id,Call Owner,Subject,Call Start Time,Call Type,Call Duration (in seconds),Related To.id,Related To,Contact Name.id,Contact Name,Description
zcrm_41,zcrm_91,Ann Lee,Intro,2026-02-03 10:00:00,Outbound,90,zcrm_21,Big,zcrm_11,Ada Byron,wants it
`,
    'Tasks_001.csv': `Record Id,Task Owner.id,Task Owner,Subject,Due Date,Status,Related To.id,Related To,Contact Name.id,Contact Name,Description
zcrm_51,zcrm_91,Ann Lee,Send offer,2026-04-01,Not Started,zcrm_1,Engines,,,
`,
  };

  test('is linked by ids with prefixes to any noun; converted leads by their new records', async () => {
    const { list, first } = await migrated(FILES, '--create', 'owner,user');
    expect(first.exitCode).toBe(0);
    expect(await list('lead', 'name,status,account_id,contact_id,opp_id')).toEqual([
      { name: 'Ada Byron', status: 'converted', account_id: 1, contact_id: 1, opp_id: 1 },
      { name: 'Eve Ng', status: 'new', account_id: null, contact_id: null, opp_id: null },
    ]);
    expect(await list('activity', 'type,opp,contact,duration,user')).toEqual([
      { type: 'call', opp: 'Big', contact: 'Ada Byron', duration: 90, user: 'Ann Lee' },
    ]);
    expect(await list('task', 'subject,account,opp')).toEqual([
      { subject: 'Send offer', account: 'Engines', opp: null },
    ]);
    expect(await list('account', 'external_source,external_id')).toEqual([
      { external_source: 'zoho', external_id: '1' },
    ]);
  });
});

describe('Dynamics', () => {
  const MARKS = '(Do Not Modify) Row Checksum,(Do Not Modify) Modified On';
  const FILES = {
    'My Active Accounts.csv': `(Do Not Modify) Account,${MARKS},Account Name,Main Phone,Primary Contact
a-1,x,2024-01-01 10:00,Engines,+44 20 7946 0001,Ada Byron
`,
    'My Active Contacts.csv': `(Do Not Modify) Contact,${MARKS}, Full Name,Company Name,Job Title,Email,Business Phone
c-1,x,2024-01-01 10:00,Ada Byron,Engines,Analyst,ada@engines.example,
`,
    'My Open Leads.csv': `(Do Not Modify) Lead,${MARKS},First Name,Last Name,Company Name,Email,Lead Source,Rating,Status
l-1,x,2024-01-01 10:00,Eve,Ng,Orchard,eve@orchard.example,Web,Hot,Open
`,
    'My Open Opportunities.csv': `(Do Not Modify) Opportunity,${MARKS},Topic,Potential Customer,Status,Pipeline Phase,Est. close date,Est. revenue,Probability,Owner
o-1,x,2024-01-01 10:00,Big,Engines,Open,3-Propose,2026-08-31,"$12,000.00",50,Ann Lee
o-2,x,2024-01-01 10:00,Small,Engines,Won,4-Close,2026-02-01,"$1,500.50",100,Ann Lee
`,
  };

  test('is linked by names, and keeps its GUIDs', async () => {
    const { list, first } = await migrated(FILES, '--create', 'owner');
    expect(first.exitCode).toBe(0);
    expect(await list('contact', 'name,account,external_id')).toEqual([
      { name: 'Ada Byron', account: 'Engines', external_id: 'c-1' },
    ]);
    expect(await list('opp', 'name,account,stage,amount,owner')).toEqual([
      { name: 'Big', account: 'Engines', stage: 'proposal', amount: 12000, owner: 'Ann Lee' },
      { name: 'Small', account: 'Engines', stage: 'won', amount: 1500.5, owner: 'Ann Lee' },
    ]);
    expect(await list('lead', 'name,status,rating')).toEqual([
      { name: 'Eve Ng', status: 'new', rating: 'hot' },
    ]);
  });
});

test('what came of a deal in Dynamics is its amount, but a lost one keeps what it was worth', async () => {
  const { first, list } = await migrated({
    'opps.csv':
      '(Do Not Modify) Opportunity,Topic,Est. revenue,Actual Revenue,Status\n' +
      'a1,Big,1000,1200,Won\na2,Small,500,0.00,Lost\na3,Next,700,,Open\n',
  });
  expect(await list('opp', 'name,amount')).toEqual([
    { name: 'Big', amount: 1200 },
    { name: 'Small', amount: 500 },
    { name: 'Next', amount: 700 },
  ]);
  expect(first.stderr).toContain('another column gives the field: Est. revenue (1 value, amount)');
});

describe('dates of which a file does not show the order', () => {
  const TASKS = 'Record Id,Task Owner.id,Subject,Due Date,Status\n1,u,Ring,3/4/2026,Not Started\n';
  const deals = (day: string) =>
    `Record Id,Deal Owner.id,Deal Owner,Deal Name,Amount,Closing Date,Stage\n2,u,Jane,Big,5,${day},Qualification\n`;

  test('are read in that of the other files of the program, which is told', async () => {
    for (const [day, due] of [
      ['25/12/2026', '2026-04-03'],
      ['12/25/2026', '2026-03-04'],
    ] as const) {
      const { list, first } = await migrated({ 'Tasks_001.csv': TASKS, 'Deals_001.csv': deals(day) });
      expect([first.exitCode, first.stderr]).toEqual([
        0,
        expect.stringContaining('first, as the other files have it'),
      ]);
      expect(await list('task', 'subject,due_date')).toEqual([{ subject: 'Ring', due_date: due }]);
    }
  });

  test('are refused where the others show none, or both', async () => {
    const alone = await at({ 'Tasks_001.csv': TASKS, 'Deals_001.csv': deals('2026-12-25') }).run(
      'migrate',
      'export',
    );
    expect([alone.exitCode, alone.stderr]).toEqual([2, expect.stringContaining('is ambiguous')]);
    const both = await at({
      'Tasks_001.csv': TASKS,
      'Deals_001.csv': deals('25/12/2026'),
      'Notes_001.csv': 'Record Id,Note Owner.id,Note Title,Note Content,Created Time\n3,u,T,x,12/25/2026\n',
    }).run('migrate', 'export');
    expect(both.exitCode).toBe(2);
  });
});
