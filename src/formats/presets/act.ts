import { droppedColumns, forEachHeader, type Layout, type Preset } from './preset.ts';

const CONTACT: Layout = {
  subject: 'contact',
  signatures: [
    ['Contact', 'Company', 'ID/Status'],
    ['Contact', 'Company', 'Last Results'],
    ['Contact', 'Company', 'Alt Phone'],
    ['Contact', 'Company', 'Record Manager'],
    ['Contact', 'Company', 'Last Reach'],
    ['FullName', 'BusinessPhone', 'EmailAddress'],
    ['FullName', 'BusinessAddressCity'],
  ],
  columns: {
    Contact: 'name',
    FullName: 'name',
    'First Name': 'first_name',
    FirstName: 'first_name',
    'Last Name': 'last_name',
    LastName: 'last_name',
    Company: 'account',
    Title: 'title',
    JobTitle: 'title',
    Department: 'department',
    ...forEachHeader(['E-mail', 'EmailAddress', 'AlternateEmail'], 'email'),
    ...forEachHeader(
      [
        'Phone',
        'BusinessPhone',
        'Mobile Phone',
        'MobilePhone',
        'Alt Phone',
        'AlternatePhone',
        '2nd Phone',
        '3rd Phone',
        'Home Phone',
      ],
      'phone',
    ),
    ...forEachHeader(
      ['Phone Ext.', 'Phone Extension', 'BusinessExtension', 'Alt Phone Ext.', 'AlternateExtension'],
      'phone',
    ),
    ...forEachHeader(['2nd Phone Ext.', '3rd Phone Ext.', 'Mobile Extension'], 'phone'),
    ...forEachHeader(['Address 1', 'BusinessAddressLine1'], 'street'),
    ...forEachHeader(['Address 2', 'Address 3', 'BusinessAddressLine2', 'BusinessAddressLine3'], 'street'),
    ...forEachHeader(['City', 'BusinessAddressCity'], 'city'),
    ...forEachHeader(['State', 'BusinessAddressState'], 'region'),
    ...forEachHeader(['ZIP Code', 'Zip', 'BusinessAddressPostalCode'], 'postal_code'),
    ...forEachHeader(['Country', 'BusinessAddressCountry'], 'country'),
    'Referred By': 'source',
    'Record Manager': 'owner',
    'ID/Status': 'tags',
    'Last Results': 'notes',
    Created: 'created_at',
    ...droppedColumns('Edited|EditedBy'),
    Id: 'external_id',
  },
  continued: {
    ...forEachHeader(
      [
        'Phone Ext.',
        'Phone Extension',
        'BusinessExtension',
        'Alt Phone Ext.',
        'AlternateExtension',
        '2nd Phone Ext.',
        '3rd Phone Ext.',
        'Mobile Extension',
      ],
      ' x',
    ),
    ...forEachHeader(['Address 2', 'Address 3', 'BusinessAddressLine2', 'BusinessAddressLine3'], ', '),
  },
  noted: { 'Web Site': 'Website', Birthday: 'Birthday', Spouse: 'Spouse', Salutation: 'Salutation' },
};

/** Files are quoted, with commas or tabs; a company may be a text or a link: both become accounts. */
export const ACT: Preset = { name: 'act', label: 'Act!', proven: 'names', layouts: [CONTACT] };
