import { describe, expect, test } from 'vitest';
import { at, migrated } from './folder.ts';

describe('address books as people have them', () => {
  test('Google: values with labels of their own, a fax, a second address', async () => {
    const { first, list } = await migrated({
      'contacts.csv':
        'First Name,Last Name,Notes,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Address 1 - Street,Address 1 - City,Address 1 - PO Box,Address 2 - Label,Address 2 - Formatted,Relation 1 - Label,Relation 1 - Value,Event 1 - Label,Event 1 - Value,Custom Field 1 - Label,Custom Field 1 - Value\n' +
        'Nora,Dahl,quiet,* myContacts,* Home,nora@fjord.example,ancient,nd@fjord.example,Mobile,+47 401 23 456,Work Fax,+47 22 12 34 57,Gata 1,Oslo,PB 7,Work,"Kaien 2\n0150 Oslo",Spouse,Ole,Anniversary,2001-06-30,Locker,K-4\n',
    });
    expect(await list('contact', 'phone,other_phones,phone_labels,email_labels,street,notes')).toEqual([
      {
        phone: '+4740123456',
        other_phones: [],
        phone_labels: ['mobile: +4740123456'],
        email_labels: ['home: nora@fjord.example'],
        street: 'Gata 1, PB 7',
        notes:
          'quiet\nSpouse: Ole\nAnniversary: 2001-06-30\nLocker: K-4\nWork Fax: +47 22 12 34 57\nAddress 2: Kaien 2, 0150 Oslo',
      },
    ]);
    // Of what is said of addresses, only the word that means nothing here is left out.
    expect(first.stderr).toContain(
      'left out what only Google Contacts uses: E-mail 2 - Label (1 value), Address 2 - Label (1)\n',
    );
  });

  test('Outlook: an office is no country, an account number no account', async () => {
    const { list } = await migrated({
      'contacts.csv':
        'First Name,Last Name,Title,E-mail Address,Business Phone,Business Fax,Company,Account,Office Location,Anniversary,Spouse\n' +
        'Nora,Dahl,Dr.,nora@fjord.example,+47 22 12 34 56,+47 22 12 34 57,Fjord,A-9,Room 4,0/0/00,Ole\n',
    });
    expect(await list('contact', 'salutation,account,country,phone,other_phones,notes')).toEqual([
      {
        salutation: 'Dr',
        account: 'Fjord',
        country: null,
        phone: '+4722123456',
        other_phones: [],
        notes: 'Business Fax: +47 22 12 34 57\nAccount: A-9\nOffice Location: Room 4\nSpouse: Ole',
      },
    ]);
  });

  test('LinkedIn: people who closed their account leave a row with a day alone', async () => {
    const { first, list } = await migrated({
      'Connections.csv':
        'First Name,Last Name,URL,Email Address,Company,Position,Connected On\n' +
        ',,,,,,14 Mar 2019\nNora,Dahl,https://www.linkedin.com/in/nora,,Fjord,Captain,09 Sep 2023\n',
    });
    expect(first.stderr).toContain('1 row without a name, e-mail address or phone number (line 2)\n');
    expect(first.stderr).toContain('2 rows read = 1 created + 1 not imported');
    expect(await list('contact', 'name')).toEqual([{ name: 'Nora Dahl' }]);
  });
});

