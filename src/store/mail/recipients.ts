import type { PersonNoun } from '../../domain/field.ts';
import { emailKey } from '../../domain/matching.ts';
import { type Db, sql } from '../sql.ts';

/**
 * Why nobody may write to an address; null for no reason. It is asked when a mail is queued and again when it leaves. What
 * any lead or contact with the address wants counts, merged ones included: their addresses are with who they were merged
 * into.
 */
export async function reasonNotToWrite(db: Db, address: string): Promise<string | null> {
  const key = emailKey(address);
  const suppressed = await sql<{ reason: string }>`
    select reason from mail_suppression where address_key = ${key}`.first(db);
  if (suppressed) return `${address} is not written to: ${suppressed.reason}`;
  for (const noun of db.nouns.people) {
    const own = sql.ref(`${noun}_id`);
    const owner = await sql<{ id: number; name: string }>`
      select owner.id, owner.name from ${sql.ref(noun)} owner
      where owner.do_not_email = 1 and (
        owner.id in (select ${own} from email where address_key = ${key} and ${own} is not null)
        or owner.id in (select ${own} from former where kind = 'e-mail' and value = ${key} and ${own} is not null))
      order by owner.id limit 1`.first(db);
    if (owner) return `${noun} ${owner.id}  ${owner.name} wants no mail (do not email)`;
  }
  const bad = await sql<{ address: string }>`
    select address from email where address_key = ${key} and bad = 1 limit 1`.first(db);
  return bad ? `${bad.address} does not work: mail to it came back` : null;
}

/** Addresses that nobody writes to, with the reasons. */
export function suppressedAddresses(
  db: Db,
): Promise<{ address: string; reason: string; createdAt: string }[]> {
  return sql<{ address: string; reason: string; createdAt: string }>`
    select address_key as address, reason, created_at as "createdAt" from mail_suppression order by address_key nulls first`.all(
    db,
  );
}

/** The row of a suppressed address; undefined for none. */
export function suppressionOf(db: Db, address: string): Promise<{ id: number; reason: string } | undefined> {
  return sql<{ id: number; reason: string }>`
    select id, reason from mail_suppression where address_key = ${emailKey(address)}`.first(db);
}

/** The person of a lead or contact with the first address that works; null without one. */
export async function correspondentOf(
  db: Db,
  noun: PersonNoun,
  id: number,
): Promise<{ readonly name: string; readonly address: string | null } | null> {
  const person = await sql<{ name: string; address: string | null }>`
    select person.name, (
      select address from email where ${sql.ref(`email.${noun}_id`)} = person.id and bad = 0
      order by position, id limit 1) as address
    from ${sql.ref(noun)} person where person.id = ${id}`.first(db);
  return person ?? null;
}

/** Contacts of an account with their addresses, some of them. */
export function contactsOfAccount(
  db: Db,
  id: number,
  limit: number,
): Promise<{ id: number; name: string }[]> {
  return sql<{ id: number; name: string }>`
    select id, name from contact where account_id = ${id} order by id limit ${limit}`.all(db);
}

/** The contact of a deal or case; null for none. */
export async function contactOf(db: Db, noun: 'opp' | 'case', id: number): Promise<number | null> {
  const row = await sql<{ contact_id: number | null }>`
    select contact_id from ${sql.ref(noun)} where id = ${id}`.first(db);
  return row?.contact_id ?? null;
}
