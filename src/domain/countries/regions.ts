import { comparedName } from './names.ts';

/** Finds the zone (IANA) of a region of a country by its name or code; null for one that has the zone of the country. */
export type RegionZoneOf = (country: string, region: string) => string | null;

/** Makes a finder of the text of `data/regions.ts`. */
export function makeRegionZoneOf(text: string): RegionZoneOf {
  const zones = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, country = '', zone = '', regions = ''] = /^(\S+) (\S+): (.*)$/.exec(line) ?? [];
    for (const region of regions.split('|')) zones.set(`${country} ${region}`, zone);
  }
  return (country, region) => zones.get(`${country} ${comparedName(region)}`) ?? null;
}
