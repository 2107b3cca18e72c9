import { usage } from '../errors.ts';

/** A part of the day, in minutes since midnight; `end` is exclusive. */
export interface Hours {
  readonly start: number;
  readonly end: number;
}

const SPAN = /^(\d{1,2})(?::?(\d\d))?\s*(?:-|–|to)\s*(\d{1,2})(?::?(\d\d))?$/;

/** Reads `08:00-21:00` or `8-21`. Throws `usage` for anything else. */
export function readHours(text: string): Hours {
  const [, h1, m1 = '0', h2, m2 = '0'] = SPAN.exec(text.trim()) ?? [];
  const start = Number(h1) * 60 + Number(m1);
  const end = Number(h2) * 60 + Number(m2);
  if (Number(m1) < 60 && Number(m2) < 60 && start < end && end <= 1440) return { start, end };
  throw usage(`cannot read "${text}" as hours of a day`, 'Write it as 08:00-21:00.');
}

/** `08:00-21:00`. */
export function hoursText({ start, end }: Hours): string {
  return `${clockText(start)}-${clockText(end)}`;
}

/** Minutes since midnight as `HH:MM`. */
export function clockText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

export function isWithin({ start, end }: Hours, minutes: number): boolean {
  return start <= minutes && minutes < end;
}
