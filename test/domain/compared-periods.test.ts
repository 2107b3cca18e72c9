import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDaysTo, daysBetween } from '../../src/domain/dates/calendar.ts';
import { addUnitsTo, FISCAL_UNITS, startOfUnit, unitName } from '../../src/domain/dates/fiscal.ts';
import { counterpart } from '../../src/domain/reports/compared-periods.ts';

const day = fc.integer({ min: 0, max: 4000 }).map((days) => addDaysTo('2022-01-01', days));

test('a unit of a period is compared with the unit as many units after the first of the other', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...FISCAL_UNITS),
      day,
      day,
      fc.nat(40),
      fc.record({
        firstMonth: fc.integer({ min: 1, max: 12 }),
        firstWeekday: fc.integer({ min: 0, max: 6 }),
      }),
      (unit, later, earlier, place, calendar) => {
        fc.pre(unit !== 'day' || later.slice(4) !== earlier.slice(4));
        const nameAt = (start: string) =>
          unitName(unit, addUnitsTo(unit, startOfUnit(unit, start, calendar), place), calendar);
        expect(counterpart(unit, nameAt(earlier), { later, earlier, calendar })).toBe(nameAt(later));
      },
    ),
  );
});

test('a day is compared with the same date a year before, also around a leap day', () => {
  const calendar = { firstMonth: 1, firstWeekday: 0 };
  const ofDay = (name: string, later: string, earlier: string) =>
    counterpart('day', name, { later, earlier, calendar });
  expect(daysBetween('2027-02-01', '2027-03-01')).not.toBe(daysBetween('2028-02-01', '2028-03-01'));
  expect(ofDay('2027-03-01', '2028-02-01', '2027-02-01')).toBe('2028-03-01');
  expect(ofDay('2028-03-01', '2029-02-01', '2028-02-01')).toBe('2029-03-01');
  expect(ofDay('2028-02-29', '2029-02-01', '2028-02-01')).toBe('2028-02-29');
  expect(ofDay('2027-01-05', '2027-07-01', '2026-07-01')).toBe('2028-01-05');
  expect(ofDay('no date', '2027-07-01', '2026-07-01')).toBe('no date');
});
