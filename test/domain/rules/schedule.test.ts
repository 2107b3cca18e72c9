import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { lastMoment, readSchedule } from '../../../src/domain/rules/schedule.ts';

const MINUTE = 60_000;
const zone = process.env.TZ;

afterEach(() => {
  process.env.TZ = zone;
});

/** The latest minute up to a time whose clock shows one of the times on one of the days; null after 33 days. */
function slowly(days: (date: Date) => boolean, times: readonly number[], now: number): number | null {
  const start = Math.floor(now / MINUTE) * MINUTE;
  let found: number | null = null;
  for (let at = start; at > start - 33 * 24 * 60 * MINUTE && found === null; at -= MINUTE) {
    const date = new Date(at);
    if (days(date) && times.includes(date.getHours() * 60 + date.getMinutes())) found = at;
  }
  return found;
}

const DAYS: readonly (readonly [string, (date: Date) => boolean])[] = [
  ['day', () => true],
  ['weekday', (date) => date.getDay() % 6 !== 0],
  ['tue', (date) => date.getDay() === 2],
  ['mon, Saturday', (date) => [1, 6].includes(date.getDay())],
  ['month', (date) => date.getDate() === 1],
];

test('the last moment is the last minute whose clock shows a time of the schedule', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'),
      fc.constantFrom(...DAYS),
      // Times that no clock skips or shows twice.
      fc.uniqueArray(fc.integer({ min: 4 * 60, max: 23 * 60 + 29 }), { minLength: 1, maxLength: 3 }),
      fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) }),
      (tz, [when, isOn], times, now) => {
        process.env.TZ = tz;
        const texts = times.map((time) => `${Math.floor(time / 60)}:${String(time % 60).padStart(2, '0')}`);
        expect(lastMoment(readSchedule(when, texts), now)).toBe(slowly(isOn, times, now));
      },
    ),
    { numRuns: 40 },
  );
});

test('a time that the clocks skip comes an hour later, and one that they show twice comes once', () => {
  process.env.TZ = 'Europe/Berlin';
  const nightly = readSchedule('day', ['2:30']);
  const moments = (from: string, to: string) => {
    const found = new Set<number>();
    for (let at = Date.parse(from); at <= Date.parse(to); at += MINUTE) found.add(lastMoment(nightly, at));
    return [...found].map((at) => new Date(at).toISOString());
  };
  expect(moments('2026-03-28T01:30:00Z', '2026-03-30T00:30:00Z')).toEqual([
    '2026-03-28T01:30:00.000Z',
    '2026-03-29T01:30:00.000Z',
    '2026-03-30T00:30:00.000Z',
  ]);
  expect(moments('2026-10-24T00:30:00Z', '2026-10-26T01:30:00Z')).toEqual([
    '2026-10-24T00:30:00.000Z',
    '2026-10-25T00:30:00.000Z',
    '2026-10-26T01:30:00.000Z',
  ]);
});

test('an interval begins at midnight', () => {
  process.env.TZ = 'Europe/Berlin';
  const at = (time: string) =>
    new Date(lastMoment(readSchedule('90 minutes', []), Date.parse(time))).toISOString();
  expect(at('2026-03-12T08:59:59Z')).toBe('2026-03-12T08:00:00.000Z');
  expect(at('2026-03-12T09:30:00Z')).toBe('2026-03-12T09:30:00.000Z');
  expect(at('2026-03-12T23:10:00Z')).toBe('2026-03-12T23:00:00.000Z');
});

test.each([
  ['fortnight', []],
  ['day', ['25:00']],
  ['day', ['13pm']],
  ['day', ['8:60']],
  ['hour', ['8:00']],
  ['2000 minutes', []],
  ['0 minutes', []],
])('every %s at %s is an error that shows how to write it', (when, times) => {
  expect(() => readSchedule(when, times)).toThrow(/"/);
});
