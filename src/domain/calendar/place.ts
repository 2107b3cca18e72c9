import { makeDialZones } from '../calling/dial-zones.ts';
import type { ZoneClock } from '../calling/zone-clock.ts';
import type { Country } from '../countries/country.ts';
import type { CountryOfNumber } from '../countries/dial-codes.ts';
import { loadCountry, loadCountryNames, loadDialCodes, loadRegions } from '../countries/load.ts';
import type { CountryOf } from '../countries/names.ts';
import type { RegionZoneOf } from '../countries/regions.ts';

/** Where somebody is, as far as clocks and calendars go. */
export interface Place {
  /** IANA name; empty if unknown: the user's own zone then applies. */
  readonly zone: string;
  /** ISO 3166, two letters; empty if unknown. */
  readonly country: string;
}

/** What a record says of where somebody is. */
export interface Whereabouts {
  /** As stored, valid or not. */
  readonly timezone: string | null;
  /** A name or a code, as stored. */
  readonly country: string | null;
  /** A state or province, as stored. */
  readonly region: string | null;
  /** The number that is dialled, E.164. */
  readonly phone: string | null;
}

/** A place as one text: `Europe/Berlin DE`, `Asia/Tokyo`, or empty. */
export function placeText({ zone, country }: Place): string {
  return country === '' ? zone : `${zone} ${country}`;
}

/** Reads what `placeText` wrote. */
export function readPlace(text: string): Place {
  const [zone = '', country = ''] = text.split(' ');
  return { zone, country };
}

/**
 * Finds out where people are. Their own country decides: the zone is that of their region, else of their number if it
 * is one of that country, else that of most people there. Without a country, the number decides both.
 */
export class PlaceFinder {
  readonly #clock: Pick<ZoneClock, 'knows'>;
  readonly #dialZoneOf = makeDialZones();
  readonly #countries = new Map<string, Country>();
  #countryOf: CountryOf | undefined;
  #countryOfNumber: CountryOfNumber | undefined;
  #regionZoneOf: RegionZoneOf | undefined;
  /** Countries by what records call them. */
  readonly #named = new Map<string, string | null>();

  constructor(clock: Pick<ZoneClock, 'knows'>) {
    this.#clock = clock;
  }

  /** Reads what has to be known to find these people. */
  async prepare(people: Iterable<Whereabouts>): Promise<void> {
    const all = [...people];
    if (all.some(({ country }) => isGiven(country))) this.#countryOf ??= await loadCountryNames();
    if (all.some(({ phone }) => phone !== null)) this.#countryOfNumber ??= await loadDialCodes();
    if (all.some(({ region, country }) => isGiven(region) && isGiven(country)))
      this.#regionZoneOf ??= await loadRegions();
    const met = new Set(all.map(({ country }) => this.#countryNamed(country)));
    for (const code of met)
      if (code !== null && !this.#countries.has(code)) this.#countries.set(code, await loadCountry(code));
  }

  /** Where somebody is whom `prepare` was called for. */
  placeOf({ timezone, country: name, region, phone }: Whereabouts): Place {
    const ofNumber = phone === null ? null : (this.#countryOfNumber?.(phone) ?? null);
    const named = this.#countryNamed(name);
    const country = named ?? ofNumber ?? '';
    const own = timezone?.trim() ?? '';
    if (own !== '' && this.#clock.knows(own)) return { zone: own, country };
    const ofRegion = named !== null && isGiven(region) ? this.#regionZoneOf?.(named, region) : null;
    const isHome = phone !== null && (named === null || named === ofNumber);
    const zone = ofRegion ?? (isHome ? this.#dialZoneOf(phone) : null) ?? this.#countries.get(country)?.zone;
    return { zone: zone ?? '', country };
  }

  #countryNamed(name: string | null): string | null {
    if (!isGiven(name)) return null;
    let code = this.#named.get(name);
    if (code === undefined) {
      code = this.#countryOf?.(name) ?? null;
      this.#named.set(name, code);
    }
    return code;
  }
}

function isGiven(text: string | null): text is string {
  return text !== null && text.trim() !== '';
}
