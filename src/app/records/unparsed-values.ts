import type { NounDefinition } from '../../nouns/definition.ts';
import { unreadPhonesOf } from '../../store/unread-phones.ts';
import type { Values } from '../../store/write/values.ts';
import type { Deps } from '../deps.ts';

/** Warnings about values of records, just set, that are stored as typed: such a number is never dialled. */
export async function unparsedValues(
  { store: { db } }: Deps,
  { noun }: NounDefinition,
  ids: readonly number[],
  values: Values,
): Promise<string[]> {
  if (!values.phone && !values.other_phones) return [];
  const unread = await unreadPhonesOf(db, noun, ids);
  return unread.map((typed) => `"${typed}" is stored as typed: it is not a valid phone number`);
}
