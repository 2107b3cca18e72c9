import { nounOfTagTable } from '../domain/custom-noun.ts';
import type { Noun } from '../domain/field.ts';
import type { Nouns } from '../nouns/nouns.ts';
import type { JournaledTable } from './change-journal.ts';
import { partKind } from './child-tables.ts';
import { type RawRow, sql } from './sql.ts';
import type { Tx } from './tx.ts';

/** Tables whose rows are part of a record, and their names for people. */
const PART_OF: Readonly<Record<string, string>> = {
  user_external: 'an id in another program',
  email: 'an e-mail address',
  phone: 'a phone number',
  tagging: 'a tag',
  former: 'a former identity',
  contact_account: 'a further account',
  contact_relation: 'a relation',
  contact_profile: 'a profile',
  opp_contact: 'a further contact',
  opp_competitor: 'a competitor',
  opp_split: 'a split',
  meeting_attendee: 'an attendee',
  account_member: 'a member of the team',
  account_domain: 'a domain',
  stage_history: 'the stage',
  lifecycle_history: 'a lifecycle stage',
  segment_member: 'a member of a list',
  sequence_run: 'a sequence',
  sequence_touch: 'a step of a sequence',
};

const partOf = (table: string) => PART_OF[partKind(table)];

/** The record that a child row belongs to: `stage_history` 9 belongs to `opp` 7. */
export function wholeOf(
  nouns: Nouns,
  table: JournaledTable,
  row: RawRow,
): { table: JournaledTable; id: number } | null {
  if (partOf(table) === undefined) return null;
  const tagged = nounOfTagTable(table) as Noun | undefined;
  if (tagged !== undefined) return { table: tagged, id: row[`${tagged}_id`] as number };
  // A row of `contact_account` is a further account of the contact.
  const linked = nouns.find(table.split('_', 1)[0]);
  const wholes = linked ? [linked.noun] : ([...nouns.names, 'user'] as const);
  const whole = wholes.find((noun) => typeof row[`${noun}_id`] === 'number');
  return whole ? { table: whole, id: row[`${whole}_id`] as number } : null;
}

/** The name of an existing or removed row in messages: `lead 42`, `a tag of lead 42`. */
export async function recordLabel(tx: Tx, table: JournaledTable, id: number): Promise<string> {
  const part = partOf(table);
  if (table === 'picklist_value')
    return `a value of the picklist ${(await tx.read(table, id))?.list ?? ''}`.trimEnd();
  if (table === 'noun')
    return `the noun ${((await tx.read(table, id)) ?? (await lastKnown(tx, table, id)))?.name ?? id}`;
  if (!part) return `${table} ${id}`;
  const row = (await tx.read(table, id)) ?? (await lastKnown(tx, table, id));
  const whole = row && wholeOf(tx.nouns, table, row);
  return whole ? `${part} of ${whole.table} ${whole.id}` : part;
}

async function lastKnown(tx: Tx, table: JournaledTable, id: number): Promise<RawRow | undefined> {
  const removed = await sql<{ before: string | null }>`
    select before from change_row where tbl = ${table} and row_id = ${id} and op = 'delete'
    order by id desc limit 1`.first(tx);
  return removed?.before ? (JSON.parse(removed.before) as RawRow) : undefined;
}
