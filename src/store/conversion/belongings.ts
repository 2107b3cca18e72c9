import { type Phone, phoneKey } from '../../domain/phones/phone.ts';
import type { RowOf } from '../schema.ts';
import { sql } from '../sql.ts';
import type { Tx } from '../tx.ts';
import type { LeadToConvert } from './lead.ts';

/** Adds the lead's e-mails and phones to a contact, after its own. The lead keeps them. */
export async function giveAddresses(tx: Tx, contactId: number, lead: LeadToConvert): Promise<void> {
  const emails = await sql<Pick<RowOf<'email'>, 'address_key' | 'position'>>`
    select address_key, position from email where contact_id = ${contactId}`.all(tx);
  const freshEmails = lead.emails.filter(
    ({ address_key }) => !emails.some((email) => email.address_key === address_key),
  );
  let position = after(emails);
  for (const email of freshEmails)
    await tx.insert('email', { ...email, contact_id: contactId, position: position++ });

  const phones = await sql<Phone & { position: number }>`
    select e164, typed, extension, position from phone where contact_id = ${contactId}`.all(tx);
  const freshPhones = lead.phones.filter(
    (phone) => !phones.some((other) => phoneKey(other) === phoneKey(phone)),
  );
  position = after(phones);
  for (const phone of freshPhones)
    await tx.insert('phone', { ...phone, contact_id: contactId, position: position++ });
  if (freshEmails.length + freshPhones.length > 0) await tx.touch('contact', contactId);
}

const after = (rows: readonly { position: number }[]) => Math.max(-1, ...rows.map((row) => row.position)) + 1;

/** Adds the lead's tags to a record. */
export async function giveTags(
  tx: Tx,
  noun: 'account' | 'contact' | 'opp',
  id: number,
  tags: readonly string[],
): Promise<void> {
  const rows = await sql<{ tag: string }>`
    select tag from tagging where ${sql.ref(`${noun}_id`)} = ${id}`.all(tx);
  const has = new Set(rows.map(({ tag }) => tag.toLowerCase()));
  const fresh = tags.filter((tag) => !has.has(tag.toLowerCase()));
  for (const tag of fresh) await tx.insert('tagging', { tag, [`${noun}_id`]: id });
  if (fresh.length > 0) await tx.touch(noun, id);
}

/** Adds a contact to an opportunity that has another primary contact. */
export async function joinOpp(tx: Tx, oppId: number, contactId: number): Promise<void> {
  const opp = await tx.read('opp', oppId);
  const others = await sql<Pick<RowOf<'opp_contact'>, 'contact_id' | 'position'>>`
    select contact_id, position from opp_contact where opp_id = ${oppId}`.all(tx);
  if (opp?.contact_id === contactId || others.some((other) => other.contact_id === contactId)) return;
  await tx.insert('opp_contact', {
    opp_id: oppId,
    contact_id: contactId,
    role: null,
    position: after(others),
  });
  await tx.touch('opp', oppId);
}
