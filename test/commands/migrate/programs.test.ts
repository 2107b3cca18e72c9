import { describe, expect, test } from 'vitest';
import { migrated } from './folder.ts';

const ALL = ['--create', 'all'];

describe('address books', () => {
  test('of Google, the older form: additional names, several values in a cell, labels', async () => {
    const { first, list } = await migrated(
      {
        'contacts.csv':
          'Name,Given Name,Additional Name,Family Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Organization 1 - Name,Organization 1 - Title,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Website 1 - Value,Yomi Name,Notes\n' +
          'Ida May Ford,Ida,May,Ford,* myContacts ::: Trade fair,* Work,ida@mill.example ::: ida@home.example,Work,+44 20 7946 0958 ::: +44 20 7946 0959,Mill,Buyer,"1 Lane\nLeeds",1 Lane,Leeds,https://ida.example,x,quiet\n',
      },
      ...ALL,
    );
    expect(first.stdout).toContain('contacts.csv\tcontacts\t1\t1\t0\t0\t0\t0\t0\tGoogle Contacts\n');
    expect(first.stderr).toContain('contacts.csv: not imported: no field for Yomi Name (1 value)\n');
    expect(
      await list(
        'contact',
        'first_name,last_name,account,title,email,other_emails,phone,other_phones,street,city,tags,notes',
      ),
    ).toEqual([
      {
        first_name: 'Ida May',
        last_name: 'Ford',
        account: 'Mill',
        title: 'Buyer',
        email: 'ida@mill.example',
        other_emails: ['ida@home.example'],
        phone: '+442079460958',
        other_phones: ['+442079460959'],
        street: '1 Lane',
        city: 'Leeds',
        tags: ['Trade fair'],
        notes: 'quiet\nWebsite: https://ida.example',
      },
    ]);
  });

  test('of Outlook: the title of a person is no job', async () => {
    const { list } = await migrated(
      {
        'contacts.csv':
          '"First Name","Last Name","Title","E-mail Address","E-mail 2 Address","Business Phone","Job Title","Company","Business Street","Business Street 2","Business City","Home Street","Categories"\n' +
          '"Ida","Ford","Dr.","ida@mill.example","","+44 20 7946 0958","","Mill","1 Lane","Floor 2","Leeds","2 Elm","Fair;Press"\n',
      },
      ...ALL,
    );
    expect(await list('contact', 'name,salutation,title,street,city,tags,notes')).toEqual([
      {
        name: 'Ida Ford',
        title: null,
        street: '1 Lane, Floor 2',
        city: 'Leeds',
        tags: ['Fair', 'Press'],
        salutation: 'Dr',
        notes: 'Home address: 2 Elm',
      },
    ]);
  });

  test('of Apple, as vCards: groups, labels and companies', async () => {
    const { list } = await migrated({
      'cards.vcf':
        'BEGIN:VCARD\nVERSION:3.0\nN:Ford;Ida;May;;\nFN:Ida May Ford\nORG:Mill;Sales\nEMAIL;type=INTERNET;type=pref:ida@mill.example\nitem1.EMAIL;type=INTERNET:ida@home.example\nitem1.X-ABLabel:_$!<Other>!$_\nTEL;type=CELL;type=pref:+44 7911 123456\nitem2.ADR;type=WORK:;;1 Lane;Leeds;;LS1;United Kingdom\nitem2.X-ABADR:gb\nNOTE:quiet\nEND:VCARD\n' +
        'BEGIN:VCARD\nVERSION:3.0\nN:;;;;\nFN:Quarry\nORG:Quarry;\nTEL;type=MAIN:+44 20 7946 0958\nX-ABShowAs:COMPANY\nEND:VCARD\n',
    });
    expect(await list('contact', 'name,account,department,email,other_emails,phone,city,notes')).toEqual([
      {
        name: 'Ida May Ford',
        account: 'Mill',
        department: 'Sales',
        email: 'ida@mill.example',
        other_emails: ['ida@home.example'],
        phone: '+447911123456',
        city: 'Leeds',
        notes: 'quiet',
      },
      expect.objectContaining({ account: 'Quarry', phone: '+442079460958' }),
    ]);
  });

  test('of LinkedIn, below their notes', async () => {
    const { first, list } = await migrated(
      {
        'Connections.csv':
          'Notes:\n"Some addresses are missing here, since people decide, themselves, who sees them."\n\n' +
          'First Name,Last Name,URL,Email Address,Company,Position,Connected On\n' +
          'Ida,Ford,https://www.linkedin.com/in/ida,,Mill,"Owner, Founder",15 Apr 2021\n',
      },
      ...ALL,
    );
    expect(first.stderr).toContain('Connections.csv: skipped the title "Notes:"');
    expect(await list('contact', 'name,account,title,linkedin,source,notes')).toEqual([
      {
        name: 'Ida Ford',
        account: 'Mill',
        title: 'Owner, Founder',
        linkedin: 'https://www.linkedin.com/in/ida',
        source: 'LinkedIn',
        notes: 'Connected on LinkedIn: 15 Apr 2021',
      },
    ]);
  });
});

