import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import {
  isDate,
  isoTime,
  readDate,
  readMoment,
  readTime,
  tryReadMoment,
  tryReadPastDay,
} from '../../src/domain/dates.ts';
import { crmErrorOf } from '../support/crm-error.ts';

const zoneBefore = process.env.TZ;
process.env.TZ = 'America/New_York';
afterAll(() => {
  process.env.TZ = zoneBefore;
});

/** A Wednesday, 10:00 in New York. */
const NOW = Date.parse('2026-11-18T10:00:00-05:00');

describe('a day', () => {
  test.each([
    ['today', '2026-11-18'],
    ['Tomorrow', '2026-11-19'],
    ['yesterday', '2026-11-17'],
    ['2027-01-31', '2027-01-31'],
    ['2027-1-5', '2027-01-05'],
    ['2027/01/05', '2027-01-05'],
    ['fri', '2026-11-20'],
    ['wed', '2026-11-25'],
    ['wednesday', '2026-11-25'],
    ['on tue', '2026-11-24'],
    ['last wed', '2026-11-11'],
    ['last fri', '2026-11-13'],
    ['this fri', '2026-11-20'],
    ['next fri', '2026-11-27'],
    ['next mon', '2026-11-23'],
    ['+3d', '2026-11-21'],
    ['-7d', '2026-11-11'],
    ['+2w', '2026-12-02'],
    ['+1mo', '2026-12-18'],
    ['-1y', '2025-11-18'],
    ['in 2 weeks', '2026-12-02'],
    ['in a week', '2026-11-25'],
    ['3 days ago', '2026-11-15'],
    ['eom', '2026-11-30'],
    ['end of month', '2026-11-30'],
    ['end of next month', '2026-12-31'],
    ['eow', '2026-11-20'],
    ['eoq', '2026-12-31'],
    ['eoy', '2026-12-31'],
    ['som', '2026-11-01'],
    ['start of quarter', '2026-10-01'],
    ['next week', '2026-11-23'],
    ['last month', '2026-10-01'],
    ['next quarter', '2027-01-01'],
    ['this year', '2026-01-01'],
    ['12 mar', '2027-03-12'],
    ['mar 12', '2027-03-12'],
    ['18 november', '2026-11-18'],
    ['12 march 2027', '2027-03-12'],
    ['March 12th, 2025', '2025-03-12'],
    ['1st of sept', '2027-09-01'],
    ['29 feb', '2028-02-29'],
  ])('%s is %s', (text, date) => {
    expect(tryReadMoment(text, NOW)?.date).toBe(date);
  });

  test.each([
    ['2026-01-31', '+1mo', '2026-02-28'],
    ['2028-02-29', '+1y', '2029-02-28'],
    ['2026-03-31', '-1mo', '2026-02-28'],
    ['2026-12-31', 'next month', '2027-01-01'],
  ])('on %s, %s is %s', (today, text, date) => {
    expect(tryReadMoment(text, Date.parse(`${today}T12:00:00-05:00`))?.date).toBe(date);
  });

  test('is in the user’s zone, even if it is another day in London', () => {
    expect(tryReadMoment('today', Date.parse('2026-11-19T03:00:00Z'))?.date).toBe('2026-11-18');
  });

  test('can be a longer English phrase', async () => {
    expect(await readDate('the day after tomorrow', NOW)).toBe('2026-11-20');
    expect(await readDate('two weeks from now', NOW)).toBe('2026-12-02');
  });
});

describe('a past day', () => {
  test.each([
    ['fri', '2026-11-13'],
    ['on Tue', '2026-11-17'],
    ['wed', '2026-11-18'],
    ['12 mar', '2026-03-12'],
    ['nov 18', '2026-11-18'],
    ['nov 19', '2025-11-19'],
    ['29 feb', '2024-02-29'],
    ['12 mar 2027', '2027-03-12'],
  ])('%s', (text, date) => {
    expect(tryReadPastDay(text, NOW)).toBe(date);
  });

  test.each([
    ['last fri', '2026-11-13'],
    ['tomorrow', '2026-11-19'],
    ['-7d', '2026-11-11'],
    ['2026-11-01', '2026-11-01'],
  ])('%s is %s as ever', (text, date) => {
    expect(tryReadPastDay(text, NOW)).toBe(date);
  });

  test.each(['mon 3pm', 'soon'])('%s is not a day', (text) => {
    expect(tryReadPastDay(text, NOW)).toBeNull();
  });
});

