import type { Country } from '../countries/country.ts';
import { loadCountry } from '../countries/load.ts';
import { weekdayOf } from '../dates/calendar.ts';

/** Saturday and Sunday. */
const USUAL_WEEKEND: readonly number[] = [5, 6];

/** Weekends and public holidays of countries. It knows those that were loaded, and takes others for usual. */
export class Calendar {
  readonly #countries = new Map<string, Country>();

  /** Reads what is known of these countries (ISO 3166); empty ones are left out. */
  async load(countries: Iterable<string>): Promise<void> {
    for (const code of countries)
      if (code !== '' && !this.#countries.has(code)) this.#countries.set(code, await loadCountry(code));
  }

  /** Days without work, from 0 for Monday to 6 for Sunday. */
  weekendOf(country: string): readonly number[] {
    return this.#countries.get(country)?.weekend ?? USUAL_WEEKEND;
  }

  /** The public holiday of a day (`YYYY-MM-DD`); null for none. */
  holidayOn(country: string, date: string): string | null {
    return this.#countries.get(country)?.holidayOn(date) ?? null;
  }

  /** Why nobody works on a day: a holiday, or the weekend; null for a working day. */
  dayOff(country: string, date: string): string | null {
    return (
      this.holidayOn(country, date) ?? (this.weekendOf(country).includes(weekdayOf(date)) ? 'weekend' : null)
    );
  }
}
