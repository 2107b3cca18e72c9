import { expect, test } from 'vitest';
import { readWorkingHours, workingHoursText } from '../../../src/domain/calling/working-hours.ts';
import { crmErrorOf } from '../../support/crm-error.ts';

test.each([
  ['mon-fri 9-18', 'mon-fri 09:00-18:00'],
  ['9-17', 'mon-fri 09:00-17:00'],
  ['Monday to Thursday 8:30-17:15', 'mon-thu 08:30-17:15'],
  ['mon, wed-fri 9-12', 'mon,wed-fri 09:00-12:00'],
  ['sun-thu 9-17', 'mon-thu,sun 09:00-17:00'],
  ['sat 10-14', 'sat 10:00-14:00'],
])('%s is %s', (text, kept) => {
  expect(workingHoursText(readWorkingHours(text))).toBe(kept);
  expect(readWorkingHours(kept)).toEqual(readWorkingHours(text));
});

test.each(['', 'mon-fri', 'someday 9-17', 'mon- 9-17', '17-9', '9'])('rejects %j', async (text) => {
  expect((await crmErrorOf(() => readWorkingHours(text))).kind).toBe('usage');
});
