import { expect, test } from 'vitest';
import { at as folder, migrated } from './folder.ts';

const CASE = 'subject,status,priority,kind,channel,contact,account,owner,solved_at,notes';
const at = (day: string) => expect.stringContaining(day);

test('tickets of Zendesk are cases, with how content people are', async () => {
  const { first, list } = await migrated({
    'tickets.csv':
      'Summation column,Id,Requester,Requester id,Requester external id,Requester email,Requester domain,Submitter,Assignee,Group,Subject,Tags,Status,Priority,Via,Ticket type,Created at,Updated at,Assigned at,Organization,Due date,Solved at,Satisfaction Score,Reopens,Replies\n' +
      '1,101,Ida Holt,9001,-,ida@birch.example,birch.example,Ida Holt,Ann Lee,Support,Pump leaks,pump leak,Solved,Urgent,Mail,Incident,2026-01-02 09:10,2026-01-04 10:00,2026-01-02 09:20,Birch Ltd,,2026-01-04 10:00,Good,2,3\n' +
      '2,102,Jo Ray,9002,,jo@oak.example,oak.example,Jo Ray,,Support,Where is my invoice?,,Pending,-,Web form,Question,2026-02-02 09:10,2026-02-02 10:00,,Oak GmbH,,,Unoffered,0,0\n',
  });
  expect(first.stderr).not.toContain('no field for');
  expect(await list('case', `${CASE},tags,satisfaction,reopened`)).toEqual([
    {
      subject: 'Pump leaks',
      status: 'solved',
      priority: 'urgent',
      kind: 'Incident',
      channel: 'email',
      contact: 'Ida Holt',
      account: 'Birch Ltd',
      owner: 'Ann Lee',
      solved_at: at('2026-01-04'),
      notes: 'E-mail: ida@birch.example\nGroup: Support',
      tags: ['leak', 'pump'],
      satisfaction: 5,
      reopened: 2,
    },
    expect.objectContaining({
      subject: 'Where is my invoice?',
      status: 'waiting',
      priority: 'normal',
      channel: 'web',
      owner: null,
      solved_at: null,
      satisfaction: null,
    }),
  ]);
});

test('tickets of Freshdesk are cases, with their first response', async () => {
  const { first, list } = await migrated({
    'tickets.csv':
      'Ticket ID,Subject,Status,Priority,Source,Type,Agent,Group,Created time,Due by Time,Resolved time,Closed time,Last update time,Initial response time,Resolution status,First response status,Tags,Survey results,Product,Full name,Email,Contact ID,Company Name\n' +
      '11,Printer is dead,Resolved,Medium,Email,Problem,Ann Lee,IT,2026-01-02 09:10:11,2026-01-05 09:10:11,2026-01-03 12:00:00,,2026-01-03 12:00:00,2026-01-02 10:00:00,Within SLA,Within SLA,"printer,vip",Extremely Happy,Laser 5,Ida Holt,ida@birch.example,7001,Birch Ltd\n' +
      '12,No light,Waiting on Customer,Urgent,Phone,Question,No Agent,,2026-02-02 09:10:11,,,,2026-02-03 12:00:00,,,,,,,Jo Ray,jo@oak.example,7002,Oak GmbH\n',
  });
  expect(first.stderr).not.toContain('no field for');
  expect(await list('case', `${CASE},tags,product,satisfaction,first_response_at`)).toEqual([
    expect.objectContaining({
      subject: 'Printer is dead',
      status: 'solved',
      priority: 'normal',
      owner: 'Ann Lee',
      solved_at: at('2026-01-03'),
      first_response_at: at('2026-01-02T10:00'),
      tags: ['printer', 'vip'],
      product: 'Laser 5',
      satisfaction: 5,
    }),
    expect.objectContaining({ subject: 'No light', status: 'waiting', priority: 'urgent', owner: null }),
  ]);
});

