import { refused } from '../../domain/errors.ts';
import { type Phone, phoneText } from '../../domain/phones/phone.ts';
import type { RecordRef } from '../../domain/record-ref.ts';
import { hasField } from '../../nouns/definition.ts';
import { type Db, sql } from '../sql.ts';
import type { Tx } from '../tx.ts';

/** A number of the called party. */
export interface DialableNumber {
  readonly id: number;
  /** `+14155550128x208`; as typed if it was not understood. */
  readonly number: string;
  readonly e164: string | null;
  readonly bad: boolean;
  /** Why it must not be dialled; null if it may. */
  readonly blocked: string | null;
}

interface PhoneRow extends Phone {
  readonly id: number;
  readonly bad: number;
  readonly blocked: number | null;
  readonly reason: string | null;
}

/**
 * Who is called: the record itself if it can have numbers, else the first that can of those whose relations it passes on,
 * for a deal its contact before its account. Null for nobody.
 */
export async function calledParty(tx: Tx, { noun, id }: RecordRef): Promise<RecordRef | null> {
  const definition = tx.nouns.get(noun);
  if (hasField(definition, 'phone')) return { noun, id };
  const { fields, passesOn = [] } = definition;
  const record = passesOn.length === 0 ? undefined : await tx.read(noun, id);
  for (const column of passesOn.toReversed()) {
    const related = tx.nouns.find(fields.find(({ name }) => `${name}_id` === column)?.target);
    const number = record?.[column];
    if (related && hasField(related, 'phone') && typeof number === 'number')
      return { noun: related.noun, id: number };
  }
  return null;
}

/** The numbers of a party in order. */
export async function numbersOf(tx: Tx, party: RecordRef): Promise<DialableNumber[]> {
  const rows = await sql<PhoneRow>`
    select phone.id, phone.e164, typed, extension, bad, suppression.id as blocked, reason
    from phone left join suppression on suppression.e164 = phone.e164
    where ${sql.ref(`${party.noun}_id`)} = ${party.id} order by position`.all(tx);
  return rows.map((row) => ({
    id: row.id,
    number: phoneText(row),
    e164: row.e164,
    bad: row.bad === 1,
    blocked: row.blocked === null ? null : (row.reason ?? 'no reason given'),
  }));
}

/** Throws `refused` if the person is marked do-not-call or has no number that may be dialled. */
export async function rejectDoNotCall(
  tx: Tx,
  party: RecordRef,
  dialled: DialableNumber | undefined,
): Promise<void> {
  const record = await tx.read(party.noun, party.id);
  if (record?.do_not_call === 1)
    throw refused(`${party.noun} ${party.id}  ${record.name} is marked do-not-call`, { code: 'do-not-call' });
  if (dialled?.blocked)
    throw refused(`${dialled.number} is on the do-not-call list: ${dialled.blocked}`, {
      code: 'do-not-call',
    });
}

/** Adds all numbers of a party to the do-not-call list and marks the person; returns the new numbers. */
export async function addPartyToDoNotCall(
  tx: Tx,
  party: RecordRef,
  lines: readonly DialableNumber[],
  reason = 'asked not to be called',
): Promise<string[]> {
  const fresh = lines.flatMap((line) => (line.e164 !== null && line.blocked === null ? [line.e164] : []));
  for (const e164 of new Set(fresh)) {
    await tx.insert('suppression', {
      e164,
      reason,
      source: `${party.noun} ${party.id}`,
      user_id: tx.userId,
      created_at: tx.now,
    });
  }
  if (canBeMarked(tx, party)) await tx.update(party.noun, party.id, { do_not_call: 1 });
  return fresh;
}

/** Whether somebody can be marked do-not-call, beside their numbers. */
export const canBeMarked = ({ nouns }: Db, { noun }: RecordRef): boolean =>
  hasField(nouns.get(noun), 'do_not_call');
