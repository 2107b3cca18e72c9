import { usage } from '../../domain/errors.ts';
import type { PersonNoun } from '../../domain/field.ts';
import type { MailAddress } from '../../domain/mail/address.ts';
import { OwnAddresses } from '../../domain/mail/own-addresses.ts';
import { emailKey } from '../../domain/matching.ts';
import type { NamedRecord } from '../../domain/record-ref.ts';
import { activitiesOfMail, ownerOfAddress, usersWithAddress } from '../../store/mail/incoming.ts';
import { type UnmatchedAddress, unmatchedAddresses } from '../../store/mail/unmatched.ts';
import type { Tx } from '../../store/tx.ts';
import { insertRecord } from '../../store/write/record.ts';
import type { Deps } from '../deps.ts';

/** People in mails that are here whom nobody has as a lead or contact, the latest first. */
export async function listUnmatched(
  { store }: Deps,
  ownAddresses: readonly string[],
): Promise<readonly UnmatchedAddress[]> {
  const users = await usersWithAddress(store.db);
  const own = new OwnAddresses([...ownAddresses, ...users.map(({ email }) => email)]);
  return unmatchedAddresses(store.db, (address) => own.has(address));
}

/**
 * Makes leads or contacts of these people, all or none; a contact belongs to the account of its domain. The mails that they
 * wrote stand on their timelines from then on.
 */
export async function makePeople(
  deps: Deps,
  noun: PersonNoun,
  people: readonly UnmatchedAddress[],
): Promise<readonly NamedRecord[]> {
  const { result } = await deps.store.change(
    async (tx) => {
      const made: NamedRecord[] = [];
      for (const person of people) {
        const record = await makePerson(deps, tx, noun, person);
        await takeWritten(tx, record, person);
        made.push(record);
      }
      return made;
    },
    (made) =>
      made.length === 1
        ? `made ${noun} ${made[0]?.id} of ${people[0]?.address}`
        : `made ${made.length} ${noun}s of people who wrote`,
  );
  return result;
}

/** Makes a lead or contact of somebody in mails; a contact belongs to the account of its domain. */
export async function makePerson(
  deps: Deps,
  tx: Tx,
  noun: PersonNoun,
  { address, name }: MailAddress,
): Promise<NamedRecord> {
  const title = name || address;
  const owner = noun === 'contact' ? await ownerOfAddress(tx, address) : null;
  const account = owner?.noun === 'account' ? { account_id: owner.id } : {};
  const values = { name: title, email: address, owner_id: tx.userId, ...account };
  const id = await insertRecord(tx, noun, noun === 'lead' ? { ...values, source: 'email' } : values, deps);
  return { noun, id, title };
}

/** Puts the mails that somebody wrote on their timeline, where nobody else's has them. */
async function takeWritten(
  tx: Tx,
  { noun, id }: NamedRecord,
  { written }: Pick<UnmatchedAddress, 'written'>,
): Promise<void> {
  for (const messageId of written) {
    const [activity] = await activitiesOfMail(tx, messageId);
    if (activity && activity.lead_id === null && activity.contact_id === null)
      await tx.update('activity', activity.id, { [`${noun}_id`]: id });
  }
}

/** Those of these addresses. Throws `usage` for one that is not among them. */
export function choosePeople(
  all: readonly UnmatchedAddress[],
  addresses: readonly string[],
): readonly UnmatchedAddress[] {
  if (addresses.length === 0) return all;
  return addresses.map((text) => {
    const found = all.find(({ address }) => emailKey(address) === emailKey(text));
    if (!found) throw usage(`"${text}" is not among them`, { code: 'address-not-unmatched' });
    return found;
  });
}
