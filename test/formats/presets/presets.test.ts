import { describe, expect, test } from 'vitest';
import { columnLookup } from '../../../src/formats/presets/columns.ts';
import { detectPreset, fitPreset } from '../../../src/formats/presets/detect.ts';
import { findPreset, PRESETS } from '../../../src/formats/presets/index.ts';
import { nounOf } from '../../../src/formats/presets/noun.ts';
import { type Layout, type Subject, UNSUPPORTED } from '../../../src/formats/presets/preset.ts';
import { builtInNouns } from '../../../src/nouns/index.ts';
import { SALES_STAGES } from '../../support/sales-stages.ts';

/** Headers as the programs write them: name of the preset, noun, headers. */
const FILES: readonly (readonly [string, string, string])[] = [
  [
    'zendesk',
    'case',
    'Summation column,Id,Requester,Requester id,Requester external id,Requester email,Requester domain,Submitter,Assignee,Group,Subject,Tags,Status,Priority,Via,Ticket type,Created at,Updated at',
  ],
  [
    'freshdesk',
    'case',
    'Ticket ID,Subject,Status,Priority,Source,Type,Agent,Group,Created time,Due by Time,Resolved time,Closed time,Last update time',
  ],
  [
    'jira',
    'case',
    'Summary,Issue key,Issue id,Issue Type,Status,Project key,Project name,Priority,Resolution,Assignee,Assignee Id,Reporter,Reporter Id',
  ],
  [
    'servicenow',
    'case',
    'Number,Opened,Short description,Caller,Priority,State,Category,Assignment group,Assigned to,Updated,Updated by',
  ],
  [
    'helpscout',
    'case',
    'Number,Status,Subject,Customer Name,Customer Email,Assigned To,Mailbox,Tags,Created At,Closed At,Type',
  ],
  [
    'dynamics',
    'case',
    '(Do Not Modify) Case,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Case Title,Case Number,Priority,Origin,Customer,Owner,Status Reason,Created On',
  ],
  ['hubspot', 'case', 'Ticket ID,Ticket name,Pipeline,Ticket status,Create date,Priority,Ticket owner'],
  [
    'salesforce',
    'lead',
    'Id,IsDeleted,MasterRecordId,LastName,FirstName,Salutation,Name,Title,Company,Street,City,State,PostalCode,Country,Phone,MobilePhone,Fax,Email,Website,Description,LeadSource,Status,Industry,Rating,OwnerId,HasOptedOutOfEmail,DoNotCall,IsConverted,ConvertedDate,ConvertedAccountId,CreatedDate,SystemModstamp',
  ],
  [
    'salesforce',
    'contact',
    'Id,IsDeleted,AccountId,LastName,FirstName,Name,MailingStreet,MailingCity,MailingState,MailingPostalCode,MailingCountry,Phone,Email,Title,Department,LeadSource,OwnerId,CreatedDate',
  ],
  [
    'salesforce',
    'account',
    'Id,IsDeleted,Name,Type,ParentId,BillingStreet,BillingCity,BillingState,BillingPostalCode,BillingCountry,Phone,Website,Industry,NumberOfEmployees,OwnerId,CreatedDate',
  ],
  [
    'salesforce',
    'opp',
    'Id,IsDeleted,AccountId,IsPrivate,Name,Description,StageName,Amount,Probability,CloseDate,Type,NextStep,LeadSource,IsClosed,IsWon,ForecastCategoryName,CampaignId,OwnerId,CreatedDate',
  ],
  [
    'salesforce',
    'task',
    'Id,WhoId,WhatId,Subject,ActivityDate,Status,Priority,OwnerId,Description,IsDeleted',
  ],
  ['salesforce', 'user', 'Id,Username,LastName,FirstName,Name,Email,IsActive'],
  [
    'salesforce',
    'contact',
    'Salutation,First Name,Last Name,Title,Mailing Street,Mailing City,Mailing State/Province,Mailing Zip/Postal Code,Mailing Country,Phone,Mobile,Fax,Email,Account Owner,Account Name',
  ],
  [
    'salesforce',
    'lead',
    'Lead Owner,First Name,Last Name,Title,Company / Account,Lead Source,Rating,Street,Email',
  ],
  [
    'salesforce',
    'opp',
    'Opportunity Owner,Account Name,Opportunity Name,Stage,Fiscal Period,Amount,Probability (%),Age,Close Date,Created Date,Next Step,Lead Source,Type,Primary Campaign Source',
  ],
  [
    'salesforce',
    'account',
    'Account Name,Annual Revenue,Billing Street,Billing City,Billing State/Province,Billing Zip/Postal Code,Billing Country,Description,Employees,Industry,Phone,Type,Website',
  ],
  [
    'hubspot',
    'opp',
    'Record ID,Deal Name,Last Activity Date,State,Deal Stage,Close Date,Deal owner,Amount,Date of last meeting booked in meetings tool,Pipeline,Associated Product,Products,LMS,Associated Product IDs',
  ],
  [
    'hubspot',
    'contact',
    'Record ID,First Name,Last Name,Email,Phone Number,Lead Status,Create Date,Associated Company,Country/Region,Contact owner',
  ],
  [
    'hubspot',
    'account',
    'Record ID,Company name,Company Domain Name,Phone Number,Company owner,Industry,Number of Employees,City,Create Date',
  ],
  [
    'pipedrive',
    'opp',
    'Deal - ID,Deal - Title,Deal - Owner,Deal - Value,Deal - Currency of Value,Deal - Organization,Deal - Organization ID,Deal - Stage,Deal - Status,Deal - Won time,Deal - Lost time,Deal - Total activities',
  ],
  [
    'pipedrive',
    'contact',
    'Person - ID,Person - Name,Person - Organization,Person - Email - Work,Person - Phone - Mobile,Person - Open deals',
  ],
  [
    'pipedrive',
    'account',
    'Organization - ID,Organization - Name,Organization - Owner,Organization - Address',
  ],
  [
    'pipedrive',
    'task',
    'ID,Subject,Type,Due date,Due time,Done,Marked as done time,Assigned to user,Creator,Add time,Deal ID,Deal,Organization,Contact person,Note',
  ],
  ['pipedrive', 'activity', 'ID,Content,Deal ID,Deal title,Organization,Contact person,User,Add time'],
  [
    'zoho',
    'lead',
    'Record Id,Lead Owner.id,Lead Owner,Is Converted,Company,First Name,Last Name,Email,Phone,Mobile,Lead Source,Lead Status,Created By.id,Created By,Created Time,Modified Time,Street,City,State,Zip Code,Email Opt Out,Tag,Converted Account.id',
  ],
  [
    'zoho',
    'contact',
    'Record Id,Contact Owner.id,Contact Owner,First Name,Last Name,Account Name.id,Account Name,Vendor Name.id,Vendor Name,Email,Phone,Mailing City,Created Time',
  ],
  [
    'zoho',
    'opp',
    'Record Id,Deal Owner.id,Deal Owner,Amount,Deal Name,Closing Date,Account Name.id,Account Name,Contact Name.id,Contact Name,Stage,Pipeline',
  ],
  [
    'zoho',
    'account',
    'Record Id,Account Owner.id,Account Owner,Account Name,Website,Phone,Industry,Description',
  ],
  [
    'zoho',
    'opp',
    'Deal Id,Deal Owner.id,Deal Owner,Deal Name,Company Name.id,Company Name,Sub-Pipeline,Amount,Stage,Closing Date',
  ],
  [
    'dynamics',
    'lead',
    '(Do Not Modify) Lead,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Subject,First Name,Last Name,Job Title,Company Name,Email,Business Phone,Country,State or Province,Description,Lead Source,Rating,Source Campaign',
  ],
  [
    'dynamics',
    'contact',
    '(Do Not Modify) Contact,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On, Full Name,Company Name,Job Title,Email,Business Phone,Mobile Phone',
  ],
  [
    'dynamics',
    'account',
    '(Do Not Modify) Account,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Account Name,Main Phone,Primary Contact,Email (Primary Contact) (Contact)',
  ],
  [
    'netsuite',
    'contact',
    'Internal ID,Internal ID,Name,Company,Job Title,Email,Phone,Mobile Phone,Inactive,Date Created',
  ],
  ['netsuite', 'account', 'Internal ID,Name,Email,Phone,Sales Rep,Subsidiary,Category,Date Created'],
  ['sap-business-one', 'account', 'BP Code,BP Name,BP Type,BP Currency,Group Code,Telephone 1,Mobile'],
  ['sap-business-one', 'account', 'CardCode,CardName,CardType,GroupCode,Phone1,EmailAddress'],
  ['keap', 'contact', 'Id,FirstName,LastName,Company,Email,Phone1,Phone1Ext,StreetAddress1,City,Password'],
  ['act', 'contact', 'Contact,Company,Address 1,City,Country,Alt Phone,Alt Phone Ext.,ID/Status'],
  [
    'oracle',
    'account',
    'Account Name*,Account Currency,Account Type,Annual Revenues,Billing Address1,Billing City',
  ],
  [
    'google',
    'contact',
    'Name,Given Name,Additional Name,Family Name,Yomi Name,Name Prefix,Birthday,Notes,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Organization 1 - Name,Organization 1 - Title',
  ],
  [
    'google',
    'contact',
    'First Name,Middle Name,Last Name,Phonetic First Name,Name Prefix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value',
  ],
  [
    'outlook',
    'contact',
    'First Name,Middle Name,Last Name,Title,Suffix,Nickname,E-mail Address,E-mail 2 Address,Home Phone,Business Phone,Mobile Phone,Job Title,Department,Company,Business Street,Business City,Business State,Business Postal Code,Business Country/Region,Home Street,Home City,Web Page,Notes,Categories',
  ],
  ['linkedin', 'contact', 'First Name,Last Name,URL,Email Address,Company,Position,Connected On'],
  [
    'apollo',
    'lead',
    'First Name,Last Name,Title,Company Name,Company Name for Emails,Email,Email Status,Seniority,Departments,Contact Owner,Work Direct Phone,Home Phone,Mobile Phone,Corporate Phone,Stage,Lists,# Employees,Industry,Keywords,Person Linkedin Url,Website,City,State,Country,Apollo Contact Id,Apollo Account Id',
  ],
  [
    'zoominfo',
    'lead',
    'ZoomInfo Contact ID,Last Name,First Name,Middle Name,Job Title,Management Level,Department,Direct Phone Number,Email Address,Mobile phone,LinkedIn Contact Profile URL,Person City,Person State,Country,ZoomInfo Company ID,Company Name,Website,Company HQ Phone,Employees',
  ],
  [
    'zoominfo',
    'account',
    'ZoomInfo Company ID,Company Name,Website,Company HQ Phone,Employees,Primary Industry',
  ],
  [
    'odoo',
    'opp',
    'External ID,Opportunity,Customer,Contact Name,Email,Phone,Salesperson,Sales Team,Expected Revenue,Stage,Probability,Expected Closing,Created on,Tags',
  ],
  ['odoo', 'opp', 'id,name,partner_id/id,user_id,expected_revenue,stage_id,probability,date_deadline'],
  [
    'odoo',
    'contact',
    'External ID,Name,Related Company,Job Position,Email,Phone,Mobile,Street,Street2,City,Zip,Country,Tags',
  ],
  [
    'suitecrm',
    'lead',
    'id,date_entered,date_modified,modified_user_id,created_by,description,deleted,assigned_user_id,salutation,first_name,last_name,title,phone_mobile,phone_work,primary_address_street,primary_address_city,converted,lead_source,status,account_name,contact_id,account_id,opportunity_id',
  ],
  [
    'suitecrm',
    'account',
    'Name,ID,Date Created,Date Modified,Description,Assigned to,Type,Industry,Office Phone,Billing Street,Billing City,Billing Country,Website,Employees',
  ],
  [
    'suitecrm',
    'opp',
    'id,name,date_entered,assigned_user_id,amount,currency_id,date_closed,next_step,sales_stage,probability,account_id',
  ],
  [
    'suitecrm',
    'task',
    'id,name,date_entered,assigned_user_id,status,date_due,parent_type,parent_id,contact_id,priority',
  ],
  [
    'mautic',
    'contact',
    'id,firstname,lastname,company,position,email,mobile,phone,points,address1,city,zipcode,country,timezone',
  ],
  [
    'mautic',
    'account',
    'id,companyname,companyemail,companyphone,companyaddress1,companycity,companycountry',
  ],
  [
    'keap',
    'contact',
    'Id,First Name,Last Name,Company,Email,Phone 1,Street Address 1,City,State,Postal Code,Tags',
  ],
  ['zoho', 'opp', 'Potential Name,Potential Owner,Created Time,Closing Date,Amount,Stage,LEADID'],
  ['zoho', 'user', 'USER_ID,First Name,Last Name,Email'],
  ['zoho', 'lead', 'LEADID,Lead Owner,Company,First Name,Last Name,Email,Lead Status,Created Time'],
  [
    'dynamics',
    'opp',
    'Created On,Topic,Owner,Potential Customer,Status,Status Reason,Est. revenue,Est. close date,Actual Close Date,Probability,Sales Stage,Forecast category,Currency',
  ],
  ['dynamics', 'lead', 'Name,Topic,Status Reason,Created On'],
  ['salesforce', 'campaign member', 'Id,CampaignId,LeadId,ContactId,Status,HasResponded,FirstRespondedDate'],
  ['zoho', 'campaign member', 'Record Id,Campaign Id,Lead Id,Member Status'],
  [
    'hubspot',
    'campaign member',
    'Record ID,First Name,Last Name,Email,Marketing event name,Attendance state',
  ],
  ['hubspot', 'campaign', 'Campaign name,Campaign owner,Start date,End date,Budget total,Spend total'],
  ['pipedrive', 'campaign member', 'Campaign - Name,Person - Name,Person - Email,Status,Sent at'],
  ['odoo', 'campaign member', 'External ID,Mailing,Email,Status,Sent On,Replied On'],
  ['odoo', 'campaign member', 'id,event_id,name,email,phone,state,date_open'],
  [
    'dynamics',
    'campaign',
    '(Do Not Modify) Campaign,Name,Campaign Code,Campaign Type,Status Reason,Budget Allocated',
  ],
  [
    'dynamics',
    'order line',
    '(Do Not Modify) Order Product,Existing Product,Price Per Unit,Quantity,Extended Amount,Order',
  ],
  ['dynamics', 'quote line', 'quotedetailid,quoteid,productid,priceperunit,quantity,extendedamount'],
  [
    'dynamics',
    'quote',
    'quoteid,quotenumber,name,totalamount,effectiveto,statecode,opportunityid,customerid',
  ],
  ['salesforce', 'order line', 'Id,OrderId,Product2Id,Quantity,UnitPrice,TotalPrice'],
  ['salesforce', 'quote line', 'Id,QuoteId,Product2Id,Quantity,UnitPrice,Discount,TotalPrice'],
  ['dynamics', 'campaign member', 'Subject,Parent Campaign,Response Code,Customer,Received On'],
  ['salesforce', 'contact role', 'Id,OpportunityId,ContactId,Role,IsPrimary,IsDeleted'],
  [
    'salesforce',
    'stage history',
    'Id,OpportunityId,CreatedById,CreatedDate,StageName,Amount,ExpectedRevenue,CloseDate,Probability,ForecastCategory,IsDeleted',
  ],
  [
    'salesforce',
    'stage history',
    'Id,IsDeleted,OpportunityId,CreatedById,CreatedDate,Field,OldValue,NewValue',
  ],
  ['salesforce', 'line', 'Id,OpportunityId,PricebookEntryId,Quantity,UnitPrice,TotalPrice'],
  [
    'salesforce',
    'case',
    'Id,IsDeleted,CaseNumber,ContactId,AccountId,SuppliedEmail,Type,Status,Origin,Subject',
  ],
  ['salesforce', 'product', 'Id,Name,ProductCode,Description,IsActive,CreatedDate,Family'],
  [
    'oracle',
    'opp',
    'OptyNumber,Name,AccountName,SalesStage,StatusCode,Revenue,CurrencyCode,WinProb,EffectiveDate',
  ],
  [
    'sap-sales-cloud',
    'opp',
    'ID,Name,ProspectPartyID,ExpectedRevenueAmount,SalesCyclePhaseCodeText,LifeCycleStatusCodeText',
  ],
  ['sap-business-one', 'contact', 'CardCode,FirstName,LastName,Position,Phone1,E_Mail'],
  ['sap-sales-cloud', 'account', 'AccountID,BusinessPartnerFormattedName,RoleCode,City,CountryCode,Phone'],
];

