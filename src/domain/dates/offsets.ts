import { DAY_MS, MINUTE_MS } from '../time-units.ts';

/** A zone changes its offset at most once in so many days. */
const STEP_MS = 7 * DAY_MS;

/** A time span with a constant offset from UTC. */
export interface OffsetSpan {
  /** Start, in milliseconds since the epoch; the span ends where the next one starts. */
  readonly from: number;
  /** Minutes to add to UTC. */
  readonly minutes: number;
}

/** Minutes to add to UTC at a moment (milliseconds). */
export type OffsetAt = (ms: number) => number;

/** Offset of the user's own zone, which is the local zone of the process. */
export const localOffset: OffsetAt = (ms) => -new Date(ms).getTimezoneOffset();

/** Offset of an IANA zone; null if the runtime does not know the zone. */
export function zoneOffset(zone: string): OffsetAt | null {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  } catch {
    return null;
  }
  return (ms) => {
    // `3/12/2026, GMT-04:00`, or plain `GMT` for no offset.
    const [, sign, hours = 0, minutes = 0] = /GMT([+-])(\d\d):(\d\d)/.exec(format.format(ms)) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) || 0;
  };
}

/** The moment of a time on the wall of a zone; both in milliseconds, that of the wall as if it were UTC. */
export function momentOfWall(wall: number, offsetAt: OffsetAt): number {
  // The offset before a change of clocks may not be that after it: the second look has the right one.
  const first = wall - offsetAt(wall) * MINUTE_MS;
  return wall - offsetAt(first) * MINUTE_MS;
}

/** The spans from `from` to `to` (milliseconds), in order; clock changes are exact to the minute. */
export function offsetSpans(offsetAt: OffsetAt, from: number, to: number): OffsetSpan[] {
  const spans: OffsetSpan[] = [{ from, minutes: offsetAt(from) }];
  for (let at = from; at < to; at += STEP_MS) {
    const end = Math.min(to, at + STEP_MS);
    const minutes = offsetAt(end);
    if (minutes !== offsetAt(at)) spans.push({ from: changeBetween(offsetAt, at, end), minutes });
  }
  return spans;
}

/** The offset at a moment within the spans. */
export function offsetIn(spans: readonly OffsetSpan[], ms: number): number {
  return (spans.findLast(({ from }) => from <= ms) ?? spans[0])?.minutes ?? 0;
}

/** The first whole minute with the offset of `end`; `start` has another offset. */
function changeBetween(offsetAt: OffsetAt, start: number, end: number): number {
  const endOffset = offsetAt(end);
  let before = Math.floor(start / MINUTE_MS);
  let after = Math.ceil(end / MINUTE_MS);
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(middle * MINUTE_MS) === endOffset) after = middle;
    else before = middle;
  }
  return after * MINUTE_MS;
}
