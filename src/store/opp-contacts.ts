import type { Noun, Row } from '../domain/field.ts';
import { type Db, sql } from './sql.ts';

/** The contacts of an opportunity with their roles, the primary one first. */
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

/** Numbers of the records that a table links to one of another noun. */
export async function linkedIds(
  db: Db,
  link: string,
  { from, id, to }: { readonly from: Noun; readonly id: number; readonly to: Noun },
): Promise<number[]> {
  const rows = await sql<{ id: number }>`
    select ${sql.ref(`${to}_id`)} as id from ${sql.ref(link)} where ${sql.ref(`${from}_id`)} = ${id}`.all(db);
  return rows.map((row) => row.id);
}
