import { droppedColumns, forEachHeader, type Layout, link } from './preset.ts';
import {
  ACCOUNT_TYPES,
  FORECASTS,
  LEAD_STATUSES,
  STAGES,
  TASK_KINDS,
  TASK_STATUSES,
} from './salesforce-words.ts';

/** Columns of every object that are meaningless elsewhere. */
const SYSTEM = droppedColumns(
  'IsDeleted|MasterRecordId|PhotoUrl|SystemModstamp|LastModifiedDate|CreatedById|LastModifiedById|LastViewedDate|' +
    'LastReferencedDate|LastActivityDate|LastCURequestDate|LastCUUpdateDate|Jigsaw|JigsawContactId|JigsawCompanyId|' +
    'CleanStatus|IndividualId|DandbCompanyId|IsUnreadByOwner|GeocodeAccuracy|RecordTypeId',
);

const BASE = { ...SYSTEM, Id: 'external_id', CreatedDate: 'created_at', Description: 'notes' };

const PERSON = {
  LastName: 'last_name',
  FirstName: 'first_name',
  Name: 'name',
  Title: 'title',
  Phone: 'phone',
  MobilePhone: 'phone',
  HomePhone: 'phone',
  OtherPhone: 'phone',
  Email: 'email',
  LeadSource: 'source',
  HasOptedOutOfEmail: 'do_not_email',
  DoNotCall: 'do_not_call',
};

const OWNED = { OwnerId: link('owner', 'user') };

const LEAD: Layout = {
  subject: 'lead',
  files: ['lead'],
  signatures: [
    ['LastName', 'Company', 'IsConverted'],
    ['LastName', 'Company', 'LeadSource'],
    ['LastName', 'Company', 'ConvertedAccountId'],
  ],
  columns: {
    ...BASE,
    ...PERSON,
    Company: 'company',
    Street: 'street',
    City: 'city',
    State: 'region',
    PostalCode: 'postal_code',
    Country: 'country',
    Address: '-',
    Website: 'website',
    Status: 'status',
    Industry: 'industry',
    Rating: 'rating',
    IsConverted: '-',
    ConvertedDate: 'converted_at',
  },
  links: {
    ...OWNED,
    ConvertedAccountId: link('account'),
    ConvertedContactId: link('contact'),
    ConvertedOpportunityId: link('opp'),
  },
  words: { status: LEAD_STATUSES },
};

const CONTACT: Layout = {
  subject: 'contact',
  files: ['contact'],
  signatures: [
    ['LastName', 'AccountId', 'MailingStreet'],
    ['LastName', 'AccountId', 'Email'],
    ['LastName', 'MailingCity'],
  ],
  columns: {
    ...BASE,
    ...PERSON,
    Department: 'department',
    MailingStreet: 'street',
    MailingCity: 'city',
    MailingState: 'region',
    MailingPostalCode: 'postal_code',
    MailingCountry: 'country',
    ...droppedColumns('MailingAddress|OtherAddress|IsEmailBounced'),
  },
  links: { ...OWNED, AccountId: link('account') },
};

const ACCOUNT: Layout = {
  subject: 'account',
  files: ['account'],
  signatures: [
    ['Name', 'BillingStreet'],
    ['Name', 'BillingCity'],
    ['Name', 'ParentId', 'OwnerId'],
    ['Name', 'AccountNumber', 'AccountSource'],
  ],
  columns: {
    ...BASE,
    Name: 'name',
    Type: 'kind',
    BillingStreet: 'street',
    BillingCity: 'city',
    BillingState: 'region',
    BillingPostalCode: 'postal_code',
    BillingCountry: 'country',
    BillingAddress: '-',
    ShippingAddress: '-',
    Phone: 'phone',
    Website: 'website',
    Industry: 'industry',
    NumberOfEmployees: 'employees',
    AccountSource: 'source',
  },
  links: { ...OWNED, ParentId: link('parent', 'account') },
  words: { kind: ACCOUNT_TYPES },
};

const OPPORTUNITY: Layout = {
  subject: 'opp',
  files: ['opportunity'],
  signatures: [
    ['Name', 'StageName', 'CloseDate'],
    ['Name', 'StageName', 'Amount'],
    ['Name', 'StageName', 'IsDeleted'],
  ],
  columns: {
    ...BASE,
    Name: 'name',
    StageName: 'stage',
    Amount: 'amount',
    CurrencyIsoCode: 'currency',
    Probability: 'probability',
    CloseDate: 'close_date',
    NextStep: 'next_step',
    LeadSource: 'source',
    ForecastCategory: '-',
    ForecastCategoryName: 'forecast',
    ...droppedColumns(
      'IsPrivate|ExpectedRevenue|TotalOpportunityQuantity|IsClosed|IsWon|HasOpportunityLineItem|' +
        'FiscalQuarter|FiscalYear|Fiscal|HasOpenActivity|HasOverdueTask',
    ),
  },
  links: {
    ...OWNED,
    AccountId: link('account'),
    ContactId: link('contact'),
    CampaignId: link('campaign'),
    Pricebook2Id: link('pricebook'),
  },
  words: { stage: STAGES, forecast: FORECASTS },
};

