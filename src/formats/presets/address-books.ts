import { droppedColumns, forEachHeader, type Layout, type Preset } from './preset.ts';

/** Numbers that address books give to values of one kind: `E-mail 2 - Value`. */
const NUMBERS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

const numbered = (before: string, after: string) => NUMBERS.map((number) => `${before} ${number}${after}`);

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
    'Address 1 - Street': 'street',
    'Address 1 - Extended Address': 'street',
    'Address 1 - City': 'city',
    'Address 1 - Region': 'region',
    'Address 1 - Postal Code': 'postal_code',
    'Address 1 - Country': 'country',
    ...forEachHeader(['Name Prefix', 'Prefix'], 'salutation'),
    Birthday: 'birthdate',
    Notes: 'notes',
    ...forEachHeader(['Labels', 'Group Membership'], 'tags'),
    // The parts of the address are in the columns beside it.
    ...forEachHeader(numbered('Address', ' - Formatted'), '-'),
    ...droppedColumns('Photo|Organization 1 - Type'),
  },
  continued: { 'Middle Name': ' ', 'Additional Name': ' ', 'Address 1 - Extended Address': ', ' },
  noted: {
    ...forEachHeader(numbered('Website', ' - Value'), 'Website'),
    Nickname: 'Nickname',
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
    'Business Street 2': 'street',
    'Business Street 3': 'street',
    'Business City': 'city',
    'Business State': 'region',
    'Business Postal Code': 'postal_code',
    ...forEachHeader(['Business Country/Region', 'Business Country'], 'country'),
    Categories: 'tags',
    Notes: 'notes',
    ...droppedColumns(
      'Business Address|E-mail Type|E-mail 2 Type|E-mail 3 Type|E-mail Display Name|E-mail 2 Display Name|' +
        'E-mail 3 Display Name|Priority|Private|Sensitivity|Internet Free Busy|Directory Server|Gender',
    ),
  },
  continued: { 'Middle Name': ' ', 'Business Street 2': ', ', 'Business Street 3': ', ' },
  noted: {
    'Web Page': 'Website',
    'Personal Web Page': 'Website',
    Nickname: 'Nickname',
    Suffix: 'Suffix',
    'Home Street': 'Home street',
    'Home City': 'Home city',
    'Home State': 'Home state',
    'Home Postal Code': 'Home postal code',
    'Home Country/Region': 'Home country',
    'Home Country': 'Home country',
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
  layouts: [OUTLOOK_CONTACT, OUTLOOK_MEETING],
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