test('cases of Dynamics, from a view', async () => {
  const { first, list } = await migrated({
    'Cases.csv':
      '(Do Not Modify) Case,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Case Title,Case Number,Priority,Origin,Customer,Owner,Status Reason,Created On,Status,Subject,Product,Description\n' +
      '0a1b2c3d-0001-4000-8000-000000000001,x1==,1/25/2026 10:00,Pump leaks,CAS-01001,High,Email,Birch Ltd,Ann Lee,In Progress,1/22/2026 9:10,Active,Service,Pump 5,It drips\n' +
      '0a1b2c3d-0001-4000-8000-000000000002,x2==,1/26/2026 10:00,No light,CAS-01002,Low,Phone,Oak GmbH,Ann Lee,Problem Solved,1/23/2026 9:10,Resolved,Query,,\n',
  });
  expect(first.stderr).not.toContain('no field for');
  expect(await list('case', CASE)).toEqual([
    expect.objectContaining({
      subject: 'Pump leaks',
      status: 'open',
      priority: 'high',
      channel: 'email',
      account: 'Birch Ltd',
      owner: 'Ann Lee',
      notes: 'It drips\nCase number: CAS-01001\nSubject: Service',
    }),
    expect.objectContaining({ subject: 'No light', status: 'solved', priority: 'low' }),
  ]);
});

test('tickets of HubSpot keep their stage, company and person by id', async () => {
  const { first, list } = await migrated({
    'companies.csv': 'Record ID,Company name,Company Domain Name\n91,Birch Ltd,birch.example\n',
    'contacts.csv':
      'Record ID,First Name,Last Name,Email,Associated Company IDs\n81,Ida,Holt,ida@birch.example,91\n',
    'tickets.csv':
      'Ticket ID,Ticket name,Pipeline,Ticket status,Create date,Priority,Ticket owner,Source,Category,Close date,Associated Company IDs,Associated Contact IDs,Last modified date,Ticket description\n' +
      '501,Pump leaks,Support Pipeline,Waiting on contact (Support Pipeline),2026-01-02 09:10,High,Ann Lee,Email,Product issue,,91,81,2026-01-03 09:00,It drips\n' +
      '502,No light,Support Pipeline,Closed (Support Pipeline),2026-01-02 09:10,Medium,,Form,,2026-01-05 10:00,91,,2026-01-05 10:00,\n',
  });
  expect(first.stderr).not.toContain('no field for');
  expect(await list('case', CASE)).toEqual([
    expect.objectContaining({
      subject: 'Pump leaks',
      status: 'waiting',
      priority: 'high',
      contact: 'Ida Holt',
      account: 'Birch Ltd',
      owner: 'Ann Lee',
      notes: 'It drips',
    }),
    expect.objectContaining({
      subject: 'No light',
      status: 'closed',
      priority: 'normal',
      account: 'Birch Ltd',
      solved_at: at('2026-01-05'),
    }),
  ]);
});

