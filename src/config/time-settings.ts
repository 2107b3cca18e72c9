import type { Config } from '../config.ts';
import { type CallingTimes, makeCallingTimes } from '../domain/calendar/calling-times.ts';
import { outerHours, readWeekHours, type WeekHours, workingDaysOf } from '../domain/calendar/week-hours.ts';
import { readWorkingHours } from '../domain/calendar/working-hours.ts';
import { makeZoneClock } from '../domain/calling/zone-clock.ts';
import { readLanguages } from '../domain/dates/languages.ts';
import type { TimeSettings } from '../domain/dates.ts';
import { lazy } from '../domain/lazy.ts';
import { HOURS_TABLE } from './keys.ts';

/**
 * How dates and times are read: the working hours decide between 2:00 and 14:00, languages add abbreviations. Settings
 * are read when a time is.
 */
export function timeSettings(config: Config): TimeSettings {
  const working = lazy(() => readWorkingHours(config.get('working_hours')));
  return {
    get workingHours() {
      return outerHours(working());
    },
    get workingDays() {
      return workingDaysOf(working());
    },
    get languages() {
      return readLanguages(config.get('languages') ?? '');
    },
    unsaidIsTheirs: config.get('callback_time') === 'theirs',
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
