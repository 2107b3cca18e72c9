import { countryOfAddress } from '../../domain/phones/address-country.ts';
import { type Phone, phoneKey, phoneText } from '../../domain/phones/phone.ts';
import type { RawRow } from '../sql.ts';
import { type LabelColumns, labelsOf, withLabels } from './labels.ts';
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
  const { phone, other_phones, phone_labels } = values;
  const saysNothing = phone === undefined && other_phones === undefined && phone_labels === undefined;
  if (saysNothing && !isElsewhere) return null;
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
  const labelled = labelsOf(values.phone_labels).map(({ address }) => address);
  return [...phonesIn(current, values), ...labelled].filter((text) => {
    const kept = current.find((phone) => phoneText(phone) === text);
    return !kept || (isElsewhere && kept.e164 === null);
  });
}

/** A phone, and what is said of it. */
export interface LabelledPhone extends Phone, LabelColumns {}

/**
 * The phones of a record after a change, each number once. What is said of a number stays, unless the change says more:
 * then `labelled` makes its row.
 */
export function phonesWanted<T extends LabelledPhone>(
  current: readonly T[],
  { values, isElsewhere, country }: PhoneChange,
  read: ReadPhones,
  labelled: (row: T | LabelledPhone, label: Required<LabelColumns>) => T | LabelledPhone,
): readonly (T | LabelledPhone)[] {
  const wanted = phonesIn(current, values).flatMap((text): readonly (T | LabelledPhone)[] => {
    const kept = current.find((phone) => phoneText(phone) === text);
    if (!kept) return read(text, country);
    if (!isElsewhere || kept.e164 !== null) return [kept];
    const found = read(text, country);
    return found.some(({ e164 }) => e164 !== null) ? found : [kept];
  });
  const phones = current.some(isLabelled) ? wanted.map((phone) => withLabelOf(current, phone)) : wanted;
  return withLabels<T | LabelledPhone>(unique(phones, phoneKey), values.phone_labels, {
    keyOf: phoneKey,
    read: (address) => {
      const kept = current.find((phone) => phoneText(phone) === address);
      return kept ? [kept] : read(address, country);
    },
    labelled,
  });
}

const isLabelled = ({ kind, bad }: LabelColumns): boolean => (kind ?? null) !== null || bad === 1;

/** A number that is written in another way is the same number. */
function withLabelOf<T extends LabelledPhone>(
  current: readonly T[],
  phone: T | LabelledPhone,
): T | LabelledPhone {
  if (current.includes(phone as T)) return phone;
  const known = current.find((other) => isLabelled(other) && phoneKey(other) === phoneKey(phone));
  return known ? { ...phone, kind: known.kind ?? null, bad: known.bad ?? 0 } : phone;
}

function phonesIn(current: readonly Phone[], { phone, other_phones }: Values): string[] {
  return merged(current.map(phoneText), phone, other_phones);
}
