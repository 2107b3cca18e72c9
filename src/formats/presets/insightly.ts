import { droppedColumns, forEachHeader, type Layout, link, type Preset } from './preset.ts';
import { STAGES } from './salesforce-words.ts';

/** Lists and its API call the columns alike, apart from spaces: `First Name` and `FIRST_NAME`. */
const BASE = {
  ...forEachHeader(['Record Id', 'Record ID'], 'external_id'),
  ...forEachHeader(['Date Created', 'Date Created UTC', 'Created Date'], 'created_at'),
  ...forEachHeader(['Record Owner', 'Contact Owner', 'Lead Owner', 'Organization Owner'], 'owner'),
  ...forEachHeader(['Tag List', 'Tags', ...tags()], 'tags'),
  ...droppedColumns(
    'Date Updated|Date Updated UTC|Updated Date|Visible To|Image Url|Image|Created User Id|Created By|' +
      'Modified By|Last Activity Date|Last Activity Date UTC|Next Activity Date|Next Activity Date UTC',
  ),
};

/** Each tag has a column of its own in older exports. */
function tags(): string[] {
  return Array.from({ length: 9 }, (_, at) => `Tag ${at + 1}`);
}

const OWNED = forEachHeader(['Owner User Id', 'Responsible User Id'], link('owner', 'user'));

const EMAILS = forEachHeader(
  ['Email Address', 'Email', 'Email - Work', 'Email - Personal', 'Email - Other', 'Email Domain 1'],
  'email',
);

const PHONES = forEachHeader(
  [
    'Phone',
    'Phone - Home',
    'Phone - Mobile',
    'Phone - Other',
    'Phone - Work',
    'Phone - Direct',
    'Home Phone',
    'Mobile Phone',
    'Business Phone',
    'Other Phone',
  ],
  'phone',
);

/** An address under `Address - Mail Street`, `Mail Street` or `Mailing Street`. */
function address(prefixes: readonly string[], fields: string): Record<string, string> {
  const named = (part: string, field: string) =>
    forEachHeader(
      prefixes.map((prefix) => `${prefix} ${part}`),
      `${fields}${field}`,
    );
  return {
    ...named('Street', 'street'),
    ...named('City', 'city'),
    ...named('State', 'region'),
    ...named('Post Code', 'postal_code'),
    ...named('Postcode', 'postal_code'),
    ...named('Postal Code', 'postal_code'),
    ...named('Country', 'country'),
  };
}

const SOCIAL = {
  ...forEachHeader(['Social LinkedIn', 'Social - LinkedIn', 'LinkedIn'], 'linkedin'),
  ...forEachHeader(['Social Twitter', 'Social - Twitter', 'Twitter'], 'social'),
};

const OTHER_ADDRESS = Object.fromEntries(
  ['Street', 'City', 'State', 'Post Code', 'Postcode', 'Country'].flatMap((part) =>
    ['Address - Other', 'Address Other'].map((prefix) => [
      `${prefix} ${part}`,
      `Other ${part.toLowerCase()}`,
    ]),
  ),
);

const NOTED = {
  ...forEachHeader(['Phone - Fax', 'Fax'], 'Fax'),
  ...forEachHeader(['Phone - Assistant', 'Assistant Phone'], 'Assistant phone'),
  'Assistant Name': 'Assistant',
  ...forEachHeader(['Social - Facebook', 'Social Facebook', 'Facebook'], 'Facebook'),
};

const CONTACT: Layout = {
  subject: 'contact',
  signatures: [
    ['Contact Id', 'First Name', 'Last Name', 'Background'],
    ['Contact Id', 'Salutation', 'First Name', 'Organisation Id'],
    ['Record Id', 'Salutation', 'First Name', 'Background'],
    ['First Name', 'Last Name', 'Address - Mail Street'],
    ['First Name', 'Last Name', 'Address Mail Street'],
  ],
  files: ['contacts'],
  columns: {
    ...BASE,
    'Contact Id': 'external_id',
    Salutation: 'salutation',
    'First Name': 'first_name',
    'Last Name': 'last_name',
    Title: 'title',
    ...forEachHeader(['Organization', 'Organisation', 'Organization Name', 'Organisation Name'], 'account'),
    ...forEachHeader(['Background', 'Description'], 'notes'),
    ...forEachHeader(['Date Of Birth', 'Birthday'], 'birthdate'),
    'Email Opted Out': 'do_not_email',
    Website: '-',
    ...EMAILS,
    ...PHONES,
    ...address(['Address - Mail', 'Address Mail', 'Mail Address', 'Mail', 'Mailing'], ''),
    ...SOCIAL,
  },
  links: {
    ...OWNED,
    ...forEachHeader(['Organisation Id', 'Organization Id'], link('account')),
  },
  noted: { ...OTHER_ADDRESS, ...NOTED, Website: 'Website', Role: 'Role' },
};

