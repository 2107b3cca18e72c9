import { expect, test } from 'vitest';
import { migrated } from './folder.ts';

const HUBSPOT = {
  'all-companies.csv':
    'Record ID,Company name,Company owner,Company Domain Name\n71,Kiln Works,Ann Lee,kiln.example\n',
  'all-contacts.csv':
    'Record ID,First Name,Last Name,Email,Contact owner,Lead Status,Associated Company,Associated Company IDs\n' +
    '81,Tea,Rao,tea@kiln.example,Ann Lee,Connected,Kiln Works,71\n',
  'all-deals.csv':
    'Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Associated Company IDs,Associated Contact IDs\n' +
    '91,Bricks,Contract Sent,2026-06-30,Ann Lee,1200,71,81\n',
  'notes.csv':
    'Record ID,Note body,Activity date,Activity assigned to,Associated Contact IDs,Associated Deal IDs\n' +
    '1,<p>Likes <b>red</b></p>,2026-01-05 10:00,Ann Lee,81,91\n',
  'calls.csv':
    'Record ID,Call title,Call outcome,Call duration,Call direction,To Number,Activity date,Call notes,Associated Contact IDs,Recording URL\n' +
    '2,Intro,Left voicemail,61000,Outbound,+442079460001,2026-01-06 10:00,Try again,81,https://calls.example/2.mp3\n',
  'emails.csv':
    'Record ID,Email subject,Email body,Email direction,Email From Address,Activity date,Associated Contact IDs\n' +
    '3,Prices,<p>As asked</p>,EMAIL,ann@crm.example,2026-01-07 10:00,81\n',
  'meetings.csv':
    'Record ID,Meeting name,Meeting start time,Meeting end time,Meeting outcome,Meeting location,Internal meeting notes,Associated Contact IDs,Associated Deal IDs\n' +
    '4,Tour,2026-01-08 10:00,2026-01-08 11:00,Completed,Works,brief them,81,91\n',
  'tasks.csv':
    'Record ID,Task Title,Task Status,Task Type,Due date,Priority,Assigned to,Completed at,Associated Contact IDs,Associated Deal IDs,Queue,Task Notes\n' +
    '5,Send offer,Not started,To-do,2026-06-02 10:00,High,Ann Lee,,81,91,Offers,\n' +
    '6,Ring back,Completed,Call,2026-01-09 10:00,None,Ann Lee,2026-01-10 11:00,81,,,\n',
  'subscriptions.csv':
    'Record ID,Subscription name,Status,Start date,Next payment due amount,Recurring billing frequency,Currency,MRR,Associated Contact IDs,Associated Company IDs\n' +
    '7,Clay plan,Past due,2026-01-01,300,Quarterly,EUR,100,81,71\n',
};

test('notes, calls, e-mails, meetings, tasks and subscriptions of HubSpot keep their texts and links', async () => {
  const { list, first } = await migrated(HUBSPOT);
  expect(first.exitCode).toBe(0);
  expect(first.stderr).not.toContain('no field for');
  const about = { contact: 'Tea Rao', account: 'Kiln Works' };
  expect(await list('activity', 'type,subject,at,direction,duration,body,user,contact,account,opp')).toEqual([
    expect.objectContaining({
      type: 'call',
      subject: 'Intro',
      direction: 'out',
      duration: 61,
      body: 'Try again\nTo: +442079460001\nRecording: https://calls.example/2.mp3',
      ...about,
    }),
    expect.objectContaining({
      type: 'email',
      subject: 'Prices',
      direction: 'out',
      body: 'As asked\nFrom: ann@crm.example',
      ...about,
    }),
    expect.objectContaining({ type: 'note', body: 'Likes red', user: 'Ann Lee', opp: 'Bricks', ...about }),
    expect.objectContaining({
      type: 'call',
      subject: 'Ring back',
      at: '2026-01-10T11:00:00.000Z',
      user: 'Ann Lee',
      ...about,
    }),
    expect.objectContaining({ type: 'meeting', subject: 'Tour', opp: 'Bricks', ...about }),
  ]);
  expect(await list('meeting', 'subject,status,place,notes,opp')).toEqual([
    { subject: 'Tour', status: 'held', place: 'Works', notes: 'Internal: brief them', opp: 'Bricks' },
  ]);
  expect(await list('task', 'subject,status,priority,owner,notes,contact,opp')).toEqual([
    {
      subject: 'Send offer',
      status: 'open',
      priority: 'high',
      owner: 'Ann Lee',
      notes: 'Queue: Offers',
      contact: 'Tea Rao',
      opp: 'Bricks',
    },
  ]);
  expect(await list('purchase', 'name,recurring_amount,recurring,status,account')).toEqual([
    {
      name: 'Clay plan',
      recurring_amount: '100.00 EUR',
      recurring: 'month',
      status: 'active',
      account: 'Kiln Works',
    },
  ]);
  expect(await list('contact', 'notes')).toEqual([{ notes: 'Lead status: Connected' }]);
});