test('files of tickets that stay elsewhere become documents that point there, once', async () => {
  const file = (name: string, sign: string) => `https://cdn.example/a/${name}?x=1&X-Amz-Signature=${sign}`;
  const tickets = (sign: string) => ({
    'tickets.json': JSON.stringify([
      {
        id: 11,
        subject: 'Printer is dead',
        status: 2,
        requester_id: null,
        responder_id: null,
        attachments: [
          {
            id: 1,
            name: 'photo one.jpg',
            url: 'https://api.example/1.json',
            attachment_url: file('photo%20one.jpg', sign),
          },
          { id: 2, name: 'b.pdf', url: 'https://api.example/2.json', attachment_url: file('b.pdf', sign) },
        ],
      },
    ]),
  });
  const docsOf = async ({ list }: Awaited<ReturnType<typeof migrated>>) =>
    (await list('doc', 'name,url,case')).toSorted((one, other) =>
      String(one.url) < String(other.url) ? -1 : 1,
    );
  const first = await migrated(tickets('a'));
  expect(first.first.stderr).toContain('2 docs (photo one.jpg, b.pdf)');
  expect(await docsOf(first)).toEqual([
    { name: 'b.pdf', url: file('b.pdf', 'a'), case: 'Printer is dead' },
    { name: 'photo one.jpg', url: file('photo%20one.jpg', 'a'), case: 'Printer is dead' },
  ]);

  const zendesk = await migrated({
    'tickets.csv':
      'Summation column,Id,Requester,Requester id,Assignee,Group,Subject,Status,Priority,Via,Ticket type,Created at,Attachments,Comments.attachments\n' +
      '1,101,Ida Holt,9001,,,Pump leaks,Open,High,Mail,Incident,2026-01-02 09:10,"https://x.example/t/a1/?name=log.txt, https://x.example/t/a2/?name=../x%E2%80%AEy.png\nnot one; javascript:alert(1)","[[{""content_url"":""https://x.example/c"",""file_name"":""c.txt"",""url"":""https://api.example/c""}]]"\n',
  });
  expect(zendesk.first.stderr).not.toContain('no field for');
  expect(await docsOf(zendesk)).toEqual([
    { name: 'c.txt', url: 'https://x.example/c', case: 'Pump leaks' },
    { name: 'log.txt', url: 'https://x.example/t/a1/?name=log.txt', case: 'Pump leaks' },
    { name: 'x_y.png', url: 'https://x.example/t/a2/?name=../x%E2%80%AEy.png', case: 'Pump leaks' },
  ]);

  const hubspot = await migrated({
    'hubspot-tickets.csv':
      'Ticket ID,Ticket name,Ticket status,Create date,File upload\n' +
      '501,Cannot log in,New,2026-01-01 10:00,https://api.example/up/139?portalId=1;https://api.example/up/140?portalId=1\n',
  });
  expect((await docsOf(hubspot)).map(({ url }) => url)).toEqual([
    'https://api.example/up/139?portalId=1',
    'https://api.example/up/140?portalId=1',
  ]);
});

test('requests of Jira Service Management are cases, with their comments', async () => {
  const { first, list } = await migrated({
    'Jira.csv':
      'Summary,Issue key,Issue id,Issue Type,Status,Project key,Project name,Priority,Resolution,Assignee,Assignee Id,Reporter,Reporter Id,Creator,Created,Updated,Last Viewed,Resolved,Labels,Labels,Description,Custom field (Request Type),Custom field (Organizations),Custom field (Satisfaction rating),Comment,Comment\n' +
      'Printer jammed,SUP-12,10012,[System] Service request,Waiting for support,SUP,Support,Highest,,Ann Lee,557058:a,Ida Holt,557058:b,Ida Holt,30/Nov/25 9:15 AM,01/Dec/25 10:00 AM,,,printer,floor2,It is jammed.,Get IT help,Birch Ltd,,30/Nov/25 9:20 AM;557058:a;We look,30/Nov/25 9:40 AM;557058:b;Thanks\n' +
      'No VPN,SUP-13,10013,[System] Incident,Resolved,SUP,Support,Medium,Done,,,Jo Ray,557058:c,Jo Ray,20/Nov/25 9:15 AM,21/Nov/25 10:00 AM,,21/Nov/25 10:00 AM,,,,Report incident,Oak GmbH,5,,\n' +
      'Which plan?,SUP-14,10014,[System] Service request,Waiting for customer,SUP,Support,Lowest,,,,Jo Ray,557058:c,Jo Ray,20/Nov/25 9:15 AM,21/Nov/25 10:00 AM,,,,,,,,,,\n',
  });
  expect(first.stderr).not.toContain('no field for');
  expect(await list('case', `${CASE},tags,satisfaction,external_id`)).toEqual([
    {
      subject: 'Printer jammed',
      status: 'open',
      priority: 'urgent',
      kind: 'Get IT help',
      channel: null,
      contact: 'Ida Holt',
      account: 'Birch Ltd',
      owner: 'Ann Lee',
      solved_at: null,
      notes:
        'It is jammed.\nType: [System] Service request\nComment: 30/Nov/25 9:20 AM;557058:a;We look\nComment: 30/Nov/25 9:40 AM;557058:b;Thanks',
      tags: ['floor2', 'printer'],
      satisfaction: null,
      external_id: 'SUP-12',
    },
    expect.objectContaining({
      subject: 'No VPN',
      status: 'solved',
      priority: 'normal',
      owner: null,
      solved_at: at('2025-11-21T10:00'),
      satisfaction: 5,
    }),
    expect.objectContaining({ subject: 'Which plan?', status: 'waiting', priority: 'low' }),
  ]);
});

