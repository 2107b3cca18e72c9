import type { CountryCode } from 'libphonenumber-js/core';
import { usage } from './errors.ts';
import { makePlainPhoneReader, type NumberingPlans } from './plain-phones.ts';

/** A phone number as it is kept. */
interface Phone {
  /** `+442079461001`, without an extension, which E.164 has none of; null for text that is no number. */
  readonly e164: string | null;
  /** As it was typed, blanks around it apart. */
  readonly typed: string;
}

/** Reads phone numbers for somebody in one country. */
export interface PhoneReader {
  read(text: string): Phone;
}

const MOST_REMEMBERED = 10_000;

/**
 * Loads the rules of all countries (some 7 ms) and makes a reader for numbers that name no country code.
 * `defaultCountry` is an ISO 3166 code such as `GB`. Throws a usage error for another text.
 */
export async function makePhoneReader(defaultCountry: string): Promise<PhoneReader> {
  const [{ default: parse, isSupportedCountry, Metadata }, { default: rules }] = await Promise.all([
    import('libphonenumber-js/core'),
    import('libphonenumber-js/metadata.min.json'),
  ]);
  const country = defaultCountry.toUpperCase() as CountryCode;
  if (!isSupportedCountry(country, rules)) {
    throw usage(`unknown country "${defaultCountry}"`, 'Use its two letters, such as GB or US');
  }
  const options = { defaultCountry: country, extract: false };
  const remembered = new Map<string, Phone>();
  const readPlain = makePlainPhoneReader(rules, new Metadata(rules) as unknown as NumberingPlans, country);

  const read = (typed: string): Phone => {
    const number = parse(typed, options, rules);
    return { e164: number?.isPossible() ? number.number : null, typed };
  };

  return {
    read(text) {
      const typed = text.trim();
      const plain = readPlain(typed);
      if (plain !== null) return { e164: plain, typed };
      let phone = remembered.get(typed);
      if (!phone) {
        phone = read(typed);
        if (remembered.size >= MOST_REMEMBERED) remembered.clear();
        remembered.set(typed, phone);
      }
      return phone;
    },
  };
}

/** The digits of a number without its extension, for finding it however it was typed. */
export function digitsOf(text: string): string {
  return text.replace(/(?:;ext=|ext(?:ension)?\.?|x|#)\s*\d+\s*$/i, '').replace(/\D/g, '');
}
