import { conflict } from '../domain/errors.ts';
import { isOfOnePerson, profileText } from '../domain/profile.ts';
import { type Db, type RawRow, sql } from './sql.ts';
import type { Values } from './write/values.ts';

/** Columns of contacts with the address of a profile. */
const PROFILE_COLUMNS = ['linkedin', 'social'] as const;

/** The contacts with a profile. */
export async function contactsWithProfile(db: Db, address: string): Promise<{ id: number; name: string }[]> {
  return sql<{ id: number; name: string }>`
    select id, name from contact where linkedin = ${address}
    union select id, name from contact where social = ${address}
    union select contact.id, contact.name from contact_profile join contact on contact.id = contact_profile.contact_id
    where contact_profile.address = ${address} order by id`.all(db);
}

/**
 * Throws `conflict` for a profile that a contact gets and another has: it is that of one person. `before` is the contact
 * as it was, null for a new one; `others` are its profiles beside those in columns.
 */
export async function rejectTakenProfile(
  db: Db,
  columns: RawRow,
  before: RawRow | null,
  others: Values[string] | undefined,
): Promise<void> {
  for (const name of PROFILE_COLUMNS) {
    const address = columns[name];
    if (typeof address === 'string' && address !== before?.[name])
      await rejectTaken(db, name, address, before);
  }
  for (const text of (others ?? []) as readonly string[])
    await rejectTaken(db, 'other_profiles', profileText(text), before);
}

async function rejectTaken(db: Db, name: string, address: string, before: RawRow | null): Promise<void> {
  if (!isOfOnePerson(address)) return;
  const [other] = (await contactsWithProfile(db, address)).filter(({ id }) => id !== before?.id);
  if (other)
    throw conflict(`${name}: ${address} is the profile of contact ${other.id}  ${other.name}`, {
      code: 'profile-taken',
      id: other.id,
      before: typeof before?.id === 'number' ? before.id : null,
    });
}