test('incidents of ServiceNow are cases, by the names of columns and by their labels', async () => {
  const { first, list } = await migrated({
    'incident.csv':
      'number,short_description,caller_id,caller_id.email,priority,state,category,assignment_group,assigned_to,opened_at,resolved_at,close_notes,contact_type,company,description\n' +
      'INC0010001,E-mail is down,Ida Holt,ida@birch.example,1 - Critical,In Progress,software,Desk,Ann Lee,2025-11-20 10:00:00,,,phone,Birch Ltd,No mail\n' +
      'INC0010002,Laptop,Jo Ray,jo@oak.example,4 - Low,Resolved,hardware,Desk,,2025-11-20 10:00:00,2025-11-21 10:00:00,Replaced,email,Oak GmbH,\n',
    'list.csv':
      'Number,Short description,Caller,Priority,State,Category,Assignment group,Assigned to,Opened,Updated\n' +
      'INC0010003,No light,Jo Ray,3 - Moderate,On Hold,hardware,Desk,(empty),2025-11-20 10:00:00,2025-11-20 11:00:00\n',
  });
  expect(first.stderr).not.toContain('no field for');
  expect(await list('case', `${CASE},resolution`)).toEqual([
    expect.objectContaining({
      subject: 'E-mail is down',
      status: 'open',
      priority: 'urgent',
      kind: 'software',
      channel: 'phone',
      contact: 'Ida Holt',
      account: 'Birch Ltd',
      owner: 'Ann Lee',
      notes: 'No mail\nE-mail: ida@birch.example\nGroup: Desk',
    }),
    expect.objectContaining({
      subject: 'Laptop',
      status: 'solved',
      priority: 'low',
      solved_at: at('2025-11-21'),
      resolution: 'Replaced',
    }),
    expect.objectContaining({ subject: 'No light', status: 'waiting', priority: 'normal', owner: null }),
  ]);
});

test('conversations of Help Scout are cases', async () => {
  const { first, list } = await migrated({
    'conversations.csv':
      'Number,Status,Subject,Customer Name,Customer Email,Assigned To,Mailbox,Tags,Created At,Closed At,Type\n' +
      '900,active,Which price?,Ida Holt,ida@birch.example,Ann Lee,Support,price,"Nov 20, 2025 10:00 AM",,email\n' +
      '901,closed,Thanks,Jo Ray,jo@oak.example,Unassigned,Support,,"Nov 20, 2025 10:00 AM","Nov 21, 2025 10:00 AM",chat\n',
  });
  expect(first.stderr).not.toContain('no field for');
  expect(await list('case', `${CASE},tags`)).toEqual([
    expect.objectContaining({
      subject: 'Which price?',
      status: 'open',
      channel: 'email',
      contact: 'Ida Holt',
      owner: 'Ann Lee',
      tags: ['price'],
    }),
    expect.objectContaining({
      subject: 'Thanks',
      status: 'closed',
      channel: 'chat',
      owner: null,
      solved_at: at('2025-11-21'),
    }),
  ]);
});

test('cases of Zoho keep whom they are related to', async () => {
  const { first, list } = await migrated({
    'Cases_2026_01_01.csv':
      'Record Id,Case Number,Case Owner.id,Case Owner,Status,Type,Priority,Case Origin,Subject,Related To.id,Related To,No of comments,Account Name.id,Account Name,Created Time\n' +
      'zcrm_1001,77,zcrm_1,Ann Lee,Escalated,Problem,High,Phone,Pump leaks,zcrm_5,Ida Holt,0,zcrm_9,Birch Ltd,2025-11-20 10:00:00\n',
  });
  expect(first.stderr).not.toContain('no field for');
  expect(await list('case', CASE)).toEqual([
    expect.objectContaining({
      subject: 'Pump leaks',
      contact: 'Ida Holt',
      account: 'Birch Ltd',
      status: 'open',
    }),
  ]);
});

