import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeCalendar } from '../../../src/domain/calendar/calendar.ts';
import { readWeekHours } from '../../../src/domain/calendar/week-hours.ts';
import { type Stop, WorkingTime, type WorkTimes } from '../../../src/domain/calendar/working-time.ts';
import { makeZoneClock } from '../../../src/domain/calling/zone-clock.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const calendar = makeCalendar();

beforeAll(() => calendar.load(['DE', 'US', 'AU']));

function timeOf({ hours = 'mon-fri 9-17', zone = 'Europe/Berlin', country = '' } = {}): WorkingTime {
  return new WorkingTime({ hours: readWeekHours(hours), zone, country }, makeZoneClock(), calendar);
}

const due = (time: WorkingTime, start: string, ms: number, stops: readonly Stop[] = []) => {
  const state = time.run(Date.parse(start), ms, stops);
  return state.due === null ? null : new Date(state.due).toISOString();
};

describe('a clock runs in working time', () => {
  test('over nights, weekends and holidays', () => {
    const time = timeOf({ country: 'DE' });
    expect(due(time, '2026-12-04T15:00:00Z', 2 * HOUR_MS)).toBe('2026-12-07T09:00:00.000Z');
    // From Christmas Eve over the 25th, the 26th and a Sunday.
    expect(due(time, '2026-12-24T15:00:00Z', 2 * HOUR_MS)).toBe('2026-12-28T09:00:00.000Z');
    expect(due(timeOf(), '2026-12-24T15:00:00Z', 2 * HOUR_MS)).toBe('2026-12-25T09:00:00.000Z');
  });

  test('and stands still in stops', () => {
    const stops = [{ from: Date.parse('2026-12-01T09:00:00Z'), to: Date.parse('2026-12-02T09:30:00Z') }];
    expect(due(timeOf(), '2026-12-01T08:00:00Z', 2 * HOUR_MS, stops)).toBe('2026-12-02T10:30:00.000Z');
    const waiting = [{ from: Date.parse('2026-12-01T09:00:00Z'), to: null }];
    expect(timeOf().run(Date.parse('2026-12-01T08:00:00Z'), 3 * HOUR_MS, waiting)).toEqual({
      due: null,
      leftMs: 2 * HOUR_MS,
    });
  });

  test('through both changes of the clocks', () => {
    const always = timeOf({ hours: '0-24' });
    expect(due(always, '2026-03-28T23:00:00Z', 24 * HOUR_MS)).toBe('2026-03-29T23:00:00.000Z');
    const nights = timeOf({ hours: '1-4' });
    // On the day that lacks 2:00, the hours from 1 to 4 are two; on the day that has it twice, they are four.
    expect(due(nights, '2026-03-28T23:00:00Z', 2 * HOUR_MS)).toBe('2026-03-29T02:00:00.000Z');
    expect(due(nights, '2026-10-24T22:00:00Z', 4 * HOUR_MS)).toBe('2026-10-25T03:00:00.000Z');
  });

  test('and ends where nobody ever works', () => {
    const never = new WorkingTime(
      { hours: { days: [[], [], [], [], [], [], []], restsOnHolidays: true }, zone: 'UTC', country: '' },
      makeZoneClock(),
      calendar,
    );
    expect(never.run(0, HOUR_MS, [])).toEqual({ due: null, leftMs: HOUR_MS });
  });
});

/** Moments shortly before the clocks change, in both directions and both hemispheres, and a few holidays. */
const STARTS = [
  '2026-03-27T12:00Z', // Berlin, forward
  '2026-10-23T12:00Z', // Berlin, back
  '2026-03-06T12:00Z', // New York, forward
  '2026-10-30T12:00Z', // New York, back
  '2026-04-03T12:00Z', // Sydney and Lord Howe, back; Good Friday
  '2026-10-02T12:00Z', // Sydney and Lord Howe, forward
  '2026-12-23T12:00Z', // Christmas
  '2026-04-22T12:00Z', // Cairo, forward at midnight
  '2026-10-28T12:00Z', // Cairo, back at midnight
];
const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Australia/Sydney',
  'Asia/Kathmandu',
  'Africa/Cairo',
  'Pacific/Chatham',
  'UTC',
];

const minute = fc.integer({ min: 0, max: 1440 });
const day = fc
  .uniqueArray(minute, { maxLength: 6 })
  .map((times) => times.toSorted((one, other) => one - other))
  .map((times) =>
    Array.from({ length: Math.floor(times.length / 2) }, (_, at) => ({
      start: times[2 * at] as number,
      end: times[2 * at + 1] as number,
    })),
  );
const workTimes: fc.Arbitrary<WorkTimes> = fc.record({
  hours: fc.record({
    days: fc.array(day, { minLength: 7, maxLength: 7 }),
    restsOnHolidays: fc.constant(true),
  }),
  zone: fc.constantFrom(...ZONES),
  country: fc.constantFrom('', 'DE', 'US', 'AU'),
});

/** Counts minute by minute, and asks the runtime what each clock shows. */
function slowClock(
  { hours, zone, country }: WorkTimes,
  start: number,
  neededMs: number,
  stops: readonly Stop[],
  end: number,
): number | null {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  let left = neededMs;
  for (let at = start; at < end; at += MINUTE_MS) {
    const [date = '', time = ''] = format.format(at).split(' ');
    const [hour, minutes] = time.split(':').map(Number) as [number, number];
    const weekday = (new Date(date).getUTCDay() + 6) % 7;
    const isOpen =
      (hours.days[weekday] ?? []).some(
        (each) => each.start <= hour * 60 + minutes && hour * 60 + minutes < each.end,
      ) &&
      (country === '' || calendar.holidayOn(country, date) === null);
    if (isOpen && !stops.some(({ from, to }) => from <= at && (to === null || at < to))) left -= MINUTE_MS;
    if (left === 0) return at + MINUTE_MS;
  }
  return null;
}

test('it shows what a clock shows that counts minute by minute', { timeout: 120_000 }, () => {
  const offsets = fc.uniqueArray(fc.integer({ min: 0, max: 5000 }), { maxLength: 6 });
  fc.assert(
    fc.property(
      workTimes,
      fc.constantFrom(...STARTS),
      fc.integer({ min: 0, max: 1440 }),
      fc.integer({ min: 1, max: 2500 }),
      offsets,
      (times, from, later, needed, edges) => {
        const start = Date.parse(from) + later * MINUTE_MS;
        const end = start + 5 * 24 * HOUR_MS;
        const sorted = edges.toSorted((one, other) => one - other).map((edge) => start + edge * MINUTE_MS);
        const stops: Stop[] = [];
        for (let at = 0; at < sorted.length; at += 2)
          stops.push({ from: sorted[at] as number, to: sorted[at + 1] ?? null });
        const fast = new WorkingTime(times, makeZoneClock(), calendar).run(
          start,
          needed * MINUTE_MS,
          stops,
        ).due;
        const slow = slowClock(times, start, needed * MINUTE_MS, stops, end);
        expect(fast !== null && fast > end ? null : fast).toBe(slow);
      },
    ),
    { numRuns: 120 },
  );
});
