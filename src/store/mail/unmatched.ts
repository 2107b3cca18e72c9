import { readAddresses } from '../../domain/mail/address.ts';
import { emailKey } from '../../domain/matching.ts';
import { type Db, sql } from '../sql.ts';

/** Somebody who wrote, or was written to, together with people that are known. */
export interface UnmatchedAddress {
  readonly address: string;
  /** Empty for none. */
  readonly name: string;
  readonly mails: number;
  /** The subject and time of the last mail, UTC ISO 8601. */
  readonly subject: string;
  readonly at: string;
  /** The record that it is about: `account:3`. */
  readonly about: string;
  /** The Message-IDs of the mails that this address wrote. */
  readonly written: readonly string[];
}

/** Mails that are looked through, the latest ones. */
const MAX_MAILS = 5000;

/** The addresses of mails that no lead, contact or account has, the latest first; `isOwn` says which are ours. */
export async function unmatchedAddresses(
  db: Db,
  isOwn: (address: string) => boolean,
): Promise<UnmatchedAddress[]> {
  const rows = await sql<{
    message_id: string;
    sender: string;
    recipient: string;
    cc: string;
    subject: string;
    send_at: string;
    about: string;
    state: string;
  }>`
    select message_id, sender, recipient, cc, subject, send_at, about, state from message
    where state in ('received', 'sent') and kind = 'mail' order by send_at desc nulls last, id desc limit ${MAX_MAILS}`.all(
    db,
  );
  const found = new Map<string, UnmatchedAddress>();
  for (const { message_id, sender, recipient, cc, subject, send_at, about } of rows) {
    const [from] = readAddresses(sender);
    for (const { address, name } of [sender, recipient, cc].flatMap(readAddresses)) {
      const key = emailKey(address);
      if (isOwn(address)) continue;
      const known = found.get(key);
      const isWriter = from !== undefined && emailKey(from.address) === key;
      found.set(key, {
        address: known?.address ?? address,
        name: known?.name || name,
        mails: (known?.mails ?? 0) + 1,
        subject: known?.subject ?? subject,
        at: known?.at ?? send_at,
        about: known?.about ?? about,
        written: isWriter ? [...(known?.written ?? []), message_id] : (known?.written ?? []),
      });
    }
  }
  const keys = [...found.keys()];
  const known = await sql<{ address_key: string }>`
    select distinct address_key from email where address_key ${sql.among(keys)}`.all(db);
  for (const { address_key } of known) found.delete(address_key);
  return [...found.values()];
}
