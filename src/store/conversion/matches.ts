import { companyKey, emailDomain, personKey } from '../../domain/matching.ts';
import type { NamedRecord } from '../../domain/record-ref.ts';
import { accountsAt } from '../account-domains.ts';
import { type Db, sql } from '../sql.ts';
import { readTitles } from '../titles.ts';
import type { LeadToConvert } from './lead.ts';

/** Records listed in a question or message. */
const MAX_LISTED = 9;

/**
 * Accounts that match the lead: those with its company name and, if several, with its website or e-mail domain;
 * without a name match, all with its website or domain.
 */
export async function accountsLike(db: Db, lead: LeadToConvert): Promise<NamedRecord[]> {
  const { company } = lead.row;
  const named = typeof company === 'string' ? await accountsNamed(db, companyKey(company)) : [];
  if (named.length === 1) return readTitles(db, 'account', named);
  const online = await accountsOnline(db, lead);
  if (named.length === 0) return readTitles(db, 'account', online);
  const both = named.filter((id) => online.includes(id));
  return readTitles(db, 'account', both.length === 1 ? both : named);
}

async function accountsNamed(db: Db, key: string): Promise<number[]> {
  const rows = await sql<{ id: number }>`
    select id from account where name_key = ${key} limit ${MAX_LISTED}`.all(db);
  return rows.map((row) => row.id);
}

async function accountsOnline(db: Db, lead: LeadToConvert): Promise<number[]> {
  const domains = lead.emails.flatMap(({ address }) => emailDomain(address) ?? []);
  const hosts = [...domains, ...(typeof lead.row.website_host === 'string' ? [lead.row.website_host] : [])];
  if (hosts.length === 0) return [];
  const bySite = await sql<{ id: number }>`${accountsAt(hosts)} limit ${MAX_LISTED}`.all(db);
  if (bySite.length > 0 || domains.length === 0) return bySite.map((row) => row.id);
  const endsSo = sql<boolean>`(${sql.join(
    domains.map((domain) => sql`substr(e.address_key, ${-(domain.length + 1)}) = ${`@${domain}`}`),
    ' or ',
  )})`;
  const byMail = await sql<{ id: number }>`
    select distinct coalesce(e.account_id, c.account_id) as id
    from email e left join contact c on c.id = e.contact_id
    where coalesce(e.account_id, c.account_id) is not null and ${endsSo} limit ${MAX_LISTED}`.all(db);
  return byMail.map((row) => row.id);
}

/** A contact that matches the lead, with its accounts, the primary one first. */
export interface ContactMatch extends NamedRecord {
  readonly accounts: readonly number[];
}

/**
 * Contacts with an e-mail of the lead; without any, those with a phone of it and the same name, because colleagues
 * share a switchboard.
 */
export async function contactsLike(db: Db, lead: LeadToConvert): Promise<ContactMatch[]> {
  const byMail = await contactsByMail(db, lead);
  return withAccounts(db, byMail.length > 0 ? byMail : await contactsByPhone(db, lead));
}

async function contactsByMail(db: Db, { emails }: LeadToConvert): Promise<number[]> {
  if (emails.length === 0) return [];
  const keys = emails.map((email) => email.address_key);
  const rows = await sql<{ id: number }>`
    select distinct contact_id as id from email
    where address_key in (${sql.join(keys)}) and contact_id is not null limit ${MAX_LISTED}`.all(db);
  return rows.map((row) => row.id);
}

async function contactsByPhone(db: Db, { phones, row }: LeadToConvert): Promise<number[]> {
  const numbers = phones.flatMap(({ e164 }) => e164 ?? []);
  if (numbers.length === 0) return [];
  const isNamed = row.first_name !== null || row.last_name !== null;
  const sameName = isNamed ? sql`name_key = ${personKey(String(row.name))}` : sql`true`;
  const rows = await sql<{ id: number }>`
    select distinct contact.id from phone join contact on contact.id = phone.contact_id
    where e164 in (${sql.join(numbers)}) and ${sameName} limit ${MAX_LISTED}`.all(db);
  return rows.map(({ id }) => id);
}

/** Contacts with their accounts. */
export async function withAccounts(db: Db, ids: readonly number[]): Promise<ContactMatch[]> {
  const matches: ContactMatch[] = [];
  for (const contact of await readTitles(db, 'contact', ids)) {
    const rows = await sql<{ id: number }>`
      select account_id as id from contact where id = ${contact.id} and account_id is not null
      union all
      select account_id from (select account_id from contact_account where contact_id = ${contact.id} order by position) as other
      `.all(db);
    matches.push({ ...contact, accounts: rows.map((row) => row.id) });
  }
  return matches;
}
