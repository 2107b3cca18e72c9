import { PIPEDRIVE_CAMPAIGNS } from './campaigns.ts';
import {
  droppedColumns,
  filled,
  forEachHeader,
  type Layout,
  link,
  type Preset,
  sameLabels,
} from './preset.ts';
import { PIPEDRIVE_SOLD } from './sold.ts';

/** Counts and dates that Pipedrive computes. */
const COUNTED =
  /^(?:Deal|Person|Organization) - (?:.*(?:activities|activity date|messages count|email (?:sent|received)|(?:Open|Won|Lost|Closed) deals)|Activities to do|Visible to|Update time|Creator|Archive (?:status|time)|Sequence enrollment|Profile picture|Product .*|Source origin ID|Source channel ID|Weighted value|Currency of Weighted value)$/i;

/** The parts of an address, which each object has. */
function address(object: string): Record<string, string> {
  const part = (name: string) => `${object} - ${name} of Address`;
  return {
    [`${object} - Address`]: 'street',
    [part('Street/road name')]: 'street',
    [part('City/town/village/locality')]: 'city',
    [part('State/county')]: 'region',
    [part('Region')]: '-',
    [part('Country')]: 'country',
    [part('ZIP/Postal code')]: 'postal_code',
    [part('Full/combined address')]: '-',
  };
}

const DEAL: Layout = {
  subject: 'opp',
  signatures: [['Deal - Title'], ['Deal - ID'], ['Deal - Stage', 'Deal - Value']],
  columns: {
    ...forEachHeader(['Deal - ID', 'Deal - Pipedrive System ID'], 'external_id'),
    'Deal - Title': 'name',
    'Deal - Owner': 'owner',
    'Deal - Value': 'amount',
    'Deal - Currency of Value': 'currency',
    'Deal - Probability': 'probability',
    'Deal - Organization': 'account',
    Organization: 'account',
    'Organization - Name': 'account',
    'Deal - Contact person': 'contact',
    'Contact person': 'contact',
    'Person - Name': 'contact',
    'Deal - Pipeline': 'pipeline',
    'Deal - Status': 'stage',
    'Deal - Stage': 'stage',
    'Deal - Stage (pipeline)': 'stage',
    'Deal - Last stage change': 'stage_since',
    'Deal - Label': 'tags',
    'Deal - Deal created': 'created_at',
    'Deal - Won time': 'closed_on',
    'Deal - Lost time': 'closed_on',
    ...forEachHeader(['Deal - Deal closed on', 'Deal - Closed on'], 'closed_on'),
    'Deal - Lost reason': 'lost_reason',
    'Deal - Expected close date': 'close_date',
    'Deal - Source channel': 'source',
    'Deal - Source origin': 'source',
  },
  links: {
    'Deal - Organization ID': link('account'),
    'Organization - ID': link('account'),
    'Deal - Contact person ID': link('contact'),
    'Person - ID': link('contact'),
  },
  words: {
    stage: {
      'lead in': 'prospecting',
      qualified: 'qualification',
      'contact made': 'qualification',
      'demo scheduled': 'qualification',
      'needs defined': 'qualification',
      'proposal made': 'proposal',
      'negotiations started': 'negotiation',
    },
  },
  columnWords: {
    // A won or lost deal keeps its stage, so the outcome takes precedence.
    'Deal - Status': { open: '', won: 'closed won', lost: 'closed lost' },
    // The default pipeline; any other has to exist here too.
    'Deal - Pipeline': { pipeline: '', 'sales pipeline': '' },
  },
};

const PERSON: Layout = {
  subject: 'contact',
  signatures: [['Person - Name'], ['Person - First name', 'Person - Last name'], ['Person - ID']],
  columns: {
    ...address('Person'),
    ...forEachHeader(['Person - ID', 'Person - Pipedrive System ID'], 'external_id'),
    'Person - Name': 'name',
    'Person - First name': 'first_name',
    'Person - Last name': 'last_name',
    'Person - Organization': 'account',
    'Organization - Name': 'account',
    Organization: 'account',
    ...forEachHeader(
      ['', ' - Work', ' - Home', ' - Other', ' (Work)', ' (Home)', ' (Other)'].map(
        (of) => `Person - Email${of}`,
      ),
      'email',
    ),
    ...forEachHeader(
      ['', ' - Work', ' - Mobile', ' - Home', ' - Other', ' (Work)', ' (Mobile)', ' (Home)', ' (Other)'].map(
        (of) => `Person - Phone${of}`,
      ),
      'phone',
    ),
    'Person - Postal address': 'street',
    'Person - Job title': 'title',
    'Person - Label': 'tags',
    'Person - Owner': 'owner',
    'Person - Notes': 'notes',
    'Person - Person created': 'created_at',
  },
  links: { 'Person - Organization ID': link('account'), 'Organization - ID': link('account') },
  noted: { 'Person - Instant messenger': 'Messenger', 'Person - Marketing status': 'Marketing status' },
  html: ['Person - Notes'],
};