test('leads, activities and notes of Pipedrive whose headers begin with the object', async () => {
  const { list, first } = await migrated({
    'organizations.csv': 'Organization - ID,Organization - Name\n11,Dam Ltd\n12,Dam Ltd\n',
    'people.csv':
      'Person - ID,Person - Name,Person - Organization,Person - Organization ID\n21,Gil Poe,Dam Ltd,12\n22,Gil Poe,Dam Ltd,11\n',
    'deals.csv':
      'Deal - ID,Deal - Title,Deal - Value,Deal - Stage,Deal - Status,Deal - Organization ID\n1,Sluice,70,Lead In,Open,12\n2,Sluice,80,Lead In,Open,12\n',
    'activities.csv':
      'Activity - ID,Activity - Subject,Activity - Type,Activity - Due date,Activity - Due time,Activity - Duration,Activity - Done,Activity - Marked as done time,Activity - Assigned to user,Activity - Deal,Activity - Deal ID,Activity - Contact person,Activity - Contact person ID,Activity - Note\n' +
      '1,Ring Gil,Call,2026-01-28,10:00:00,00:30,Done,2026-01-28 10:40:00,Ann Lee,Sluice,2,Gil Poe,22,<b>Nice</b>\n' +
      '2,Send plan,Task,2026-03-02,09:30,,To do,,Ann Lee,Sluice,1,Gil Poe,21,\n',
    'notes.csv':
      'Note - ID,Note - Content,Note - Deal ID,Note - User,Note - Add time\n1,<p>Steel</p>,2,Ann Lee,2026-01-29 10:00:00\n',
    'leads.csv':
      'Lead - ID,Lead - Title,Lead - Owner,Lead - Labels,Lead - Value,Lead - Currency of Value,Lead - Contact person,Lead - Organization,Lead - Archive status\n' +
      'a7,Weir for Ina,Ann Lee,"Hot, Warm",2000,EUR,Ina Fay,Weir Ltd,Not archived\n',
  });
  expect(first.exitCode).toBe(0);
  expect(first.stderr).not.toContain('no field for');
  expect(await list('activity', 'type,subject,at,user,opp_id,contact_id,body')).toEqual([
    {
      type: 'call',
      subject: 'Ring Gil',
      at: '2026-01-28T10:40:00.000Z',
      user: 'Ann Lee',
      opp_id: 2,
      contact_id: 2,
      body: 'Nice\nDue: 2026-01-28 10:00:00\nDuration: 00:30',
    },
    expect.objectContaining({ type: 'note', user: 'Ann Lee', opp_id: 2, body: 'Steel' }),
  ]);
  expect(await list('task', 'subject,due_at,owner,opp_id,contact_id')).toEqual([
    {
      subject: 'Send plan',
      due_at: '2026-03-02T09:30:00.000Z',
      owner: 'Ann Lee',
      opp_id: 1,
      contact_id: 1,
    },
  ]);
  expect(await list('lead', 'name,company,owner,tags,notes')).toEqual([
    {
      name: 'Ina Fay',
      company: 'Weir Ltd',
      owner: 'Ann Lee',
      tags: ['Hot', 'Warm'],
      notes: 'Lead: Weir for Ina\nValue: 2000\nCurrency: EUR\nArchive status: Not archived',
    },
  ]);
});

