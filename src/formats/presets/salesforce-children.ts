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
  { field: 'case', noun: 'case', prefix: '500' },
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

/** What the team and customers wrote below a case. */
const CASE_COMMENT: Layout = {
  subject: 'activity',
  signatures: [['ParentId', 'CommentBody']],
  files: ['casecomment'],
  columns: {
    Id: 'external_id',
    CommentBody: 'body',
    CreatedDate: 'at',
    IsPublished: 'direction',
    ...droppedColumns(
      'IsDeleted|LastModifiedDate|LastModifiedById|SystemModstamp|CreatorFullPhotoUrl|' +
        'CreatorName|CreatorSmallPhotoUrl|ConnectionReceivedId|ConnectionSentId',
    ),
  },
  // What the team writes for the customer to read is an answer; customers, who may write too, are none of its users.
  words: { direction: { true: 'out', '1': 'out', false: '', '0': '' } },
  links: {
    ParentId: link('case'),
    CreatedById: [{ field: 'user', noun: 'user', blanks: ['direction'] }],
  },
  defaults: { type: 'note' },
};

/** Letters of cases, deals and people: what came in and what was sent. */
const EMAIL_MESSAGE: Layout = {
  subject: 'activity',
  signatures: [
    ['FromAddress', 'ToAddress', 'Incoming'],
    ['FromAddress', 'TextBody'],
    ['FromAddress', 'MessageDate'],
  ],
  files: ['emailmessage'],
  columns: {
    Id: 'external_id',
    Subject: 'subject',
    TextBody: 'body',
    HtmlBody: 'body',
    MessageDate: 'at',
    CreatedDate: 'created_at',
    Incoming: 'direction',
    ...droppedColumns(
      'IsDeleted|ActivityId|Headers|HasAttachment|Status|ReplyToEmailMessageId|MessageIdentifier|ThreadIdentifier|' +
        'ClientThreadIdentifier|IsExternallyVisible|IsClientManaged|IsTracked|IsOpened|IsBounced|FirstOpenedDate|' +
        'LastOpenedDate|MessageSize|MessageSizeWithAttachments|EmailTemplateId|EmailRoutingAddressId|Source|' +
        'IsPrivateDraft|AutomationType|ValidatedFromAddress|ContentDocumentIds|LastModifiedDate|LastModifiedById|' +
        'SystemModstamp|ParentId.Id',
    ),
  },
  html: ['HtmlBody'],
  noted: {
    FromName: 'From',
    FromAddress: 'From address',
    ToAddress: 'To',
    CcAddress: 'Cc',
    BccAddress: 'Bcc',
  },
  links: { ParentId: link('case'), RelatedToId: ANY_PARENT, CreatedById: link('user') },
  words: { direction: { '1': 'in', true: 'in', '0': 'out', false: 'out' } },
  defaults: { type: 'email' },
};

const A_PARENT = [{ field: 'parent', noun: 'account' }] as const;
const A_DOCUMENT = [{ field: 'document', noun: 'account' }] as const;

/** Files of records, of the old kind: the folder of the same name has them, called by their ids. */
const ATTACHMENT: Layout = {
  subject: 'attachment',
  signatures: [
    ['ParentId', 'BodyLength'],
    ['ParentId', 'ContentType', 'Name'],
  ],
  files: ['attachment'],
  columns: {
    Id: 'id',
    Name: 'name',
    Description: 'notes',
    CreatedDate: 'at',
    ...droppedColumns(
      'IsDeleted|IsPrivate|IsEncrypted|ContentType|BodyLength|Body|OwnerId|CreatedById|LastModifiedDate|LastModifiedById|SystemModstamp|ConnectionReceivedId|ConnectionSentId',
    ),
  },
  links: { ParentId: A_PARENT },
};