const ORGANIZATION: Layout = {
  subject: 'account',
  signatures: [['Organization - Name'], ['Organization - ID']],
  columns: {
    ...address('Organization'),
    ...forEachHeader(['Organization - ID', 'Organization - Pipedrive System ID'], 'external_id'),
    'Organization - Name': 'name',
    'Organization - Owner': 'owner',
    'Organization - Label': 'tags',
    'Organization - Website': 'website',
    'Organization - Industry': 'industry',
    ...forEachHeader(['Organization - Number of employees', 'Organization - Employee count'], 'employees'),
    'Organization - Organization created': 'created_at',
  },
  noted: { 'Organization - LinkedIn profile': 'LinkedIn' },
};

/** Ids of what an activity or a note is about. */
const ABOUT_IDS = {
  'Deal ID': link('opp'),
  ...forEachHeader(['Contact person ID', 'Person ID'], link('contact')),
  'Organization ID': link('account'),
};

const ACTIVITY: Layout = {
  subject: 'task',
  signatures: [
    ['Deal ID', 'Subject', 'Due date'],
    ['Deal ID', 'Marked as done time'],
  ],
  columns: {
    ID: 'external_id',
    Subject: 'subject',
    Type: 'kind',
    'Due date': 'due_date',
    'Due time': '-',
    ...forEachHeader(['Done', 'Status'], 'status'),
    Priority: 'priority',
    'Marked as done time': 'done_at',
    'Assigned to user': 'owner',
    Creator: '-',
    'Add time': 'created_at',
    Deal: 'opp',
    Organization: 'account',
    'Contact person': 'contact',
    Note: 'notes',
    ...droppedColumns('Free/busy|Update time|Last notification time'),
  },
  noted: sameLabels('Duration|Location|Public description|Video call link|Lead|Lead title'),
  links: ABOUT_IDS,
  html: ['Note'],
  times: { 'Due date': 'Due time' },
  happened: { 'Due date': 'Marked as done time' },
  words: {
    kind: { call: 'callback', lunch: 'meeting', deadline: 'todo', task: 'todo', demo: 'meeting' },
    status: { 'to do': 'open', no: 'open', false: 'open', done: 'done', yes: 'done', true: 'done' },
  },
};

const NOTE: Layout = {
  subject: 'activity',
  signatures: [['Deal ID', 'Content']],
  columns: {
    ID: 'external_id',
    Content: 'body',
    'Deal title': 'opp',
    Organization: 'account',
    'Contact person': 'contact',
    User: 'user',
    'Add time': 'at',
    'Update time': '-',
    'Note is pinned to deal': '-',
  },
  links: ABOUT_IDS,
  html: ['Content'],
  defaults: { type: 'note' },
};

/** The same file with the object before each header: `Activity - Subject`. */
function withObject(object: string, layout: Layout): Layout {
  const named = <T>(table: Readonly<Record<string, T>> = {}) =>
    Object.fromEntries(Object.entries(table).map(([header, entry]) => [`${object} - ${header}`, entry]));
  const list = (headers: readonly string[] = []) => headers.map((header) => `${object} - ${header}`);
  const pairs = (table: Readonly<Record<string, string>> = {}) =>
    Object.fromEntries(
      Object.entries(table).map(([header, other]) => [`${object} - ${header}`, `${object} - ${other}`]),
    );
  return {
    ...layout,
    signatures: layout.signatures.map(list),
    columns: named(layout.columns),
    links: named(layout.links),
    html: list(layout.html),
    times: pairs(layout.times),
    happened: pairs(layout.happened),
    noted: named(layout.noted),
    spelled: true,
  };
}