const ZOHO = {
  'Accounts_001.csv':
    'Record Id,Account Owner.id,Account Owner,Account Name,Created Time\nzcrm_1001,zcrm_9001,Ann Lee,Kiln Works,2026-01-01 10:00:00\n',
  'Contacts_001.csv':
    'Record Id,Contact Owner.id,Contact Owner,First Name,Last Name,Account Name.id,Account Name,Created Time\n' +
    'zcrm_2001,zcrm_9001,Ann Lee,Tea,Rao,zcrm_1001,Kiln Works,2026-01-01 10:00:00\n' +
    'zcrm_2002,zcrm_9001,Ann Lee,Lev,Orr,zcrm_1001,Kiln Works,2026-01-01 10:00:00\n',
  'Deals_001.csv':
    'Record Id,Deal Owner.id,Deal Owner,Deal Name,Amount,Stage,Closing Date,Account Name.id,Account Name,Contact Name.id,Contact Name,Created Time\n' +
    'zcrm_3001,zcrm_9001,Ann Lee,Bricks,1200,Proposal/Price Quote,2026-10-01,zcrm_1001,Kiln Works,zcrm_2001,Tea Rao,2026-01-01 10:00:00\n',
  'Deals_X_Contact_Roles_001.csv':
    'Record Id,Deal Name.id,Deal Name,Contact Name.id,Contact Name,Contact Role\nzcrm_3101,zcrm_3001,Bricks,zcrm_2002,Lev Orr,Decision Maker\n',
  'Stage_History_001.csv':
    'Record Id,Deal Name.id,Deal Name,Stage,Amount,Probability (%),Closing Date,Modified Time,Modified By,Duration\n' +
    'zcrm_3201,zcrm_3001,Bricks,Qualification,1000,10,2026-10-01,2026-01-05 10:00:00,Ann Lee,12\n',
  'Calls_001.csv':
    'Record Id,Call Owner.id,Call Owner,Subject,Call Type,Contact Name.id,Contact Name,Related To.id,Related To,Call Start Time,Call Duration (in seconds),Outgoing Call Status,Call Agenda\n' +
    'zcrm_4001,zcrm_9001,Ann Lee,Prices,Outbound,zcrm_2001,Tea Rao,zcrm_3001,Bricks,2026-01-06 10:00:00,150,Completed,agree\n' +
    'zcrm_4002,zcrm_9001,Ann Lee,Ask again,Outbound,zcrm_2002,Lev Orr,,,2026-12-24 10:00:00,,Scheduled,the kiosk\n',
  'Quotes_001.csv':
    'Record Id,Quote Owner.id,Quote Owner,Subject,Quote Stage,Quote Number,Account Name.id,Account Name,Deal Name.id,Deal Name,Grand Total,Created Time\n' +
    'zcrm_5001,zcrm_9001,Ann Lee,Tiles,Delivered,Q-1,zcrm_1001,Kiln Works,,,1190,2026-01-07 10:00:00\n' +
    'zcrm_5002,zcrm_9001,Ann Lee,Bricks,Draft,Q-2,zcrm_1001,Kiln Works,zcrm_3001,Bricks,200,2026-01-08 10:00:00\n',
};

test('what belongs to the deals of Zoho makes no deals and contacts, and calls to come are tasks', async () => {
  const { list, first } = await migrated(ZOHO);
  expect(first.exitCode).toBe(0);
  expect(await list('opp', 'name,stage,amount,other_contacts')).toEqual([
    { name: 'Bricks', stage: 'proposal', amount: 1200, other_contacts: ['Lev Orr (Decision Maker)'] },
  ]);
  expect((await list('contact', 'name')).map(({ name }) => name)).toEqual(['Tea Rao', 'Lev Orr']);
  expect(first.stderr).toContain('10 rows read = 10 created; sums agree');
  expect(first.stdout).toMatch(/Stage_History_001\.csv\W+stages of deals\W+1\W+1\W/);
  expect(await list('activity', 'type,subject,at,body,contact,account,opp')).toEqual([
    expect.objectContaining({ type: 'call', subject: 'Prices', body: 'Call Agenda: agree', opp: 'Bricks' }),
    {
      type: 'note',
      subject: 'Tiles',
      at: '2026-01-07T10:00:00.000Z',
      body: 'Quote: Delivered\nQuote Number: Q-1\nGrand Total: 1190',
      contact: null,
      account: 'Kiln Works',
      opp: null,
    },
  ]);
  expect(await list('task', 'subject,kind,due_at,contact,notes')).toEqual([
    {
      subject: 'Ask again',
      kind: 'callback',
      due_at: '2026-12-24T10:00:00.000Z',
      contact: 'Lev Orr',
      notes: 'Agenda: the kiosk',
    },
  ]);
  expect(await list('quote', 'name,opp')).toEqual([{ name: 'Bricks', opp: 'Bricks' }]);
});

test('deals of Close are no leads, and come to what is written out', async () => {
  const { list } = await migrated({
    'opportunities.csv':
      'id,lead_id,lead_name,status_label,status_type,pipeline_name,value,value_currency,value_period,value_formatted,confidence,contact_name,user_name,note,date_created,date_won,date_lost\n' +
      'oppo_1,lead_1,Kiln Works,Proposal Sent,active,Sales,120000,EUR,one_time,"€1,200",40,Tea Rao,Ann Lee,red ones,2026-01-03T10:00:00+00:00,,\n' +
      'oppo_2,lead_1,Kiln Works,Won,won,Sales,5000,EUR,monthly,€50 monthly,100,Tea Rao,Ann Lee,,2026-01-03T10:00:00+00:00,2026-01-09,\n',
  });
  expect(await list('opp', 'name,account,contact,stage,amount,closed_on,owner,notes')).toEqual([
    expect.objectContaining({
      account: 'Kiln Works',
      contact: 'Tea Rao',
      stage: 'proposal',
      amount: 1200,
      owner: 'Ann Lee',
      notes: 'red ones\nValue per: one_time',
    }),
    expect.objectContaining({ stage: 'won', amount: 50, closed_on: '2026-01-09' }),
  ]);
});
