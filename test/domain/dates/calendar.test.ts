import fc from 'fast-check';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import {
  addDaysTo,
  addMonthsTo,
  dayOf,
  daysBetween,
  isDate,
  partsOf,
  relativeDay,
  startOf,
  startOfDay,
  toLocalDate,
  toLocalTime,
  weekdayOf,
} from '../../../src/domain/dates/calendar.ts';

const ZONES = [
  'UTC',
  'America/New_York',
  'Asia/Kolkata',
  'Pacific/Auckland',
  'America/Santiago',
  'Africa/Cairo',
];

const zoneBefore = process.env.TZ;
const restoreZone = () => {
  process.env.TZ = zoneBefore;
};
afterEach(restoreZone);
afterAll(restoreZone);

const days = fc.integer({ min: 0, max: 109_572 }).map((day) => dayOf(1900, 1, 1 + day));

describe('isDate', () => {
  test.each(['2026-11-18', '1900-01-01', '2199-12-31', '2028-02-29', '2000-02-29'])('accepts %s', (text) => {
    expect(isDate(text)).toBe(true);
  });

  test.each([
    '2027-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-1-5',
    '1899-12-31',
    '2200-01-01',
    '',
    '2026-11-18T10:00',
  ])('rejects %j', (text) => {
    expect(isDate(text)).toBe(false);
  });
});

describe.each(ZONES)('in %s', (zone) => {
  test('a day begins on that day, and the millisecond before is on the day before', () => {
    process.env.TZ = zone;
    fc.assert(
      fc.property(days, (date) => {
        const start = startOfDay(date);
        expect(toLocalDate(start)).toBe(date);
        expect(toLocalDate(Date.parse(start) - 1)).toBe(addDaysTo(date, -1));
      }),
      { numRuns: 300 },
    );
  });

  test('adding and counting days agree', () => {
    process.env.TZ = zone;
    fc.assert(
      fc.property(days, fc.integer({ min: -20_000, max: 20_000 }), (date, count) => {
        const other = addDaysTo(date, count);
        fc.pre(isDate(other));
        expect(daysBetween(date, other)).toBe(count);
        expect(addDaysTo(other, -count)).toBe(date);
      }),
    );
  });
});

test('local days and times use the zone of the process', () => {
  process.env.TZ = 'Asia/Kolkata';
  expect(toLocalDate('2026-11-18T20:00:00.000Z')).toBe('2026-11-19');
  expect(toLocalTime('2026-11-18T20:00:00.000Z')).toBe('01:30');
});

test('a day whose midnight is skipped begins at 1:00', () => {
  process.env.TZ = 'America/Santiago';
  expect(toLocalTime(startOfDay('2024-09-08'))).toBe('01:00');
});

test('a month later is the same day, or the last day of a shorter month', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: -600, max: 600 }), (date, months) => {
      const other = addMonthsTo(date, months);
      fc.pre(isDate(other));
      const [year, month, day] = partsOf(date);
      const [otherYear, otherMonth, otherDay] = partsOf(other);
      expect((otherYear - year) * 12 + otherMonth - month).toBe(months);
      expect(otherDay === day || partsOf(addDaysTo(other, 1))[2] === 1).toBe(true);
    }),
  );
});

test('a period begins at most its own length before each of its days', () => {
  const longest = { week: 6, month: 30, quarter: 91, year: 365 } as const;
  fc.assert(
    fc.property(days, fc.constantFrom('week', 'month', 'quarter', 'year'), (date, period) => {
      const start = startOf(period, date);
      fc.pre(isDate(start));
      const into = daysBetween(start, date);
      expect(into).toBeGreaterThanOrEqual(0);
      expect(into).toBeLessThanOrEqual(longest[period]);
      expect(startOf(period, start)).toBe(start);
      expect(startOf(period, addDaysTo(start, -1), 1)).toBe(start);
    }),
  );
});

test('weeks begin on Monday', () => {
  expect(weekdayOf('2026-11-16')).toBe(0);
  expect(startOf('week', '2026-11-22')).toBe('2026-11-16');
});

describe('relativeDay', () => {
  test.each([
    ['2026-11-18', 'today'],
    ['2026-11-19', 'tomorrow'],
    ['2026-11-17', 'yesterday'],
    ['2026-11-21', 'in 3 days'],
    ['2026-11-13', '5 days ago'],
    ['2026-12-02', 'in 2 weeks'],
    ['2026-10-28', '3 weeks ago'],
    ['2027-02-18', 'in 3 months'],
    ['2023-11-18', '3 years ago'],
  ])('%s is %s', (date, text) => {
    expect(relativeDay(date, '2026-11-18')).toBe(text);
  });
});
