import { nounOfTagTable } from '../../domain/custom-noun.ts';
import { tagTable } from '../../nouns/definition.ts';
import type { Nouns } from '../../nouns/nouns.ts';
import type { JournaledTable } from '../change-journal.ts';
import type { TableName } from '../schema.ts';

/**
 * What a full export and its import do with a table. `journaled`: the rows are part of the change that imports them.
 * `unjournaled`: they are imported without a history, so an undo keeps them. `seeded`: like `journaled`, but imported
 * rows replace those of a new database. `skipped`: not exported.
 */
type ExportPolicy = 'journaled' | 'unjournaled' | 'seeded' | 'skipped';

/**
 * Every table; exported ones in file order. Not exported is what belongs only to this file: the change history (`crm
 * backup` includes it), claims, and projections.
 */
const EXPORT_POLICIES = {
  // A user who has acted stays, as after every undo.
  user: 'unjournaled',
  user_external: 'unjournaled',
  // An undo leaves them, since a redo needs them.
  stored_file: 'unjournaled',
  // Their rows make the tables of the nouns that a team has made.
  noun: 'journaled',
  pipeline: 'seeded',
  stage: 'seeded',
  picklist: 'seeded',
  picklist_value: 'seeded',
  rate: 'journaled',
  team: 'journaled',
  team_member: 'journaled',
  queue_member: 'journaled',
  target: 'journaled',
  forecast_call: 'journaled',
  field: 'journaled',
  outcome: 'seeded',
  cadence: 'seeded',
  sla: 'journaled',
  tier: 'journaled',
  segment: 'journaled',
  segment_member: 'journaled',
  import_map: 'journaled',
  board_view: 'journaled',
  saved_report: 'journaled',
  template: 'journaled',
  dashboard_tile: 'journaled',
  score_rule: 'journaled',
  score_cap: 'journaled',
  compliance_rule: 'journaled',
  mail_suppression: 'journaled',
  pricebook: 'journaled',
  account: 'journaled',
  account_member: 'journaled',
  account_domain: 'journaled',
  contact: 'journaled',
  contact_account: 'journaled',
  contact_relation: 'journaled',
  contact_profile: 'journaled',
  opp: 'journaled',
  opp_contact: 'journaled',
  opp_competitor: 'journaled',
  opp_split: 'journaled',
  product: 'journaled',
  price: 'journaled',
  line: 'journaled',
  quote: 'journaled',
  quote_line: 'journaled',
  campaign_status: 'journaled',
  campaign: 'journaled',
  purchase: 'journaled',
  contract: 'journaled',
  asset: 'journaled',
  expense: 'journaled',
  stage_history: 'journaled',
  lead: 'journaled',
  campaign_member: 'journaled',
  message: 'journaled',
  message_file: 'journaled',
  lifecycle_history: 'journaled',
  email: 'journaled',
  phone: 'journaled',
  tagging: 'journaled',
  former: 'journaled',
  distinct_pair: 'journaled',
  case: 'journaled',
  activity: 'journaled',
  task: 'journaled',
  meeting: 'journaled',
  meeting_attendee: 'journaled',
  doc: 'journaled',
  doc_version: 'journaled',
  sequence: 'journaled',
  sequence_version: 'journaled',
  sequence_run: 'journaled',
  sequence_touch: 'journaled',
  suppression: 'journaled',
  review: 'unjournaled',
  review_answer: 'unjournaled',
  call_queue: 'skipped',
  case_clock: 'skipped',
  call_hold: 'skipped',
  search_block: 'skipped',
  derived: 'skipped',
  event_cursor: 'skipped',
  mail_folder: 'skipped',
  mailbox_problem: 'skipped',
  rule: 'journaled',
  rule_turn: 'skipped',
  rule_run: 'skipped',
  assignment: 'skipped',
  rule_clock: 'skipped',
  rule_episode: 'skipped',
  worker_lease: 'skipped',
  webhook: 'journaled',
  webhook_state: 'skipped',
  outbox: 'skipped',
  change: 'skipped',
  change_row: 'skipped',
} as const satisfies {
  readonly [T in TableName]: T extends JournaledTable ? ExportPolicy : 'unjournaled' | 'skipped';
};

type KnownTable = keyof typeof EXPORT_POLICIES;

const named = (fits: (policy: ExportPolicy) => boolean) =>
  (Object.keys(EXPORT_POLICIES) as KnownTable[]).filter((table) => fits(EXPORT_POLICIES[table]));

/** Whether every database has a table. */
export function isOwnTable(table: string): boolean {
  return Object.hasOwn(EXPORT_POLICIES, table);
}

/** Whether a database with these nouns has a table: that of a noun may be gone. */
export function hasTable(nouns: Nouns, table: string): boolean {
  return isOwnTable(table) || nouns.find(nounOfTagTable(table) ?? table) !== undefined;
}

/** The tables an export of everything writes, in this order: nouns that are not listed are journaled. */
export function exportedTables(nouns: Nouns): JournaledTable[] {
  const others = [...nouns]
    .filter(({ noun }) => !isOwnTable(noun))
    .flatMap((definition) =>
      definition.custom ? [definition.noun, tagTable(definition)] : [definition.noun],
    );
  return [...named((policy) => policy !== 'skipped'), ...others] as JournaledTable[];
}

/** Tables that are not exported. */
export function skippedTables(): readonly string[] {
  return named((policy) => policy === 'skipped');
}

/** Whether a table has default rows in a new database. */
export function isSeeded(table: string): boolean {
  return EXPORT_POLICIES[table as KnownTable] === 'seeded';
}

/** Whether a full import journals rows of the table. */
export function isJournaled(table: string): boolean {
  return EXPORT_POLICIES[table as KnownTable] !== 'unjournaled';
}
