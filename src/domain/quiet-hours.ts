import { clockText } from './calling/hours.ts';
import { usage } from './errors.ts';

/** A part of the day in minutes since midnight, which may go beyond midnight. */
export interface QuietHours {
  readonly start: number;
  readonly end: number;
}

const SPAN = /^(\d{1,2})(?::?(\d\d))?\s*(?:-|–|to)\s*(\d{1,2})(?::?(\d\d))?$/;

/** Reads `22-7` or `22:00-07:00`. Throws `usage`. */
export function readQuietHours(text: string): QuietHours {
  const [, h1 = '', m1 = '0', h2 = '', m2 = '0'] = SPAN.exec(text.trim()) ?? [];
  const [start, end] = [Number(h1) * 60 + Number(m1), Number(h2) * 60 + Number(m2)];
  const isRead =
    h1 !== '' && Number(m1) < 60 && Number(m2) < 60 && start < 1440 && end <= 1440 && start !== end;
  if (isRead) return { start, end };
  throw usage(`cannot read "${text}" as hours of a day`, 'Write it as 22:00-07:00.');
}

/** `22:00-07:00`. */
export function quietHoursText({ start, end }: QuietHours): string {
  return `${clockText(start)}-${clockText(end)}`;
}

/** Whether a local time is within the hours. */
export function isQuiet({ start, end }: QuietHours, now: number): boolean {
  const at = new Date(now);
  const minutes = at.getHours() * 60 + at.getMinutes();
  return start < end ? start <= minutes && minutes < end : start <= minutes || minutes < end;
}
