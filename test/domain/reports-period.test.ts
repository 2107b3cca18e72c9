import { expect, test } from 'vitest';
import { USUAL_CALENDAR } from '../../src/domain/dates/fiscal.ts';
import { checkPeriod, periodBefore, readReportPeriod, yearBefore } from '../../src/domain/reports/period.ts';

const TODAY = '2026-11-20';

test.each([
  ['month', '2026-11-01', '2026-11-30'],
  ['this quarter', '2026-10-01', '2026-12-31'],
  ['last month', '2026-10-01', '2026-10-31'],
  ['previous year', '2025-01-01', '2025-12-31'],
  ['next quarter', '2027-01-01', '2027-03-31'],
  ['next 2 quarters', '2027-01-01', '2027-06-30'],
  ['last 90 days', '2026-08-22', '2026-11-19'],
  ['week', '2026-11-16', '2026-11-22'],
  ['2026', '2026-01-01', '2026-12-31'],
  ['2026-Q2', '2026-04-01', '2026-06-30'],
  ['2024-02', '2024-02-01', '2024-02-29'],
  ['today', TODAY, TODAY],
  ['yesterday', '2026-11-19', '2026-11-19'],
  ['2026-02-28', '2026-02-28', '2026-02-28'],
  ['Q2 2026', '2026-04-01', '2026-06-30'],
])('%s is %s to %s', (text, from, to) => {
  expect(readReportPeriod(text, TODAY, USUAL_CALENDAR)).toEqual({ from, to });
});

const FROM_JULY = { firstMonth: 7, firstWeekday: 6 };

test.each([
  ['year', '2026-07-01', '2027-06-30'],
  ['last year', '2025-07-01', '2026-06-30'],
  ['quarter', '2026-10-01', '2026-12-31'],
  ['2027', '2026-07-01', '2027-06-30'],
  ['FY27', '2026-07-01', '2027-06-30'],
  ['FY2027-Q1', '2026-07-01', '2026-09-30'],
  ['fy 2027 q4', '2027-04-01', '2027-06-30'],
  ['2027-Q3', '2027-01-01', '2027-03-31'],
  ['CY2027', '2027-01-01', '2027-12-31'],
  ['CY2027-Q1', '2027-01-01', '2027-03-31'],
  ['2027-03', '2027-03-01', '2027-03-31'],
  ['Q1 FY2027', '2026-07-01', '2026-09-30'],
  ['week', '2026-11-15', '2026-11-21'],
])('with years from July and weeks from Sunday, %s is %s to %s', (text, from, to) => {
  expect(readReportPeriod(text, TODAY, FROM_JULY)).toEqual({ from, to });
});

test.each([
  '',
  'blah',
  '2026-13',
  '2026-Q5',
  'this 3 months',
  'last 0 days',
  '20x6',
  '2026-02-30',
  'Q5 2026',
])('"%s" is no period', (text) => {
  expect(() => readReportPeriod(text, TODAY, USUAL_CALENDAR)).toThrow(/is not a period/);
});

test('the period before has the same months, or the same number of days', () => {
  expect(periodBefore({ from: '2026-04-01', to: '2026-06-30' })).toEqual({
    from: '2026-01-01',
    to: '2026-03-31',
  });
  expect(periodBefore({ from: '2026-03-10', to: '2026-03-12' })).toEqual({
    from: '2026-03-07',
    to: '2026-03-09',
  });
});

test('a year before ends on the last day of the month too', () => {
  expect(yearBefore({ from: '2024-02-01', to: '2024-02-29' })).toEqual({
    from: '2023-02-01',
    to: '2023-02-28',
  });
});

test('a period that ends before it starts is refused, one day is a period', () => {
  expect(() => checkPeriod({ from: '2026-02-02', to: '2026-02-01' })).toThrow(/ends before it starts/);
  expect(checkPeriod({ from: '2026-02-01', to: '2026-02-01' })).toEqual({
    from: '2026-02-01',
    to: '2026-02-01',
  });
});
