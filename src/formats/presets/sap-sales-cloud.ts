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

/** Sales Cloud (C4C) has no fixed headers: templates differ by tenant. These are the names of its service. */
export const SAP_SALES_CLOUD: Preset = {
  name: 'sap-sales-cloud',
  label: 'SAP Sales Cloud (C4C)',
  proven: 'names',
  layouts: [ACCOUNT, CONTACT, LEAD].map((layout) => ({ ...layout, spelled: true })),
};