/** Its leads are deals to be, with a title of their own and a person who may be a contact. */
const LEAD: Layout = {
  subject: 'lead',
  signatures: [
    ['Lead - Title', 'Lead - Owner'],
    ['Lead - ID', 'Lead - Title'],
  ],
  columns: {
    ...forEachHeader(['Lead - ID', 'Lead - Pipedrive System ID'], 'external_id'),
    'Lead - Contact person': 'name',
    'Person - Name': 'name',
    'Lead - Organization': 'company',
    'Organization - Name': 'company',
    'Lead - Owner': 'owner',
    ...forEachHeader(['Lead - Labels', 'Lead - Label'], 'tags'),
    ...forEachHeader(['Lead - Source', 'Lead - Source channel', 'Lead - Source origin'], 'source'),
    ...forEachHeader(['Lead - Lead created', 'Lead - Created'], 'created_at'),
    ...forEachHeader(['Person - Email', 'Person - Email - Work'], 'email'),
    ...forEachHeader(['Person - Phone', 'Person - Phone - Work'], 'phone'),
    ...droppedColumns(
      'Lead - Creator|Lead - Update time|Lead - Visible to|Lead - Next activity|Lead - Next activity date|' +
        'Lead - Contact person ID|Lead - Organization ID|Lead - Source origin ID|Lead - Source channel ID',
    ),
  },
  noted: {
    'Lead - Title': 'Lead',
    'Lead - Value': 'Value',
    'Lead - Currency of Value': 'Currency',
    'Lead - Expected close date': 'Expected close date',
    'Lead - Archive status': 'Archive status',
    'Lead - Archive time': 'Archived',
  },
  spelled: true,
};

/** Their names are unlike those of other programs only with the hyphen. */
const SPELLED = [DEAL, PERSON, ORGANIZATION].map((layout): Layout => ({ ...layout, spelled: true }));

/** The owner of a deal is not that of its people. */
const OF_DEAL = { 'Deal - Owner': '-' };

/** What a row of several records is about. */
const ABOUT = {
  'Deal - Title': 'opp',
  'Person - Name': 'contact',
  'Organization - Name': 'account',
};

/** A list of deals can have columns of their people, organizations, activities and notes. */
const PARTS = [
  {
    ...ORGANIZATION,
    signatures: [['Organization - Name']],
    columns: { ...ORGANIZATION.columns, ...OF_DEAL },
    rows: filled('Organization - Name'),
  },
  {
    ...PERSON,
    signatures: [['Person - Name']],
    columns: { ...PERSON.columns, ...OF_DEAL },
    rows: filled('Person - Name'),
  },
  { ...DEAL, rows: filled('Deal - Title') },
  {
    subject: 'task' as const,
    signatures: [['Activity - Subject']],
    columns: {
      ...ABOUT,
      'Activity - Subject': 'subject',
      'Activity - Type': 'kind',
      'Activity - Due date': 'due_date',
      'Activity - Note': 'notes',
      'Activity - Done': 'status',
      'Activity - Assigned to user': 'owner',
    },
    html: ['Activity - Note'],
    words: ACTIVITY.words ?? {},
    rows: filled('Activity - Subject'),
  },
  {
    subject: 'activity' as const,
    signatures: [['Note - Content']],
    columns: {
      ...ABOUT,
      ...droppedColumns(
        'Activity - Subject|Activity - Type|Activity - Due date|Activity - Note|Activity - Done',
      ),
      'Note - Content': 'body',
    },
    html: ['Note - Content'],
    defaults: { type: 'note' },
    rows: filled('Note - Content'),
  },
].map((layout): Layout => ({ ...layout, spelled: true }));

/** Deals, people and organizations have headers `Object - Field`, activities and notes plain ones. */
export const PIPEDRIVE: Preset = {
  name: 'pipedrive',
  label: 'Pipedrive',
  proven: 'headers',
  layouts: [
    ...SPELLED,
    LEAD,
    ACTIVITY,
    NOTE,
    withObject('Activity', ACTIVITY),
    withObject('Note', NOTE),
    ...PIPEDRIVE_SOLD,
    ...PIPEDRIVE_CAMPAIGNS,
  ],
  parts: PARTS,
  noise: COUNTED,
};
