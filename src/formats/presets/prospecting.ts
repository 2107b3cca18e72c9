import { droppedColumns, forEachHeader, type Layout, type Preset, sameLabels } from './preset.ts';

const APOLLO_LEAD: Layout = {
  subject: 'lead',
  signatures: [
    ['Apollo Contact Id', 'Email'],
    ['Apollo Contact Id', 'Last Name'],
    ['Work Direct Phone', 'Corporate Phone', 'Last Name'],
    ['Person Linkedin Url', '# Employees', 'Last Name'],
    ['Company Name for Emails', 'Last Name'],
  ],
  columns: {
    'First Name': 'first_name',
    'Last Name': 'last_name',
    Title: 'title',
    ...forEachHeader(['Company', 'Company Name', 'Company Name for Emails'], 'company'),
    ...forEachHeader(['Email', 'Secondary Email', 'Tertiary Email'], 'email'),
    ...forEachHeader(
      [
        'First Phone',
        'Work Direct Phone',
        'Mobile Phone',
        'Home Phone',
        'Corporate Phone',
        'Other Phone',
        'Company Phone',
      ],
      'phone',
    ),
    Stage: 'status',
    Lists: 'tags',
    'Contact Owner': 'owner',
    Industry: 'industry',
    Website: 'website',
    City: 'city',
    State: 'region',
    Country: 'country',
    'Apollo Contact Id': 'external_id',
    ...droppedColumns(
      'Apollo Record Id|Apollo Account Id|Email Confidence|Email Sent|Email Open|Email Bounced|Replied|Demoed|' +
        'Primary Email Source|Primary Email Verification Source|Primary Email Catch-all Status|' +
        'Primary Email Last Verified At|Secondary Email Source|Secondary Email Status|' +
        'Secondary Email Verification Source|Tertiary Email Source|Tertiary Email Status|' +
        'Tertiary Email Verification Source|Email Catch-all Status|Account Owner|Do Not Call',
    ),
    'Do Not Call': 'do_not_call',
  },
  noted: {
    'Person Linkedin Url': 'LinkedIn',
    'Company Linkedin Url': 'LinkedIn of the company',
    '# Employees': 'Employees',
    'Annual Revenue': 'Annual revenue',
    Seniority: 'Seniority',
    Departments: 'Departments',
    'Company Address': 'Address of the company',
    'Company City': 'City of the company',
    'Company State': 'State of the company',
    'Company Country': 'Country of the company',
    ...sameLabels(
      'Keywords|Technologies|Total Funding|Latest Funding|Latest Funding Amount|Last Raised At|Subsidiary of|' +
        'Number of Retail Locations',
    ),
    'Facebook Url': 'Facebook',
    'Twitter Url': 'Twitter',
  },
  words: {
    status: {
      cold: 'new',
      approaching: 'attempting',
      unresponsive: 'attempting',
      replied: 'connected',
      interested: 'qualified',
      'not interested': 'disqualified',
      'do not contact': 'disqualified',
      'bad data': 'disqualified',
      'changed job': 'disqualified',
    },
  },
};

export const APOLLO: Preset = {
  name: 'apollo',
  label: 'Apollo',
  proven: 'headers',
  layouts: [APOLLO_LEAD],
};

const ZOOMINFO_LEAD: Layout = {
  subject: 'lead',
  signatures: [
    ['ZoomInfo Contact ID', 'Last Name'],
    ['Direct Phone Number', 'Company HQ Phone'],
    ['ZoomInfo Contact Profile URL', 'Last Name'],
    ['Contact Accuracy Score', 'Last Name'],
  ],
  columns: {
    'ZoomInfo Contact ID': 'external_id',
    'First Name': 'first_name',
    'Middle Name': 'first_name',
    'Last Name': 'last_name',
    'Job Title': 'title',
    'Company Name': 'company',
    ...forEachHeader(['Email Address', 'Supplemental Email'], 'email'),
    ...forEachHeader(
      ['Direct Phone Number', 'Mobile phone', 'Company HQ Phone', 'Phone', 'Mobile Phone Number'],
      'phone',
    ),
    'Person Street': 'street',
    'Person City': 'city',
    'Person State': 'region',
    'Person Zip Code': 'postal_code',
    Country: 'country',
    Website: 'website',
    'Primary Industry': 'industry',
    ...droppedColumns(
      'Email Domain|ZoomInfo Company ID|Notice Provided Date|Contact Accuracy Grade|Query Name|Full Address',
    ),
  },
  continued: { 'Middle Name': ' ' },
  noted: {
    'LinkedIn Contact Profile URL': 'LinkedIn',
    Department: 'Department',
    'Job Function': 'Job function',
    'Management Level': 'Management level',
    Employees: 'Employees',
    'Revenue (in 000s USD)': 'Revenue in thousand USD',
    'Revenue Range (in USD)': 'Revenue in USD',
    'Company Street Address': 'Street of the company',
    'Company City': 'City of the company',
    'Company State': 'State of the company',
    'Company Zip Code': 'Postal code of the company',
    'Company Country': 'Country of the company',
  },
};

const ZOOMINFO_COMPANY: Layout = {
  subject: 'account',
  signatures: [
    ['ZoomInfo Company ID', 'Company Name', 'Revenue Range (in USD)'],
    ['ZoomInfo Company ID', 'Company Name', 'Company HQ Phone'],
    ['ZoomInfo Company ID', 'Company Name', 'Employees'],
  ],
  columns: {
    'ZoomInfo Company ID': 'external_id',
    'Company Name': 'name',
    Website: 'website',
    ...forEachHeader(['Company HQ Phone', 'Phone'], 'phone'),
    Employees: 'employees',
    'Primary Industry': 'industry',
    'Company Street Address': 'street',
    'Company City': 'city',
    'Company State': 'region',
    'Company Zip Code': 'postal_code',
    'Company Country': 'country',
    'Full Address': '-',
  },
};

export const ZOOMINFO: Preset = {
  name: 'zoominfo',
  label: 'ZoomInfo',
  proven: 'headers',
  layouts: [ZOOMINFO_LEAD, ZOOMINFO_COMPANY],
};