describe('lists of prospects', () => {
  test('of Apollo: all phones in their order, and its own stages', async () => {
    const { list } = await migrated({
      'apollo-contacts-export.csv':
        'First Name,Last Name,Company Name,Company Name for Emails,Email,Work Direct Phone,Mobile Phone,Corporate Phone,Stage,Lists,# Employees,Person Linkedin Url,Apollo Contact Id\n' +
        'Ida,Ford,Mill Ltd,Mill,ida@mill.example,,+44 7911 123456,+44 20 7946 0958,Replied,Fair,12,http://www.linkedin.com/in/ida,5f1\n',
    });
    expect(await list('lead', 'name,company,phone,other_phones,status,tags,external_id,notes')).toEqual([
      {
        name: 'Ida Ford',
        company: 'Mill Ltd',
        phone: '+447911123456',
        other_phones: ['+442079460958'],
        status: 'connected',
        tags: ['Fair'],
        external_id: '5f1',
        notes: 'Employees: 12\nLinkedIn: http://www.linkedin.com/in/ida',
      },
    ]);
  });

  test('of ZoomInfo', async () => {
    const { list } = await migrated({
      'zoominfo.csv':
        'ZoomInfo Contact ID,Last Name,First Name,Middle Name,Job Title,Direct Phone Number,Email Address,Mobile phone,ZoomInfo Company ID,Company Name,Website,Company HQ Phone\n' +
        '-17,Ford,Ida,M,Buyer,+44 20 7946 0958,ida@mill.example,,99,Mill,www.mill.example,+44 20 7946 0001\n',
    });
    expect(await list('lead', 'name,company,title,phone,other_phones,website,external_id')).toEqual([
      {
        name: 'Ida M Ford',
        company: 'Mill',
        title: 'Buyer',
        phone: '+442079460958',
        other_phones: ['+442079460001'],
        website: 'www.mill.example',
        external_id: '-17',
      },
    ]);
  });
});

