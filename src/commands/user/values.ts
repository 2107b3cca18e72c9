import type { Context } from '../../context.ts';
import { weekHoursText } from '../../domain/calendar/week-hours.ts';
import { readWorkingHours } from '../../domain/calendar/working-hours.ts';
import { isZone, unknownZone } from '../../domain/dates/zones.ts';
import { readMoment } from '../../domain/dates.ts';
import { usage } from '../../domain/errors.ts';
import { readEmail } from '../../formats/scalars.ts';
import type { UserValues } from '../../store/users.ts';

/** Reads the options of a user; an empty text clears the value. Throws `usage` for an invalid e-mail address. */
export function userValues(options: {
  fullName?: string | undefined;
  email?: string | undefined;
}): UserValues {
  const email = options.email?.trim();
  return {
    full_name: options.fullName === undefined ? undefined : options.fullName.trim() || null,
    email: email === undefined ? undefined : email === '' ? null : readEmail(email),
  };
}

/** Reads the days of an absence: `2026-12-20..2027-01-06`, one day, or blank for none. Throws `usage`. */
export function readAbsence(
  { clock, timeSettings }: Pick<Context, 'clock' | 'timeSettings'>,
  text: string,
): Pick<UserValues, 'away_from' | 'away_until'> {
  if (text.trim() === '') return { away_from: null, away_until: null };
  const [from = '', until = from, ...rest] = text.split('..');
  const day = (part: string) => readMoment(part, clock.now(), timeSettings).date;
  const absence = { away_from: day(from), away_until: day(until) };
  if (rest.length > 0 || absence.away_until < absence.away_from)
    throw usage(`"${text}" is no absence`, 'Write its first and last day: 2026-12-20..2027-01-06');
  return absence;
}

/** Reads how many leads a user takes at most; null for a blank text. Throws `usage`. */
export function readMaxLeads(text: string): number | null {
  if (text.trim() === '') return null;
  if (!/^\d{1,6}$/.test(text.trim())) throw usage(`--max-leads is a whole number, not "${text}"`);
  return Number(text);
}

/** Reads when a user works, as it is stored; null for a blank text. Throws `usage`. */
export function readUserHours(text: string): string | null {
  return text.trim() === '' ? null : weekHoursText(readWorkingHours(text));
}

/** Reads the zone of a user's hours; null for a blank text. Throws `usage`. */
export function readUserZone(text: string): string | null {
  const zone = text.trim();
  if (zone !== '' && !isZone(zone)) throw unknownZone(zone);
  return zone === '' ? null : zone;
}