test('the minutes of Zendesk until the first reply give its time, and are kept where they cannot', async () => {
  const { first, list } = await migrated({
    'tickets.csv':
      'Summation column,Id,Requester,Assignee,Group,Subject,Status,Priority,Via,Ticket type,Created at,First reply time in minutes,First reply time in minutes within business hours\n' +
      '1,101,Ida Holt,Ann Lee,IT,Pump leaks,Solved,Urgent,Mail,Incident,2026-01-02T09:10:00Z,95,35\n' +
      '2,102,Jo Ray,Ann Lee,IT,No light,Pending,-,Mail,Question,2026-02-02T09:10:00Z,,\n' +
      '3,103,Li Wei,Ann Lee,IT,No heat,Open,-,Mail,Question,,12,12\n',
  });
  expect(first.stderr).not.toContain('no field for');
  expect(await list('case', 'subject,first_response_at,notes')).toEqual([
    { subject: 'Pump leaks', first_response_at: '2026-01-02T10:45:00.000Z', notes: 'Group: IT' },
    { subject: 'No light', first_response_at: null, notes: 'Group: IT' },
    {
      subject: 'No heat',
      first_response_at: null,
      notes: expect.stringContaining('First reply time in minutes: 12'),
    },
  ]);
});

test('incidents of the API of Dynamics keep their customer and their files, also with the preset named', async () => {
  const account = '0a1b2c3d-0009-4000-8000-000000000001';
  const incident = '0a1b2c3d-0001-4000-8000-000000000001';
  const { run, list } = folder({
    'accounts.csv': `accountid,name,websiteurl,createdon\n${account},Birch Ltd,,2024-01-02T10:00:00Z\n`,
    'incidents.csv':
      'incidentid,ticketnumber,title,prioritycode,_customerid_value,_parentcaseid_value,_ownerid_value,statecode,createdon\n' +
      `${incident},CAS-01001,Pump leaks,1,${account},,,1,2026-01-22T09:10:00Z\n` +
      `0a1b2c3d-0001-4000-8000-000000000002,CAS-01002,Leaks again,1,${account},${incident},,0,2026-02-22T09:10:00Z\n`,
    'annotations.csv':
      'annotationid,subject,notetext,filename,mimetype,documentbody,isdocument,_objectid_value,objecttypecode,createdon\n' +
      `0a1b2c3d-0002-4000-8000-000000000001,Photo,See photo,pump.txt,text/plain,aGVsbG8=,true,${incident},incident,2026-01-22T10:10:00Z\n`,
  });
  const result = await run('migrate', 'export', '--preset', 'dynamics');
  expect([result.exitCode, result.stderr]).toEqual([0, expect.not.stringContaining('no field for')]);
  expect(await list('case', 'subject,account,follows')).toEqual([
    { subject: 'Pump leaks', account: 'Birch Ltd', follows: null },
    { subject: 'Leaks again', account: 'Birch Ltd', follows: 'Pump leaks' },
  ]);
  expect(await list('doc', 'name,case')).toEqual([{ name: 'pump.txt', case: 'Pump leaks' }]);
});

const SAID = 'type,at,direction,user,contact,case,subject,body';