/** Files of the new kind: each version of a document. */
const CONTENT_VERSION: Layout = {
  subject: 'attachment',
  signatures: [
    ['ContentDocumentId', 'VersionData'],
    ['ContentDocumentId', 'PathOnClient'],
    ['ContentDocumentId', 'VersionNumber'],
  ],
  files: ['contentversion'],
  columns: {
    Id: 'id',
    Title: 'name',
    PathOnClient: 'path',
    FileExtension: 'extension',
    VersionNumber: 'version',
    Description: 'notes',
    CreatedDate: 'at',
    ...droppedColumns(
      'IsDeleted|IsLatest|ContentUrl|ContentBodyId|ReasonForChange|SharingOption|SharingPrivacy|RatingCount|ContentModifiedDate|ContentModifiedById|PositiveRatingCount|NegativeRatingCount|FeaturedContentBoost|FeaturedContentDate|OwnerId|CreatedById|LastModifiedDate|LastModifiedById|SystemModstamp|TagCsv|FileType|PublishStatus|VersionData|ContentSize|FirstPublishLocationId|Origin|ContentLocation|TextPreview|ExternalDocumentInfo1|ExternalDocumentInfo2|ExternalDataSourceId|Checksum|IsMajorVersion|IsAssetEnabled',
    ),
  },
  links: { ContentDocumentId: A_DOCUMENT },
};

/** Which records have a document. */
const CONTENT_DOCUMENT_LINK: Layout = {
  subject: 'attachment',
  signatures: [['ContentDocumentId', 'LinkedEntityId']],
  files: ['contentdocumentlink'],
  columns: { ...droppedColumns('Id|IsDeleted|SystemModstamp|ShareType|Visibility') },
  links: { ContentDocumentId: A_DOCUMENT, LinkedEntityId: A_PARENT },
};

/** Who was in a campaign, and what they did. */
const CAMPAIGN_MEMBER: Layout = {
  subject: 'campaign member',
  signatures: [
    ['CampaignId', 'LeadId', 'Status'],
    ['CampaignId', 'LeadOrContactId'],
  ],
  files: ['campaignmember'],
  columns: {
    Status: 'status',
    HasResponded: 'responded',
    FirstRespondedDate: 'at',
    Email: 'email',
    Name: 'name',
    ...droppedColumns(
      'Id|IsDeleted|CreatedDate|CreatedById|LastModifiedDate|LastModifiedById|SystemModstamp|Salutation|FirstName|LastName|Title|' +
        'Street|City|State|PostalCode|Country|Phone|Fax|MobilePhone|Description|DoNotCall|HasOptedOutOfEmail|HasOptedOutOfFax|' +
        'LeadSource|CompanyOrAccount|Type|LeadOrContactId|LeadOrContactOwnerId',
    ),
  },
  links: {
    CampaignId: link('campaign'),
    ContactId: link('contact'),
    LeadId: link('lead'),
  },
};

/** Objects that are not imported, by the names of their files. */
const OTHERS: readonly (readonly [
  subject: Subject,
  files: string,
  signatures: readonly (readonly string[])[],
])[] = [
  ['setting', 'campaignmemberstatus|campaigninfluence', [['CampaignId', 'SortOrder', 'HasResponded']]],
  ['case history', 'casehistory|casecontactrole', [['CaseId', 'Field', 'NewValue']]],
  ['product category', 'productcategory|productcategoryproduct', [['ProductCategoryId', 'ProductId']]],
  [
    'file',
    'quotedocument|contentdocument|document|contentnote|feeditem|feedcomment',
    [
      ['FolderId', 'BodyLength'],
      ['LatestPublishedVersionId', 'ParentId'],
      ['ParentId', 'FeedItemId'],
    ],
  ],
  [
    'team',
    'contractcontactrole|accountcontactrole|accountteammember|opportunityteammember|opportunitycompetitor|opportunitypartner|partner|accountpartner|accountcontactrelation|opportunitysplit',
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
  CASE_COMMENT,
  EMAIL_MESSAGE,
  CONTENT_DOCUMENT_LINK,
  CAMPAIGN_MEMBER,
  ATTACHMENT,
  CONTENT_VERSION,
  ...OTHERS.map(
    ([subject, files, signatures]): Layout => ({
      subject,
      signatures,
      files: files.split('|'),
      columns: { ...COMMON, ...forEachHeader(signatures.flat(), '-') },
    }),
  ),
].map((layout) => ({ ...layout, spelled: true }));
