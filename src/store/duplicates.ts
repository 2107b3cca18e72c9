import type { Noun } from '../domain/field.ts';
import { companyKey, emailKey, websiteHost } from '../domain/matching.ts';
import { phoneText } from '../domain/phones/phone.ts';
import { type NamedRecord, refText } from '../domain/record-ref.ts';
import { recordsAt } from './account-domains.ts';
import { type Db, sql } from './sql.ts';
import { readTitles } from './titles.ts';
import { phoneCountry } from './write/phones.ts';
import type { Values, WriteEnv } from './write/values.ts';

/** Records reported per value. */
const MAX_RECORDS_PER_VALUE = 5;

/** The record that an e-mail or phone belongs to. */
interface Whose {
  readonly lead_id: number | null;
  readonly contact_id: number | null;
}

/** A record that is likely the same as a new one, and the shared value. */
export interface Duplicate extends NamedRecord {
  readonly value: string;
}

/**
 * Records that may be the same as `values`: accounts with the same name (without legal form) or website; otherwise
 * unconverted leads and contacts with the same e-mail or phone.
 */
export async function findDuplicates(
  db: Db,
  noun: Noun,
  values: Values,
  env: WriteEnv,
): Promise<Duplicate[]> {
  if (db.nouns.get(noun).sameBy === 'name or website') return findSameCompanies(db, noun, values);
  const found: Duplicate[] = [];
  for (const address of texts(values.email, values.other_emails)) {
    const rows = await sql<Whose>`
      select lead_id, contact_id from email where address_key = ${emailKey(address)} limit ${MAX_RECORDS_PER_VALUE}`.all(
      db,
    );
    for (const row of rows) found.push(...(await named(db, row, address)));
  }
  const country = phoneCountry(values, null);
  for (const text of texts(values.phone, values.other_phones)) {
    for (const phone of await env.readPhones(text, country)) {
      if (phone.e164 === null) continue;
      // Two extensions of one switchboard are two people.
      const rows = await sql<Whose>`
        select lead_id, contact_id from phone
        where e164 = ${phone.e164} and coalesce(extension = ${phone.extension}, true) limit ${MAX_RECORDS_PER_VALUE}`.all(
        db,
      );
      for (const row of rows) found.push(...(await named(db, row, phoneText(phone))));
    }
  }
  return [...new Map(found.map((one) => [refText(one), one])).values()];
}

async function findSameCompanies(db: Db, noun: Noun, values: Values): Promise<Duplicate[]> {
  const found: Duplicate[] = [];
  const { name, website } = values;
  const host = typeof website === 'string' ? websiteHost(website) : null;
  const keys = [
    ['website_host', host, host],
    ['name_key', typeof name === 'string' ? companyKey(name) : null, 'that name'],
  ] as const;
  for (const [column, key, value] of keys) {
    if (key === null || value === null) continue;
    const fits =
      column === 'website_host'
        ? recordsAt(noun, key)
        : sql`select id from ${sql.ref(noun)} where ${sql.ref(column)} = ${key}`;
    const rows = await sql<{ id: number }>`${fits} limit ${MAX_RECORDS_PER_VALUE}`.all(db);
    const ids = rows.map((row) => row.id);
    for (const record of await readTitles(db, noun, ids)) found.push({ ...record, value });
  }
  return found;
}

async function named(db: Db, row: Whose, value: string): Promise<Duplicate[]> {
  const records =
    row.lead_id !== null
      ? await readTitles(db, 'lead', [row.lead_id])
      : row.contact_id !== null
        ? await readTitles(db, 'contact', [row.contact_id])
        : [];
  return records.map((record) => ({ ...record, value }));
}

function texts(...values: (Values[string] | undefined)[]): string[] {
  return values.flat().filter((value): value is string => typeof value === 'string' && value !== '');
}