test('comments and letters of cases of Salesforce are activities of the case', async () => {
  const { first, list } = await migrated({
    'User.csv':
      'Id,Username,LastName,FirstName,Name,Email\n005A1,ann@us.example,Lee,Ann,Ann Lee,ann@us.example\n',
    'Contact.csv':
      'Id,AccountId,LastName,FirstName,Email,MailingCity\n003A1,,Holt,Ida,ida@birch.example,Ulm\n',
    'Case.csv':
      'Id,CaseNumber,ContactId,Status,Origin,Subject,OwnerId,CreatedDate\n500A1,1001,003A1,New,Email,Pump leaks,005A1,2026-01-02T08:00:00.000+0000\n',
    'CaseComment.csv':
      'Id,ParentId,IsPublished,CommentBody,CreatedById,CreatedDate,IsDeleted\n00aA1,500A1,1,A new one is on its way,005A1,2026-01-02T10:00:00.000+0000,0\n',
    'EmailMessage.csv':
      'Id,ParentId,CreatedById,CreatedDate,MessageDate,Subject,TextBody,HtmlBody,FromName,FromAddress,ToAddress,Incoming\n' +
      '02sA1,500A1,005A1,2026-01-02T08:00:00.000+0000,2026-01-02T07:59:00.000+0000,Pump leaks,It drips,<p>It <b>drips</b></p>,Ida Holt,ida@birch.example,help@us.example,1\n' +
      '02sA2,500A1,005A1,2026-01-02T11:00:00.000+0000,2026-01-02T11:00:00.000+0000,Re: Pump leaks,,<p>Sent<br>today</p>,Ann Lee,help@us.example,ida@birch.example,0\n',
  });
  expect(first.stderr).not.toContain('no field for');
  const common = { user: 'Ann Lee', contact: 'Ida Holt', case: 'Pump leaks' };
  expect(await list('activity', SAID)).toEqual([
    {
      ...common,
      type: 'note',
      at: at('T10:00'),
      direction: 'out',
      subject: null,
      body: 'A new one is on its way',
    },
    {
      ...common,
      type: 'email',
      at: at('T07:59'),
      direction: 'in',
      subject: 'Pump leaks',
      body: 'It drips\nFrom: Ida Holt\nFrom address: ida@birch.example\nTo: help@us.example',
    },
    {
      ...common,
      type: 'email',
      at: at('T11:00'),
      direction: 'out',
      subject: 'Re: Pump leaks',
      body: expect.stringContaining('Sent\ntoday'),
    },
  ]);
});

test('what the team wrote on a case of Salesforce for the customer is the first answer, not what its portal users wrote', async () => {
  const { first, list } = await migrated({
    'User.csv':
      'Id,Username,LastName,FirstName,Name,Email,UserType,ContactId\n' +
      '005A1,ann@us.example,Lee,Ann,Ann Lee,ann@us.example,Standard,\n' +
      '005P1,ida@birch.example,Holt,Ida,Ida Holt,ida@birch.example,PowerCustomerSuccess,003A1\n',
    'Contact.csv':
      'Id,AccountId,LastName,FirstName,Email,MailingCity\n003A1,,Holt,Ida,ida@birch.example,Ulm\n',
    'Case.csv':
      'Id,CaseNumber,ContactId,Status,Origin,Subject,OwnerId,CreatedDate\n500A1,1001,003A1,New,Web,Pump leaks,005A1,2026-01-02T08:00:00.000+0000\n',
    'CaseComment.csv':
      'Id,ParentId,IsPublished,CommentBody,CreatedById,CreatedDate,IsDeleted\n' +
      '00aA1,500A1,1,It drips more,005P1,2026-01-02T09:00:00.000+0000,0\n' +
      '00aA2,500A1,0,Look at it,005A1,2026-01-02T10:00:00.000+0000,0\n' +
      '00aA3,500A1,1,A new one is on its way,005A1,2026-01-02T11:00:00.000+0000,0\n',
  });
  expect(first.stderr).not.toContain('no field for');
  expect(await list('activity', 'direction,user,body')).toEqual([
    { direction: null, user: null, body: 'It drips more' },
    { direction: null, user: 'Ann Lee', body: 'Look at it' },
    { direction: 'out', user: 'Ann Lee', body: 'A new one is on its way' },
  ]);
  expect(await list('case', 'first_response_at')).toEqual([{ first_response_at: at('T11:00') }]);
});

