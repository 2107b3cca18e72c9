import { headerKey } from '../field-names.ts';
import { detectPreset } from './detect.ts';
import type { Subject } from './preset.ts';

/** Headers that only one kind of record has, in any program. */
const MARKS: readonly (readonly [Subject, readonly (readonly string[])[]])[] = [
  [
    'opp',
    [
      ['Opportunity Name', 'Stage'],
      ['Deal Stage'],
      ['Deal Name'],
      ['Stage', 'Amount'],
      ['Stage', 'Close Date'],
      ['Sales Stage'],
    ],
  ],
  [
    'task',
    [
      ['Due Date', 'Subject'],
      ['Due Date', 'Task'],
      ['Due', 'Subject'],
    ],
  ],
  [
    'activity',
    [
      ['Activity Date', 'Activity Type'],
      ['Interaction Date'],
      ['Interaction Type'],
      ['Call Date'],
      ['Call Start Time'],
      ['Call Outcome'],
      ['At', 'Type', 'Body'],
      ['Note Content'],
    ],
  ],
  [
    'meeting',
    [
      ['Subject', 'Start Time', 'End Time'],
      ['Subject', 'Start', 'End'],
      ['Title', 'Start', 'End'],
      ['Meeting', 'Start'],
      ['Attendees', 'Start'],
      ['Event', 'Start', 'End'],
    ],
  ],
  [
    'campaign',
    [
      ['Campaign Name', 'Start Date'],
      ['Campaign', 'Budget'],
    ],
  ],
  [
    'campaign member',
    [
      ['Member Status', 'Email'],
      ['Campaign', 'Email', 'Responded'],
      ['Campaign Name', 'Email', 'Status'],
    ],
  ],
  ['case', [['Case Number'], ['Ticket ID']]],
  ['product', [['Product', 'Sales Price'], ['Product Name', 'Price'], ['Product Code']]],
  [
    'lead',
    [
      ['Lead Source', 'Company', 'Last Name'],
      ['Lead Status'],
      ['Lead Source', 'Company', 'Name'],
      ['Company', 'Last Name', 'Status'],
      ['Company', 'Name', 'Status'],
    ],
  ],
  [
    'contact',
    [
      ['Account Name', 'Last Name'],
      ['Account', 'Last Name'],
      ['Account', 'Email', 'Name'],
      ['Contact Name', 'Email'],
      ['First Name', 'Last Name'],
      ['Last Name', 'Email'],
    ],
  ],
  [
    'user',
    [['Sales Agent', 'Manager'], ['Username'], ['User Name', 'Email'], ['Full Name', 'Role', 'Active']],
  ],
  [
    'contact',
    [
      ['Full Name', 'Email'],
      ['Full Name', 'Phone'],
      ['Full Name', 'Company Name'],
      ['Full Name', 'Company'],
      ['First Name', 'Email'],
    ],
  ],
  [
    'account',
    [
      ['Account Name'],
      ['Company Name', 'Industry'],
      ['Company', 'Industry'],
      ['Account', 'Sector'],
      ['Account', 'Industry'],
      ['Name', 'Website', 'Industry'],
      ['Name', 'Employees'],
      ['Organization Name'],
      ['Company Name'],
    ],
  ],
];

/** The kind of records in a file, by its headers: from a known program, else from general marks; null if unknown. */
export function nounOf(headers: readonly string[]): Subject | null {
  const detected = detectPreset({ headers });
  if (detected) return detected.noun;
  const keys = new Set(headers.map(headerKey));
  const found = MARKS.find(([, sets]) =>
    sets.some((set) => set.every((header) => keys.has(headerKey(header)))),
  );
  return found?.[0] ?? null;
}
