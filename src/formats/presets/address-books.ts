import { inOtherLanguages } from './outlook-languages.ts';
import { droppedColumns, forEachHeader, type Layout, type Preset, sameLabels } from './preset.ts';

/** Numbers that address books give to values of one kind: `E-mail 2 - Value`. */
const NUMBERS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

const numbered = (before: string, after: string) => NUMBERS.map((number) => `${before} ${number}${after}`);

/** Values whose labels are in the column before them, in the newer form or in the older one. */
function labelledValues(
  name: string,
  ...labels: readonly [newer: string, older: string]
): NonNullable<Layout['noted']> {
  return Object.fromEntries(
    NUMBERS.map((number) => [
      `${name} ${number} - Value`,
      { label: name, beside: labels.map((label) => `${name} ${number} - ${label}`) },
    ]),
  );
}

/** Columns that continue the street of each address. */
const STREET_LINES = [...numbered('Address', ' - Extended Address'), ...numbered('Address', ' - PO Box')];

const GOOGLE_CONTACT: Layout = {
  subject: 'contact',
  signatures: [
    ['E-mail 1 - Value', 'Phone 1 - Value'],
    ['E-mail 1 - Value', 'Labels'],
    ['E-mail 1 - Value', 'Group Membership'],
    ['E-mail 1 - Value', 'Organization Name'],
    ['E-mail 1 - Label', 'E-mail 1 - Value'],
    ['Phone 1 - Label', 'Phone 1 - Value'],
    ['Phone 1 - Type', 'Phone 1 - Value'],
    ['File As', 'Labels', 'Organization Name'],
    ['Given Name', 'Family Name', 'Group Membership'],
  ],
  columns: {
    Name: 'name',
    ...forEachHeader(['First Name', 'Given Name'], 'first_name'),
    ...forEachHeader(['Middle Name', 'Additional Name'], 'first_name'),
    ...forEachHeader(['Last Name', 'Family Name'], 'last_name'),
    ...forEachHeader(['Organization Name', 'Organization 1 - Name'], 'account'),
    ...forEachHeader(['Organization Title', 'Organization 1 - Title'], 'title'),
    ...forEachHeader(['Organization Department', 'Organization 1 - Department'], 'department'),
    ...forEachHeader(numbered('E-mail', ' - Value'), 'email'),
    ...forEachHeader(numbered('Phone', ' - Value'), 'phone'),
    // The whole counts where its parts are blank; the first address with a text is taken, the others are kept.
    ...forEachHeader(numbered('Address', ' - Formatted'), 'street'),
    ...forEachHeader(numbered('Address', ' - Street'), 'street'),
    ...forEachHeader(STREET_LINES, 'street'),
    ...forEachHeader(numbered('Address', ' - City'), 'city'),
    ...forEachHeader(numbered('Address', ' - Region'), 'region'),
    ...forEachHeader(numbered('Address', ' - Postal Code'), 'postal_code'),
    ...forEachHeader(numbered('Address', ' - Country'), 'country'),
    ...forEachHeader(['Name Prefix', 'Prefix'], 'salutation'),
    Birthday: 'birthdate',
    Notes: 'notes',
    ...forEachHeader(['Labels', 'Group Membership'], 'tags'),
    ...droppedColumns('Photo|Organization 1 - Type'),
  },
  continued: {
    'Middle Name': ' ',
    'Additional Name': ' ',
    ...forEachHeader(STREET_LINES, ', '),
  },
  noted: {
    ...forEachHeader(numbered('Website', ' - Value'), 'Website'),
    ...labelledValues('Relation', 'Label', 'Type'),
    ...labelledValues('Event', 'Label', 'Type'),
    ...labelledValues('Custom Field', 'Label', 'Type'),
    ...labelledValues('IM', 'Service', 'Service'),
    ...labelledValues('Jot', 'Type', 'Type'),
    Nickname: 'Nickname',
    'Maiden Name': 'Maiden name',
    Gender: 'Gender',
    Location: 'Location',
    Occupation: 'Occupation',
    Hobby: 'Hobby',
    'Billing Information': 'Billing information',
    'Organization 1 - Location': 'Location of the organization',
    'Organization 1 - Job Description': 'Job description',
    ...forEachHeader(['Name Suffix', 'Suffix'], 'Suffix'),
  },
};