test('comments of Zendesk are what its people and the team said, also the program itself', async () => {
  const { first, list } = await migrated({
    'users.csv':
      'id,name,email,role,organization_id,time_zone\n801,Ann Lee,ann@us.example,agent,,\n901,Ida Holt,ida@birch.example,end-user,,\n',
    'tickets.csv':
      'id,subject,status,priority,requester_id,assignee_id,created_at,via\n11,Pump leaks,open,high,901,801,2026-01-02T10:00:00Z,web\n',
    'comments.csv':
      'id,ticket_id,author_id,body,html_body,public,created_at,type\n' +
      '1,11,901,It drips,<p>It <b>drips</b></p>,true,2026-01-02T10:00:00Z,Comment\n' +
      '2,11,801,,<p>Turn it<br>off</p>,true,2026-01-02T11:00:00Z,Comment\n' +
      '3,11,-1,Closed by a rule,,false,2026-01-02T12:00:00Z,Comment\n' +
      '4,11,801,"Look at it, please",,false,2026-01-02T10:30:00Z,Comment\n',
  });
  expect(first.exitCode).toBe(0);
  expect(await list('activity', 'type,user,contact,case,body')).toEqual([
    { type: 'note', user: null, contact: 'Ida Holt', case: 'Pump leaks', body: 'It drips' },
    {
      type: 'note',
      user: 'Ann Lee',
      contact: 'Ida Holt',
      case: 'Pump leaks',
      body: expect.stringContaining('Turn it\noff'),
    },
    { type: 'note', user: null, contact: 'Ida Holt', case: 'Pump leaks', body: 'Closed by a rule' },
    { type: 'note', user: 'Ann Lee', contact: 'Ida Holt', case: 'Pump leaks', body: 'Look at it, please' },
  ]);
  expect(await list('activity', 'direction')).toEqual(
    ['in', 'out', null, null].map((direction) => ({ direction })),
  );
  // The first answer is what the team wrote for the customer to read.
  expect(await list('case', 'first_response_at')).toEqual([{ first_response_at: at('T11:00') }]);
});

test('the tables of the API of Dynamics belong together by their ids', async () => {
  const id = (letter: string) => `${letter}1000000-0000-4000-8000-000000000001`;
  const [user, account, contact, incident] = ['d', 'a', 'c', 'e'].map(id);
  const { first, list } = await migrated({
    'systemusers.csv': `systemuserid,fullname,internalemailaddress,domainname\n${user},Ann Lee,ann@us.example,ann@us.example\n`,
    'accounts.csv': `accountid,name,telephone1,_ownerid_value\n${account},Birch Ltd,,${user}\n`,
    'contacts.csv': `contactid,firstname,lastname,emailaddress1,_parentcustomerid_value\n${contact},Ida,Holt,ida@birch.example,${account}\n`,
    'incidents.csv':
      'incidentid,title,ticketnumber,statecode,prioritycode,casetypecode,caseorigincode,_customerid_value,_primarycontactid_value,_ownerid_value,customersatisfactioncode\n' +
      `${incident},Pump leaks,CAS-1,1,1,2,1,${account},${contact},${user},4\n`,
    'emails.csv':
      'activityid,subject,description,directioncode,sender,torecipients,_regardingobjectid_value,createdon,actualend\n' +
      `${id('b')},Re: Pump,<p>Sent <b>today</b></p>,true,help@us.example,ida@birch.example,${incident},2026-01-05T11:00:00Z,2026-01-05T11:01:00Z\n`,
    'phonecalls.csv':
      'activityid,subject,directioncode,phonenumber,_regardingobjectid_value,_ownerid_value,actualend,actualdurationminutes\n' +
      `${id('f')},Called,false,+14255550101,${contact},${user},2026-01-05T12:05:00Z,5\n`,
  });
  expect(first.stderr).not.toContain('no field for');
  expect(await list('account', 'name,owner')).toEqual([{ name: 'Birch Ltd', owner: 'Ann Lee' }]);
  expect(await list('case', `${CASE},satisfaction`)).toEqual([
    expect.objectContaining({
      subject: 'Pump leaks',
      status: 'solved',
      kind: 'Problem',
      channel: 'phone',
      contact: 'Ida Holt',
      account: 'Birch Ltd',
      owner: 'Ann Lee',
      satisfaction: 4,
    }),
  ]);
  expect(await list('activity', `${SAID},duration`)).toEqual([
    expect.objectContaining({
      type: 'email',
      at: at('T11:01'),
      direction: 'out',
      case: 'Pump leaks',
      duration: null,
    }),
    expect.objectContaining({
      type: 'call',
      direction: 'in',
      user: 'Ann Lee',
      contact: 'Ida Holt',
      duration: 300,
    }),
  ]);
});

