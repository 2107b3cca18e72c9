import { expect, test } from 'vitest';
import { readWeekHours, weekHoursText } from '../../../src/domain/calendar/week-hours.ts';
import { readWorkingHours } from '../../../src/domain/calendar/working-hours.ts';
import { crmErrorOf } from '../../support/crm-error.ts';

test.each([
  ['mon-fri 9-18', 'mon-fri 09:00-18:00'],
  ['Monday to Thursday 8:30-17:15', 'mon-thu 08:30-17:15'],
  ['mon, wed-fri 9-12', 'mon,wed-fri 09:00-12:00'],
  ['sun-thu 9-17', 'mon-thu,sun 09:00-17:00'],
  ['sat 10-14', 'sat 10:00-14:00'],
  ['mon-fri 10-13,14-20', 'mon-fri 10:00-13:00,14:00-20:00'],
  ['mon-thu 9-18; fri 9-14', 'mon-thu 09:00-18:00; fri 09:00-14:00'],
  ['mon-sun 8-21', 'mon-sun 08:00-21:00'],
  ['08:00-21:00', '08:00-21:00'],
  ['8-21', '08:00-21:00'],
])('%s is %s', (text, kept) => {
  expect(weekHoursText(readWeekHours(text))).toBe(kept);
  expect(readWeekHours(kept)).toEqual(readWeekHours(text));
});

test('working hours without days are from Monday to Friday', () => {
  expect(weekHoursText(readWorkingHours('9-17'))).toBe('mon-fri 09:00-17:00');
});

test.each([
  '',
  'mon-fri',
  'someday 9-17',
  'mon- 9-17',
  '17-9',
  '9',
  'mon-fri 9-12,11-14',
  'mon-fri 9-18; 10-14',
  'mon-fri 9-18; wed 10-14',
])('rejects %j', async (text) => {
  expect((await crmErrorOf(() => readWeekHours(text))).kind).toBe('usage');
});
