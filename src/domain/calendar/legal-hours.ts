import { readWeekHours, type WeekHours } from './week-hours.ts';

/** When the law of a country lets sales calls be made, in the called person's time. */
interface LegalHours {
  readonly hours: string;
  readonly restsOnHolidays: boolean;
}

/**
 * Only countries whose source was read; all others have none. These laws protect consumers, but whether a number is a
 * consumer's is not known.
 */
const LEGAL_HOURS: Readonly<Record<string, LegalHours>> = {
  // FCC, Unwanted Telephone Marketing Calls: none "before 8 am or after 9 pm" (47 CFR 64.1200(c)(1)).
  // http://purl.access.gpo.gov/GPO/LPS76294, read on 2026-11-30
  US: { hours: '8-21', restsOnHolidays: false },
  // CRTC, Key Unsolicited Telecommunications Rules: 9:00 to 21:30 on weekdays, 10:00 to 18:00 on weekends.
  // https://crtc.gc.ca/eng/phone/telemarketing/tobligations/rules-regles.htm, read on 2026-11-30
  CA: { hours: 'mon-fri 9-21:30; sat-sun 10-18', restsOnHolidays: false },
  // Decree 2022-1313 of 2022-10-13, in force since 2023-03-01: from Monday to Friday but for public holidays.
  // https://www.legifrance.gouv.fr/jorf/id/JORFTEXT000046421823, read on 2026-11-30
  FR: { hours: 'mon-fri 10-13,14-20', restsOnHolidays: true },
};

/** The hours that the law of a country allows; null where no source was read. */
export function legalHoursOf(country: string): WeekHours | null {
  const legal = Object.hasOwn(LEGAL_HOURS, country) ? LEGAL_HOURS[country] : undefined;
  return legal ? { ...readWeekHours(legal.hours), restsOnHolidays: legal.restsOnHolidays } : null;
}
