import { inverseOf, MANAGER } from '../domain/contact-relations.ts';
import type { Row } from '../domain/field.ts';
import { type Db, sql } from './sql.ts';
import type { Tx } from './tx.ts';
import { listedValue } from './write/picklist-values.ts';

/** Stores that a contact (`other`) is something to another, such as its assistant; returns whether that is new. */
export async function addRelation(tx: Tx, contact: number, other: number, kind: string): Promise<boolean> {
  const listed = await listedValue(tx, 'relation', kind);
  const there = await sql<{ id: number }>`
    select id from contact_relation
    where kind = ${listed} and (contact_id = ${contact} and other_id = ${other}
      or ${inverseOf(listed) === listed ? 1 : 0} = 1 and contact_id = ${other} and other_id = ${contact})`.first(
    tx,
  );
  if (there) return false;
  const { position } = await sql<{ position: number }>`
    select coalesce(max(position), -1) + 1 as position from contact_relation where contact_id = ${contact}`.one(
    tx,
  );
  await tx.insert('contact_relation', { contact_id: contact, other_id: other, kind: listed, position });
  return true;
}

/** Removes the relations between two contacts, or those of one kind; returns their number. */
export async function removeRelations(
  tx: Tx,
  one: number,
  another: number,
  kind: string | null,
): Promise<number> {
  const rows = await sql<{ id: number; kind: string }>`
    select id, kind from contact_relation
    where contact_id = ${one} and other_id = ${another} or contact_id = ${another} and other_id = ${one}
    order by id`.all(tx);
  const gone = rows.filter((row) => kind === null || row.kind.toLowerCase() === kind.toLowerCase());
  for (const { id } of gone) await tx.remove('contact_relation', id);
  return gone.length;
}

/** The contacts that are something to one, with what they are; its manager and reports first. */
export async function relatedContacts(db: Db, id: number): Promise<Row[]> {
  const columns = sql`contact.id, contact.name, contact.title,
    (select name from account where account.id = contact.account_id) as account`;
  const managers = await sql<Row>`
    select ${columns} from contact
    where contact.id = (select reports_to_id from contact as person where person.id = ${id})`.all(db);
  const reports = await sql<Row>`
    select ${columns} from contact where reports_to_id = ${id} order by name_key, contact.id`.all(db);
  const others = await sql<Row & { kind: string }>`
    select ${columns}, kind from contact_relation join contact on contact.id = other_id
    where contact_id = ${id} order by position, contact_relation.id`.all(db);
  const inverse = await sql<Row & { kind: string }>`
    select ${columns}, kind from contact_relation join contact on contact.id = contact_id
    where other_id = ${id} order by contact_relation.id`.all(db);
  const rows: Row[] = [
    ...managers.map((row) => ({ ...row, relation: MANAGER })),
    ...reports.map((row) => ({ ...row, relation: inverseOf(MANAGER) })),
    ...others.map(({ kind, ...row }) => ({ ...row, relation: kind })),
    ...inverse.map(({ kind, ...row }) => ({ ...row, relation: inverseOf(kind) })),
  ];
  // Two may have said it of each other: colleagues are.
  const keys = new Set<string>();
  return rows.filter(({ id: of, relation }) => keys.size < keys.add(`${of} ${relation}`).size);
}

/** The contacts that have an account as a further one, with their days there. */
export function furtherContacts(db: Db, accountId: number): Promise<Row[]> {
  return sql<Row>`
    select contact.id, contact.name, contact.title,
      (select name from account where account.id = contact.account_id) as account,
      link.from_day as "from", link.to_day as "to"
    from contact_account link join contact on contact.id = link.contact_id
    where link.account_id = ${accountId} order by link.to_day desc nulls first, contact.name_key, contact.id`.all(
    db,
  );
}