describe('headers of a program', () => {
  test.each(FILES)('%s %s: %s', (preset, noun, headers) => {
    const detected = detectPreset({ headers: headers.split(',') });
    expect({ preset: detected?.preset.name, noun: detected?.noun, missed: detected?.missed }).toEqual({
      preset,
      noun,
      missed: [],
    });
    expect(detected?.score).toBeGreaterThan(0.4);
  });

  test('are detected in any order and spelling', () => {
    const shuffled = ['\uFEFFDeal\u00a0Stage', ' AMOUNT *', 'deal  name', 'Record_ID'];
    expect(detectPreset({ headers: shuffled })).toMatchObject({ preset: { name: 'hubspot' }, noun: 'opp' });
  });

  test('of a generic list of people match no program', () => {
    for (const headers of [
      'First Name,Last Name,Email,Phone,Account Name,Title',
      'First Name,Last Name,Company,Title,Email,Phone,Lead Source,Status,Industry',
      'Name,Email',
      'Id,Name',
      '',
    ])
      expect(detectPreset({ headers: headers.split(',') })).toBeNull();
  });

  test('of two kinds of records are imported as the requested noun', () => {
    const headers = ['Record ID', 'First Name', 'Last Name', 'Email', 'Company name', 'Company owner'];
    expect(detectPreset({ headers }, 'contact')?.noun).toBe('contact');
    expect(detectPreset({ headers }, 'account')?.noun).toBe('account');
  });
});

