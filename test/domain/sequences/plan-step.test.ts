import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { makeCalendar } from '../../../src/domain/calendar/calendar.ts';
import type { Place } from '../../../src/domain/calendar/place.ts';
import { makeZoneClock } from '../../../src/domain/calling/zone-clock.ts';
import { planStep } from '../../../src/domain/sequences/plan-step.ts';
import type { StepWindow } from '../../../src/domain/sequences/sequence.ts';

/** The dates and clocks of the language, of which the compiler does not know yet. */
interface PlainDate {
  readonly dayOfWeek: number;
  add(span: { readonly days: number }): PlainDate;
  toZonedDateTime(zone: string): { readonly epochMilliseconds: number };
  toString(): string;
}
interface Temporal {
  readonly Instant: {
    fromEpochMilliseconds(moment: number): {
      toZonedDateTimeISO(zone: string): {
        readonly hour: number;
        readonly minute: number;
        toPlainDate(): PlainDate;
      };
    };
  };
}
const { Temporal } = globalThis as unknown as { Temporal: Temporal };

const calendar = makeCalendar();
const times = { clock: makeZoneClock(), calendar };

/** Zones that change their clocks at night, at midnight, by half an hour, on other days, or never. */
const PLACES: readonly Place[] = [
  { zone: 'Europe/Berlin', country: 'DE' },
  { zone: 'America/New_York', country: 'US' },
  { zone: 'America/Santiago', country: 'CL' },
  { zone: 'Africa/Cairo', country: 'EG' },
  { zone: 'Australia/Lord_Howe', country: 'AU' },
  { zone: 'Asia/Kathmandu', country: 'NP' },
  { zone: 'Asia/Dubai', country: 'AE' },
  { zone: 'Pacific/Auckland', country: 'NZ' },
  { zone: 'UTC', country: '' },
];

beforeAll(() => calendar.load(PLACES.map(({ country }) => country)));

interface Asked {
  readonly place: Place;
  readonly after: number;
  readonly delayDays: number;
  readonly window: StepWindow;
}

/** The same, day by day and minute by minute, by the calendar and clock of the language. */
function slowPlan({ place, after, delayDays, window }: Asked): number {
  const isHoliday = (day: PlainDate) => calendar.holidayOn(place.country, day.toString()) !== null;
  const isWorking = (day: PlainDate) =>
    !calendar.weekendOf(place.country).includes(day.dayOfWeek - 1) && !isHoliday(day);
  const isOpen = (day: PlainDate) =>
    window.days === null ? isWorking(day) : window.days.includes(day.dayOfWeek - 1) && !isHoliday(day);
  let day = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(place.zone).toPlainDate();
  let counted = 0;
  while (counted < delayDays) {
    day = day.add({ days: 1 });
    if (isWorking(day)) counted++;
  }
  for (;;) {
    if (isOpen(day)) {
      const begins = day.toZonedDateTime(place.zone).epochMilliseconds;
      const ends = day.add({ days: 1 }).toZonedDateTime(place.zone).epochMilliseconds;
      const minutes = Array.from({ length: (ends - begins) / 60_000 }, (_, at) => begins + at * 60_000);
      for (const minute of minutes) {
        const there = Temporal.Instant.fromEpochMilliseconds(minute).toZonedDateTimeISO(place.zone);
        const shown = there.hour * 60 + there.minute;
        if (shown < window.hours.start || shown >= window.hours.end) continue;
        if (minute >= after) return minute;
        if (after < minute + 60_000) return after;
      }
    }
    day = day.add({ days: 1 });
  }
}

const window = fc
  .tuple(
    fc.nat({ max: 1430 }),
    fc.integer({ min: 1, max: 600 }),
    fc.option(fc.uniqueArray(fc.nat({ max: 6 }), { minLength: 1, maxLength: 7 })),
  )
  .map(([start, length, days]) => ({ hours: { start, end: Math.min(1440, start + length) }, days }));

/** Any moment of three years, or one near a change of the clocks. */
const moment = fc.oneof(
  fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2027, 11, 31) }),
  fc
    .tuple(
      fc.constantFrom(
        '2026-03-29T01:00Z',
        '2026-10-25T01:00Z',
        '2026-03-08T07:00Z',
        '2026-11-01T06:00Z',
        '2026-04-04T15:00Z',
        '2026-09-06T04:00Z',
        '2026-04-23T22:00Z',
      ),
      fc.integer({ min: -3 * 86_400_000, max: 2 * 86_400_000 }),
    )
    .map(([change, away]) => Date.parse(change) + away),
);

test('a step is planned as day by day and minute by minute', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...PLACES),
      moment,
      fc.nat({ max: 12 }),
      window,
      (place, after, delayDays, window) => {
        const planned = planStep({ delayDays, window }, after, place, times);
        expect(planned).not.toBeNull();
        expect(new Date(planned ?? 0).toISOString()).toBe(
          new Date(slowPlan({ place, after, delayDays, window })).toISOString(),
        );
      },
    ),
    { numRuns: 300 },
  );
});

const at = (delayDays: number, start: number, end: number, after: string, place = PLACES[0] as Place) => {
  const planned = planStep(
    { delayDays, window: { hours: { start, end }, days: null } },
    Date.parse(after),
    place,
    times,
  );
  return planned === null ? null : new Date(planned).toISOString();
};

test('within the window it is now, else when that opens next', () => {
  expect(at(0, 540, 660, '2026-03-12T08:30:10Z')).toBe('2026-03-12T08:30:10.000Z');
  expect(at(0, 540, 660, '2026-03-12T05:00:00Z')).toBe('2026-03-12T08:00:00.000Z');
  expect(at(0, 540, 660, '2026-03-12T12:00:00Z')).toBe('2026-03-13T08:00:00.000Z');
  // Over the weekend in which the clocks change, and over Easter.
  expect(at(2, 540, 660, '2026-03-26T09:00:00Z')).toBe('2026-03-30T07:00:00.000Z');
  expect(at(1, 540, 660, '2026-04-02T09:00:00Z')).toBe('2026-04-07T07:00:00.000Z');
});

test('a window that the clocks skip comes a day later, one that comes twice is open twice', () => {
  const daily = (after: string) =>
    planStep(
      { delayDays: 0, window: { hours: { start: 120, end: 150 }, days: [0, 1, 2, 3, 4, 5, 6] } },
      Date.parse(after),
      { zone: 'Europe/Berlin', country: '' },
      times,
    );
  expect(daily('2026-03-28T23:00:00Z')).toBe(Date.parse('2026-03-30T00:00:00Z'));
  expect(daily('2026-10-25T00:45:00Z')).toBe(Date.parse('2026-10-25T01:00:00Z'));
});

test('a window on no day of the week never comes', () => {
  const never = planStep(
    { delayDays: 0, window: { hours: { start: 0, end: 60 }, days: [] } },
    0,
    PLACES[0] as Place,
    times,
  );
  expect(never).toBeNull();
});
