import type { Tx } from '../tx.ts';
import type { Values } from './values.ts';

export type Tagged = 'lead' | 'contact' | 'account' | 'opp';

/** Sets a record's tags. Case does not tell tags apart. Returns whether anything changed. */
export async function writeTags(tx: Tx, noun: Tagged, id: number, values: Values): Promise<boolean> {
  if (values.tags === undefined) return false;
  const rows = await tx.db.selectFrom('tagging').select(['id', 'tag']).where(`${noun}_id`, '=', id).execute();
  const wanted = new Map((values.tags as readonly string[] | null)?.map((tag) => [tag.toLowerCase(), tag]));
  const gone = rows.filter((row) => !wanted.has(row.tag.toLowerCase()));
  const kept = new Set(rows.map((row) => row.tag.toLowerCase()));
  const fresh = [...wanted].filter(([key]) => !kept.has(key));
  for (const row of gone) await tx.remove('tagging', row.id);
  for (const [, tag] of fresh) await tx.insert('tagging', { tag, [`${noun}_id`]: id } as never);
  return gone.length + fresh.length > 0;
}

/** Sets the further accounts of a contact, given as numbers. */
export async function writeOtherAccounts(
  tx: Tx,
  contactId: number,
  accountIds: readonly number[],
): Promise<boolean> {
  const rows = await tx.db
    .selectFrom('contact_account')
    .select(['id', 'account_id'])
    .where('contact_id', '=', contactId)
    .orderBy('position')
    .execute();
  if (rows.length === accountIds.length && rows.every((row, i) => row.account_id === accountIds[i]))
    return false;
  for (const row of rows) await tx.remove('contact_account', row.id);
  for (const [position, account_id] of accountIds.entries()) {
    await tx.insert('contact_account', { contact_id: contactId, account_id, position });
  }
  return true;
}

/** A further contact of an opportunity and the part it plays. */
export interface ContactRole {
  readonly contactId: number;
  readonly role: string | null;
}

/** Sets the further contacts of an opportunity. */
export async function writeOtherContacts(
  tx: Tx,
  oppId: number,
  contacts: readonly ContactRole[],
): Promise<boolean> {
  const rows = await tx.db
    .selectFrom('opp_contact')
    .select(['id', 'contact_id', 'role'])
    .where('opp_id', '=', oppId)
    .orderBy('position')
    .execute();
  const same = rows.every(
    (row, i) => row.contact_id === contacts[i]?.contactId && row.role === contacts[i]?.role,
  );
  if (rows.length === contacts.length && same) return false;
  for (const row of rows) await tx.remove('opp_contact', row.id);
  for (const [position, { contactId, role }] of contacts.entries()) {
    await tx.insert('opp_contact', { opp_id: oppId, contact_id: contactId, role, position });
  }
  return true;
}
