import { droppedColumns, forEachHeader, type Layout, type Preset } from './preset.ts';

const CONTACT: Layout = {
  subject: 'contact',
  signatures: [
    ['StreetAddress1', 'Phone1'],
    ['EmailAddress2', 'Phone1'],
    ['Phone1', 'Phone1Ext'],
    ['Street Address 1', 'Phone 1'],
    ['given_name', 'family_name', 'tag_ids'],
  ],
  columns: {
    Id: 'external_id',
    FirstName: 'first_name',
    given_name: 'first_name',
    LastName: 'last_name',
    family_name: 'last_name',
    JobTitle: 'title',
    Company: 'account',
    ...forEachHeader(['Email', 'EmailAddress2', 'EmailAddress3', 'email_addresses'], 'email'),
    ...forEachHeader(['Phone1', 'Phone2', 'Phone3', 'Phone4', 'Phone5', 'phone_numbers'], 'phone'),
    StreetAddress1: 'street',
    City: 'city',
    State: 'region',
    PostalCode: 'postal_code',
    Country: 'country',
    Website: 'website',
    ContactNotes: 'notes',
    Leadsource: 'source',
    Tags: 'tags',
    DateCreated: 'created_at',
    // Some exports contain the password of the customer's own login.
    ...droppedColumns(
      'Password|Username|LastUpdated|LastUpdatedBy|CreatedBy|Groups|Title|AccountId|CompanyID|OwnerID|LeadSourceId',
    ),
  },
};

export const KEAP: Preset = {
  name: 'keap',
  label: 'Keap (Infusionsoft)',
  proven: 'names',
  layouts: [CONTACT],
};