describe('a file with several kinds of records', () => {
  test('of Odoo: leads beside deals, people beside companies', async () => {
    const { first, list } = await migrated(
      {
        'crm.lead.csv':
          'External ID,Type,Opportunity,Customer,Contact Name,Company Name,Email,Salesperson,Expected Revenue,Stage,Expected Closing\n' +
          '__export__.crm_lead_1_a,Opportunity,Big,Mill,Ida Ford,Mill,ida@mill.example,Ann Lee,12000.0,Proposition,2026-08-31\n' +
          '__export__.crm_lead_2_b,Lead,Asked for a price,,Max Hill,Quarry,max@quarry.example,Ann Lee,0.0,New,\n',
        'res.partner.csv':
          'External ID,Name,Is a Company,Related Company/External ID,Job Position,Email,Street,Street2,Country\n' +
          '__export__.res_partner_2_y,Ida Ford,False,__export__.res_partner_1_x,Buyer,ida@mill.example,,,\n' +
          '__export__.res_partner_1_x,Mill,True,,,info@mill.example,1 Lane,Floor 2,United Kingdom\n',
      },
      ...ALL,
    );
    expect(first.stderr).toContain('"Proposition" → proposal: 1, 12000.00 USD on both sides\n');
    expect(await list('account', 'name,street,external_id')).toEqual([
      { name: 'Mill', street: '1 Lane, Floor 2', external_id: '__export__.res_partner_1_x' },
    ]);
    expect(await list('contact', 'name,account')).toEqual([{ name: 'Ida Ford', account: 'Mill' }]);
    expect(await list('opp', 'name,account,contact,stage,owner')).toEqual([
      { name: 'Big', account: 'Mill', contact: 'Ida Ford', stage: 'proposal', owner: 'Ann Lee' },
    ]);
    expect(await list('lead', 'name,company,notes')).toEqual([
      { name: 'Max Hill', company: 'Quarry', notes: 'Subject: Asked for a price' },
    ]);
  });

  test('of Pipedrive: deals with the columns of their people and organizations', async () => {
    const { list } = await migrated(
      {
        'deals.csv':
          'Deal - ID,Deal - Title,Deal - Value,Deal - Currency of Value,Deal - Stage,Deal - Status,Deal - Owner,Organization - ID,Organization - Name,Person - ID,Person - Name,Person - Email - Work\n' +
          '1,Big,12000,EUR,Proposal Made,Open,Ann Lee,7,Mill,9,Ida Ford,ida@mill.example\n' +
          '2,Small,499.99,EUR,Lead In,Won,Ann Lee,7,Mill,9,Ida Ford,ida@mill.example\n',
      },
      ...ALL,
    );
    expect(await list('account', 'name,owner,external_id')).toEqual([
      { name: 'Mill', owner: null, external_id: '7' },
    ]);
    expect(await list('contact', 'name,account,email')).toEqual([
      { name: 'Ida Ford', account: 'Mill', email: 'ida@mill.example' },
    ]);
    expect(await list('opp', 'name,account,contact,stage,owner')).toEqual([
      { name: 'Big', account: 'Mill', contact: 'Ida Ford', stage: 'proposal', owner: 'Ann Lee' },
      { name: 'Small', account: 'Mill', contact: 'Ida Ford', stage: 'won', owner: 'Ann Lee' },
    ]);
  });

  test('of HubSpot: a contact, its company and its deal in a row', async () => {
    const { list, first } = await migrated({
      'flat.csv':
        'First Name,Last Name,Email,Company name,Company Domain Name,City,Deal Name,Pipeline,Deal Stage,Amount,Close Date\n' +
        'Ida,Ford,ida@mill.example,Mill,mill.example,Leeds,Big,Sales Pipeline,Contract sent,12000,2026-08-31\n' +
        'Ida,Ford,ida@mill.example,Mill,mill.example,Leeds,Small,Sales Pipeline,Closed won,499.99,2026-02-01\n' +
        'Max,Hill,max@quarry.example,Quarry,quarry.example,York,,,,,\n',
    });
    expect(first.stderr).toContain('sums agree');
    expect(await list('account', 'name,website,city')).toEqual([
      { name: 'Mill', website: 'mill.example', city: 'Leeds' },
      { name: 'Quarry', website: 'quarry.example', city: 'York' },
    ]);
    expect(await list('contact', 'name,account')).toEqual([
      { name: 'Ida Ford', account: 'Mill' },
      { name: 'Max Hill', account: 'Quarry' },
    ]);
    expect(await list('opp', 'name,account,contact,stage')).toEqual([
      { name: 'Big', account: 'Mill', contact: 'Ida Ford', stage: 'negotiation' },
      { name: 'Small', account: 'Mill', contact: 'Ida Ford', stage: 'won' },
    ]);
  });

  test('of HubSpot without deals: a contact, its further addresses and its company, which is called Name', async () => {
    const { list } = await migrated({
      'people.csv':
        'First Name,Last Name,Email Address,Additional email addresses,Name,Company Domain Name\n' +
        'Tea,Rao,tea@kiln.example,t.rao@kiln.example;rao@home.example,Kiln Works,kiln.example\n' +
        'Lev,Orr,lev@kiln.example,,Kiln Works,kiln.example\n',
    });
    expect(await list('account', 'name,website')).toEqual([{ name: 'Kiln Works', website: 'kiln.example' }]);
    expect(await list('contact', 'name,account,email,other_emails')).toEqual([
      {
        name: 'Tea Rao',
        account: 'Kiln Works',
        email: 'tea@kiln.example',
        other_emails: ['t.rao@kiln.example', 'rao@home.example'],
      },
      { name: 'Lev Orr', account: 'Kiln Works', email: 'lev@kiln.example', other_emails: [] },
    ]);
  });

  test('of Pipedrive with activities and notes', async () => {
    const { list } = await migrated({
      'all.csv':
        'Person - Name*,Person - Email (Work),Organization - Name*,Deal - Title,Deal - Value,' +
        'Activity - Subject*,Activity - Due date,Note - Content*\n' +
        'Gil Poe,gil@dam.example,Dam Ltd,Sluice,$70,Send drawings,2026-11-23,<b>Likes</b> steel\n' +
        'Ina Fay,ina@dam.example,Dam Ltd,,,,,\n',
    });
    expect(await list('task', 'subject,due_date,contact,opp')).toEqual([
      { subject: 'Send drawings', due_date: '2026-11-23', contact: 'Gil Poe', opp: 'Sluice' },
    ]);
    expect(await list('activity', 'type,subject,body,contact,opp')).toEqual([
      { type: 'note', subject: null, body: 'Likes steel', contact: 'Gil Poe', opp: 'Sluice' },
    ]);
    expect(await list('opp', 'name,amount,account')).toEqual([
      { name: 'Sluice', amount: 70, account: 'Dam Ltd' },
    ]);
  });
});

