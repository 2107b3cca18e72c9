import { droppedColumns, forEachHeader, type Layout, type Preset, sameLabels } from './preset.ts';

/** Columns after that of their phone. */
const EXTENSIONS = [
  ...[
    'Phone',
    'Alt Phone',
    'Alternate Phone',
    '2nd Phone',
    '3rd Phone',
    'Mobile Phone',
    'Home Phone',
  ].flatMap((phone) => [`${phone} Ext.`, `${phone} Ext`, `${phone} Extension`]),
  ...[
    'Ext',
    'Ext.',
    'Alternate Ext.',
    'Mobile Ext.',
    'Home Ext.',
    'Extension',
    'Alternate Ext',
    'Alternate Extension',
    'Mobile Ext',
    'Home Ext',
  ],
  ...['BusinessExtension', 'AlternateExtension', 'Mobile Extension'],
];

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
    'Name Prefix': 'salutation',
    ...forEachHeader(['Birthday', 'Birth Date'], 'birthdate'),
    Title: 'title',
    JobTitle: 'title',
    Department: 'department',
    ...forEachHeader(['E-mail', 'Personal E-mail', 'EmailAddress', 'AlternateEmail'], 'email'),
    ...forEachHeader(
      [
        'Phone',
        'BusinessPhone',
        'Mobile Phone',
        'MobilePhone',
        'Alt Phone',
        'Alternate Phone',
        'AlternatePhone',
        '2nd Phone',
        '3rd Phone',
        'Home Phone',
      ],
      'phone',
    ),
    ...forEachHeader(EXTENSIONS, 'phone'),
    ...forEachHeader(['Address 1', 'BusinessAddressLine1'], 'street'),
    ...forEachHeader(['Address 2', 'Address 3', 'BusinessAddressLine2', 'BusinessAddressLine3'], 'street'),
    ...forEachHeader(['City', 'BusinessAddressCity'], 'city'),
    ...forEachHeader(['State', 'BusinessAddressState'], 'region'),
    ...forEachHeader(['ZIP Code', 'Zip', 'BusinessAddressPostalCode'], 'postal_code'),
    ...forEachHeader(['Country', 'BusinessAddressCountry'], 'country'),
    'Record Manager': 'owner',
    'ID/Status': 'tags',
    'Last Results': 'notes',
    ...forEachHeader(['Created', 'Create Date'], 'created_at'),
    ...droppedColumns('Edited|EditedBy|Edit Date|Edited By|Public/Private'),
    Id: 'external_id',
  },
  continued: {
    ...forEachHeader(EXTENSIONS, ' x'),
    ...forEachHeader(['Address 2', 'Address 3', 'BusinessAddressLine2', 'BusinessAddressLine3'], ', '),
  },
  noted: {
    'Web Site': 'Website',
    'Name Suffix': 'Suffix',
    // What letters begin with: a first name.
    Salutation: 'Greeting',
    ...sameLabels(
      'Spouse|Referred By|Fax|Fax Phone|Phone Fax|FaxPhone|Pager|Last Reach|Last Attempt|Last Meeting|Letter Date|' +
        'Assistant|Asst. Phone|Favorite|Home Address 1|Home Address 2|Home Address 3|Home City|Home State|' +
        'Home ZIP Code|Home Zip|Home Country|' +
        Array.from({ length: 10 }, (_, at) => `User ${at + 1}`).join('|'),
    ),
  },
};

/** Files are quoted, with commas or tabs; a company may be a text or a link: both become accounts. */
export const ACT: Preset = {
  name: 'act',
  label: 'Act!',
  proven: 'names',
  dateOrder: 'month',
  layouts: [CONTACT],
};
