import type { RecordRef } from '../../domain/record-ref.ts';
import { LEAD_STATUS } from '../leads.ts';
import { type Db, type Sql, sql } from '../sql.ts';

/**
 * Why somebody cannot come into a sequence, as the end of a sentence: they are in it, by this or another record with their
 * address; somebody else of their company is; or a lead is not worked on any longer. Null for no reason.
 */
export async function obstacleTo(
  db: Db,
  person: RecordRef,
  sequenceId: number,
  isOnePerAccount: boolean,
): Promise<string | null> {
  const state = person.noun === 'lead' ? await stateOfLead(db, person.id) : null;
  if (state !== null) return state;
  const own = sql.ref(`${person.noun}_id`);
  const open = sql`sequence_run.sequence_id = ${sequenceId} and sequence_run.state in ('active', 'paused')`;
  const there = await sql<{ id: number }>`
    select id from sequence_run where ${open} and ${own} = ${person.id} limit 1`.first(db);
  if (there) return 'is in the sequence already';
  const twin = await twinOf(db, person, open);
  if (twin) return `has the address of ${twin}, who is in the sequence already`;
  const colleague = isOnePerAccount ? await colleagueOf(db, person, open) : null;
  return colleague === null ? null : `works with ${colleague}, who is in the sequence`;
}

async function stateOfLead(db: Db, id: number): Promise<string | null> {
  const lead = await sql<{ kind: string }>`
    select lead_status.kind from lead ${LEAD_STATUS} where lead.id = ${id}`.first(db);
  if (lead?.kind === 'converted') return 'was converted: enrol the contact';
  return lead?.kind === 'disqualified' ? 'is disqualified' : null;
}

/** Another record with an address of somebody that is in a sequence: `contact 7  Jane Doe`; null for none. */
async function twinOf(db: Db, { noun, id }: RecordRef, open: Sql): Promise<string | null> {
  const keys = sql`select address_key from email where ${sql.ref(`email.${noun}_id`)} = ${id}`;
  for (const other of db.nouns.people) {
    const own = sql.ref(`sequence_run.${other}_id`);
    const row = await sql<{ id: number; name: string }>`
      select owner.id, owner.name from email
        join sequence_run on ${own} = ${sql.ref(`email.${other}_id`)}
        join ${sql.ref(other)} owner on owner.id = ${own}
      where email.address_key in (${keys}) and ${open} limit 1`.first(db);
    if (row) return `${other} ${row.id}  ${row.name}`;
  }
  return null;
}

async function colleagueOf(db: Db, { noun, id }: RecordRef, open: Sql): Promise<string | null> {
  const company = noun === 'lead' ? sql`company_key` : sql`account_id`;
  const row = await sql<{ id: number; name: string }>`
    select other.id, other.name from ${sql.ref(noun)} own
      join ${sql.ref(noun)} other on other.${company} = own.${company} and other.id <> own.id
      join sequence_run on ${sql.ref(`sequence_run.${noun}_id`)} = other.id
    where own.id = ${id} and ${open} limit 1`.first(db);
  return row ? `${noun} ${row.id}  ${row.name}` : null;
}
