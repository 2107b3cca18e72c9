import { usage } from '../errors.ts';
import { makeCompleteReader } from './complete-reader.ts';
import { countryByCode, type NumberingPlans } from './numbering-plans.ts';
import { type Phone, unreadPhone } from './phone.ts';
import { makePlainNumberReader } from './plain-numbers.ts';
import type { PhoneReader, PlainReading } from './reader.ts';

/** Loads what reads phone numbers: plainly written ones need the plans alone, others the library too. */
export class PhoneReaders {
  readonly #countryOf: () => string;
  #plain: Promise<PlainReading> | undefined;
  #reader: Promise<PhoneReader> | undefined;

  /** `defaultCountry` gives two letters (ISO 3166); it is asked when the first number is read. */
  constructor(defaultCountry: () => string) {
    this.#countryOf = defaultCountry;
  }

  /** The numbers of a text. Throws `usage` for an unknown default country. */
  async readAll(text: string, country?: string | null): Promise<readonly Phone[]> {
    const { plans, readPlain, home } = await this.#plainReading();
    const typed = text.trim();
    const own = country ? countryByCode(plans, country) : home;
    const e164 = own === null && !typed.startsWith('+') ? null : readPlain(typed, own ?? home);
    if (e164) return [{ e164, extension: null, typed }];
    return (await this.reader()).readAll(text, country);
  }

  /** The first number of a text. */
  async read(text: string, country?: string | null): Promise<Phone> {
    return (await this.readAll(text, country))[0] ?? unreadPhone(text);
  }

  /** A reader that needs no more time for anything. */
  reader(): Promise<PhoneReader> {
    this.#reader ??= this.#plainReading().then(makeCompleteReader);
    return this.#reader;
  }

  #plainReading(): Promise<PlainReading> {
    this.#plain ??= loadPlainReading(this.#countryOf());
    return this.#plain;
  }
}

/** A reader of numbers of a country. Throws `usage` for an unknown one. */
export function makePhoneReader(defaultCountry: string): Promise<PhoneReader> {
  return new PhoneReaders(() => defaultCountry).reader();
}

async function loadPlainReading(defaultCountry: string): Promise<PlainReading> {
  const plans = (await import('libphonenumber-js/metadata.max.json')).default as NumberingPlans;
  const home = countryByCode(plans, defaultCountry);
  if (home === null) throw usage(`unknown country "${defaultCountry}"`, 'Use two letters, such as GB or US');
  return { plans, readPlain: makePlainNumberReader(plans), home };
}
