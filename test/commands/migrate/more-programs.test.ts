import { expect, test } from 'vitest';
import { migrated } from './folder.ts';

const PERSON = 'name,salutation,title,account,email,phone,city,birthdate,tags,notes';
const DEAL = 'name,stage,amount,probability,close_date,closed_on,account,owner,notes';

test('Insightly is recognised, in its lists and in its API', async () => {
  const { first, list } = await migrated({
    'Contacts.csv':
      'Record Id,Salutation,First Name,Last Name,Title,Organization,Background,Email Address,Phone,Phone - Fax,Address - Mail Street,Address - Mail City,Date Of Birth,Tag List\n' +
      '71,Ms,Ida,Holt,Buyer,Birch Ltd,met in Bath,ida@birch.example,+44 20 7946 0301,+44 20 7946 0302,1 Elm Rd,Bath,1980-02-03,fair;vip\n',
    'Opportunities.csv':
      'OPPORTUNITY_ID,OPPORTUNITY_NAME,OPPORTUNITY_DETAILS,PROBABILITY,BID_CURRENCY,BID_AMOUNT,BID_TYPE,FORECAST_CLOSE_DATE,ACTUAL_CLOSE_DATE,OPPORTUNITY_STATE\n' +
      '91,Roof,slate,40,EUR,1200,Fixed Bid,2031-05-06,,OPEN\n92,Wall,,100,EUR,300,Fixed Bid,2024-05-06,2024-05-06,WON\n',
  });
  expect(first.stderr).not.toContain('no field for');
  expect(await list('contact', PERSON)).toEqual([
    {
      name: 'Ida Holt',
      salutation: 'Ms',
      title: 'Buyer',
      account: 'Birch Ltd',
      email: 'ida@birch.example',
      phone: '+442079460301',
      city: 'Bath',
      birthdate: '1980-02-03',
      tags: ['fair', 'vip'],
      notes: 'met in Bath\nFax: +44 20 7946 0302',
    },
  ]);
  expect(await list('opp', 'name,stage,amount,closed_on,notes')).toEqual([
    {
      name: 'Roof',
      stage: 'prospecting',
      amount: 1200,
      closed_on: null,
      notes: 'slate\nBid type: Fixed Bid',
    },
    { name: 'Wall', stage: 'won', amount: 300, closed_on: '2024-05-06', notes: 'Bid type: Fixed Bid' },
  ]);
});

test('Capsule has people and organisations in one file', async () => {
  const { first, list } = await migrated({
    'contacts.csv':
      'ID,Type,Name,Title,First Name,Last Name,Job Title,Organisation,About,Created,Last Contacted,Owner,Tags,Work Street,Work City,Work Postcode,Work Country,Email Address,Phone Number,Website\n' +
      '1,Organisation,Birch Ltd,,,,,,sells wood,2024-01-02,,Ann Lee,Supplier,1 Elm Rd,Bath,BA1 1AA,United Kingdom,hi@birch.example,+44 20 7946 0301,birch.example\n' +
      '2,Person,Ida Holt,Ms,Ida,Holt,Buyer,Birch Ltd,likes tea,2024-01-03,2024-02-01,Ann Lee,"fair, vip",,,,,ida@birch.example,,\n',
    'opportunities.csv':
      'ID,Name,Description,Milestone,Probability,Expected Close Date,Value,Currency,Owner,Organisation\n' +
      '8,Roof,slate,Proposal,40,2031-05-06,1200,GBP,Ann Lee,Birch Ltd\n',
  });
  expect(first.stderr).not.toContain('no field for');
  expect(await list('account', 'name,website,city,notes,owner,tags')).toEqual([
    {
      name: 'Birch Ltd',
      website: 'birch.example',
      city: 'Bath',
      notes: 'sells wood',
      owner: 'Ann Lee',
      tags: ['Supplier'],
    },
  ]);
  expect(await list('contact', PERSON)).toEqual([
    expect.objectContaining({ name: 'Ida Holt', salutation: 'Ms', account: 'Birch Ltd', notes: 'likes tea' }),
  ]);
  expect(await list('opp', DEAL)).toEqual([
    expect.objectContaining({ name: 'Roof', stage: 'proposal', amount: 1200, account: 'Birch Ltd' }),
  ]);
});

test('what Nutshell calls a lead is a deal', async () => {
  const { first, list } = await migrated({
    'people.csv':
      'Name,Job title,Company,Email,Phone - Office,Address 1,City,Zip,Territory,Tags,Note\n' +
      'Ida Holt,Buyer,Birch Ltd,ida@birch.example,+44 20 7946 0301,1 Elm Rd,Bath,BA1 1AA,South,vip,hello\n',
    'leads.csv':
      'Lead name,Status,Stage,Value,Confidence,Assignee,Primary company,Primary person,Anticipated close date,Closed date,Sources\n' +
      'Roof,Open,Negotiation,"$1,200.00",60%,Ann Lee,Birch Ltd,Ida Holt,2031-05-06,,Fair\n' +
      'Wall,Lost,Proposal,$300.00,0%,Ann Lee,Birch Ltd,,,2024-05-06,Fair\n',
  });
  expect(first.stderr).not.toContain('no field for');
  expect(await list('lead', 'name')).toEqual([]);
  expect(await list('contact', PERSON)).toEqual([
    expect.objectContaining({ name: 'Ida Holt', city: 'Bath', notes: 'hello\nTerritory: South' }),
  ]);
  expect(await list('opp', 'name,stage,amount,account,contact,source')).toEqual([
    {
      name: 'Roof',
      stage: 'negotiation',
      amount: 1200,
      account: 'Birch Ltd',
      contact: 'Ida Holt',
      source: 'Fair',
    },
    { name: 'Wall', stage: 'lost', amount: 300, account: 'Birch Ltd', contact: null, source: 'Fair' },
  ]);
});

