import { makeDialZones } from '../calling/dial-zones.ts';
import type { ZoneClock } from '../calling/zone-clock.ts';
import type { Country } from '../countries/country.ts';
import { makeCountryOfNumber } from '../countries/dial-codes.ts';
import { loadCountry, loadCountryNames, loadRegions } from '../countries/load.ts';
import type { CountryOf } from '../countries/names.ts';
import type { RegionZoneOf } from '../countries/regions.ts';
import { lazy } from '../lazy.ts';

import type { Place, Whereabouts } from './place.ts';

/** Finds out where people are. */
export interface PlaceFinder {
  /** Reads what has to be known to find these people. */
  prepare(people: Iterable<Whereabouts>): Promise<void>;
  /** Where somebody is whom `prepare` was called for. */
  placeOf(person: Whereabouts): Place;
}

/**
 * Makes a finder. The own country of people decides: the zone is that of their region, else of their number if it is one
 * of that country, else that of most people there. Without a country, the number decides both.
 */
export function makePlaceFinder(clock: Pick<ZoneClock, 'knows'>): PlaceFinder {
  return new Finder(clock);
}

class Finder implements PlaceFinder {
  readonly #clock: Pick<ZoneClock, 'knows'>;
  readonly #dialZoneOf = makeDialZones();
  readonly #countries = new Map<string, Country>();
  #countryOf: CountryOf | undefined;
  readonly #countryOfNumber = lazy(makeCountryOfNumber);
  #regionZoneOf: RegionZoneOf | undefined;
  /** Countries by what records call them. */
  readonly #named = new Map<string, string | null>();

  constructor(clock: Pick<ZoneClock, 'knows'>) {
    this.#clock = clock;
  }

  async prepare(people: Iterable<Whereabouts>): Promise<void> {
    const all = [...people];
    await this.#loadNamed(new Set(all.map(({ country }) => country).filter(isGiven)));
    if (all.some(({ region, country }) => isGiven(region) && isGiven(country)))
      this.#regionZoneOf ??= await loadRegions();
    const met = new Set(all.map(({ country }) => this.#countryNamed(country)));
    for (const code of met) if (code !== null) await this.#load(code);
  }

  placeOf({ timezone, country: name, region, phone }: Whereabouts): Place {
    const ofNumber = phone === null ? null : this.#countryOfNumber()(phone);
    const named = this.#countryNamed(name);
    const country = named ?? ofNumber ?? '';
    const own = timezone?.trim() ?? '';
    if (own !== '' && this.#clock.knows(own)) return { zone: own, country };
    const ofRegion = named !== null && isGiven(region) ? this.#regionZoneOf?.(named, region) : null;
    const isHome = phone !== null && (named === null || named === ofNumber);
    const zone = ofRegion ?? (isHome ? this.#dialZoneOf(phone) : null) ?? this.#countries.get(country)?.zone;
    return { zone: zone ?? '', country };
  }

  /** Finds the countries of names. Two letters mostly are a code, and the names of all countries are long. */
  async #loadNamed(names: ReadonlySet<string>): Promise<void> {
    for (const name of names) {
      if (this.#named.has(name)) continue;
      const code = name.trim().toUpperCase();
      if (CODE.test(code) && (await this.#load(code))) this.#named.set(name, code);
      else this.#countryOf ??= await loadCountryNames();
    }
  }

  /** Reads a country; false if there is none with this code. */
  async #load(code: string): Promise<boolean> {
    if (this.#countries.has(code)) return true;
    const country = await loadCountry(code).catch(() => null);
    if (country !== null) this.#countries.set(code, country);
    return country !== null;
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

const CODE = /^[A-Z]{2}$/;

function isGiven(text: string | null): text is string {
  return text !== null && text.trim() !== '';
}