describe('Odoo', () => {
  test('names people with their company, and companies with commas of their own', async () => {
    const { first, list } = await migrated(
      {
        'res.partner.csv':
          'id,display_name,name,is_company,parent_id,email,lang,ref\n' +
          'p5,Mill,Mill,True,,mill@mill.example,,M1\np7,"Mill, Ida Ford",Ida Ford,False,Mill,ida@mill.example,English,\n' +
          'p9,"Oak, Inc.","Oak, Inc.",True,,oak@oak.example,,\n',
        'crm.lead.csv':
          'id,name,partner_id,stage_id,expected_revenue,user_id\n' +
          'l1,Refit,"Mill, Ida Ford",New,100,\nl2,Next,"Oak, Inc.",New,50,\nl3,Other,"Mill, Bo Ree",New,20,\n',
      },
      ...ALL,
    );
    expect(first.exitCode).toBe(0);
    expect(await list('account', 'name')).toEqual([{ name: 'Mill' }, { name: 'Oak, Inc.' }]);
    expect(await list('contact', 'name,account,language')).toEqual([
      { name: 'Ida Ford', account: 'Mill', language: 'English' },
      { name: 'Bo Ree', account: 'Mill', language: null },
    ]);
    expect(await list('opp', 'name,account,contact')).toEqual([
      { name: 'Refit', account: 'Mill', contact: 'Ida Ford' },
      { name: 'Next', account: 'Oak, Inc.', contact: null },
      { name: 'Other', account: 'Mill', contact: 'Bo Ree' },
    ]);
  });
});

describe('NetSuite', () => {
  test('names accounts with those above them and with their numbers', async () => {
    const { first, list } = await migrated(
      {
        'customers.csv':
          'Internal ID,ID,Name,Parent,Sales Rep,Inactive\n' +
          '201,1363,Mill,,,No\n202,1364,West,1363 Mill,,No\n203,1365,127 Oak & Co,,,No\n204,1366,West,1365 127 Oak & Co,,No\n',
        'opportunities.csv':
          'Internal ID,Title,Company,Entity Status,Projected Total\n' +
          '901,One,1363 Mill : 1364 West,PROSPECT-Proposal,10\n902,Two,1364 Mill : West,PROSPECT-Proposal,10\n' +
          '903,Three,1365 127 Oak & Co,PROSPECT-Proposal,10\n904,Four,127 Oak & Co : West,PROSPECT-Proposal,10\n',
      },
      ...ALL,
    );
    expect(first.exitCode).toBe(0);
    expect(await list('account', 'name,parent')).toEqual([
      { name: 'Mill', parent: null },
      { name: 'West', parent: 'Mill' },
      { name: '127 Oak & Co', parent: null },
      { name: 'West', parent: '127 Oak & Co' },
    ]);
    expect(await list('opp', 'account_id')).toEqual([2, 2, 3, 4].map((id) => ({ account_id: id })));
  });
});