/** Each object has its own id prefix. */
const ABOUT = {
  WhoId: [
    { field: 'lead', noun: 'lead', prefix: '00Q' },
    { field: 'contact', noun: 'contact', prefix: '003' },
  ],
  WhatId: [
    { field: 'account', noun: 'account', prefix: '001' },
    { field: 'opp', noun: 'opp', prefix: '006' },
    { field: 'case', noun: 'case', prefix: '500' },
  ],
  Lead: link('lead'),
  Contact: link('contact'),
  Account: link('account'),
  Opportunity: link('opp'),
  AccountId: link('account'),
} as const;

const CASE: Layout = {
  subject: 'case',
  files: ['case'],
  signatures: [
    ['CaseNumber', 'Origin'],
    ['CaseNumber', 'SuppliedEmail'],
    ['CaseNumber', 'Status'],
  ],
  columns: {
    ...BASE,
    Subject: 'subject',
    Status: 'status',
    Priority: 'priority',
    Origin: 'channel',
    Type: 'kind',
    ClosedDate: 'solved_at',
    ...droppedColumns(
      'IsClosed|IsEscalated|HasCommentsUnreadByOwner|HasSelfServiceComments|IsClosedOnCreate',
    ),
  },
  noted: {
    CaseNumber: 'Case number',
    Reason: 'Reason',
    SuppliedName: 'From',
    SuppliedEmail: 'E-mail',
    SuppliedPhone: 'Phone',
    SuppliedCompany: 'Company',
  },
  links: {
    ...OWNED,
    AccountId: link('account'),
    ContactId: link('contact'),
    ParentId: link('follows', 'case'),
    AssetId: link('asset'),
    ...forEachHeader(['ProductId', 'Product2Id'], link('model', 'product')),
  },
};

const PRODUCT: Layout = {
  subject: 'product',
  files: ['product'],
  signatures: [
    ['ProductCode', 'Family'],
    ['Name', 'ProductCode'],
  ],
  columns: {
    ...BASE,
    Name: 'name',
    ProductCode: 'code',
    Family: 'family',
    IsActive: 'active',
    QuantityUnitOfMeasure: 'unit',
    ...droppedColumns('IsArchived|StockKeepingUnit|ExternalDataSourceId|ExternalId|DisplayUrl'),
  },
  links: {},
};

const TASK: Layout = {
  subject: 'task',
  files: ['task'],
  signatures: [
    ['WhoId', 'ActivityDate', 'Priority'],
    ['WhatId', 'ActivityDate', 'Priority'],
  ],
  columns: {
    ...SYSTEM,
    Id: 'external_id',
    CreatedDate: 'created_at',
    Subject: 'subject',
    ActivityDate: 'due_date',
    Status: 'status',
    Priority: 'priority',
    Description: 'notes',
    CompletedDateTime: 'done_at',
    TaskSubtype: 'kind',
    ...droppedColumns('IsClosed|IsHighPriority|IsArchived|IsReminderSet|IsRecurrence'),
  },
  links: { ...OWNED, ...ABOUT },
  words: { status: TASK_STATUSES, kind: TASK_KINDS },
};

const EVENT: Layout = {
  subject: 'activity',
  files: ['event'],
  signatures: [
    ['WhoId', 'StartDateTime'],
    ['WhatId', 'StartDateTime'],
    ['WhoId', 'ActivityDateTime'],
  ],
  columns: {
    ...SYSTEM,
    Id: 'external_id',
    CreatedDate: 'created_at',
    Subject: 'subject',
    StartDateTime: 'at',
    ActivityDateTime: 'at',
    Description: 'body',
    ...droppedColumns(
      'ActivityDate|EndDateTime|IsAllDayEvent|IsPrivate|IsRecurrence|IsReminderSet|IsArchived',
    ),
  },
  links: { OwnerId: link('user'), ...ABOUT },
  defaults: { type: 'meeting' },
};