describe('other programs as people have them', () => {
  test('HubSpot: stages with the name of their pipeline, and as its interface calls them', async () => {
    const { first, list } = await migrated({
      'deals.csv':
        'Record ID,Deal Name,Deal Stage,Pipeline,Amount,Close Date,Deal Type\n' +
        '1,Pumps,Contract Sent (Sales Pipeline),Sales Pipeline,100,2026-12-01 10:00,existingbusiness\n' +
        '2,Hoses,presentationscheduled,default,200,2026-12-02 10:00,newbusiness\n' +
        '3,Seals,Closed Lost (Sales Pipeline),Sales Pipeline,300,2026-11-02 10:00,\n',
    });
    expect(first.stderr).toContain('sums agree');
    expect(await list('opp', 'name,stage,type')).toEqual([
      { name: 'Pumps', stage: 'negotiation', type: 'existing business' },
      { name: 'Hoses', stage: 'proposal', type: 'new business' },
      { name: 'Seals', stage: 'lost', type: null },
    ]);
  });

  test('Pipedrive: an activity finds its person by the id, not among namesakes', async () => {
    const { list } = await migrated({
      'people.csv':
        'Person - ID,Person - Name,Person - Email - Work\n21,Bo Ree,bo@x.example\n22,Bo Ree,b2@x.example\n',
      'activities.csv':
        'ID,Subject,Type,Due date,Due time,Done,Deal ID,Deal,Organization,Contact person,Contact person ID,Note\n' +
        '5,Ask,Call,2026-12-05,10:30:00,To do,,,,Bo Ree,22,\n',
    });
    expect(await list('task', 'subject,contact_id')).toEqual([{ subject: 'Ask', contact_id: 2 }]);
  });

  test('Zoho: -None- is a blank, a site no website, and managers are people of the same file', async () => {
    const { first, list } = await migrated({
      'Accounts.csv':
        'Record Id,Account Owner.id,Account Owner,Account Name,Account Site,Website\nzcrm_1,zcrm_9,Ann,Fjord,HQ,\n',
      'Contacts.csv':
        'Record Id,Contact Owner.id,Contact Owner,Salutation,First Name,Last Name,Lead Source,Account Name.id,Account Name,Reporting To.id,Reporting To,Skype ID\n' +
        'zcrm_3,zcrm_9,Ann,Mr.,Bo,Ree,-None-,zcrm_1,Fjord,zcrm_4,Cy Boss,bo.s\nzcrm_4,zcrm_9,Ann,,Cy,Boss,Web,zcrm_1,Fjord,,,\n',
    });
    expect(await list('account', 'website,notes')).toEqual([{ website: null, notes: 'Site: HQ' }]);
    expect(await list('contact', 'name,source,reports_to,notes')).toEqual([
      { name: 'Cy Boss', source: 'Web', reports_to: null, notes: null },
      { name: 'Bo Ree', source: null, reports_to: 'Cy Boss', notes: 'Skype ID: bo.s' },
    ]);
    // A row that waits for another is told once.
    expect(first.stderr).toContain('1 cell stored as their picklist spells them: salutation (line 2)\n');
  });

  test('NetSuite: the status of a customer begins with its kind', async () => {
    const { list } = await migrated({
      'customers.csv':
        'Internal ID,Name,Status,Sales Rep,Subsidiary\n1,Fjord,CUSTOMER-Renewal,Ann,X\n2,Ness,PROSPECT-Our Own Word,Ann,X\n',
    });
    expect(await list('account', 'name,kind')).toEqual([
      { name: 'Fjord', kind: 'customer' },
      { name: 'Ness', kind: 'prospect' },
    ]);
  });

  test('Odoo: archived deals are lost, and a person is no company', async () => {
    const { list } = await migrated({
      'res.partner.csv':
        'External ID,Name,Is a Company,Related Company,Related Company/External ID,Email,Notes,Title\n' +
        'p1,Fjord,True,,,f@fjord.example,<p>Big &amp; old</p>,\np2,Nora Dahl,False,Fjord,p1,n@fjord.example,,Doctor\n',
      'crm.lead.csv':
        'External ID,Opportunity,Type,Customer,Customer/External ID,Expected Revenue,Stage,Probability,Lost Reason,Active,Salesperson\n' +
        'd1,Boats,Opportunity,"Fjord, Nora Dahl",p2,100.0,Qualified,50.0,,True,\nd2,Nets,Opportunity,Fjord,p1,70.0,New,0.0,Too dear,False,\n',
    });
    expect(await list('account', 'name,notes')).toEqual([{ name: 'Fjord', notes: 'Big & old' }]);
    expect(await list('opp', 'name,account,contact,stage,lost_reason')).toEqual([
      { name: 'Boats', account: 'Fjord', contact: 'Nora Dahl', stage: 'qualification', lost_reason: null },
      { name: 'Nets', account: 'Fjord', contact: null, stage: 'lost', lost_reason: 'Too dear' },
    ]);
  });

  test('SuiteCRM: deleted people stay away, planned calls are tasks', async () => {
    const { first, list } = await migrated({
      'Contacts.csv':
        'First Name,Last Name,ID,Deleted,Office Phone,Assigned to,Fax\nBo,Ree,c1,0,+49 30 5550102,ann,030 5\nDel,Eted,c2,1,,ann,\n',
      'Calls.csv':
        'Subject,ID,Deleted,Assigned to,Duration Minutes,Start Date,Status,Direction,Contact Name\n' +
        'Intro,k1,0,ann,15,2026-01-16 11:00,Held,Outbound,Bo Ree\nLater,k2,0,ann,15,2031-12-16 11:00,Planned,Outbound,Bo Ree\n',
    });
    expect(first.stderr).toContain('Contacts.csv: skipped 1 row of records deleted there\n');
    expect(await list('contact', 'name,notes')).toEqual([{ name: 'Bo Ree', notes: 'Fax: 030 5' }]);
    expect(await list('activity', 'subject,type,body')).toEqual([
      { subject: 'Intro', type: 'call', body: 'Minutes: 15' },
    ]);
    expect(await list('task', 'subject,kind,due_date')).toEqual([
      { subject: 'Later', kind: 'callback', due_date: '2031-12-16' },
    ]);
  });

  test('Act!: extensions belong to their phones, and a greeting is no salutation', async () => {
    const { list } = await migrated({
      'act.csv':
        'Company,Contact,Salutation,Phone,Phone Ext,Alternate Phone,Alternate Ext,E-mail,Personal E-mail,Record Manager,Last Results,User 1\n' +
        'Fjord,Nora Dahl,Nora,(415) 555-0131,12,(415) 555-0133,7,n@fjord.example,n@home.example,Ann,left word,blue\n',
    });
    expect(await list('contact', 'salutation,phone,other_phones,other_emails,notes')).toEqual([
      {
        salutation: null,
        phone: '+14155550131x12',
        other_phones: ['+14155550133x7'],
        other_emails: ['n@home.example'],
        notes: 'left word\nGreeting: Nora\nUser 1: blue',
      },
    ]);
  });
});

test('a program writes all of its dates in one order', async () => {
  const rows = (modified: string) =>
    '(Do Not Modify) Contact,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Full Name,Email,Birthday\n' +
    `a-1,x==,${modified},Nora Dahl,n@fjord.example,4/9/1971\n`;
  const { list } = await migrated({ 'Contacts.csv': rows('11/25/2026 9:01 AM') });
  expect(await list('contact', 'birthdate')).toEqual([{ birthdate: '1971-04-09' }]);
  const other = await migrated({ 'Contacts.csv': rows('25/11/2026 09:01') });
  expect(await other.list('contact', 'birthdate')).toEqual([{ birthdate: '1971-09-04' }]);
  // Nothing shows the order: nothing is guessed.
  const { run } = at({ 'Contacts.csv': rows('5/11/2026 09:01') });
  const { exitCode, stderr } = await run('migrate', 'export');
  expect(exitCode).toBe(2);
  expect(stderr).toContain('"4/9/1971" in the column "Birthday" of Contacts.csv is ambiguous');
});
