import { formatBoth, timeThere } from '../calendar/both-clocks.ts';
import type { Place } from '../calendar/place.ts';
import { relativeDay, toLocalDate, toLocalTime } from '../dates/calendar.ts';
import { formatDay } from '../dates/format-day.ts';
import type { ZoneClock } from './zone-clock.ts';

/** What ranks a lead in the call queue. */
interface Reasons {
  readonly callback: boolean;
  /** UTC ISO 8601. */
  readonly dueAt: string;
  /** Below 0 for no score. */
  readonly score: number;
  readonly attempts: number;
  /** UTC ISO 8601; empty for never. */
  readonly lastTry: string;
  /** The sequence that has it called, with its step. */
  readonly sequence?: string | null;
}

/** Why this lead is next, in one line. `place` is where it is: a callback is shown by both clocks. */
export function callReason(
  { callback, dueAt, score, attempts, lastTry, sequence = null }: Reasons,
  { zone }: Place,
  clock: ZoneClock,
): string {
  if (callback) return `callback due ${formatBoth(dueAt, zone, clock)}`;
  if (sequence !== null) return `sequence ${sequence}`;
  const worth = worthText(score);
  if (attempts === 0 || lastTry === '') return `${worth}, never tried`;
  return `${worth}, tried ${attempts === 1 ? 'once' : `${attempts} times`}, last on ${formatDay(lastTry)}`;
}

/**
 * The same in two or three words for a narrow column, without the day of the last attempt. `today` is the local day.
 */
export function shortCallReason(
  { callback, dueAt, score, attempts, lastTry, sequence = null }: Reasons,
  today: string,
  { zone }: Place,
  clock: ZoneClock,
): string {
  if (callback) {
    const day = toLocalDate(dueAt);
    if (day !== today) return `callback ${relativeDay(day, today)}`;
    const there = timeThere(dueAt, zone, clock);
    return `callback ${toLocalTime(dueAt)}${there === '' ? '' : ` (${there})`}`;
  }
  if (sequence !== null) return `sequence ${sequence.replace(/:.*/s, '')}`;
  if (attempts === 0 || lastTry === '') return `${worthText(score)}, untried`;
  return `${worthText(score)}, ${attempts === 1 ? '1 try' : `${attempts} tries`}`;
}

function worthText(score: number): string {
  return score < 0 ? 'no score' : `score ${score}`;
}