/** The same file as meetings, planned and held. */
const MEETING: Layout = {
  ...EVENT,
  subject: 'meeting',
  columns: {
    ...SYSTEM,
    Id: 'external_id',
    CreatedDate: 'created_at',
    Subject: 'subject',
    StartDateTime: 'starts_at',
    ActivityDateTime: 'starts_at',
    EndDateTime: 'ends_at',
    Location: 'place',
    Description: 'notes',
    ...droppedColumns(
      'ActivityDate|DurationInMinutes|IsAllDayEvent|IsPrivate|IsRecurrence|IsReminderSet|IsArchived',
    ),
  },
  links: { ...OWNED, ...ABOUT },
  wholeDays: { header: 'IsAllDayEvent', days: ['StartDateTime', 'ActivityDateTime', 'EndDateTime'] },
  defaults: {},
};

const USER: Layout = {
  subject: 'user',
  files: ['user'],
  signatures: [['Username', 'LastName', 'Email']],
  columns: {
    ...SYSTEM,
    Id: 'external_id',
    Name: 'full_name',
    Username: 'name',
    Email: 'email',
    IsActive: 'active',
    UserType: '-',
  },
  // Customers and partners who may log in are users there too.
  rows: { headers: ['UserType'], match: /^(?:standard|csnonly)?$/i },
};

const CAMPAIGN: Layout = {
  subject: 'campaign',
  files: ['campaign'],
  signatures: [
    ['Name', 'StartDate', 'BudgetedCost'],
    ['Name', 'StartDate', 'NumberOfLeads'],
  ],
  columns: {
    ...BASE,
    Name: 'name',
    Type: 'type',
    Status: 'status',
    StartDate: 'starts_on',
    EndDate: 'ends_on',
    ActualCost: 'cost',
    BudgetedCost: 'budget',
    IsActive: '-',
    ...droppedColumns(
      'NumberOfLeads|NumberOfConvertedLeads|NumberOfContacts|NumberOfResponses|NumberOfOpportunities|NumberOfWonOpportunities|' +
        'AmountAllOpportunities|AmountWonOpportunities|NumberSent|ExpectedRevenue|ExpectedResponse',
    ),
  },
  links: { ParentId: link('parent', 'campaign'), ...OWNED },
};

const LINE: Layout = {
  subject: 'line',
  files: ['opportunitylineitem', 'opportunityproduct'],
  signatures: [
    ['OpportunityId', 'PricebookEntryId'],
    ['OpportunityId', 'UnitPrice'],
    ['OpportunityId', 'Product2Id'],
  ],
  columns: {
    ...BASE,
    Name: 'name',
    Quantity: 'quantity',
    UnitPrice: 'price',
    Discount: 'discount',
    ServiceDate: 'starts_on',
    ...droppedColumns('PricebookEntryId|SortOrder|ProductCode|ListPrice|TotalPrice|Subtotal|HasSchedule'),
  },
  links: { OpportunityId: link('opp'), Product2Id: link('product') },
};

const PRICEBOOK: Layout = {
  subject: 'pricebook',
  files: ['pricebook2', 'pricebook'],
  signatures: [['Name', 'IsStandard']],
  columns: {
    ...BASE,
    Name: 'name',
    IsActive: 'active',
    Description: 'notes',
    ValidFrom: 'valid_from',
    ValidTo: 'valid_until',
    ...droppedColumns('IsStandard|IsArchived'),
  },
  links: {},
};

const PRICE: Layout = {
  subject: 'price',
  files: ['pricebookentry'],
  signatures: [['Pricebook2Id', 'Product2Id']],
  columns: {
    ...BASE,
    Name: 'name',
    UnitPrice: 'price',
    ...droppedColumns('ProductCode|IsActive|UseStandardPrice|IsArchived'),
  },
  links: { Pricebook2Id: link('pricebook'), Product2Id: link('product') },
};

const QUOTE: Layout = {
  subject: 'quote',
  files: ['quote'],
  signatures: [
    ['OpportunityId', 'QuoteNumber'],
    ['OpportunityId', 'ExpirationDate', 'GrandTotal'],
  ],
  columns: {
    ...BASE,
    Name: 'name',
    Status: 'status',
    ExpirationDate: 'valid_until',
    GrandTotal: 'amount',
    Description: 'notes',
    ...droppedColumns(
      'QuoteNumber|IsSyncing|Subtotal|Discount|TotalPrice|LineItemCount|Tax|ShippingHandling|Pricebook2Id',
    ),
  },
  links: {
    OpportunityId: link('opp'),
    AccountId: link('account'),
    ContactId: link('contact'),
    ...OWNED,
  },
};

/** Data Loader, the weekly data export and `sf data query` write API names. */
export const API_LAYOUTS: readonly Layout[] = [
  LEAD,
  CONTACT,
  ACCOUNT,
  OPPORTUNITY,
  CASE,
  PRODUCT,
  TASK,
  MEETING,
  EVENT,
  USER,
  CAMPAIGN,
  LINE,
  PRICEBOOK,
  PRICE,
  QUOTE,
].map((layout) => ({ ...layout, spelled: true }));
