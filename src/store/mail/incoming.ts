import { readAddresses } from '../../domain/mail/address.ts';
import { emailDomain, emailKey } from '../../domain/matching.ts';
import type { RecordRef } from '../../domain/record-ref.ts';
import { accountsAt } from '../account-domains.ts';
import { type Db, sql } from '../sql.ts';

/** Mails to one record that are compared with an answer which does not say what it answers. */
const MAX_COMPARED = 50;

/** Who an address belongs to: a contact, else a lead, an account with the address, or the one account of its domain. */
export async function ownerOfAddress(db: Db, address: string): Promise<RecordRef | null> {
  const key = emailKey(address);
  const row = await sql<{ lead_id: number | null; contact_id: number | null; account_id: number | null }>`
    select lead_id, contact_id, account_id from email where address_key = ${key}
    order by contact_id nulls last, lead_id nulls last, account_id nulls last, id limit 1`.first(db);
  if (row?.contact_id) return { noun: 'contact', id: row.contact_id };
  if (row?.lead_id) return { noun: 'lead', id: row.lead_id };
  const former = await sql<{ lead_id: number | null; contact_id: number | null }>`
    select lead_id, contact_id from former where kind = 'e-mail' and value = ${key}
      and (lead_id is not null or contact_id is not null) order by id desc nulls last limit 1`.first(db);
  if (former?.contact_id) return { noun: 'contact', id: former.contact_id };
  if (former?.lead_id) return { noun: 'lead', id: former.lead_id };
  if (row?.account_id) return { noun: 'account', id: row.account_id };
  const domain = emailDomain(key);
  if (domain === null) return null;
  const accounts = await accountsAt([domain]).all(db);
  return accounts.length === 1 ? { noun: 'account', id: (accounts[0] as { id: number }).id } : null;
}

/** A mail that another one may follow. */
export interface EarlierMail {
  readonly id: number;
  readonly messageId: string;
  readonly threadId: number;
  readonly isOurs: boolean;
  readonly about: string;
}

interface EarlierRow {
  id: number;
  message_id: string;
  thread_id: number | null;
  state: string;
  about: string;
}

const EARLIER = sql`select id, message_id, thread_id, state, about from message`;

function toEarlier({ id, message_id, thread_id, state, about }: EarlierRow): EarlierMail {
  return {
    id,
    messageId: message_id,
    threadId: thread_id ?? id,
    isOurs: state === 'sent' || state === 'bounced',
    about,
  };
}

/** The mails of these Message-IDs that are there, in this order. */
export async function mailsOfIds(db: Db, messageIds: readonly string[]): Promise<EarlierMail[]> {
  if (messageIds.length === 0) return [];
  const rows = await sql<EarlierRow>`${EARLIER} where message_id ${sql.among(messageIds)} order by id`.all(
    db,
  );
  return messageIds.flatMap((id) => rows.filter((row) => row.message_id === id).map(toEarlier));
}

/** The mails that were sent about a record since a time, the latest first, with their subjects. */
export async function mailsSentAbout(
  db: Db,
  about: string,
  { since, until }: { readonly since: string; readonly until: string },
): Promise<(EarlierMail & { readonly subject: string })[]> {
  const rows = await sql<EarlierRow & { subject: string }>`
    select id, message_id, thread_id, state, about, subject from message
    where about = ${about} and state in ('sent', 'bounced') and send_at >= ${since} and send_at <= ${until}
    order by id desc limit ${MAX_COMPARED}`.all(db);
  return rows.map((row) => ({ ...toEarlier(row), subject: row.subject }));
}

/** Mails without an earlier one that answer this one, and the mails of their threads. */
export async function laterMailsOf(db: Db, messageId: string): Promise<number[]> {
  const first = await sql<{ id: number }>`
    select id from message where in_reply_to = ${messageId} and thread_id is null order by id`.all(db);
  const found = first.map(({ id }) => id);
  if (found.length === 0) return found;
  const others = await sql<{ id: number }>`
    select id from message where thread_id ${sql.among(found)} order by id`.all(db);
  return [...found, ...others.map(({ id }) => id)];
}

/** The last mail that was sent to the person of an address within a time; null for none. */
export async function lastMailTo(
  db: Db,
  address: string,
  { since, until }: { readonly since: string; readonly until: string },
): Promise<EarlierMail | null> {
  const owner = await ownerOfAddress(db, address);
  if (!owner) return null;
  const row = await sql<EarlierRow>`
    ${EARLIER} where about = ${`${owner.noun}:${owner.id}`} and state in ('sent', 'bounced')
      and send_at >= ${since} and send_at <= ${until}
    order by id desc limit 1`.first(db);
  return row ? toEarlier(row) : null;
}

/** The addresses that a mail goes to, with those of its copies. */
export async function addressesOfMail(db: Db, id: number): Promise<string[]> {
  const row = await sql<{ recipient: string; cc: string; bcc: string }>`
    select recipient, cc, bcc from message where id = ${id}`.first(db);
  return row ? readAddresses(`${row.recipient}, ${row.cc}, ${row.bcc}`).map(({ address }) => address) : [];
}

/** The rows of an address that are not marked as bad. */
export async function workingRowsOf(db: Db, address: string): Promise<number[]> {
  const rows = await sql<{ id: number }>`
    select id from email where address_key = ${emailKey(address)} and bad = 0 order by id`.all(db);
  return rows.map(({ id }) => id);
}

/** The activities of a mail: the first has its Message-ID, others have a record after it. */
export async function activitiesOfMail(
  db: Db,
  messageId: string,
): Promise<
  {
    readonly id: number;
    readonly opp_id: number | null;
    readonly case_id: number | null;
    readonly lead_id: number | null;
    readonly contact_id: number | null;
  }[]
> {
  return sql<{
    id: number;
    opp_id: number | null;
    case_id: number | null;
    lead_id: number | null;
    contact_id: number | null;
  }>`
    select id, opp_id, case_id, lead_id, contact_id from activity where external_source = 'mail'
      and external_id >= ${messageId} and external_id < ${`${messageId}!`} order by id`.all(db);
}

/** The e-mail addresses of users. */
export async function usersWithAddress(db: Db): Promise<{ id: number; email: string }[]> {
  return sql<{ id: number; email: string }>`
    select id, email from "user" where email is not null order by id`.all(db);
}
