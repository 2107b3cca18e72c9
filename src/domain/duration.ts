import { usage } from './errors.ts';

/** The longest duration; anything above is a typing error. */
const MAX_HOURS = 9999;

const UNITS =
  /^(?:(\d+(?:\.\d+)?) ?(?:h|hrs?|hours?))? ?(?:(\d+(?:\.\d+)?) ?(?:m|mins?|minutes?))? ?(?:(\d+(?:\.\d+)?) ?(?:s|secs?|seconds?))?$/;
const CLOCK = /^(?:(\d+):(?=\d\d:))?(\d+):([0-5]\d)$/;

/**
 * Reads a duration in whole seconds: `90` (seconds), `90s`, `2m30s`, `1.5h`, `15 min`, `2:30` (minutes and seconds),
 * `1:02:03`.
 * @throws usage error for anything else and for more than 9999 hours.
 */
export function parseDuration(text: string): number {
  const words = text.trim().toLowerCase().replace(/\s+/g, ' ');
  const seconds = readSeconds(words);
  if (seconds === null) {
    throw usage(
      `cannot read "${text}" as a duration`,
      'Write it as 90 (seconds), 2m30s, 15 min, 1.5h or 2:30',
    );
  }
  if (seconds > MAX_HOURS * 3600) throw usage(`"${text}" is longer than ${MAX_HOURS} hours`);
  return seconds;
}

/** Seconds as `1h2m3s`, without zero parts; `0s` for none. */
export function durationText(seconds: number): string {
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor(seconds / 60) % 60, 'm'],
    [seconds % 60, 's'],
  ];
  return parts.map(([count, unit]) => (count === 0 ? '' : `${count}${unit}`)).join('') || '0s';
}

function readSeconds(words: string): number | null {
  if (/^\d+$/.test(words)) return Number(words);
  const clock = CLOCK.exec(words);
  if (clock) {
    const [, hours, minutes, seconds] = clock;
    if (hours !== undefined && Number(minutes) > 59) return null;
    return Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(seconds);
  }
  const units = words === '' ? null : UNITS.exec(words);
  if (!units) return null;
  const [, hours = 0, minutes = 0, seconds = 0] = units;
  return Math.round(Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
}