const ACCOUNT: Layout = {
  subject: 'account',
  signatures: [
    ['Organisation Id', 'Organisation Name'],
    ['Organization Id', 'Organization Name', 'Background'],
    ['Record Id', 'Organization Name', 'Background'],
    ['Organisation Name', 'Address - Billing Street'],
    ['Organization Name', 'Address - Billing Street'],
  ],
  files: ['organizations', 'organisations'],
  columns: {
    ...BASE,
    ...forEachHeader(['Organisation Id', 'Organization Id'], 'external_id'),
    ...forEachHeader(['Organisation Name', 'Organization Name'], 'name'),
    ...forEachHeader(['Background', 'Description'], 'notes'),
    Website: 'website',
    Industry: 'industry',
    ...EMAILS,
    'Email Domain 1': '-',
    'Email Domains': '-',
    ...PHONES,
    ...address(['Address - Billing', 'Address Billing', 'Billing'], ''),
    ...address(['Address - Ship', 'Address Ship', 'Shipping'], 'shipping_'),
  },
  links: OWNED,
  noted: { ...NOTED, ...forEachHeader(['Social - LinkedIn', 'Social LinkedIn'], 'LinkedIn') },
};

const OPPORTUNITY: Layout = {
  subject: 'opp',
  signatures: [
    ['Opportunity Name', 'Bid Amount'],
    ['Opportunity Name', 'Opportunity State'],
    ['Opportunity Name', 'Forecast Close Date'],
    ['Opportunity Name', 'Opportunity Value', 'User Responsible'],
  ],
  files: ['opportunities'],
  columns: {
    ...BASE,
    'Opportunity Id': 'external_id',
    'Opportunity Name': 'name',
    ...forEachHeader(['Opportunity Details', 'Details', 'Description'], 'notes'),
    ...forEachHeader(['Opportunity State', 'Status', 'State'], 'stage'),
    ...forEachHeader(['Pipeline Stage', 'Current Stage', 'Stage'], 'stage'),
    ...forEachHeader(['Probability', 'Probability Of Winning'], 'probability'),
    ...forEachHeader(['Bid Amount', 'Opportunity Value', 'Value'], 'amount'),
    ...forEachHeader(['Bid Currency', 'Currency'], 'currency'),
    'Forecast Close Date': 'close_date',
    'Actual Close Date': 'closed_on',
    ...forEachHeader(['User Responsible', 'Responsible User', 'Opportunity Owner'], 'owner'),
    ...forEachHeader(['Organization', 'Organisation', 'Organization Name', 'Organisation Name'], 'account'),
    'State Reason': 'lost_reason',
    ...droppedColumns('Pipeline|Pipeline Id|Stage Id|Category Id'),
  },
  links: {
    ...OWNED,
    ...forEachHeader(['Organisation Id', 'Organization Id'], link('account')),
  },
  words: { stage: STAGES },
  columnWords: forEachHeader(['Opportunity State', 'Status', 'State'], {
    open: '',
    suspended: '',
    won: 'closed won',
    lost: 'closed lost',
    abandoned: 'closed lost',
  }),
  noted: {
    'Bid Type': 'Bid type',
    'Bid Duration': 'Bid duration',
    ...forEachHeader(['Category', 'Opportunity Category'], 'Category'),
  },
};

const LEAD: Layout = {
  subject: 'lead',
  signatures: [
    ['Lead Id', 'Lead Description', 'Last Name'],
    ['Lead Id', 'Lead Status Id'],
    ['Record Id', 'Lead Description'],
    ['Lead Description', 'Lead Rating', 'Last Name'],
  ],
  files: ['leads'],
  columns: {
    ...BASE,
    'Lead Id': 'external_id',
    Salutation: 'salutation',
    'First Name': 'first_name',
    'Last Name': 'last_name',
    Title: 'title',
    ...forEachHeader(['Organization', 'Organisation', 'Organization Name', 'Organisation Name'], 'company'),
    'Lead Description': 'notes',
    'Lead Status': 'status',
    'Lead Source': 'source',
    'Responsible User': 'owner',
    'Email Opted Out': 'do_not_email',
    Industry: 'industry',
    'Employee Count': 'employees',
    Website: 'website',
    ...EMAILS,
    ...PHONES,
    ...address(['Address', ''], ''),
    ...droppedColumns('Lead Status Id|Lead Source Id|Converted|Converted Date|Converted Date UTC'),
  },
  links: OWNED,
  noted: { ...NOTED, 'Lead Rating': 'Rating', ...forEachHeader(['Social - LinkedIn'], 'LinkedIn') },
};

export const INSIGHTLY: Preset = {
  name: 'insightly',
  label: 'Insightly',
  proven: 'names',
  layouts: [CONTACT, ACCOUNT, OPPORTUNITY, LEAD],
};