/** A name for each kind of address, phone and mail. */
const TYPES =
  /^(?:E-mail|Phone|Address|Website|IM|Relation|Event|Custom Field|External ID|Calendar Link|Jot) \d+ - (?:Label|Type|Service)$/i;

/** Both forms: the one until 2024 has `Given Name` and `Type`, the newer one `First Name` and `Label`. */
export const GOOGLE: Preset = {
  name: 'google',
  label: 'Google Contacts',
  proven: 'headers',
  layouts: [GOOGLE_CONTACT],
  noise: TYPES,
  separator: ':::',
  systemParts: /^\* /,
};

/** What Outlook knows of a person beside their work. */
const PERSONAL = sameLabels(
  "Anniversary|Spouse|Children|Manager's Name|Assistant's Name|Assistant's Phone|Referred By|Profession|Hobby|" +
    'Schools|Location|Office Location|Business Fax|Home Fax|Other Fax|Pager|IMAddress|Initials|Account|' +
    'Organizational ID Number|Government ID Number|Billing Information|Mileage|Keywords|User 1|User 2|User 3|User 4',
);

/** The parts of a further address. */
const otherAddress = (kind: string): Record<string, string> =>
  Object.fromEntries(
    ['Street', 'Street 2', 'Street 3', 'City', 'State', 'Postal Code', 'Country', 'Country/Region'].map(
      (part) => [`${kind} ${part}`, `${kind} ${part.toLowerCase().replace('/region', '')}`],
    ),
  );

/** Columns that continue the street at home, which is taken where there is no address of the work. */
const HOME_LINES = ['Home Street 2', 'Home Street 3', 'Home Address PO Box'];

const OUTLOOK_CONTACT: Layout = {
  subject: 'contact',
  signatures: [
    ['E-mail Address', 'E-mail 2 Address'],
    ['E-mail Address', 'Business Phone', 'Last Name'],
    ['E-mail Address', 'Home Phone', 'Last Name'],
    ['E-mail Address', 'Mobile Phone', 'Last Name'],
    ['Business Street', 'Home Street', 'Last Name'],
    ['E-mail Address', 'E-mail Display Name'],
  ],
  columns: {
    'First Name': 'first_name',
    'Middle Name': 'first_name',
    'Last Name': 'last_name',
    // The title of the job has a column of its own.
    Title: 'salutation',
    Birthday: 'birthdate',
    Company: 'account',
    Department: 'department',
    'Job Title': 'title',
    ...forEachHeader(['E-mail Address', 'E-mail 2 Address', 'E-mail 3 Address'], 'email'),
    ...forEachHeader(
      [
        'Primary Phone',
        'Business Phone',
        'Business Phone 2',
        'Mobile Phone',
        'Company Main Phone',
        'Home Phone',
        'Home Phone 2',
        'Other Phone',
        'Car Phone',
      ],
      'phone',
    ),
    'Business Street': 'street',
    ...forEachHeader(['Business Street 2', 'Business Street 3', 'Business Address PO Box'], 'street'),
    'Business City': 'city',
    'Business State': 'region',
    'Business Postal Code': 'postal_code',
    ...forEachHeader(['Business Country/Region', 'Business Country'], 'country'),
    ...forEachHeader(['Home Street', ...HOME_LINES], 'street'),
    'Home City': 'city',
    'Home State': 'region',
    'Home Postal Code': 'postal_code',
    ...forEachHeader(['Home Country/Region', 'Home Country'], 'country'),
    Categories: 'tags',
    Notes: 'notes',
    ...droppedColumns(
      'Business Address|Home Address|Other Address|E-mail Type|E-mail 2 Type|E-mail 3 Type|E-mail Display Name|E-mail 2 Display Name|' +
        'E-mail 3 Display Name|Priority|Private|Sensitivity|Internet Free Busy|Directory Server|Gender',
    ),
  },
  continued: {
    'Middle Name': ' ',
    // In French that of the person is called so too.
    'Job Title': ', ',
    ...forEachHeader(['Business Street 2', 'Business Street 3', 'Business Address PO Box'], ', '),
    ...forEachHeader(HOME_LINES, ', '),
  },
  noted: {
    'Web Page': 'Website',
    'Personal Web Page': 'Website',
    Nickname: 'Nickname',
    Suffix: 'Suffix',
    ...PERSONAL,
    ...otherAddress('Other'),
  },
};

