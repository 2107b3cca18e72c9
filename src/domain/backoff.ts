import { MINUTE_MS } from './time-units.ts';

/** How long to wait after the first failure, the second, and so on. */
const WAITS_MS = [1, 5, 30, 2 * 60, 12 * 60].map((minutes) => minutes * MINUTE_MS);

/** A wait is up to this much longer, so that not everybody comes back at once. */
const JITTER = 0.2;

/** Failures after which an item is given up. */
export const MAX_ATTEMPTS = WAITS_MS.length + 1;

/** No wait is longer: a later time was written by a clock that was wrong. */
export const MAX_WAIT_MS = (WAITS_MS.at(-1) ?? 0) * (1 + JITTER);

/** How long to wait after so many failures in a row, in milliseconds; `random` is between 0 and 1. */
export function waitAfter(failures: number, random: number): number {
  const wait = WAITS_MS[Math.min(failures, WAITS_MS.length) - 1] ?? 0;
  return Math.round(wait * (1 + JITTER * random));
}
