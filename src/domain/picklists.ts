import { CASE_STATUS_KINDS } from './case-status.ts';
import { LEAD_STATUS_KINDS } from './lead-status.ts';

/** A list of values that a team keeps, such as its lead sources. */
export type PicklistName =
  | 'lead-status'
  | 'source'
  | 'industry'
  | 'lost-reason'
  | 'disqualify-reason'
  | 'account-kind'
  | 'task-kind'
  | 'case-status'
  | 'case-kind'
  | 'case-channel'
  | 'doc-kind'
  | 'role'
  | 'salutation'
  | 'deal-type'
  | 'relation'
  | 'competitor'
  | 'team-role'
  | 'lifecycle'
  | 'campaign-type'
  | 'member-status';

/** What the values of a list are, in the order of `crm picklist list`. */
export const PICKLISTS: Readonly<Record<PicklistName, string>> = {
  'lead-status': 'Lead statuses',
  source: 'Sources',
  industry: 'Industries',
  'lost-reason': 'Reasons for losing a deal',
  'disqualify-reason': 'Reasons for disqualifying a lead',
  'account-kind': 'Kinds of accounts',
  'task-kind': 'Kinds of tasks',
  'case-status': 'Statuses of cases',
  'case-kind': 'Kinds of cases',
  'case-channel': 'Ways in which cases come',
  'doc-kind': 'Kinds of documents',
  role: 'Roles of contacts in deals',
  salutation: 'Salutations',
  'deal-type': 'Types of deals',
  relation: 'What contacts are to each other',
  competitor: 'Competitors for deals',
  'team-role': 'Roles of users for accounts',
  lifecycle: 'Lifecycle stages of people and companies',
  'campaign-type': 'Types of campaigns',
  'member-status': 'What members of campaigns did',
};

/** Lists whose values each mean one of these to the program; a new value means the first, unless it is said. */
export const MEANINGS: Readonly<Partial<Record<PicklistName, readonly string[]>>> = {
  'lead-status': LEAD_STATUS_KINDS,
  'case-status': CASE_STATUS_KINDS,
  // Whether it counts as a response.
  'member-status': ['waiting', 'response'],
};

export const PICKLIST_NAMES = Object.keys(PICKLISTS) as readonly PicklistName[];

/** Values that are the same but for their case and spaces have one key. */
export function picklistKey(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** The key of a value without the dot of an abbreviation: `Dr.` is `Dr`. */
export function keyWithoutDot(text: string): string {
  return picklistKey(text).replace(/(?<=\p{L})\.$/u, '');
}