/** A calendar that Outlook exports: days and times are in columns of their own. */
const OUTLOOK_MEETING: Layout = {
  subject: 'meeting',
  signatures: [['Subject', 'Start Date', 'Start Time', 'End Date', 'End Time']],
  files: ['calendar'],
  columns: {
    Subject: 'subject',
    'Start Date': 'starts_at',
    'End Date': 'ends_at',
    'Required Attendees': 'attendees',
    'Optional Attendees': 'attendees',
    Location: 'place',
    Description: 'notes',
    ...droppedColumns(
      'Start Time|End Time|All day event|Reminder on/off|Reminder Date|Reminder Time|Meeting Resources|' +
        'Billing Information|Mileage|Priority|Private|Sensitivity|Show time as',
    ),
  },
  times: { 'Start Date': 'Start Time', 'End Date': 'End Time' },
  wholeDays: { header: 'All day event', days: ['Start Date', 'End Date'] },
  continued: { 'Optional Attendees': '; ' },
  noted: { 'Meeting Organizer': 'Organizer', Categories: 'Categories' },
};

/** The files that Outlook and its web version export. */
export const OUTLOOK: Preset = {
  name: 'outlook',
  label: 'Outlook',
  proven: 'headers',
  layouts: [OUTLOOK_CONTACT, ...inOtherLanguages(OUTLOOK_CONTACT), OUTLOOK_MEETING],
};

const CONNECTION: Layout = {
  subject: 'contact',
  signatures: [
    ['First Name', 'Last Name', 'Company', 'Position', 'Connected On'],
    ['Email Address', 'Position', 'Connected On'],
  ],
  files: ['connections'],
  columns: {
    'First Name': 'first_name',
    'Last Name': 'last_name',
    URL: 'linkedin',
    'Email Address': 'email',
    Company: 'account',
    Position: 'title',
  },
  noted: { 'Connected On': 'Connected on LinkedIn' },
  defaults: { source: 'LinkedIn' },
};

/** The connections in the copy of one's data; notes stand above the header. */
export const LINKEDIN: Preset = {
  name: 'linkedin',
  label: 'LinkedIn',
  proven: 'headers',
  layouts: [CONNECTION],
};

/** The address book of Thunderbird. The parts of days are in columns of their own, as those of two addresses are. */
const CARD: Layout = {
  subject: 'contact',
  signatures: [
    ['Primary Email', 'Secondary Email', 'Screen Name'],
    ['Display Name', 'Nickname', 'Primary Email'],
    ['Primary Email', 'Home ZipCode', 'Work ZipCode'],
  ],
  columns: {
    'First Name': 'first_name',
    'Last Name': 'last_name',
    'Display Name': 'name',
    ...forEachHeader(['Primary Email', 'Secondary Email'], 'email'),
    ...forEachHeader(['Work Phone', 'Home Phone', 'Mobile Number'], 'phone'),
    'Job Title': 'title',
    Department: 'department',
    Organization: 'account',
    ...forEachHeader(['Home Address', 'Home Address 2', 'Work Address', 'Work Address 2'], 'street'),
    ...forEachHeader(['Home City', 'Work City'], 'city'),
    ...forEachHeader(['Home State', 'Work State'], 'region'),
    ...forEachHeader(['Home ZipCode', 'Work ZipCode'], 'postal_code'),
    ...forEachHeader(['Home Country', 'Work Country'], 'country'),
    Notes: 'notes',
  },
  continued: { 'Home Address 2': ', ', 'Work Address 2': ', ' },
  noted: sameLabels(
    'Nickname|Screen Name|Fax Number|Pager Number|Web Page 1|Web Page 2|Custom 1|Custom 2|Custom 3|Custom 4|Spouse Name',
  ),
};

export const THUNDERBIRD: Preset = {
  name: 'thunderbird',
  label: 'Thunderbird',
  proven: 'headers',
  layouts: [CARD],
};
