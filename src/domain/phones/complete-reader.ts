import type { CountryCode } from 'libphonenumber-js/core';
import { loadCountryNames } from '../countries/load.ts';
import { type CountryLookup, makeCountryLookup } from './countries.ts';
import { type Phone, unreadPhone } from './phone.ts';
import { NO_NUMBER } from './plain-numbers.ts';
import { type NumberReading, readPhones } from './read-number.ts';
import type { PhoneReader, PlainReading } from './reader.ts';

const MAX_CACHED_TEXTS = 10_000;
/** Of what may stand before an international number: `tel:`, an apostrophe. */
const MAX_CHARS_BEFORE_PLUS = 8;

/** A plain number with an extension behind the usual sign; the general way takes 18 µs for each. */
const PLAIN_EXTENSION = /^(\+?[\d ().-]*[\d)]) ?(?:x|ext\.?) ?(\d{1,7})$/i;

/** An international number that has one spelling: if there is no such number, nothing else is meant. That of Mexico has two. */
const PLAINLY_ABROAD = /^\+(?!5\D*2)[1-9][\d -]*$/;

/** Makes a reader that knows the library and the names of countries. */
export async function makeCompleteReader({ plans, readPlain, home }: PlainReading): Promise<PhoneReader> {
  const [{ default: parse }, countryOf] = await Promise.all([
    import('libphonenumber-js/core'),
    loadCountryNames(),
  ]);
  return new CompleteReader({ plans, readPlain, parse }, makeCountryLookup(plans, countryOf), home);
}

class CompleteReader implements PhoneReader {
  readonly #reading: NumberReading;
  readonly #countryNamed: CountryLookup;
  readonly #home: CountryCode;
  readonly #cache = new Map<string, readonly Phone[]>();

  constructor(reading: NumberReading, countryNamed: CountryLookup, home: CountryCode) {
    this.#reading = reading;
    this.#countryNamed = countryNamed;
    this.#home = home;
  }

  readAll(text: string, country?: string | null): readonly Phone[] {
    const typed = text.trim();
    const own = country ? (this.#countryNamed(country) ?? this.#home) : this.#home;
    const e164 = this.#reading.readPlain(typed, own);
    if (e164) return [{ e164, extension: null, typed }];
    if (e164 === NO_NUMBER && PLAINLY_ABROAD.test(typed)) return [unreadPhone(typed)];
    const [, number, extension] = PLAIN_EXTENSION.exec(typed) ?? [];
    const main = number === undefined ? null : this.#reading.readPlain(number, own);
    if (main) return [{ e164: main, extension: extension as string, typed }];
    const key = `${own} ${typed}`;
    let phones = this.#cache.get(key);
    if (!phones) {
      phones = readPhones(this.#reading, typed, own);
      if (this.#cache.size >= MAX_CACHED_TEXTS) this.#cache.clear();
      this.#cache.set(key, phones);
    }
    return phones;
  }

  read(text: string, country?: string | null): Phone {
    return this.readAll(text, country)[0] ?? unreadPhone(text);
  }

  callingCodeOf(text: string): string | null {
    const at = text.indexOf('+');
    // "4.15556E+10" is what a spreadsheet made of a number.
    if (at < 0 || at > MAX_CHARS_BEFORE_PLUS || /e/i.test(text.charAt(at - 1))) return null;
    const digits = text.slice(at + 1, at + 10).replace(/\D/g, '');
    for (let length = 1; length <= 3; length++)
      if (Object.hasOwn(this.#reading.plans.country_calling_codes, digits.slice(0, length)))
        return digits.slice(0, length);
    return null;
  }

  preferring(callingCode: string): PhoneReader {
    const sharing = this.#reading.plans.country_calling_codes[callingCode] ?? [];
    const [main = this.#home] = sharing;
    const isHome = main === this.#home || sharing.includes(this.#home);
    return isHome ? this : new CompleteReader(this.#reading, this.#countryNamed, main);
  }
}
