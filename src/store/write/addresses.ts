import { isEmail } from '../../domain/email.ts';
import { type CrmError, refused } from '../../domain/errors.ts';
import type { Noun } from '../../domain/field.ts';
import { emailKey } from '../../domain/matching.ts';
import { type Phone, phoneKey, phoneText } from '../../domain/phones/phone.ts';
import { type RawRow, sql } from '../sql.ts';
import type { Tx } from '../tx.ts';
import { type LabelColumns, labelsOf, withLabels } from './labels.ts';
import { phoneChangeOf, phonesWanted, textsToRead } from './phones.ts';
import { merged, unique } from './several-values.ts';
import type { Values, WriteEnv } from './values.ts';

/**
 * Sets a record's e-mails from `email`, `other_emails` and `email_labels`; a `fresh` record has none yet. Returns whether
 * anything changed.
 */
export async function writeEmails(
  tx: Tx,
  noun: Noun,
  id: number,
  values: Values,
  fresh = false,
): Promise<boolean> {
  const { email, other_emails, email_labels } = values;
  if (email === undefined && other_emails === undefined && email_labels === undefined) return false;
  const rows = fresh ? [] : await emailsOf(tx, noun, id);
  const wanted = emailRowsWanted(rows, values, relabelled);
  const known = emailsWanted(
    rows.map(({ address }) => address),
    values,
  );
  for (const { address } of labelsOf(email_labels))
    if (!known.some((each) => emailKey(each) === emailKey(address)))
      throw notAmong('email', address, [...known]);
  const areSame =
    rows.length === wanted.length && rows.every((row, at) => row.address === wanted[at]?.address);
  if (areSame) return relabel(tx, 'email', rows, wanted);
  for (const row of rows) await tx.remove('email', row.id);
  for (const [position, { address, kind = null, bad = 0 }] of wanted.entries()) {
    await tx.insertRow('email', {
      [`${noun}_id`]: id,
      address,
      address_key: emailKey(address),
      kind,
      bad,
      position,
    });
  }
  return true;
}

/**
 * Sets a record's phones from `phone`, `other_phones` and `phone_labels`; a bad number stays marked. `before` is the record
 * as it was, null for a new one. Returns whether anything changed.
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
  const readText = (text: string) => read.get(text) ?? [];
  const wanted = phonesWanted(rows, change, readText, relabelled);
  const { phone_labels: _, ...withoutLabels } = values;
  const unlabelled = { ...change, values: withoutLabels };
  const known = new Map(
    phonesWanted(rows, unlabelled, readText, relabelled).map((phone) => [phoneKey(phone), phoneText(phone)]),
  );
  for (const { address } of labelsOf(values.phone_labels)) {
    const named = rows.filter((row) => phoneText(row) === address).concat(readText(address) as PhoneRow[]);
    const isKnown = named.some((phone) => known.has(phoneKey(phone)));
    if (!isKnown) throw notAmong('phone', address, [...known.values()]);
  }
  const areSame =
    rows.length === wanted.length &&
    rows.every((row, at) => {
      const phone = wanted[at] as Phone;
      return phoneText(row) === phoneText(phone) && row.typed === phone.typed;
    });
  if (areSame) return relabel(tx, 'phone', rows, wanted);
  for (const row of rows) await tx.remove('phone', row.id);
  for (const [position, { e164, typed, extension, kind = null, bad = 0 }] of wanted.entries()) {
    const own = { e164, typed, extension, kind, bad, position };
    await tx.insertRow('phone', { [`${noun}_id`]: id, ...own });
  }
  return true;
}

/** The error for a label of an address that a record does not have. */
function notAmong(field: 'email' | 'phone', address: string, known: readonly string[]): CrmError {
  const name = field === 'email' ? 'e-mail address' : 'phone number';
  const has = known.length === 0 ? `there is no ${name}` : `the ${name} is ${known.join(', ')}`;
  return refused(`${field}_labels: "${address}" is not there: ${has}`, {
    code: 'label-of-nothing',
    field,
    address,
    known,
  });
}

const relabelled = <T extends object>(row: T, label: Required<LabelColumns>): T => ({ ...row, ...label });

/** Stores what is said of addresses that stay. Returns whether anything changed. */
async function relabel(
  tx: Tx,
  table: 'email' | 'phone',
  rows: readonly { readonly id: number }[],
  wanted: readonly LabelColumns[],
): Promise<boolean> {
  let changed = false;
  for (const [at, { id }] of rows.entries()) {
    const { kind = null, bad = 0 } = wanted[at] ?? {};
    changed = (await tx.update(table, id, { kind, bad })) || changed;
  }
  return changed;
}

/** An e-mail address, and what is said of it. */
interface LabelledEmail extends LabelColumns {
  readonly address: string;
}

/** The e-mails of a record after a change, with what is said of them; `labelled` makes a row of which more is said. */
export function emailRowsWanted<T extends LabelledEmail>(
  current: readonly T[],
  values: Values,
  labelled: (row: T | LabelledEmail, label: Required<LabelColumns>) => T | LabelledEmail,
): readonly (T | LabelledEmail)[] {
  const addresses = current.map(({ address }) => address);
  const rows = emailsWanted(addresses, values).map((address): T | LabelledEmail => {
    const same = current.find((row) => row.address === address);
    if (same) return same;
    const known = current.find((row) => emailKey(row.address) === emailKey(address));
    return known ? { address, kind: known.kind ?? null, bad: known.bad ?? 0 } : { address };
  });
  return withLabels<T | LabelledEmail>(rows, values.email_labels, {
    keyOf: ({ address }) => emailKey(address),
    read: (address) => (isEmail(address) ? [{ address }] : []),
    labelled,
  });
}

/** The addresses of a record after the change, without duplicates. */
function emailsWanted(current: readonly string[], { email, other_emails }: Values): string[] {
  return unique(merged(current, email, other_emails), emailKey);
}

interface EmailRow extends LabelledEmail {
  readonly id: number;
}

function emailsOf(tx: Tx, noun: Noun, id: number): Promise<EmailRow[]> {
  return sql<{ id: number; address: string; kind: string | null; bad: number }>`
    select id, address, kind, bad from email where ${sql.ref(`${noun}_id`)} = ${id} order by position`.all(
    tx,
  );
}

interface PhoneRow extends Phone {
  readonly id: number;
  readonly kind: string | null;
  readonly bad: number;
}

function phonesOf(tx: Tx, noun: Noun, id: number): Promise<PhoneRow[]> {
  return sql<PhoneRow>`
    select id, e164, typed, extension, kind, bad from phone
    where ${sql.ref(`${noun}_id`)} = ${id} order by position`.all(tx);
}
