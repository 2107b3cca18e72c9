import { refused } from '../../domain/errors.ts';
import type { Noun } from '../../domain/field.ts';
import { type Phone, phoneText } from '../../domain/phones/phone.ts';
import { sql } from '../sql.ts';
import type { Tx } from '../tx.ts';

/** The called person or company, and its record. */
export interface CalledParty {
  readonly noun: 'lead' | 'contact' | 'account';
  readonly id: number;
}

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

/** The called party: for an opportunity its contact, else its account. Null if it has neither. */
export async function calledParty(tx: Tx, noun: Noun, id: number): Promise<CalledParty | null> {
  if (noun === 'lead') return { noun: 'lead', id };
  if (noun === 'contact') return { noun: 'contact', id };
  if (noun === 'account') return { noun: 'account', id };
  const opp = noun === 'opp' ? await tx.read('opp', id) : undefined;
  if (typeof opp?.contact_id === 'number') return { noun: 'contact', id: opp.contact_id };
  return typeof opp?.account_id === 'number' ? { noun: 'account', id: opp.account_id } : null;
}

/** The numbers of a party in order. */
export async function numbersOf(tx: Tx, party: CalledParty): Promise<DialableNumber[]> {
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
  party: CalledParty,
  dialled: DialableNumber | undefined,
): Promise<void> {
  const record = party.noun === 'account' ? undefined : await tx.read(party.noun, party.id);
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
  party: CalledParty,
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
  if (party.noun !== 'account') await tx.update(party.noun, party.id, { do_not_call: 1 });
  return fresh;
}
