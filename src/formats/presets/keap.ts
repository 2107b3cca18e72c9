import { droppedColumns, forEachHeader, type Layout, link, type Preset, sameLabels } from './preset.ts';

const CONTACT: Layout = {
  subject: 'contact',
  signatures: [
    ['StreetAddress1', 'Phone1'],
    ['EmailAddress2', 'Phone1'],
    ['Phone1', 'Phone1Ext'],
    ['Street Address 1', 'Phone 1'],
    ['First Name', 'Last Name', 'Phone 1', 'Tags'],
    ['First Name', 'Last Name', 'Tag Ids'],
    ['FirstName', 'LastName', 'Groups', 'OwnerID'],
    ['First Name', 'Last Name', 'Lead Source', 'Person Type'],
    ['given_name', 'family_name', 'tag_ids'],
  ],
  columns: {
    ...forEachHeader(['Id', 'Contact Id', 'Infusionsoft Id'], 'external_id'),
    FirstName: 'first_name',
    given_name: 'first_name',
    LastName: 'last_name',
    family_name: 'last_name',
    JobTitle: 'title',
    // The title of the job has a column of its own.
    Title: 'salutation',
    ...forEachHeader(['Birthday', 'Birth Date'], 'birthdate'),
    Company: 'account',
    MiddleName: 'first_name',
    ...forEachHeader(
      ['Email', 'EmailAddress2', 'EmailAddress3', 'Email 2', 'Email 3', 'email_addresses'],
      'email',
    ),
    ...forEachHeader(['Phone1', 'Phone2', 'Phone3', 'Phone4', 'Phone5', 'phone_numbers'], 'phone'),
    ...forEachHeader(['Phone1Ext', 'Phone2Ext', 'Phone3Ext', 'Phone4Ext', 'Phone5Ext'], 'phone'),
    ...forEachHeader(['StreetAddress1', 'StreetAddress2'], 'street'),
    Owner: 'owner',
    City: 'city',
    State: 'region',
    PostalCode: 'postal_code',
    Country: 'country',
    ContactNotes: 'notes',
    ...forEachHeader(['Notes', 'Person Notes'], 'notes'),
    Leadsource: 'source',
    Tags: 'tags',
    DateCreated: 'created_at',
    // Some exports contain the password of the customer's own login.
    ...droppedColumns(
      'Password|Username|Phone1Type|Phone2Type|Phone3Type|Phone4Type|Phone5Type|LastUpdated|LastUpdatedBy|CreatedBy|Groups|AccountId|CompanyID|LeadSourceId',
    ),
  },
  links: { OwnerID: link('owner', 'user') },
  continued: {
    MiddleName: ' ',
    StreetAddress2: ', ',
    ...forEachHeader(['Phone1Ext', 'Phone2Ext', 'Phone3Ext', 'Phone4Ext', 'Phone5Ext'], ' x'),
  },
  noted: {
    SpouseName: 'Spouse',
    ...sameLabels(
      'Suffix|Opted In|Zip Four|Nickname|Anniversary|Website|Contact Type|Person Type|Opt-in status|Referral Code|Fax 1|Fax 2|' +
        'Street Address 1 (Shipping)|Street Address 2 (Shipping)|City (Shipping)|State (Shipping)|' +
        'Postal Code (Shipping)|Country (Shipping)',
    ),
  },
};

export const KEAP: Preset = {
  name: 'keap',
  label: 'Keap (Infusionsoft)',
  proven: 'names',
  dateOrder: 'month',
  layouts: [CONTACT],
};
