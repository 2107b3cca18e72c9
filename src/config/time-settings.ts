import type { Config } from '../config.ts';
import { type CallingTimes, makeCallingTimes } from '../domain/calendar/calling-times.ts';
import { outerHours, readWeekHours, type WeekHours, workingDaysOf } from '../domain/calendar/week-hours.ts';
import { readWorkingHours } from '../domain/calendar/working-hours.ts';
import { makeZoneClock } from '../domain/calling/zone-clock.ts';
import type { Country } from '../domain/countries/country.ts';
import type { FiscalCalendar } from '../domain/dates/fiscal.ts';
import { readLanguages } from '../domain/dates/languages.ts';
import type { TimeSettings } from '../domain/dates.ts';
import { lazy } from '../domain/lazy.ts';
import { HOURS_TABLE, WEEKDAYS } from './keys.ts';

/**
 * How dates and times are read: the working hours decide between 2:00 and 14:00, languages add abbreviations. Settings
 * are read when a time is.
 *
 * @param country - The user's own, whose holidays are no working days; null where it is not known or not needed.
 */
export function timeSettings(config: Config, country: Country | null): TimeSettings {
  const working = lazy(() => readWorkingHours(config.get('working_hours')));
  return {
    get workingHours() {
      return outerHours(working());
    },
    get workingDays() {
      return workingDaysOf(working());
    },
    get fiscalFirstMonth() {
      return fiscalCalendar(config).firstMonth;
    },
    get languages() {
      return readLanguages(config.get('languages') ?? '');
    },
    holidayOn: country && ((date) => country.holidayOn(date)),
    unsaidIsTheirs: config.get('callback_time') === 'theirs',
  };
}

/** When years and weeks begin in reports, targets and forecasts. */
export function fiscalCalendar(config: Config): FiscalCalendar {
  return {
    firstMonth: Number(config.get('fiscal_year_start').slice(0, 2)),
    firstWeekday: WEEKDAYS.indexOf(config.get('week_start')),
  };
}

/** When people may be called. */
export function callingTimes(config: Config): CallingTimes {
  const byCountry = new Map<string, WeekHours>();
  for (const [name, value] of Object.entries(config.values))
    if (name.startsWith(`${HOURS_TABLE}.`) && value !== undefined)
      byCountry.set(name.slice(HOURS_TABLE.length + 1), readWeekHours(value));
  const areDefault = config.values.calling_hours === undefined;
  return makeCallingTimes(makeZoneClock(), {
    usual: readWeekHours(config.get('calling_hours')),
    areDefault,
    byCountry,
  });
}

/** Words of times that depend on the holidays of a country; others need none. */
const MAY_NEED_HOLIDAYS =
  /holiday|working|business|werktag|day|eow|week|christmas|xmas|easter|pentecost|thanksgiving|new year|feier|ostern|pfingst|weihnacht|neujahr|paques|pâques|noel|noël|navidad|pascua|natal|pasqua|pasen|kerst|pinkster|páscoa|pascoa/i;

/** The country of the config file, for the times of a command line. Loaded where its words may need it. */
export async function ownCountry(
  config: Config,
  argv: readonly string[],
  isScreen: boolean,
): Promise<Country | null> {
  const code = config.values.country;
  if (code === undefined || !(isScreen || argv.some((word) => MAY_NEED_HOLIDAYS.test(word)))) return null;
  const { loadCountry } = await import('../domain/countries/load.ts');
  return loadCountry(code.toUpperCase());
}
