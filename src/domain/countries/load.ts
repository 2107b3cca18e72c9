import { type Country, readCountry } from './country.ts';
import { type CountryOf, makeCountryOf } from './names.ts';
import { makeRegionZoneOf, type RegionZoneOf } from './regions.ts';

/** Every country has a file of its own, so that a command reads only those it meets. */
const textOf = async (name: string): Promise<string> =>
  ((await import(`./data/${name}.ts`)) as { readonly text: string }).text;

/** Reads and makes something once, when it is first wanted. */
function once<T>(name: string, make: (text: string) => T): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () => {
    loaded ??= textOf(name).then(make);
    return loaded;
  };
}

/** A finder of countries by their names in seven languages, and by their codes. */
export const loadCountryNames: () => Promise<CountryOf> = once('names', makeCountryOf);

/** A finder of the zones of regions. */
export const loadRegions: () => Promise<RegionZoneOf> = once('regions', makeRegionZoneOf);

const countries = new Map<string, Promise<Country>>();

/** What is known of a country that a finder has found. */
export function loadCountry(code: string): Promise<Country> {
  let country = countries.get(code);
  if (!country) {
    country = textOf(code.toLowerCase()).then((text) => readCountry(code, text));
    countries.set(code, country);
  }
  return country;
}