describe('a requested preset', () => {
  test('reports missing headers', () => {
    const fit = fitPreset(findPreset('pipedrive'), { headers: ['Deal - Value', 'Owner'] }, 'opp');
    expect(fit).toMatchObject({ noun: 'opp', score: 0.5 });
    expect(fit.missed).toEqual(['Deal - Title']);
  });

  test('is found by name and by label, and the nearest is suggested', () => {
    expect(findPreset(' Zoho CRM ').name).toBe('zoho');
    expect(() => findPreset('salesforc')).toThrow('unknown preset "salesforc"');
  });
});

test('columns of joined tables, words and ids are matched by their significant part', () => {
  const column = (preset: string, noun: string, header: string) => {
    const found = findPreset(preset);
    return columnLookup(found, found.layouts.find(({ subject }) => subject === noun)!)(header);
  };
  expect(column('dynamics', 'account', 'Email (Primary Contact) (Contact)')?.field).toBe('email');
  expect(column('dynamics', 'account', '(Do Not Modify) Modified On')).toMatchObject({
    field: null,
    links: [],
  });
  expect(column('zoho', 'contact', 'Account Name.id')?.links).toEqual([
    { field: 'account', noun: 'account' },
  ]);
  expect(column('zoho', 'contact', 'Vendor Name.id')).toMatchObject({ field: null, links: [] });
  expect(column('pipedrive', 'opp', 'Deal - Status')?.words).toMatchObject({ won: 'closed won' });
  expect(column('hubspot', 'opp', 'Deal probability')?.fraction).toBe(true);
  expect(column('netsuite', 'account', 'Name')?.front).toBe('parent');
  expect(column('salesforce', 'lead', 'Favourite colour')).toBeNull();
  expect(column('hubspot', 'opp', 'Date entered "Won (Sales)"')).toMatchObject({ field: null });
  expect(column('keap', 'contact', 'Password')).toMatchObject({ field: null, links: [] });
});

