import type { Calendar } from '../calendar/calendar.ts';
import type { Place } from '../calendar/place.ts';
import { DISPOSITIONS, type Disposition } from '../call-results.ts';
import { addDaysTo, weekdayOf } from '../dates/calendar.ts';
import { type Hours, isWithin } from './hours.ts';
import type { ZoneClock } from './zone-clock.ts';

/** The minimum time between two attempts: minutes, or working days at the same time of day. */
export interface Gap {
  readonly count: number;
  readonly unit: 'minutes' | 'days';
}

/** How often, and how far apart, a lead is tried. */
export interface Cadence {
  readonly name: string;
  /** Total attempts, unless a callback is agreed. */
  readonly attempts: number;
  readonly gaps: Readonly<Record<Disposition, Gap>>;
  /** Parts of the day that unanswered attempts are spread over; empty for no spreading. */
  readonly parts: readonly Hours[];
  /** Days of the week that count in gaps of days: 0 for Monday to 6 for Sunday. At least one. */
  readonly days: readonly number[];
}

const minutes = (count: number): Gap => ({ count, unit: 'minutes' });
const days = (count: number): Gap => ({ count, unit: 'days' });

/** Six attempts in about two weeks, at different times of the working day. */
export const STANDARD_CADENCE: Cadence = {
  name: 'standard',
  attempts: 6,
  gaps: {
    answered: days(3),
    gatekeeper: days(1),
    voicemail: days(2),
    'no-answer': minutes(240),
    busy: minutes(30),
    'wrong-number': minutes(0),
    failed: minutes(0),
  },
  parts: [
    { start: 480, end: 660 },
    { start: 660, end: 840 },
    { start: 840, end: 1020 },
    { start: 1020, end: 1200 },
  ],
  days: [0, 1, 2, 3, 4],
};

/** The clocks and the holidays of places. */
interface Times {
  readonly clock: ZoneClock;
  readonly calendar: Pick<Calendar, 'holidayOn'>;
}

/** After these, another time of day may get an answer. */
const UNANSWERED: ReadonlySet<Disposition> = new Set(['gatekeeper', 'voicemail', 'no-answer']);

/** The earliest moment (milliseconds) of the next attempt after `last`, in the called party's zone. */
export function nextTry(
  cadence: Cadence,
  disposition: Disposition,
  last: number,
  place: Place,
  times: Times,
): number {
  const gap = cadence.gaps[disposition];
  const rested =
    gap.unit === 'minutes' ? last + gap.count * 60_000 : addWorkingDays(cadence, gap, last, place, times);
  return UNANSWERED.has(disposition) && gap.count > 0
    ? moveToNextPart(cadence, last, rested, place, times)
    : rested;
}

/** A holiday there is no working day. */
function addWorkingDays(
  cadence: Cadence,
  gap: Gap,
  last: number,
  { zone, country }: Place,
  { clock, calendar }: Times,
): number {
  const { date, minutes: time } = clock.at(zone, last);
  let day = date;
  for (let left = gap.count; left > 0; ) {
    day = addDaysTo(day, 1);
    if (cadence.days.includes(weekdayOf(day)) && calendar.holidayOn(country, day) === null) left--;
  }
  return clock.moment(zone, { date: day, minutes: time });
}

/** Moves the attempt out of the part of the day that was tried last. */
function moveToNextPart(
  cadence: Cadence,
  last: number,
  rested: number,
  { zone }: Place,
  { clock }: Times,
): number {
  const tried = clock.at(zone, last);
  const part = cadence.parts.find((each) => isWithin(each, tried.minutes));
  const then = clock.at(zone, rested);
  if (cadence.parts.length < 2 || !part || !isWithin(part, then.minutes)) return rested;
  return clock.moment(zone, { date: then.date, minutes: part.end });
}

/** The gap of every disposition as text: `no-answer=4h, voicemail=2d`. */
export function gapsText(gaps: Cadence['gaps']): string {
  return DISPOSITIONS.map((disposition) => `${disposition}=${gapText(gaps[disposition])}`).join(', ');
}

function gapText({ count, unit }: Gap): string {
  if (unit === 'days') return `${count}d`;
  if (count === 0) return '0';
  return count % 60 === 0 ? `${count / 60}h` : `${count}m`;
}
