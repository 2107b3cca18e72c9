import { type Country, readCountry } from './country.ts';
import { type CountryOf, makeCountryOf } from './names.ts';

/** Every country has a file of its own, so that a command reads only those it meets. */
const textOf = async (name: string): Promise<string> =>
  ((await import(`./data/${name}.ts`)) as { readonly text: string }).text;

let names: Promise<CountryOf> | undefined;
const countries = new Map<string, Promise<Country>>();

/** A finder of countries by their names in seven languages, and by their codes. */
export function loadCountryNames(): Promise<CountryOf> {
  names ??= textOf('names').then(makeCountryOf);
  return names;
}

/** What is known of a country that the finder has found. */
export function loadCountry(code: string): Promise<Country> {
  let country = countries.get(code);
  if (!country) {
    country = textOf(code.toLowerCase()).then((text) => readCountry(code, text));
    countries.set(code, country);
  }
  return country;
}
