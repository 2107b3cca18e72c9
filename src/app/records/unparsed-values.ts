import { zoneOffset } from '../../domain/dates/offsets.ts';
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
  const remarks: string[] = [];
  if (values.phone || values.other_phones)
    for (const typed of await unreadPhonesOf(db, noun, ids))
      remarks.push(`"${typed}" is stored as typed: it is not a valid phone number`);
  const { timezone } = values;
  if (typeof timezone === 'string' && zoneOffset(timezone) === null)
    remarks.push(`"${timezone}" is stored as typed: it is not a known time zone, such as Europe/London`);
  return remarks;
}
