import type { JournaledTable } from './change-journal.ts';

/** Computed columns, and columns without meaning for people. */
export const DERIVED_COLUMNS: ReadonlySet<string> = new Set([
  'id',
  'name_key',
  'company_key',
  'website_host',
  'address_key',
  'position',
  'created_at',
  'updated_at',
]);

/** Columns with the number of a named row: its table and name column. */
export const NAMED_ROWS: Readonly<Record<string, readonly [table: string, name: string]>> = {
  owner_id: ['user', 'name'],
  user_id: ['user', 'name'],
  stage_id: ['stage', 'name'],
  pipeline_id: ['pipeline', 'name'],
};

/** The column that represents a child row. */
export const PART_VALUES: Partial<Record<JournaledTable, string>> = {
  email: 'address',
  phone: 'typed',
  tagging: 'tag',
  former: 'value',
  contact_account: 'account_id',
  contact_relation: 'other_id',
  opp_contact: 'contact_id',
  opp_competitor: 'name',
  opp_split: 'user_id',
  account_member: 'user_id',
  account_domain: 'domain',
  contact_profile: 'address',
  stage_history: 'stage_id',
  lifecycle_history: 'stage',
};

/** What the field of a child row is called, where that is not its table. */
export const PART_FIELDS: Partial<Record<JournaledTable, string>> = {
  tagging: 'tag',
  former: 'formerly',
  contact_account: 'other_account',
  contact_relation: 'related_contact',
  opp_contact: 'other_contact',
  opp_competitor: 'competitor',
  opp_split: 'split',
  account_member: 'team',
  account_domain: 'domain',
  contact_profile: 'profile',
  stage_history: 'stage',
  lifecycle_history: 'former lifecycle',
};
