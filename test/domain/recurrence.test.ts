import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDaysTo, daysBetween, weekdayOf } from '../../src/domain/dates/calendar.ts';
import { nextDue, readEvery } from '../../src/domain/recurrence.ts';
import { crmErrorOf } from '../support/crm-error.ts';

describe('recurrence', () => {
  test.each([
    ['week', 'week'],
    ['Weekly', 'week'],
    ['every 2 weeks', '2 weeks'],
    ['1 month', 'month'],
    ['quarterly', '3 months'],
    ['weekday', 'weekday'],
    ['every  day', 'day'],
  ])('%j is %j', (text, every) => {
    expect(readEvery(text)).toBe(every);
    expect(readEvery(every)).toBe(every);
  });

  test.each(['blue moon', '0 weeks', '2 weekdays', '', 'fri'])('rejects %j', async (text) => {
    expect(await crmErrorOf(() => readEvery(text))).toMatchObject({
      kind: 'usage',
      message: `cannot read "${text}" as a recurrence`,
    });
  });
});

describe('the next date', () => {
  test.each([
    ['week', '2026-03-13', '2026-03-12', '2026-03-20'],
    ['week', '2026-01-02', '2026-03-12', '2026-03-13'],
    ['2 weeks', '2026-03-13', '2026-03-13', '2026-03-27'],
    ['weekday', '2026-03-13', '2026-03-13', '2026-03-16'],
    ['month', '2026-01-31', '2026-01-31', '2026-02-28'],
    ['month', '2026-01-31', '2026-03-01', '2026-03-31'],
    ['year', '2024-02-29', '2024-02-29', '2025-02-28'],
  ])('every %s from %s, today %s: %s', (every, due, today, next) => {
    expect(nextDue(every, due, today)).toBe(next);
  });

  const day = fc.integer({ min: -400, max: 400 }).map((days) => addDaysTo('2026-03-12', days));

  test('is the first one after the last date and after today', () => {
    fc.assert(
      fc.property(day, day, fc.integer({ min: 1, max: 9 }), (due, today, count) => {
        const next = nextDue(`${count} days`, due, today);
        expect(next > due && next > today).toBe(true);
        expect(daysBetween(due, next) % count).toBe(0);
        const before = addDaysTo(next, -count);
        expect(before <= due || before <= today).toBe(true);
      }),
    );
  });

  test('is never a Saturday or Sunday for weekdays', () => {
    fc.assert(
      fc.property(day, day, (due, today) => {
        expect(weekdayOf(nextDue('weekday', due, today))).toBeLessThan(5);
      }),
    );
  });
});
