import type { Kysely } from 'kysely';
import type { Row } from '../domain/field.ts';
import type { Schema } from './schema.ts';

/** The people of an opportunity with the part each plays, the primary contact first. */
export async function oppPeople(db: Kysely<Schema>, oppId: number): Promise<Row[]> {
  const primary = await db
    .selectFrom('opp')
    .innerJoin('contact', 'contact.id', 'opp.contact_id')
    .select(['contact.id', 'contact.name', 'contact.title'])
    .where('opp.id', '=', oppId)
    .execute();
  const others = await db
    .selectFrom('opp_contact')
    .innerJoin('contact', 'contact.id', 'opp_contact.contact_id')
    .select(['contact.id', 'contact.name', 'contact.title', 'opp_contact.role'])
    .where('opp_contact.opp_id', '=', oppId)
    .orderBy('opp_contact.position')
    .execute();
  const [first] = primary;
  return [
    ...primary.map((row) => ({ ...row, role: 'primary' })),
    ...others.filter((row) => row.id !== first?.id),
  ];
}

/** Numbers of the contacts that an account is a further one of. */
export async function furtherContacts(db: Kysely<Schema>, accountId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('contact_account')
    .select('contact_id as id')
    .where('account_id', '=', accountId)
    .execute();
  return rows.map((row) => row.id);
}

/** Numbers of the opportunities that a contact plays a further part in. */
export async function furtherOpps(db: Kysely<Schema>, contactId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('opp_contact')
    .select('opp_id as id')
    .where('contact_id', '=', contactId)
    .execute();
  return rows.map((row) => row.id);
}
