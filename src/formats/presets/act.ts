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
    ...forEachHeader(['Address 1', 'BusinessAddressLine1'], 'street'),
    ...forEachHeader(['City', 'BusinessAddressCity'], 'city'),
    ...forEachHeader(['State', 'BusinessAddressState'], 'region'),
    ...forEachHeader(['ZIP Code', 'Zip', 'BusinessAddressPostalCode'], 'postal_code'),
    ...forEachHeader(['Country', 'BusinessAddressCountry'], 'country'),
    'Web Site': 'website',
    'Referred By': 'source',
    'Record Manager': 'owner',
    'ID/Status': 'tags',
    'Last Results': 'notes',
    Created: 'created_at',
    ...droppedColumns('Edited|EditedBy'),
    Id: 'external_id',
  },
};

/** Files are quoted, with commas or tabs; a company may be a text or a link: both become accounts. */
export const ACT: Preset = { name: 'act', label: 'Act!', proven: 'names', layouts: [CONTACT] };
