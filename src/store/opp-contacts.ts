import type { Row } from '../domain/field.ts';
import { type Db, sql } from './sql.ts';

/** The people of an opportunity with the part each plays, the primary contact first. */
export async function oppContacts(db: Db, oppId: number): Promise<Row[]> {
  const primary = await sql<Row>`
    select contact.id, contact.name, contact.title
    from opp join contact on contact.id = opp.contact_id where opp.id = ${oppId}`.all(db);
  const others = await sql<Row>`
    select contact.id, contact.name, contact.title, opp_contact.role
    from opp_contact join contact on contact.id = opp_contact.contact_id
    where opp_contact.opp_id = ${oppId} order by opp_contact.position`.all(db);
  const [first] = primary;
  return [
    ...primary.map((row) => ({ ...row, role: 'primary' })),
    ...others.filter((row) => row.id !== first?.id),
  ];
}

/** Numbers of the contacts that an account is a further one of. */
export async function otherContactIds(db: Db, accountId: number): Promise<number[]> {
  const rows = await sql<{ id: number }>`
    select contact_id as id from contact_account where account_id = ${accountId}`.all(db);
  return rows.map((row) => row.id);
}

/** Numbers of the opportunities that a contact plays a further part in. */
export async function otherOppIds(db: Db, contactId: number): Promise<number[]> {
  const rows = await sql<{ id: number }>`
    select opp_id as id from opp_contact where contact_id = ${contactId}`.all(db);
  return rows.map((row) => row.id);
}
