import { addDaysTo, isoTime, startOfDay, toLocalDate } from '../../domain/dates/calendar.ts';
import type { Moment } from '../../domain/dates/moment.ts';
import { usage } from '../../domain/errors.ts';
import { type PastMoment, pastMoment } from '../../store/reports/deals-then.ts';
import type { Deps } from '../deps.ts';

/** The end of a past day, a moment of it, or for today the present. Throws `usage` for the future. */
export async function readPastMoment(deps: Deps, option: string, { date, at }: Moment): Promise<PastMoment> {
  const now = deps.clock.now();
  if ((at ?? 0) > now || date > toLocalDate(now))
    throw usage(`option ${option}: ${date} is in the future`, { code: 'day-to-come' });
  const end = at ?? Date.parse(startOfDay(addDaysTo(date, 1)));
  // Everything up to now, the present millisecond included.
  return pastMoment(deps.store.engine, isoTime(Math.min(end, now + 1)));
}

/** The start of a day. Throws `usage` for the future. */
export async function readStartOfDay(deps: Deps, option: string, day: string): Promise<PastMoment> {
  if (day > toLocalDate(deps.clock.now()))
    throw usage(`option ${option}: ${day} is in the future`, 'Give a day before today.');
  return pastMoment(deps.store.engine, startOfDay(day));
}
