import type { Field, Value } from '../../domain/field.ts';
import { type Phone, phoneText } from '../../domain/phones/phone.ts';
import type { RawRow } from '../sql.ts';
import { phoneCountry } from './phones.ts';
import type { ReadPhones, Values } from './values.ts';

/** Between the numbers of one field. */
const SEPARATOR = '; ';
const READ = /^\+\d+(?:x\d+)?$/;

/** Numbers in their stored form: `+14155550128x208`, as typed where one is not understood. */
export function ownPhoneText(phones: readonly Phone[]): string {
  return phones.map(phoneText).join(SEPARATOR);
}

/** Those of the numbers of a stored text that are kept as typed. */
export function unreadIn(stored: string): string[] {
  return stored.split(SEPARATOR).filter((number) => !READ.test(number));
}

/** The fields of phones that a team added to a noun. */
export function ownPhoneFields(declared: readonly Field[]): readonly Field[] {
  return declared.filter(({ type, access }) => type === 'phone' && access === 'edit');
}

/** The numbers that a change has to read, by field. `before` is null for a new record. */
export function ownPhonesToRead(
  declared: readonly Field[],
  values: Values,
  before: RawRow | null,
): Map<string, string> {
  const texts = new Map<string, string>();
  const fields = ownPhoneFields(declared);
  if (fields.length === 0) return texts;
  const isElsewhere = before !== null && (values.country !== undefined || values.street !== undefined);
  const held = JSON.parse((before?.custom as string | undefined) ?? '{}') as Record<string, Value>;
  for (const { name } of fields) {
    const given = values[name] === undefined && isElsewhere ? held[name] : values[name];
    if (typeof given !== 'string') continue;
    const isKept = given === held[name] && !(isElsewhere && unreadIn(given).length > 0);
    if (!isKept) texts.set(name, given);
  }
  return texts;
}

/** The values of a change with the numbers of own fields in their stored form. */
export function withOwnPhones<V extends Values>(
  declared: readonly Field[],
  values: V,
  before: RawRow | null,
  read: ReadPhones,
): V {
  const texts = ownPhonesToRead(declared, values, before);
  if (texts.size === 0) return values;
  const country = phoneCountry(values, before);
  const all: Record<string, Value> = { ...values };
  for (const [name, text] of texts) all[name] = ownPhoneText(read(text, country)) || text;
  return all as V;
}
