import type { Config } from '../config.ts';
import { readWorkingHours } from '../domain/calling/working-hours.ts';
import { readLanguages } from '../domain/dates/languages.ts';
import type { TimeSettings } from '../domain/dates.ts';

/** How dates and times are read: the working hours decide between 2:00 and 14:00, languages add abbreviations. */
export function timeSettings(config: Config): TimeSettings {
  const { hours, days } = readWorkingHours(config.get('working_hours'));
  return { workingHours: hours, workingDays: days, languages: readLanguages(config.get('languages') ?? '') };
}