test('the boxes of Streak are deals', async () => {
  const { first, list } = await migrated({
    'Sales.csv':
      'Name,Stage,Notes,Assigned To,Deal Size,Date Created,Days in Stage,Freshness,Last Email Received Date,Box Key\n' +
      'Birch roof,Pitched,slate,Ann Lee,1200,2024-03-04,12,0.4,2024-05-01,agxz1\n',
  });
  expect(first.stderr).toContain('left out what only Streak uses: Days in Stage (1 value)');
  expect(await list('opp', 'name,stage,amount,owner,notes,external_id')).toEqual([
    {
      name: 'Birch roof',
      stage: 'proposal',
      amount: 1200,
      owner: 'Ann Lee',
      notes: 'slate',
      external_id: 'agxz1',
    },
  ]);
});

test('Agile CRM is recognised by its kinds of numbers', async () => {
  const { first, list } = await migrated({
    'contacts.csv':
      'First Name,Last Name,Title,Company,Email(default),Email(Work),Phone(Work),Phone(Work fax),Website,Skype,LinkedIn,Address,City,State,Country,Zip Code,Tags,Tags Time,Created Date\n' +
      'Ida,Holt,Buyer,Birch Ltd,,ida@birch.example,+44 20 7946 0301,+44 20 7946 0302,birch.example,ida.h,https://linkedin.com/in/idah,1 Elm Rd,Bath,Avon,United Kingdom,BA1 1AA,"fair,vip","05/06/2024 10:00:00,05/07/2024 10:00:00",05/26/2024\n',
    'deals.csv':
      'Name,Track,Milestone,Value,Probability,Close Date,Owner,Related Contacts\nRoof,Default,Proposal,1200,40,05/26/2031,,Ida Holt\n',
  });
  expect(first.stderr).not.toContain('no field for');
  expect(await list('contact', PERSON)).toEqual([
    expect.objectContaining({
      name: 'Ida Holt',
      email: 'ida@birch.example',
      tags: ['fair', 'vip'],
      notes: 'Fax: +44 20 7946 0302\nWebsite: birch.example\nSkype: ida.h',
    }),
  ]);
  expect(await list('opp', 'name,stage,amount')).toEqual([{ name: 'Roof', stage: 'proposal', amount: 1200 }]);
});

test.each([
  ['Google', 'Name Prefix,Given Name,Family Name,Group Membership,E-mail 1 - Value,Birthday'],
  ['Outlook', 'Title,First Name,Last Name,E-mail Address,E-mail 2 Address,Birthday'],
  ['Keap', 'Title,First Name,Last Name,Phone 1,Street Address 1,Birthday'],
  ['Act!', 'Name Prefix,First Name,Last Name,Contact,Company,ID/Status,Birthday'],
])('birthdates and salutations of %s have fields', async (_, headers) => {
  const values: Record<string, string> = {
    Birthday: '1980-02-03',
    'First Name': 'Ida',
    'Given Name': 'Ida',
    'Last Name': 'Holt',
    'Family Name': 'Holt',
  };
  const named = headers.split(',');
  const row = named.map((header, at) => (at === 0 ? 'Ms' : (values[header] ?? '')));
  const { list } = await migrated({ 'people.csv': `${headers}\n${row.join(',')}\n` });
  expect(await list('contact', 'name,salutation,birthdate,notes')).toEqual([
    { name: 'Ida Holt', salutation: 'Ms', birthdate: '1980-02-03', notes: null },
  ]);
});

test('a file whose headers name the object of each column makes contacts, companies and deals', async () => {
  const { first, list } = await migrated({
    'everything.csv':
      'Contact: First name,Contact: Last name,Contact: Email,Company: Name,Company: Domain name,Deal: Deal name,Deal: Amount,Deal: Deal stage,Deal: Close date\n' +
      'Ida,Holt,ida@birch.example,Birch Ltd,birch.example,Roof,1000,Closed won,2024-05-06\n' +
      'Bo,Ray,bo@elm.example,Elm Ltd,elm.example,,,,\n',
  });
  expect(first.stderr).not.toContain('no field for');
  expect(await list('account', 'name,website')).toEqual([
    { name: 'Birch Ltd', website: 'birch.example' },
    { name: 'Elm Ltd', website: 'elm.example' },
  ]);
  expect(await list('contact', 'name,email,account')).toEqual([
    { name: 'Ida Holt', email: 'ida@birch.example', account: 'Birch Ltd' },
    { name: 'Bo Ray', email: 'bo@elm.example', account: 'Elm Ltd' },
  ]);
  expect(await list('opp', 'name,amount,stage,account,contact')).toEqual([
    { name: 'Roof', amount: 1000, stage: 'won', account: 'Birch Ltd', contact: 'Ida Holt' },
  ]);
});
