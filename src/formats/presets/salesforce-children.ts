import { droppedColumns, forEachHeader, type Layout, link, type Subject } from './preset.ts';
import { STAGES } from './salesforce-words.ts';

const CONTACT_ROLE: Layout = {
  subject: 'contact role',
  signatures: [
    ['OpportunityId', 'ContactId', 'Role'],
    ['OpportunityId', 'ContactId', 'IsPrimary'],
  ],
  files: ['opportunitycontactrole'],
  columns: {
    Role: 'role',
    IsPrimary: 'primary',
    ...droppedColumns(
      'Id|IsDeleted|CreatedDate|CreatedById|LastModifiedDate|LastModifiedById|SystemModstamp',
    ),
  },
  links: { OpportunityId: link('opp'), ContactId: link('contact') },
};

const HISTORY_LINKS = { OpportunityId: link('opp'), CreatedById: link('user') };

/** A row for each value that a deal has had. */
const STAGE_HISTORY: Layout = {
  subject: 'stage history',
  signatures: [
    ['OpportunityId', 'StageName', 'CreatedDate'],
    ['OpportunityId', 'StageName', 'ForecastCategory'],
  ],
  files: ['opportunityhistory'],
  columns: {
    Id: '-',
    StageName: 'stage',
    CreatedDate: 'entered_at',
    Amount: 'amount',
    CurrencyIsoCode: 'currency',
    ...droppedColumns(
      'IsDeleted|SystemModstamp|ExpectedRevenue|CloseDate|Probability|ForecastCategory|PrevAmount|PrevCloseDate|FromForecastCategory|FromOpportunityStageName',
    ),
  },
  links: HISTORY_LINKS,
  words: { stage: STAGES },
};

/** A row for each change of a field: those of the stage are its history. */
const FIELD_HISTORY: Layout = {
  subject: 'stage history',
  signatures: [['OpportunityId', 'Field', 'NewValue']],
  files: ['opportunityfieldhistory'],
  columns: {
    Id: '-',
    NewValue: 'stage',
    CreatedDate: 'entered_at',
    ...droppedColumns('IsDeleted|Field|DataType|OldValue'),
  },
  links: HISTORY_LINKS,
  words: { stage: STAGES },
  rows: { headers: ['Field'], match: /^(?:StageName|Stage|created|opportunityCreatedFromLead)$/i },
};

/** Parents of notes and files have ids of every kind. */
const ANY_PARENT = [
  { field: 'lead', noun: 'lead', prefix: '00Q' },
  { field: 'contact', noun: 'contact', prefix: '003' },
  { field: 'account', noun: 'account', prefix: '001' },
  { field: 'opp', noun: 'opp', prefix: '006' },
] as const;

const NOTE: Layout = {
  subject: 'activity',
  signatures: [['ParentId', 'Title', 'Body', 'OwnerId']],
  files: ['note'],
  columns: {
    Id: 'external_id',
    Title: 'subject',
    Body: 'body',
    CreatedDate: 'at',
    ...droppedColumns('IsDeleted|IsPrivate|LastModifiedDate|LastModifiedById|CreatedById|SystemModstamp'),
  },
  links: { ParentId: ANY_PARENT, OwnerId: link('user') },
  defaults: { type: 'note' },
};

/** Objects that are not imported, by the names of their files. */
const OTHERS: readonly (readonly [
  subject: Subject,
  files: string,
  signatures: readonly (readonly string[])[],
])[] = [
  ['campaign member', 'campaignmember|campaignmemberstatus|campaigninfluence', [['CampaignId', 'LeadId']]],
  [
    'case comment',
    'casecomment|casehistory|casecontactrole',
    [
      ['ParentId', 'CommentBody'],
      ['CaseId', 'Field', 'NewValue'],
    ],
  ],
  ['product category', 'productcategory|productcategoryproduct', [['ProductCategoryId', 'ProductId']]],
  [
    'price',
    'pricebook|pricebookentry',
    [
      ['Pricebook2Id', 'Product2Id'],
      ['Name', 'IsStandard'],
    ],
  ],
  ['quote', 'quote|quotelineitem|quotedocument', [['OpportunityId', 'QuoteNumber']]],
  [
    'order',
    'order|orderitem',
    [
      ['AccountId', 'OrderNumber'],
      ['OrderId', 'UnitPrice'],
    ],
  ],
  ['contract', 'contract|contractcontactrole', [['AccountId', 'ContractNumber']]],
  ['asset', 'asset', [['AccountId', 'SerialNumber']]],
  [
    'file',
    'attachment|contentversion|contentdocument|contentdocumentlink|document|contentnote|feeditem|feedcomment',
    [
      ['ParentId', 'BodyLength'],
      ['ContentDocumentId', 'VersionData'],
    ],
  ],
  [
    'team',
    'accountcontactrole|accountteammember|opportunityteammember|opportunitycompetitor|opportunitypartner|partner|accountpartner|accountcontactrelation|opportunitysplit',
    [
      ['OpportunityId', 'TeamMemberRole'],
      ['AccountId', 'TeamMemberRole'],
      ['OpportunityId', 'CompetitorName'],
    ],
  ],
  [
    'setting',
    'userrole|profile|group|groupmember|recordtype|businessprocess|emailtemplate|folder|queuesobject|period|fiscalyearsettings',
    [
      ['SobjectType', 'DeveloperName'],
      ['Name', 'RollupDescription'],
    ],
  ],
];

/** Columns that every object has. */
const COMMON = forEachHeader(
  [
    'Id',
    'IsDeleted',
    'Name',
    'CreatedDate',
    'CreatedById',
    'LastModifiedDate',
    'LastModifiedById',
    'SystemModstamp',
  ],
  '-',
);

/** Objects that belong to others, and objects that are not imported. */
export const CHILD_LAYOUTS: readonly Layout[] = [
  CONTACT_ROLE,
  STAGE_HISTORY,
  FIELD_HISTORY,
  NOTE,
  ...OTHERS.map(
    ([subject, files, signatures]): Layout => ({
      subject,
      signatures,
      files: files.split('|'),
      columns: { ...COMMON, ...forEachHeader(signatures.flat(), '-') },
    }),
  ),
].map((layout) => ({ ...layout, spelled: true }));