describe('other programs', () => {
  test('SuiteCRM by the names of its columns: ids of any kind, users of the same folder', async () => {
    const { list } = await migrated({
      'users.csv':
        'id,user_name,first_name,last_name,email1,status\nu-1,ann,Ann,Lee,ann@acme.example,Active\n',
      'accounts.csv':
        'id,name,date_entered,assigned_user_id,account_type,phone_office,billing_address_street,billing_address_city\n' +
        'a-1,Mill,2024-01-01 10:00:00,u-1,Customer,+44 20 7946 0001,1 Lane,Leeds\n',
      'contacts.csv':
        'id,date_entered,assigned_user_id,first_name,last_name,phone_work,primary_address_city,reports_to_id,account_id,email1\n' +
        'c-1,2024-01-01 10:00:00,u-1,Ida,Ford,+44 20 7946 0958,Leeds,,a-1,ida@mill.example\n',
      'opportunities.csv':
        'id,name,date_entered,assigned_user_id,amount,amount_usdollar,currency_id,date_closed,sales_stage,probability,account_id\n' +
        'o-1,Big,2024-03-01 10:00:00,u-1,12000.00,12000.00,-99,2026-08-31,Needs Analysis,25,a-1\n',
      'tasks.csv':
        'id,name,assigned_user_id,status,date_due,parent_type,parent_id,contact_id,priority\n' +
        't-1,Send offer,u-1,Not Started,2026-04-01 10:00:00,Opportunities,o-1,c-1,High\n',
    });
    expect(await list('contact', 'name,account,owner')).toEqual([
      { name: 'Ida Ford', account: 'Mill', owner: 'Ann Lee' },
    ]);
    expect(await list('opp', 'name,account,stage,currency')).toEqual([
      { name: 'Big', account: 'Mill', stage: 'qualification', currency: 'USD' },
    ]);
    expect(await list('task', 'subject,opp,contact,account,status,priority')).toEqual([
      {
        subject: 'Send offer',
        opp: 'Big',
        contact: 'Ida Ford',
        account: 'Mill',
        status: 'open',
        priority: 'high',
      },
    ]);
  });

  test('Mautic, Keap and Act!: second lines of streets, and no passwords', async () => {
    const mautic = await migrated(
      {
        'contacts.csv':
          'id,firstname,lastname,company,position,email,mobile,points,address1,address2,city,zipcode,timezone\n' +
          '5,Ida,Ford,Mill,Buyer,ida@mill.example,+44 7911 123456,30,1 Lane,Floor 2,Leeds,LS1,Europe/London\n',
      },
      ...ALL,
    );
    expect(await mautic.list('contact', 'name,account,street,timezone,notes')).toEqual([
      {
        name: 'Ida Ford',
        account: 'Mill',
        street: '1 Lane, Floor 2',
        timezone: 'Europe/London',
        notes: 'Points in Mautic: 30',
      },
    ]);
    const keap = await migrated(
      {
        'contacts.csv':
          'Id,First Name,Last Name,Company,Email,Phone 1,Phone 1 Ext,Street Address 1,Street Address 2,Tags,Password\n' +
          '17,Ida,Ford,Mill,ida@mill.example,(415) 555-0134,12,1 Lane,Floor 2,"Fair,Press",secret\n',
      },
      ...ALL,
    );
    expect(await keap.list('contact', 'name,account,street,tags,external_id')).toEqual([
      {
        name: 'Ida Ford',
        account: 'Mill',
        street: '1 Lane, Floor 2',
        tags: ['Fair', 'Press'],
        external_id: '17',
      },
    ]);
    const act = await migrated(
      {
        'contacts.txt':
          '"Company","Contact","Address 1","Address 2","ID/Status","Phone","Alt Phone","Last Results","Web Site"\n' +
          '"Mill","Ida Ford","1 Lane","Floor 2","Customer","(415) 555-0134","(415) 555-0135","sent offer","www.ida.example"\n',
      },
      ...ALL,
    );
    expect(await act.list('contact', 'name,account,street,tags,phone,other_phones,notes')).toEqual([
      {
        name: 'Ida Ford',
        account: 'Mill',
        street: '1 Lane, Floor 2',
        tags: ['Customer'],
        phone: '+14155550134',
        other_phones: ['+14155550135'],
        notes: 'sent offer\nWebsite: www.ida.example',
      },
    ]);
  });

  test('Copper: value and type in two columns, ids of companies, outcomes before stages', async () => {
    const { list } = await migrated({
      'companies.csv':
        'Name,Email Domain,Phone Number,Phone Number Type,Contact Type,Owned By,Owner Id,Copper ID\n' +
        'Quay Ltd,quay.example,+442079460101,work,Current Customer,Ann Lee,5,801\n',
      'people.csv':
        'First Name,Last Name,Company,Company Id,Email,Email Type,Email 2,Email 2 Type,Tags,Copper ID\n' +
        'Ron,May,Quay Ltd,801,ron@quay.example,work,ron@home.example,personal,"Expo,VIP",901\n',
      'opportunities.csv':
        'Name,Company,Company Id,Primary Person Contact,Primary Contact ID,Stage,Status,Value,Currency,Close Date,Copper ID\n' +
        'Crane,Quay Ltd,801,Ron May,901,Qualified,Open,700,GBP,2026-12-20,1\n' +
        'Winch,Quay Ltd,801,Ron May,901,Presentation,Abandoned,90,GBP,2026-10-20,2\n',
    });
    expect(await list('account', 'name,kind,website,phone,owner,external_id')).toEqual([
      {
        name: 'Quay Ltd',
        kind: 'customer',
        website: 'quay.example',
        phone: '+442079460101',
        owner: 'Ann Lee',
        external_id: '801',
      },
    ]);
    expect(await list('contact', 'name,account,email,other_emails,tags')).toEqual([
      {
        name: 'Ron May',
        account: 'Quay Ltd',
        email: 'ron@quay.example',
        other_emails: ['ron@home.example'],
        tags: ['Expo', 'VIP'],
      },
    ]);
    expect(await list('opp', 'name,account,contact,stage,amount')).toEqual([
      { name: 'Crane', account: 'Quay Ltd', contact: 'Ron May', stage: 'qualification', amount: 700 },
      { name: 'Winch', account: 'Quay Ltd', contact: 'Ron May', stage: 'lost', amount: 90 },
    ]);
  });

  test('Close: a lead is a company with its first person', async () => {
    const { list } = await migrated({
      'Leads 2026-11-01.csv':
        'id,lead_name,status_id,status_label,primary_contact_first_name,primary_contact_last_name,' +
        'primary_contact_primary_phone,primary_contact_other_phones,primary_contact_primary_email,address_1_city,num_calls\n' +
        'lead_a1,Loom Co,stat_1,Bad Fit,Zoe,Ash,+14155550133,+14155550134,zoe@loom.example,Reno,3\n',
    });
    expect(await list('lead', 'name,company,status,phone,other_phones,email,city,external_id')).toEqual([
      {
        name: 'Zoe Ash',
        company: 'Loom Co',
        status: 'disqualified',
        phone: '+14155550133',
        other_phones: ['+14155550134'],
        email: 'zoe@loom.example',
        city: 'Reno',
        external_id: 'lead_a1',
      },
    ]);
  });

  test('Monica: people, what was said to them, and anything else as notes', async () => {
    const values = (type: string, ...values: unknown[]) => ({ count: values.length, type, values });
    const file = {
      version: '1.0',
      app_version: '4.0.0',
      account: {
        uuid: 'a',
        data: [
          values('user', { uuid: 'u', properties: { first_name: 'Me' } }),
          values(
            'contact',
            {
              uuid: 'c-1',
              created_at: '2021-02-03T04:05:06Z',
              properties: {
                first_name: 'Nora',
                last_name: 'Field',
                job: 'Buyer',
                company: 'Acre Ltd',
                tags: ['Fair'],
                birthdate: { is_year_unknown: true, date: '1980-05-06T00:00:00Z' },
              },
              data: [
                values(
                  'contact_field',
                  { properties: { data: 'nora@acre.example', type: 't-1' } },
                  { properties: { data: '+442079460111', type: 't-2' } },
                  { properties: { data: '@nora', type: 't-3' } },
                ),
                values('address', { properties: { street: '1 Lane', city: 'Bath' } }),
                values('call', { properties: { called_at: '2022-01-02T10:00:00Z', content: 'seeds' } }),
                values('gift', {
                  created_at: '2022-03-01T00:00:00Z',
                  properties: { name: 'Vase', amount: 20 },
                }),
                values('task', {
                  uuid: 'k',
                  created_at: '2022-05-01T00:00:00Z',
                  properties: { title: 'Send book', completed: false },
                }),
                values('activity', 'm'),
              ],
            },
            {
              uuid: 'c-2',
              created_at: '2021-02-03T04:05:06Z',
              properties: { first_name: 'Otto', is_dead: true },
              data: [values('activity', 'm')],
            },
          ),
          values('relationship', {
            created_at: '2021-02-04T00:00:00Z',
            properties: { type: 'brother', contact_is: 'c-2', of_contact: 'c-1' },
          }),
          values('activity', {
            uuid: 'm',
            properties: { summary: 'Lunch', happened_at: '2022-06-02T00:00:00Z' },
          }),
        ],
        instance: {
          contact_field_types: [
            { uuid: 't-1', properties: { name: 'Email', type: 'email' } },
            { uuid: 't-2', properties: { name: 'Phone', protocol: 'tel:' } },
            { uuid: 't-3', properties: { name: 'Twitter' } },
          ],
        },
      },
    };
    const { list, run } = await migrated({ 'monica.json': JSON.stringify(file, null, 2) });
    expect(await list('contact', 'name,account,title,email,phone,city,tags,notes')).toEqual([
      {
        name: 'Nora Field',
        account: 'Acre Ltd',
        title: 'Buyer',
        email: 'nora@acre.example',
        phone: '+442079460111',
        city: 'Bath',
        tags: ['Fair'],
        notes: 'Also: Twitter @nora\nBirthdate: 05-06',
      },
      expect.objectContaining({ name: 'Otto', notes: 'Died: yes' }),
    ]);
    expect(await list('activity', 'type,subject,body,contact,direction')).toEqual([
      { type: 'meeting', subject: 'Lunch', body: 'With Otto', contact: 'Nora Field', direction: null },
      { type: 'call', subject: null, body: 'seeds', contact: 'Nora Field', direction: 'out' },
      {
        type: 'note',
        subject: 'Gift',
        body: 'name: Vase, amount: 20',
        contact: 'Nora Field',
        direction: null,
      },
      {
        type: 'note',
        subject: 'Relationship',
        body: 'brother of Nora Field',
        contact: 'Otto',
        direction: null,
      },
    ]);
    expect(await list('task', 'subject,contact,status')).toEqual([
      { subject: 'Send book', contact: 'Nora Field', status: 'open' },
    ]);
    const { stderr } = await run('contact', 'import', 'export/monica.json');
    expect(stderr).toContain('0 created, 0 updated, 2 unchanged, 5 not imported, 0 rejected');
    expect(stderr).toContain('Not imported: 5 rows of other records; all of them: crm migrate monica.json');
  });

  test('Freshsales, which is not HubSpot', async () => {
    const { list, first } = await migrated({
      'contacts.csv':
        'Record ID,First name,Last name,Email,Work number,Mobile,Account name,Sales owner,Contact status,Tags\n' +
        '71,Kai,Orr,kai@mast.example,+14155550101,+14155550102,Mast Ltd,ann@us.example,Open,Expo;VIP\n',
    });
    expect(first.stdout).toContain('Freshsales');
    expect(await list('contact', 'name,account,phone,other_phones,owner,notes,tags')).toEqual([
      {
        name: 'Kai Orr',
        account: 'Mast Ltd',
        phone: '+14155550101',
        other_phones: ['+14155550102'],
        owner: 'ann@us.example',
        notes: 'Status: Open',
        tags: ['Expo', 'VIP'],
      },
    ]);
  });

  test('a file of users stays one under its name, whatever program is named', async () => {
    const { list, run } = await migrated(
      { 'Users.csv': 'USER_ID,First Name,Last Name,Email\n9,,Ann Lee,ann@acme.example\n' },
      '--preset',
      'zoho',
    );
    expect(await list('lead', 'name')).toEqual([]);
    expect((await run('user', 'list', '--csv')).stdout).toContain('Ann Lee,,ann@acme.example,true,,,,,\n');
  });
});