describe('a moment', () => {
  test.each([
    ['tomorrow 9am', '2026-11-19', '09:00'],
    ['tue 3pm', '2026-11-24', '15:00'],
    ['fri at 15:00', '2026-11-20', '15:00'],
    ['3pm on friday', '2026-11-20', '15:00'],
    ['9:30 tomorrow', '2026-11-19', '09:30'],
    ['12 mar 9:30 pm', '2027-03-12', '21:30'],
    ['march 12, 2027 at noon', '2027-03-12', '12:00'],
    ['2027-01-05 3pm', '2027-01-05', '15:00'],
    ['in 2 weeks 12am', '2026-12-02', '00:00'],
    ['monday morning', '2026-11-23', '09:00'],
    ['this morning', '2026-11-18', '09:00'],
    ['3pm', '2026-11-18', '15:00'],
    ['at 9am', '2026-11-19', '09:00'],
    ['10:00', '2026-11-19', '10:00'],
    ['midnight', '2026-11-19', '00:00'],
    ['+2h', '2026-11-18', '12:00'],
    ['-30min', '2026-11-18', '09:30'],
    ['an hour ago', '2026-11-18', '09:00'],
    ['now', '2026-11-18', '10:00'],
    ['2026-11-18 15:00', '2026-11-18', '15:00'],
    ['2026-11-18T15:00:30Z', '2026-11-18', '10:00'],
    ['2026-11-19T00:30+02:00', '2026-11-18', '17:30'],
  ])('%s is %s %s', async (text, date, time) => {
    expect(await readMoment(text, NOW)).toMatchObject({ date, time });
  });

  test('keeps milliseconds', async () => {
    expect(await readTime('2026-01-01T10:00:30.123Z', NOW)).toBe('2026-01-01T10:00:30.123Z');
    expect(await readTime('tomorrow at 15:00:30', NOW)).toBe('2026-11-19T20:00:30.000Z');
    expect(await readTime('2026-07-01 10:00:05', NOW)).toBe('2026-07-01T14:00:05.000Z');
  });

  test('of a day alone is 9:00', async () => {
    expect(await readTime('2026-07-01', NOW)).toBe('2026-07-01T13:00:00.000Z');
  });

  test('skipped by a clock change is later by the length of the change', async () => {
    expect(await readMoment('2027-03-14 02:30', NOW)).toMatchObject({ date: '2027-03-14', time: '03:30' });
  });

  test('that occurs twice is the first one, unless the zone is given', async () => {
    expect(await readTime('2026-11-01 01:30', NOW)).toBe('2026-11-01T05:30:00.000Z');
    expect(await readTime('2026-11-01 01:30-05:00', NOW)).toBe('2026-11-01T06:30:00.000Z');
  });

  test('hours from now are real hours, also across clock changes', async () => {
    const eve = Date.parse('2026-10-31T22:00:00-04:00');
    expect(await readTime('+4h', eve)).toBe(isoTime(eve + 4 * 3_600_000));
    expect(await readMoment('+1d', eve)).toMatchObject({ date: '2026-11-01', time: null });
  });
});

describe('an ambiguous day is rejected', () => {
  test.each([
    '',
    'abc',
    'now or never',
    'may',
    'march 2027',
    '2027',
    '5',
    'fri or sat',
    'mon-wed',
    'in 99999999999 days',
  ])('rejects %j', async (text) => {
    const error = await crmErrorOf(() => readMoment(text, NOW));
    expect(error).toMatchObject({ kind: 'usage', message: `cannot read "${text}" as a date` });
    expect(error.hints.join()).toContain('2026-03-12');
  });

  test.each([
    '32 feb',
    'feb 30',
    '29 feb 2027',
    '2026-13-45',
    '2027-02-29',
    '2027-02-29T10:00Z',
    '0 jan',
    '2027-02-30 9am',
    '31.11.2026',
    '13/13/2026',
  ])('%s does not exist', async (text) => {
    expect((await crmErrorOf(() => readMoment(text, NOW))).message).toContain('there is no day');
  });

  test.each(['25:00', '13pm', '0am', '9:75', 'tomorrow 24:00', '2026-01-01T24:30'])(
    '%s is not a time',
    async (text) => {
      expect((await crmErrorOf(() => readMoment(text, NOW))).message).toContain('there is no time');
    },
  );

  test.each([
    ['31.12.2026', '2026-12-31'],
    ['1.2.2027', '2027-02-01'],
    ['31/12/2026', '2026-12-31'],
    ['12/31/2026', '2026-12-31'],
    ['05/05/2027', '2027-05-05'],
  ])('%s has one meaning', async (text, date) => {
    expect((await readMoment(text, NOW)).date).toBe(date);
  });

  test.each(['01/02/2027', '1/2', '12-03-2027', '01/02/2027 3pm'])('%s is ambiguous', async (text) => {
    const error = await crmErrorOf(() => readMoment(text, NOW));
    expect(error.message).toBe(`"${text}" may mean several dates`);
    expect(error.hints.join()).toContain('2026-03-12');
  });

  test('+1m can be a month or a minute', async () => {
    expect((await crmErrorOf(() => readMoment('+1m', NOW))).hints.join()).toContain('+1mo');
  });

  test.each([
    '1899-12-31',
    '2200-01-01',
    '12 mar 9999',
    '+999999d',
    '+99999y',
    '9999-12-31T23:59Z',
    '0027-01-05T10:00',
    '+9999y 9am',
  ])('%s is out of range', async (text) => {
    expect((await crmErrorOf(() => readMoment(text, NOW))).message).toContain('1900 to 2199');
  });

  test('any words are an existing day or a usage error', () => {
    const pieces = fc.constantFrom(
      ...'next last this on at in of end start a 1 2 31 99999 2027 2026-02-30 d mo weeks month ago'.split(
        ' ',
      ),
      ...'fri feb march 12 3pm 25:00 noon morning + - +1y -99999w +3d eoq T10:00Z , today'.split(' '),
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 5 }), (said) => {
        try {
          const moment = tryReadMoment(said.join(' '), NOW);
          expect(moment === null || isDate(moment.date)).toBe(true);
        } catch (error) {
          expect(error).toHaveProperty('kind', 'usage');
        }
      }),
      { numRuns: 2000 },
    );
  });
});
