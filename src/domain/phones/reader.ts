import type { CountryCode } from 'libphonenumber-js/core';
import type { NumberingPlans } from './numbering-plans.ts';
import type { Phone } from './phone.ts';
import type { PlainNumberReader } from './plain-numbers.ts';

/**
 * Reads phone numbers. A number without a calling code is one of `country`, which is a code or a name as in the country
 * of a record; without it, or if it names none, one of the reader's own country.
 */
export interface PhoneReader {
  /** The numbers of a text, in their order: mostly one, none of a blank text. */
  readAll(text: string, country?: string | null): readonly Phone[];
  /** The first number of a text. */
  read(text: string, country?: string | null): Phone;
  /** The calling code of an international number: `44` of `+44 20 …`; null for other text. */
  callingCodeOf(text: string): string | null;
  /** A reader whose own country is the one with a calling code, such as `44`. */
  preferring(callingCode: string): PhoneReader;
}

/** What reads plainly written numbers. */
export interface PlainReading {
  readonly plans: NumberingPlans;
  readonly readPlain: PlainNumberReader;
  /** The country of numbers without a calling code. */
  readonly home: CountryCode;
}
