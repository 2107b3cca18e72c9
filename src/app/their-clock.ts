import { timeThere } from '../domain/calendar/both-clocks.ts';
import { clockText } from '../domain/calling/hours.ts';
import { weekdayOf } from '../domain/dates/calendar.ts';
import { isoTime } from '../domain/dates.ts';
import type { NamedRecord } from '../domain/record-ref.ts';
import type { Deps } from './deps.ts';
import { theirTime } from './their-time.ts';

/** What the clock of somebody in another zone shows. */
export interface TheirClock {
  /** Now: `04:12 there`. */
  readonly now: string;
  readonly isOpen: boolean;
  /** `in their calling hours until 21:00`, `their calling hours begin Wed 08:00`. */
  readonly hours: string;
  /** What it shows at a moment (UTC ISO 8601): `15:00 there`; empty for a day. */
  at(when: string): string;
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** The clock of the people of a record; null where it shows what the user's does, or nobody knows where they are. */
export async function theirClock(
  deps: Pick<Deps, 'store' | 'callingTimes' | 'timeSettings' | 'clock'>,
  record: Pick<NamedRecord, 'noun' | 'id'>,
): Promise<TheirClock | null> {
  const { clock } = deps.callingTimes;
  const now = deps.clock.now();
  const theirs = await theirTime(deps, [record]);
  const zone = theirs.settings.theirZone ?? '';
  const at = (when: string) => timeThere(when, zone, clock);
  const there = at(isoTime(now));
  if (there === '') return null;
  const closes = theirs.closesAt(now);
  const timeOf = (moment: number) => {
    const { date, minutes } = clock.at(zone, moment);
    const isToday = date === clock.at(zone, now).date;
    return `${isToday ? '' : `${DAYS[weekdayOf(date)]} `}${clockText(minutes)}`;
  };
  const opens = closes === null ? theirs.nextOpen(now) : now;
  const hours =
    closes !== null
      ? `in their calling hours until ${clockText(closes)}`
      : opens > now
        ? `their calling hours begin ${timeOf(opens)}`
        : 'outside their calling hours';
  return { now: there, isOpen: closes !== null, hours, at };
}
