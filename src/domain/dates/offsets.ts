const DAY_MS = 86_400_000;
/** Zones change their offset at most once within so many days. */
const STEP_MS = 7 * DAY_MS;
const MINUTE_MS = 60_000;

/** A stretch of time throughout which local clocks differ from UTC by the same amount. */
export interface OffsetSpan {
  /** Its begin, in milliseconds since the epoch; it ends where the next one begins. */
  readonly from: number;
  /** What to add to UTC, in minutes. */
  readonly minutes: number;
}

/** Tells what to add to UTC at a moment (milliseconds), in minutes. */
export type OffsetAt = (ms: number) => number;

/** Offsets of the user's own zone, which is the local zone of the process. */
export const localOffset: OffsetAt = (ms) => -new Date(ms).getTimezoneOffset();

/** Offsets of an IANA zone, or null when the runtime knows no zone of that name. */
export function zoneOffset(zone: string): OffsetAt | null {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  } catch {
    return null;
  }
  return (ms) => {
    // `3/12/2026, GMT-04:00`, and plain `GMT` for none.
    const [, sign, hours = 0, minutes = 0] = /GMT([+-])(\d\d):(\d\d)/.exec(format.format(ms)) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) || 0;
  };
}

/** The spans that cover `from` to `to` (milliseconds), in order; each change of the clocks is found to the minute. */
export function offsetSpans(offsetAt: OffsetAt, from: number, to: number): OffsetSpan[] {
  const spans: OffsetSpan[] = [{ from, minutes: offsetAt(from) }];
  for (let at = from; at < to; at += STEP_MS) {
    const end = Math.min(to, at + STEP_MS);
    const minutes = offsetAt(end);
    if (minutes !== offsetAt(at)) spans.push({ from: changeBetween(offsetAt, at, end), minutes });
  }
  return spans;
}

/** The offset that the spans give for a moment within them. */
export function offsetIn(spans: readonly OffsetSpan[], ms: number): number {
  return (spans.findLast(({ from }) => from <= ms) ?? spans[0])?.minutes ?? 0;
}

/** The first whole minute that has the offset of `end`; the offset at `start` is another. */
function changeBetween(offsetAt: OffsetAt, start: number, end: number): number {
  const wanted = offsetAt(end);
  let before = Math.floor(start / MINUTE_MS);
  let after = Math.ceil(end / MINUTE_MS);
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(middle * MINUTE_MS) === wanted) after = middle;
    else before = middle;
  }
  return after * MINUTE_MS;
}
