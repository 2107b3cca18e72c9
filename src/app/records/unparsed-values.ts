import type { NounDefinition } from '../../nouns/definition.ts';
import { customFields } from '../../store/fields.ts';
import { unreadOwnPhonesOf, unreadPhonesOf } from '../../store/unread-phones.ts';
import { ownPhoneFields } from '../../store/write/own-phones.ts';
import type { Values } from '../../store/write/values.ts';
import type { Deps } from '../deps.ts';

/** Warnings about values of records, just set, that are stored as typed: such a number is never dialled. */
export async function unparsedValues(
  { store: { db } }: Deps,
  { noun, fields }: NounDefinition,
  ids: readonly number[],
  values: Values,
): Promise<string[]> {
  const unread = values.phone || values.other_phones ? await unreadPhonesOf(db, noun, ids) : [];
  const own = Object.keys(values).filter(
    (name) => values[name] && !fields.some((each) => each.name === name),
  );
  if (own.length > 0) {
    const phones = ownPhoneFields(await customFields(db, noun)).filter(({ name }) => own.includes(name));
    for (const { name } of phones) unread.push(...(await unreadOwnPhonesOf(db, noun, name, ids)));
  }
  return [...new Set(unread)].map((typed) => `"${typed}" is stored as typed: it is not a valid phone number`);
}
