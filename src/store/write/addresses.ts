import type { Noun } from '../../domain/field.ts';
import { emailKey } from '../../domain/matching.ts';
import { type Phone, phoneKey } from '../../domain/phones/phone.ts';
import { type RawRow, sql } from '../sql.ts';
import type { Tx } from '../tx.ts';
import { phoneChangeOf, phonesWanted, textsToRead } from './phones.ts';
import { merged, unique } from './several-values.ts';
import type { Values, WriteEnv } from './values.ts';

/**
 * Sets a record's e-mails from `email` and `other_emails`; a `fresh` record has none yet. Returns whether anything
 * changed.
 */
export async function writeEmails(
  tx: Tx,
  noun: Noun,
  id: number,
  values: Values,
  fresh = false,
): Promise<boolean> {
  if (values.email === undefined && values.other_emails === undefined) return false;
  const rows = fresh ? [] : await emailsOf(tx, noun, id);
  const wanted = emailsWanted(
    rows.map((row) => row.address),
    values,
  );
  if (same(rows, wanted, (row) => row.address)) return false;
  for (const row of rows) await tx.remove('email', row.id);
  for (const [position, address] of wanted.entries()) {
    await tx.insert('email', {
      [`${noun}_id`]: id,
      address,
      address_key: emailKey(address),
      position,
    } as never);
  }
  return true;
}

/**
 * Sets a record's phones from `phone` and `other_phones`; a bad number stays marked. `before` is the record as it was,
 * null for a new one. Returns whether anything changed.
 */
export async function writePhones(
  tx: Tx,
  noun: Noun,
  id: number,
  values: Values,
  env: WriteEnv,
  before: RawRow | null,
): Promise<boolean> {
  const change = phoneChangeOf(values, before);
  if (!change) return false;
  const rows = before ? await phonesOf(tx, noun, id) : [];
  const read = new Map<string, readonly Phone[]>();
  for (const text of textsToRead(rows, change))
    if (!read.has(text)) read.set(text, await env.readPhones(text, change.country));
  const wanted = phonesWanted(rows, change, (text) => read.get(text) as readonly Phone[]);
  if (rows.length === wanted.length && rows.every((row, at) => row === wanted[at])) return false;
  const bad = new Set(rows.filter((row) => row.bad).map(phoneKey));
  for (const row of rows) await tx.remove('phone', row.id);
  for (const [position, phone] of wanted.entries()) {
    await tx.insert('phone', {
      [`${noun}_id`]: id,
      e164: phone.e164,
      typed: phone.typed,
      extension: phone.extension,
      bad: bad.has(phoneKey(phone)) ? 1 : 0,
      position,
    } as never);
  }
  return true;
}

/** The addresses of a record after the change, without duplicates. */
export function emailsWanted(current: readonly string[], { email, other_emails }: Values): string[] {
  return unique(merged(current, email, other_emails), emailKey);
}

function emailsOf(tx: Tx, noun: Noun, id: number): Promise<{ id: number; address: string }[]> {
  return sql<{ id: number; address: string }>`
    select id, address from email where ${sql.ref(`${noun}_id`)} = ${id} order by position`.all(tx);
}

interface PhoneRow extends Phone {
  readonly id: number;
  readonly bad: number;
}

function phonesOf(tx: Tx, noun: Noun, id: number): Promise<PhoneRow[]> {
  return sql<PhoneRow>`
    select id, e164, typed, extension, bad from phone where ${sql.ref(`${noun}_id`)} = ${id} order by position`.all(
    tx,
  );
}

function same<T>(rows: readonly T[], wanted: readonly string[], text: (row: T) => string): boolean {
  return rows.length === wanted.length && rows.every((row, i) => text(row) === wanted[i]);
}