test('what was answered on imported cases is their first response, unless a program wrote it', async () => {
  const letter = (id: string, on: string, time: string, subject: string, incoming: 0 | 1) =>
    `${id},${on},005A1,2026-01-02T${time}:00.000+0000,2026-01-02T${time}:00.000+0000,${subject},Text,,Ann Lee,help@us.example,ida@birch.example,${incoming}\n`;
  const { list } = await migrated({
    'User.csv':
      'Id,Username,LastName,FirstName,Name,Email\n005A1,ann@us.example,Lee,Ann,Ann Lee,ann@us.example\n',
    'Case.csv':
      'Id,CaseNumber,Status,Origin,Subject,OwnerId,CreatedDate\n' +
      '500A1,1001,New,Email,Pump leaks,005A1,2026-01-02T08:00:00.000+0000\n' +
      '500A2,1002,New,Email,No heat,005A1,2026-01-02T08:00:00.000+0000\n',
    'EmailMessage.csv':
      'Id,ParentId,CreatedById,CreatedDate,MessageDate,Subject,TextBody,HtmlBody,FromName,FromAddress,ToAddress,Incoming\n' +
      letter('02sA1', '500A1', '12:00', 'Re: Pump leaks', 0) +
      letter('02sA2', '500A1', '11:00', 'Re: Pump leaks', 0) +
      letter('02sA3', '500A1', '09:00', 'Automatic reply: Pump leaks', 0) +
      letter('02sA4', '500A1', '10:00', 'Pump leaks', 1) +
      letter('02sA5', '500A1', '07:00', 'Our offer', 0) +
      letter('02sA6', '500A2', '08:30', 'Out of office', 0),
  });
  expect(await list('case', 'subject,first_response_at')).toEqual([
    { subject: 'Pump leaks', first_response_at: at('T11:00') },
    { subject: 'No heat', first_response_at: null },
  ]);
});

test('cases of Salesforce are about the assets and products of its files', async () => {
  const { first, list } = await migrated({
    'Account.csv': 'Id,Name,BillingCity,Phone,OwnerId\n001A1,Birch Ltd,Ulm,,005A1\n',
    'Product2.csv':
      'Id,Name,ProductCode,Family,IsActive\n01tA1,Heat pump,HP-1,Heat,1\n01tA2,Boiler,B-1,Heat,1\n',
    'Asset.csv':
      'Id,AccountId,Product2Id,Name,SerialNumber,InstallDate,Status\n02iA1,001A1,01tA1,Pump in the cellar,47-11,2025-05-01,Installed\n',
    'Case.csv':
      'Id,CaseNumber,AccountId,AssetId,ProductId,Status,Origin,Subject,CreatedDate\n' +
      '500A1,1001,001A1,02iA1,,New,Email,Pump leaks,2026-01-02T08:00:00.000+0000\n' +
      '500A2,1002,001A1,,01tA2,New,Email,No heat,2026-01-02T08:00:00.000+0000\n',
  });
  expect(first.stderr).not.toContain('no field for');
  expect(await list('case', 'subject,asset,model,product')).toEqual([
    { subject: 'Pump leaks', asset: 'Pump in the cellar', model: null, product: 'Heat pump' },
    { subject: 'No heat', asset: null, model: 'Boiler', product: 'Boiler' },
  ]);
});
