import { droppedColumns, forEachHeader, type Layout, link, type Preset } from './preset.ts';

const BASE = {
  ...droppedColumns('ObjectID|ETag|EntityLastChangedOn|LastChangedBy|CreatedBy'),
  ExternalID: '-',
};

const ACCOUNT: Layout = {
  subject: 'account',
  signatures: [
    ['AccountID', 'BusinessPartnerFormattedName'],
    ['AccountID', 'RoleCode'],
    ['AccountID', 'LifeCycleStatusCode'],
  ],
  columns: {
    ...BASE,
    AccountID: 'external_id',
    BusinessPartnerFormattedName: 'name',
    Name: 'name',
    Street: 'street',
    City: 'city',
    StateCodeText: 'region',
    StreetPostalCode: 'postal_code',
    ...forEachHeader(['CountryCodeText', 'CountryCode'], 'country'),
    ...forEachHeader(['Phone', 'Mobile'], 'phone'),
    Email: 'email',
    WebSite: 'website',
    IndustrialSectorCodeText: 'industry',
  },
  links: { ParentAccountID: link('parent', 'account') },
};

const CONTACT: Layout = {
  subject: 'contact',
  signatures: [
    ['ContactID', 'AccountID', 'LastName'],
    ['ContactID', 'StatusCode', 'LastName'],
  ],
  columns: {
    ...BASE,
    ContactID: 'external_id',
    FirstName: 'first_name',
    LastName: 'last_name',
    JobTitle: 'title',
    Department: 'department',
    ...forEachHeader(['Phone', 'Mobile'], 'phone'),
    Email: 'email',
  },
  links: { AccountID: link('account') },
};

const LEAD: Layout = {
  subject: 'lead',
  signatures: [
    ['AccountPartyID', 'QualificationLevelCode'],
    ['IndividualCustomerFamilyName', 'IndividualCustomerEMail'],
    ['ContactLastName', 'Company', 'OwnerPartyID'],
  ],
  columns: {
    ...BASE,
    ID: 'external_id',
    ...forEachHeader(['ContactFirstName', 'IndividualCustomerGivenName'], 'first_name'),
    ...forEachHeader(['ContactLastName', 'IndividualCustomerFamilyName'], 'last_name'),
    ...forEachHeader(['Company', 'AccountPartyName'], 'company'),
    IndividualCustomerEMail: 'email',
    ...forEachHeader(['IndividualCustomerPhone', 'IndividualCustomerMobile'], 'phone'),
    IndividualCustomerAddressStreetName: 'street',
    IndividualCustomerAddressCity: 'city',
    IndividualCustomerAddressPostalCode: 'postal_code',
    IndividualCustomerAddressCountry: 'country',
    OwnerPartyName: 'owner',
    Note: 'notes',
  },
};

const OPPORTUNITY: Layout = {
  subject: 'opp',
  signatures: [
    ['SalesCyclePhaseCode', 'ProspectPartyID'],
    ['SalesCyclePhaseCodeText', 'ExpectedRevenueAmount'],
    ['ProspectPartyID', 'ExpectedRevenueAmount'],
  ],
  columns: {
    ...BASE,
    ID: 'external_id',
    Name: 'name',
    ...forEachHeader(['ProspectPartyName', 'AccountPartyName'], 'account'),
    PrimaryContactPartyName: 'contact',
    ...forEachHeader(['LifeCycleStatusCodeText', 'LifeCycleStatusText'], 'stage'),
    ...forEachHeader(['SalesCyclePhaseCodeText', 'SalesCyclePhaseText'], 'stage'),
    ExpectedRevenueAmount: 'amount',
    ...forEachHeader(['ExpectedRevenueAmountCurrencyCode', 'ExpectedRevenueCurrencyCode'], 'currency'),
    ProbabilityPercent: 'probability',
    ...forEachHeader(['ExpectedProcessingEndDate', 'ExpectedRevenueEndDate'], 'close_date'),
    OwnerPartyName: 'owner',
    CreationDateTime: 'created_at',
    ...droppedColumns(
      'LifeCycleStatusCode|SalesCyclePhaseCode|ExpectedProcessingStartDate|ForecastRelevance',
    ),
  },
  links: { ProspectPartyID: link('account'), PrimaryContactPartyID: link('contact') },
  // A won or lost one keeps its phase.
  columnWords: forEachHeader(['LifeCycleStatusCodeText', 'LifeCycleStatusText'], {
    open: '',
    'in process': '',
    'in preparation': '',
    won: 'closed won',
    lost: 'closed lost',
    stopped: 'closed lost',
  }),
  words: {
    stage: {
      'identify opportunity': 'prospecting',
      'qualify opportunity': 'qualification',
      'develop value proposition': 'proposal',
      quotation: 'proposal',
      decision: 'negotiation',
      'close opportunity': 'negotiation',
    },
  },
};

/** Sales Cloud (C4C) has no fixed headers: templates differ by tenant. These are the names of its service. */
export const SAP_SALES_CLOUD: Preset = {
  name: 'sap-sales-cloud',
  label: 'SAP Sales Cloud (C4C)',
  proven: 'names',
  layouts: [ACCOUNT, CONTACT, LEAD, OPPORTUNITY].map((layout) => ({ ...layout, spelled: true })),
};