test.each<[string, string | null]>([
  ['Opportunity Name,Account Name,Stage,Amount,Close Date,Type', 'opp'],
  ['Account Name,Industry,Phone,Billing City,Billing Country', 'account'],
  ['First Name,Last Name,Email,Phone,Account Name,Title', 'contact'],
  ['First Name,Last Name,Company,Title,Email,Phone,Lead Source,Status,Industry,City,Country', 'lead'],
  ['Interaction Date,Interaction Type,Notes,Contact Email,Opportunity Name', 'activity'],
  ['opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value', 'opp'],
  ['account,sector,year_established,revenue,employees,office_location,subsidiary_of', 'account'],
  ['sales_agent,manager,regional_office', 'user'],
  ['product,series,sales_price', 'product'],
  ['Id,LastName,Company,LeadSource,Status', 'lead'],
  ['colour,size', null],
])('the content of a file is detected by %s', (headers, noun) => {
  expect(nounOf(headers.split(','))).toBe(noun);
});

/** A record can name the lead that it was made of, which has the link. */
const isLead = ({ subject }: Layout, noun: Subject) =>
  noun === 'lead' && ['account', 'contact', 'opp'].includes(subject);

describe.each(
  PRESETS.flatMap((preset) =>
    [...preset.layouts, ...(preset.parts ?? [])].map((layout) => ({ preset, layout })),
  ),
)('$preset.name $layout.subject', ({ layout }) => {
  const noun = builtInNouns().names.find((each) => each === layout.subject);
  /** A list of contacts is often imported as leads. */
  const specs =
    noun === 'contact'
      ? [builtInNouns().get('contact'), builtInNouns().get('lead')]
      : noun
        ? [builtInNouns().get(noun)]
        : [];
  const fieldNamed = (name: string) =>
    specs.flatMap(({ fields }) => fields).find((field) => field.name === name);

  test('feeds existing fields', () => {
    if (specs.length === 0)
      return expect([
        'user',
        'contact role',
        'campaign member',
        'quote line',
        'stage history',
        'attachment',
        ...Object.keys(UNSUPPORTED),
      ]).toContain(layout.subject);
    const fed = [
      ...Object.values(layout.columns).filter((field) => field !== '-'),
      ...Object.values(layout.links ?? {}).flatMap((links) =>
        links.filter(({ noun }) => noun !== 'campaign' && !isLead(layout, noun)).map(({ field }) => field),
      ),
      ...Object.values(layout.paths ?? {}),
    ];
    const converted = ['account', 'contact', 'opp'];
    const known = fed.filter((name) => fieldNamed(name) || (noun === 'lead' && converted.includes(name)));
    expect(known).toEqual(fed);
  });

  test('translates to existing values', () => {
    const values: Record<string, readonly string[]> = {
      satisfaction: ['1', '2', '3', '4', '5'],
      stage: [...SALES_STAGES.map(({ name }) => name), 'closed lost', 'closed won', ''],
      status: [
        'new',
        'attempting',
        'connected',
        'qualified',
        'nurturing',
        'disqualified',
        'converted',
      ].concat(noun === 'case' ? ['open', 'waiting', 'solved', 'closed'] : []),
      kind: [
        'prospect',
        'customer',
        'partner',
        'vendor',
        'person',
        'other',
        'todo',
        'callback',
        'meeting',
        'email',
      ],
    };
    for (const [field, words] of Object.entries(layout.words ?? {})) {
      const choices = fieldNamed(field)?.choices ?? values[field] ?? [];
      for (const [theirs, ours] of Object.entries(words)) {
        expect([...choices, '']).toContain(ours);
        expect(theirs).toBe(theirs.toLowerCase());
      }
    }
  });
});
