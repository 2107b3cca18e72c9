import { refused, usage } from '../../domain/errors.ts';
import type { PersonNoun } from '../../domain/field.ts';
import { addressText } from '../../domain/mail/address.ts';
import { type NamedRecord, type RecordRef, refText } from '../../domain/record-ref.ts';
import {
  contactOf,
  contactsOfAccount,
  correspondentOf,
  reasonNotToWrite,
} from '../../store/mail/recipients.ts';
import type { Deps } from '../deps.ts';

/** Who gets a mail about a record. */
export interface Recipient {
  /** `"Jane Doe" <jane@x.test>` */
  readonly to: string;
  readonly address: string;
  /** The record that the mail is about. */
  readonly about: NamedRecord;
}

/** Contacts of an account that an error names. */
const MAX_CONTACTS_LISTED = 5;

/**
 * Who gets a mail about a record: the person itself, or the contact of a deal or case, at the first address that works.
 * Throws `refused` for somebody who cannot or may not be written to, `usage` for a company, which has several people.
 */
export async function findRecipient(deps: Deps, about: NamedRecord): Promise<Recipient> {
  const person = await personOf(deps, about);
  const { db } = deps.store;
  const found = await correspondentOf(db, person.noun as PersonNoun, person.id);
  const who = `${person.noun} ${person.id}${found ? `  ${found.name}` : ''}`;
  if (!found?.address)
    throw refused(`${who} has no e-mail address that works`, {
      code: 'email-missing',
      noun: person.noun,
      id: person.id,
    });
  const reason = await reasonNotToWrite(db, found.address);
  if (reason !== null) throw refused(reason);
  const { name, address } = found;
  return { to: addressText({ name, address }), address, about };
}

async function personOf({ store: { db } }: Deps, about: NamedRecord): Promise<RecordRef> {
  const { noun, id } = about;
  if (noun === 'lead' || noun === 'contact') return about;
  if (noun === 'opp' || noun === 'case') {
    const contact = await contactOf(db, noun as 'opp' | 'case', id);
    if (contact !== null) return { noun: 'contact', id: contact };
    throw refused(`${refText(about)}  ${about.title} has no contact to write to`, {
      code: 'contact-missing',
      noun,
      id,
    });
  }
  const people = noun === 'account' ? await contactsOfAccount(db, id, MAX_CONTACTS_LISTED) : [];
  throw usage(
    `a mail goes to a person, not to ${refText(about)}  ${about.title}`,
    people.length === 0
      ? 'Name a lead, a contact, a deal or a case.'
      : `Its people: ${people.map((each) => `contact:${each.id} ${each.name}`).join(', ')}`,
  );
}

/** Throws `refused` for addresses of copies that nobody may write to. */
export async function requireWritable({ store: { db } }: Deps, addresses: readonly string[]): Promise<void> {
  for (const address of addresses) {
    const reason = await reasonNotToWrite(db, address);
    if (reason !== null) throw refused(reason);
  }
}
