import { describe, expect, test } from 'vitest';
import { readWrittenDate, zoneOfHeader } from '../../../src/domain/dates/written-date.ts';

describe('a date as programs write it', () => {
  test.each([
    ['15 Apr, 2021 00:02:00', '2021-04-15 00:02:00'],
    ['Apr 15, 2021 12:02 AM', '2021-04-15 00:02'],
    ['Mar 10, 2026, 9:00:00 AM', '2026-03-10 09:00:00'],
    ['15-APR-21 01.02.03.250000 PM', '2021-04-15 13:02:03.250000'],
    ['Thursday, April 15th, 2021 3pm', '2021-04-15 15:00'],
    ['20210415', '2021-04-15'],
    ['20210415T203354Z', '2021-04-15 20:33:54+00:00'],
    ['20210415203354', '2021-04-15 20:33:54'],
    ['2021-4-5 3:05', '2021-04-05 03:05'],
    ['2021.04.05', '2021-04-05'],
    ['2021年4月5日', '2021-04-05'],
    ['Thu, 15 Apr 2021 00:02:00 +0200', '2021-04-15 00:02:00+02:00'],
    ['Thu Apr 15 2021 00:02:00 GMT-0330 (Newfoundland Standard Time)', '2021-04-15 00:02:00-03:30'],
    ['Thu Apr 15 10:30:00 UTC 2021', '2021-04-15 10:30:00+00:00'],
    ['2021-01-15 10:00 PST', '2021-01-15 10:00-08:00'],
    ['2021-07-15 10:00 Europe/Berlin', '2021-07-15 10:00+02:00'],
    ['2021-07-15 10:00 (UTC)', '2021-07-15 10:00+00:00'],
    ['2021-04-15+02:00', '2021-04-15'],
    ['2021-04-15Z', '2021-04-15'],
  ])('%s', (text, date) => {
    expect(readWrittenDate(text)).toBe(date);
  });

  test.each([
    ['15. März 2021, 14:30 Uhr', '2021-03-15 14:30'],
    ['Donnerstag, 5. Okt. 2021', '2021-10-05'],
    ['jeudi 15 août 2021 à 14h30', '2021-08-15 14:30'],
    ['le 1er juil. 2021', '2021-07-01'],
    ['3 de enero de 2021', '2021-01-03'],
    ['3 setiembre 2021', '2021-09-03'],
    ['3 gennaio 2021', '2021-01-03'],
    ['lun 3 mag 2021', '2021-05-03'],
    ['3 maart 2021', '2021-03-03'],
    ['3 mrt. 2021', '2021-03-03'],
    ['12 de março de 2021', '2021-03-12'],
    ['12 fev 2021', '2021-02-12'],
  ])('%s, in another language', (text, date) => {
    expect(readWrittenDate(text)).toBe(date);
  });

  test.each([
    '3/4/2021',
    '31 Feb 2021',
    '20211345',
    'Apr 2021',
    '5 jui 2021',
    '15 foo 2021',
    '2021-04-15 24:00',
    '2021-04-15 10:00 Foo',
    '2021-04-15 and more',
    'tomorrow',
    '',
  ])('%j is none', (text) => {
    expect(readWrittenDate(text)).toBeNull();
  });

  test('has the zone of its column where it has none of its own', () => {
    expect(readWrittenDate('2021-04-15 10:00', 'utc')).toBe('2021-04-15 10:00+00:00');
    expect(readWrittenDate('2021-04-15 10:00 CET', 'utc')).toBe('2021-04-15 10:00+02:00');
    expect(readWrittenDate('2021-04-15', 'utc')).toBe('2021-04-15');
  });
});

test.each([
  ['Created (UTC)', 'utc'],
  ['created_at_utc', 'utc'],
  ['Modified On [Europe/Berlin]', 'europe/berlin'],
  ['Start (EST)', 'est'],
  ['Start (UTC+2)', 'utc+2'],
  ['Close Date (est)', null],
  ['Amount (EUR)', null],
  ['Due (if any)', null],
])('the header %s names the zone %s', (header, zone) => {
  expect(zoneOfHeader(header)).toBe(zone);
});
