import type { CountryCode } from 'libphonenumber-js/core';
import type { CountryOf } from '../countries/names.ts';
import { countryByCode, type NumberingPlans } from './numbering-plans.ts';

/** The country that a text names: `DE`, `deu`, `Germany`, `Deutschland (DE)`, `+49`; null if it names none. */
export type CountryLookup = (text: string) => CountryCode | null;

/** Makes a lookup by codes, names and calling codes; each text is looked up once. */
export function makeCountryLookup(plans: NumberingPlans, countryOf: CountryOf): CountryLookup {
  const known = new Map<string, CountryCode | null>();

  const named = (text: string): CountryCode | null => {
    const code =
      countryByCode(plans, text) ?? countryOf(text) ?? CAR_SIGNS[text.trim().toUpperCase()] ?? null;
    return code === null ? null : countryByCode(plans, code);
  };
  const find = (text: string): CountryCode | null => {
    const [, calling] = /^\s*(?:\+|00)?\s*(\d{1,3})\s*$/.exec(text) ?? [];
    if (calling !== undefined) return plans.country_calling_codes[calling]?.[0] ?? null;
    // "US-CA" is a part of the US.
    const [, country] = /^\s*([A-Z]{2})-[A-Z\d]{1,3}\s*$/.exec(text) ?? [];
    if (country !== undefined) return countryByCode(plans, country);
    // "Germany (DE)", "DE - Germany", "Georgia, USA".
    const parts = lettersOfFlags(text).split(/[()[\]/|,;]|\s[-–—]\s/);
    return (
      named(text) ??
      parts.toReversed().reduce<CountryCode | null>((found, part) => found ?? named(part), null)
    );
  };

  return (text) => {
    let country = known.get(text);
    if (country === undefined) {
      country = find(text);
      known.set(text, country);
    }
    return country;
  };
}

/** Countries by the sign of their cars, as before a postal code: `D-10115`. */
const CAR_SIGNS: Readonly<Record<string, string>> = {
  A: 'AT',
  B: 'BE',
  D: 'DE',
  E: 'ES',
  F: 'FR',
  I: 'IT',
  L: 'LU',
  P: 'PT',
};

const FIRST_FLAG_LETTER = 0x1f1e6;

/** A flag is the two letters of its country, each a symbol of its own. */
function lettersOfFlags(text: string): string {
  return text.replace(/[\u{1f1e6}-\u{1f1ff}]/gu, (letter) =>
    String.fromCharCode(65 + (letter.codePointAt(0) as number) - FIRST_FLAG_LETTER),
  );
}
