import type { CountryCode } from 'libphonenumber-js/core';
import { usage } from './errors.ts';
import { makePlainPhoneReader, type NumberingPlans } from './plain-phones.ts';

/** A phone number as stored. */
interface Phone {
  /** `+442079461001`, without an extension; null for text that is not a number. */
  readonly e164: string | null;
  /** As typed, trimmed. */
  readonly typed: string;
}

/** Reads phone numbers for one default country. */
export interface PhoneReader {
  read(text: string): Phone;
}

const MAX_CACHED_NUMBERS = 10_000;

/**
 * Loads the rules of all countries (about 7 ms) and makes a reader. `defaultCountry` (ISO 3166, such as `GB`) applies
 * to numbers without a country code. Throws a usage error for an unknown country.
 */
export async function makePhoneReader(defaultCountry: string): Promise<PhoneReader> {
  const [{ default: parse, isSupportedCountry, Metadata }, { default: rules }] = await Promise.all([
    import('libphonenumber-js/core'),
    import('libphonenumber-js/metadata.min.json'),
  ]);
  const country = defaultCountry.toUpperCase() as CountryCode;
  if (!isSupportedCountry(country, rules)) {
    throw usage(`unknown country "${defaultCountry}"`, 'Use two letters, such as GB or US');
  }
  const options = { defaultCountry: country, extract: false };
  const cache = new Map<string, Phone>();
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
      let phone = cache.get(typed);
      if (!phone) {
        phone = read(typed);
        if (cache.size >= MAX_CACHED_NUMBERS) cache.clear();
        cache.set(typed, phone);
      }
      return phone;
    },
  };
}

/** The digits of a number without its extension, to find it in any spelling. */
export function digitsOf(text: string): string {
  return text.replace(/(?:;ext=|ext(?:ension)?\.?|x|#)\s*\d+\s*$/i, '').replace(/\D/g, '');
}
