import { usage } from './errors.ts';

/** Nothing that is timed lasts longer; a larger number is a slip of the finger. */
const MOST_HOURS = 9999;

const UNITS =
  /^(?:(\d+(?:\.\d+)?) ?(?:h|hrs?|hours?))? ?(?:(\d+(?:\.\d+)?) ?(?:m|mins?|minutes?))? ?(?:(\d+(?:\.\d+)?) ?(?:s|secs?|seconds?))?$/;
const CLOCK = /^(?:(\d+):(?=\d\d:))?(\d+):([0-5]\d)$/;

/**
 * Reads how long something took, in whole seconds: `90` (seconds), `90s`, `2m30s`, `1.5h`, `15 min`, `2:30`
 * (minutes and seconds), `1:02:03`.
 * @throws usage error for anything else and for more than 9999 hours.
 */
export function parseDuration(text: string): number {
  const said = text.trim().toLowerCase().replace(/\s+/g, ' ');
  const seconds = secondsSaid(said);
  if (seconds === null) {
    throw usage(
      `cannot read "${text}" as a duration`,
      'write it as 90 (seconds), 2m30s, 15 min, 1.5h or 2:30',
    );
  }
  if (seconds > MOST_HOURS * 3600) throw usage(`"${text}" is longer than ${MOST_HOURS} hours`);
  return seconds;
}

/** Seconds as `1h2m3s`, parts that are nothing left out; `0s` for none. */
export function durationText(seconds: number): string {
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor(seconds / 60) % 60, 'm'],
    [seconds % 60, 's'],
  ];
  return parts.map(([count, unit]) => (count === 0 ? '' : `${count}${unit}`)).join('') || '0s';
}

function secondsSaid(said: string): number | null {
  if (/^\d+$/.test(said)) return Number(said);
  const clock = CLOCK.exec(said);
  if (clock) {
    const [, hours, minutes, seconds] = clock;
    if (hours !== undefined && Number(minutes) > 59) return null;
    return Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(seconds);
  }
  const units = said === '' ? null : UNITS.exec(said);
  if (!units) return null;
  const [, hours = 0, minutes = 0, seconds = 0] = units;
  return Math.round(Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
}
