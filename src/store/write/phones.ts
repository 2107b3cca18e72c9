import { countryOfAddress } from '../../domain/phones/address-country.ts';
import { type Phone, phoneKey, phoneText } from '../../domain/phones/phone.ts';
import type { RawRow } from '../sql.ts';
import { merged, unique } from './several-values.ts';
import type { ReadPhones, Values } from './values.ts';

/** What a change says of a record's phones. */
export interface PhoneChange {
  readonly values: Values;
  /** What names the country of the record afterwards. */
  readonly country: string | null;
  /** Whether the change says which country it is: then numbers that were not understood are read again. */
  readonly isElsewhere: boolean;
}

/** The change of a record's phones; null if it says nothing of them and of no country. */
export function phoneChangeOf(values: Values, before: RawRow | null): PhoneChange | null {
  const country = phoneCountry(values, before);
  const isElsewhere = before !== null && (values.country !== undefined || values.street !== undefined);
  if (values.phone === undefined && values.other_phones === undefined && !isElsewhere) return null;
  return { values, country, isElsewhere };
}

/** The name or code of the country of a record, or the one at the end of its address; null if it has none. */
export function phoneCountry(values: Values, before: RawRow | null): string | null {
  const country = values.country === undefined ? before?.country : values.country;
  if (typeof country === 'string' && country !== '') return country;
  const street = values.street === undefined ? before?.street : values.street;
  return typeof street === 'string' ? countryOfAddress(street) : null;
}

/** The texts that have to be read for a change. */
export function textsToRead(current: readonly Phone[], { values, isElsewhere }: PhoneChange): string[] {
  return phonesIn(current, values).filter((text) => {
    const kept = current.find((phone) => phoneText(phone) === text);
    return !kept || (isElsewhere && kept.e164 === null);
  });
}

/** The phones of a record after a change, each number once. */
export function phonesWanted<T extends Phone>(
  current: readonly T[],
  { values, isElsewhere, country }: PhoneChange,
  read: ReadPhones,
): (T | Phone)[] {
  const wanted = phonesIn(current, values).flatMap((text): readonly (T | Phone)[] => {
    const kept = current.find((phone) => phoneText(phone) === text);
    if (!kept) return read(text, country);
    if (!isElsewhere || kept.e164 !== null) return [kept];
    const found = read(text, country);
    return found.some(({ e164 }) => e164 !== null) ? found : [kept];
  });
  return unique(wanted, phoneKey);
}

function phonesIn(current: readonly Phone[], { phone, other_phones }: Values): string[] {
  return merged(current.map(phoneText), phone, other_phones);
}
