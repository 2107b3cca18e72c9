import { DIAL_CODES } from './dial-code-table.ts';

/** The longest beginning of a number that says its country. */
const MAX_DIGITS = 4;

/** Finds the country of a number (E.164); null for one without, such as that of a satellite. */
export type CountryOfNumber = (e164: string) => string | null;

export function makeCountryOfNumber(): CountryOfNumber {
  const countries = new Map<string, string>();
  for (const line of DIAL_CODES.split('\n')) {
    const [country = '', ...beginnings] = line.split(' ');
    for (const digits of beginnings) countries.set(digits, country);
  }
  return (e164) => {
    for (let length = MAX_DIGITS; length > 0; length--) {
      const country = countries.get(e164.slice(1, length + 1));
      if (country !== undefined) return country;
    }
    return null;
  };
}
