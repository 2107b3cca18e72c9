import type { Nouns } from '../../nouns/nouns.ts';
import type { JournaledTable } from '../change-journal.ts';
import type { TableName } from '../schema.ts';

/**
 * What an export of everything does with a table. `records`: carried, and what an import writes is part of its change
 * set. `aside`: carried, and no matter of the history: an undo leaves it, or lets it go with what
 * it belongs to. `beginning`: like records, and what a new database has
 * of it gives way to what the file holds. `left`: not carried.
 */
type ExportPolicy = 'records' | 'aside' | 'beginning' | 'left';

/**
 * Every table; exported ones in file order. Not exported is what belongs only to this file: the change history (`crm
 * backup` includes it), claims, and projections.
 */
const EXPORT_POLICIES = {
  // A user who has acted stays, as after every undo.
  user: 'aside',
  user_external: 'aside',
  pipeline: 'beginning',
  stage: 'beginning',
  // Not in the history, and useless without leads.
  lead_status: 'aside',
  field: 'records',
  outcome: 'beginning',
  cadence: 'beginning',
  segment: 'records',
  import_map: 'records',
  account: 'records',
  contact: 'records',
  contact_account: 'records',
  opp: 'records',
  opp_contact: 'records',
  stage_history: 'records',
  lead: 'records',
  email: 'records',
  phone: 'records',
  tagging: 'records',
  former: 'records',
  distinct_pair: 'records',
  activity: 'records',
  task: 'records',
  suppression: 'records',
  review: 'aside',
  review_answer: 'aside',
  call_queue: 'left',
  call_hold: 'left',
  search_block: 'left',
  derived: 'left',
  change: 'left',
  change_row: 'left',
} as const satisfies {
  readonly [T in TableName]: T extends JournaledTable ? ExportPolicy : 'aside' | 'left';
};

type KnownTable = keyof typeof EXPORT_POLICIES;

const named = (fits: (fate: ExportPolicy) => boolean) =>
  (Object.keys(EXPORT_POLICIES) as KnownTable[]).filter((table) => fits(EXPORT_POLICIES[table]));

/** The tables an export of everything writes, in this order: those of nouns that stand in no list are records. */
export function exportedTables(nouns: Nouns): JournaledTable[] {
  const others = nouns.names.filter((noun) => !(noun in EXPORT_POLICIES));
  return [...named((fate) => fate !== 'left'), ...others] as JournaledTable[];
}

/** Tables that are not exported. */
export const SKIPPED_TABLES: readonly KnownTable[] = named((fate) => fate === 'left');

/** Tables with default rows in a new database. */
export const SEEDED_TABLES: readonly string[] = named((fate) => fate === 'beginning');

/** Whether a full import journals rows of the table. */
export function isJournaled(table: string): boolean {
  return EXPORT_POLICIES[table as KnownTable] !== 'aside';
}
