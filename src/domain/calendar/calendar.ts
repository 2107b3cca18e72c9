import type { Country } from '../countries/country.ts';
import { loadCountry } from '../countries/load.ts';

/** Saturday and Sunday. */
const USUAL_WEEKEND: readonly number[] = [5, 6];

/** Weekends and public holidays of countries. It knows those that were loaded, and takes others for usual. */
export interface Calendar {
  /** Reads what is known of these countries (ISO 3166); empty ones are left out. */
  load(countries: Iterable<string>): Promise<void>;
  /** Days without work, from 0 for Monday to 6 for Sunday. */
  weekendOf(country: string): readonly number[];
  /** The public holiday of a day (`YYYY-MM-DD`); null for none. */
  holidayOn(country: string, date: string): string | null;
}

/** Makes a calendar that knows no country yet. */
export function makeCalendar(): Calendar {
  return new LoadedCountries();
}

class LoadedCountries implements Calendar {
  readonly #countries = new Map<string, Country>();

  async load(countries: Iterable<string>): Promise<void> {
    for (const code of countries)
      if (code !== '' && !this.#countries.has(code)) this.#countries.set(code, await loadCountry(code));
  }

  weekendOf(country: string): readonly number[] {
    return this.#countries.get(country)?.weekend ?? USUAL_WEEKEND;
  }

  holidayOn(country: string, date: string): string | null {
    return this.#countries.get(country)?.holidayOn(date) ?? null;
  }
}
