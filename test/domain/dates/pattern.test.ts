import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { readDateByPattern } from '../../../src/domain/dates/pattern.ts';
import { crmErrorOf } from '../../support/crm-error.ts';

const zoneBefore = process.env.TZ;
process.env.TZ = 'America/New_York';
afterAll(() => {
  process.env.TZ = zoneBefore;
});

describe('readDateByPattern', () => {
  test.each([
    ['M/d/yyyy', '1/5/2027', '2027-01-05'],
    ['M/d/yyyy', ' 12/31/2026 ', '2026-12-31'],
    ['MM/dd/yyyy', '01/05/2027', '2027-01-05'],
    ['dd.MM.yyyy', '05.01.2027', '2027-01-05'],
    ['d MMM yyyy', '5 Jan 2027', '2027-01-05'],
    ['M/d/yy', '1/5/27', '2027-01-05'],
    ['yyyy-MM-dd HH:mm', '2027-01-05 15:30', '2027-01-05T20:30:00.000Z'],
    ["yyyy-MM-dd'T'HH:mm:ssXXX", '2027-01-05T15:30:00+01:00', '2027-01-05T14:30:00.000Z'],
    ['M/d/yyyy h:mm a', '7/4/2027 3:05 PM', '2027-07-04T19:05:00.000Z'],
  ])('%s reads %s', async (pattern, text, read) => {
    expect((await readDateByPattern(pattern))(text)).toBe(read);
  });

  test.each([
    ['M/d/yyyy', '13/45/2026'],
    ['M/d/yyyy', '2/29/2027'],
    ['M/d/yyyy', '2027-01-05'],
    ['M/d/yyyy', '1/5/27'],
    ['M/d/yyyy', '1/5/99999'],
    ['M/d/yyyy', '1/5/2027 junk'],
    ['M/d/yyyy', ''],
    ['yyyy-MM-dd HH:mm', '2027-01-05 25:00'],
  ])('%s rejects %j', async (pattern, text) => {
    expect((await readDateByPattern(pattern))(text)).toBeNull();
  });

  test.each(['MM/DD/YYYY', 'mm/dd/yyyy', 'dd.MM', 'yyyy', '', 'nonsense', "'yMd'"])(
    'rejects the pattern %j',
    async (pattern) => {
      const error = await crmErrorOf(() => readDateByPattern(pattern));
      expect(error).toMatchObject({ kind: 'usage', message: `cannot use "${pattern}" as a date format` });
    },
  );

  test('reads back any day written in the pattern', async () => {
    const read = await readDateByPattern('M/d/yyyy');
    const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, (at) => {
        const date = at.toISOString().slice(0, 10);
        const text = `${at.getUTCMonth() + 1}/${at.getUTCDate()}/${at.getUTCFullYear()}`;
        expect(read(text)).toBe(date);
        expect(read(text)).toBe(date);
      }),
    );
  });
});
