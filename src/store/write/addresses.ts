import type { Noun } from '../../domain/field.ts';
import { emailKey } from '../../domain/matching.ts';
import { sql } from '../sql.ts';
import type { Tx } from '../tx.ts';
import type { PhoneNumber, Values, WriteEnv } from './values.ts';

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
 * Sets a record's phones from `phone` and `other_phones`; a bad number stays marked. Returns whether anything
 * changed.
 */
export async function writePhones(
  tx: Tx,
  noun: Noun,
  id: number,
  values: Values,
  env: WriteEnv,
  fresh = false,
): Promise<boolean> {
  if (values.phone === undefined && values.other_phones === undefined) return false;
  const rows = fresh ? [] : await phonesOf(tx, noun, id);
  const texts = phonesWanted(rows.map(shown), values);
  const wanted: PhoneNumber[] = [];
  for (const text of texts) {
    const kept = rows.find((row) => shown(row) === text);
    wanted.push(kept ?? (await env.readPhone(text)));
  }
  const numbers = distinctPhones(wanted);
  if (same(rows, numbers.map(shown), shown)) return false;
  const bad = new Set(rows.filter((row) => row.bad).map(shown));
  for (const row of rows) await tx.remove('phone', row.id);
  for (const [position, phone] of numbers.entries()) {
    await tx.insert('phone', {
      [`${noun}_id`]: id,
      e164: phone.e164,
      typed: phone.typed,
      bad: bad.has(shown(phone)) ? 1 : 0,
      position,
    } as never);
  }
  return true;
}

/** The addresses of a record after the change, without duplicates. */
export function emailsWanted(current: readonly string[], { email, other_emails }: Values): string[] {
  return unique(merged(current, email, other_emails), emailKey);
}

/** The texts of a record's numbers after the change. */
export function phonesWanted(current: readonly string[], { phone, other_phones }: Values): string[] {
  return merged(current, phone, other_phones);
}

/** Each number once, in whatever spelling. */
export function distinctPhones(phones: readonly PhoneNumber[]): PhoneNumber[] {
  return unique(phones, shown);
}

const shown = (phone: PhoneNumber): string => phone.e164 ?? phone.typed;

function emailsOf(tx: Tx, noun: Noun, id: number): Promise<{ id: number; address: string }[]> {
  return sql<{ id: number; address: string }>`
    select id, address from email where ${sql.ref(`${noun}_id`)} = ${id} order by position`.all(tx);
}

interface PhoneRow extends PhoneNumber {
  readonly id: number;
  readonly bad: number;
}

function phonesOf(tx: Tx, noun: Noun, id: number): Promise<PhoneRow[]> {
  return sql<PhoneRow>`
    select id, e164, typed, bad from phone where ${sql.ref(`${noun}_id`)} = ${id} order by position`.all(tx);
}

/** The values after the change: the first one given or kept, then the others. */
function merged(
  current: readonly string[],
  first: Values[string] | undefined,
  others: Values[string] | undefined,
): string[] {
  const head = first === undefined ? current[0] : first;
  const tail = others === undefined ? current.slice(1) : (others ?? []);
  return [head, ...(tail as readonly string[])].filter(
    (text): text is string => typeof text === 'string' && text !== '',
  );
}

function unique<T>(items: readonly T[], key: (item: T) => string): T[] {
  if (items.length < 2) return [...items];
  return [...new Map(items.toReversed().map((item) => [key(item), item])).values()].toReversed();
}

function same<T>(rows: readonly T[], wanted: readonly string[], text: (row: T) => string): boolean {
  return rows.length === wanted.length && rows.every((row, i) => text(row) === wanted[i]);
}
