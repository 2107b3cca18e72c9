import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { loadCountry } from '../../../src/domain/countries/load.ts';
import { type Moment, readLeadingMoment, readMoment, tryReadMoment } from '../../../src/domain/dates.ts';
import { crmErrorOf } from '../../support/crm-error.ts';
import { NOTED_PHRASES, PHRASES, PHRASES_NOW } from './phrases.ts';

const zoneBefore = process.env.TZ;
process.env.TZ = 'UTC';
afterAll(() => {
  process.env.TZ = zoneBefore;
});

const NOW = Date.parse(PHRASES_NOW);

const shown = ({ date, time }: Moment) => (time === null ? date : `${date} ${time}`);

describe('a phrase', () => {
  test.each(PHRASES)('%s is %s', (phrase, value) => {
    expect(shown(readMoment(phrase, NOW))).toBe(value);
  });

  test.each(NOTED_PHRASES)('%s is %s, and "%s" is the note', (phrase, value, note) => {
    const read = readLeadingMoment(`${phrase} ${note}`, NOW, { isTimeFirst: true });
    expect(read && shown(read.moment)).toBe(value);
    expect(`${phrase} ${note}`.split(' ').slice(read?.words).join(' ')).toBe(note);
  });
});

test.each([
  ['first of the month', '2026-04-01', '2026-03-01'],
  ['start of the month', '2026-04-01', '2026-03-01'],
  ['first monday of the month', '2026-04-06', '2026-03-02'],
  ['mid week', '2026-03-18', '2026-03-11'],
  ['start of this month', '2026-03-01', '2026-03-01'],
  ['q1', '2027-01-01', '2026-01-01'],
  ['start of q1', '2027-01-01', '2026-01-01'],
  ['end of q1', '2026-03-31', '2026-03-31'],
  ['this week', '2026-03-13', '2026-03-09'],
  ['this month', '2026-03-13', '2026-03-01'],
])('%s is %s where only what lies ahead can be meant, else %s', (phrase, ahead, usual) => {
  expect(shown(readMoment(phrase, NOW, { isAhead: true }))).toBe(ahead);
  expect(shown(readMoment(phrase, NOW))).toBe(usual);
});

test.each([
  ['end of quarter', '2026-04-30'],
  ['eoq', '2026-04-30'],
  ['next quarter', '2026-05-01'],
  ['end of next quarter', '2026-07-31'],
  ['end of q2', '2026-07-31'],
  ['q1 fy28', '2027-02-01'],
  ['fiscal year end', '2027-01-31'],
  ['end of next fiscal year', '2028-01-31'],
  ['eoy', '2026-12-31'],
  ['end of year', '2026-12-31'],
])('%s is %s where fiscal years begin in February', (phrase, value) => {
  expect(shown(readMoment(phrase, NOW, { fiscalFirstMonth: 2 }))).toBe(value);
});

test.each([
  ['4', '2026-03-12 16:00'],
  ['11', '2026-03-12 11:00'],
  ['11.30', '2026-03-12 11:30'],
  ['lunch', '2026-03-12 12:00'],
  ['4 to 5pm', '2026-03-12 16:00'],
  ['4 - 5pm', '2026-03-12 16:00'],
])('%s is %s where a time is asked for, and else none', (phrase, value) => {
  const read = readLeadingMoment(phrase, NOW, { isTimeFirst: true });
  expect(read && shown(read.moment)).toBe(value);
  expect(read?.words).toBe(phrase.split(' ').length);
  if (!phrase.includes('.')) expect(tryReadMoment(phrase, NOW)).toBeNull();
});

test('a weekday of this week that has passed begins the note where only what lies ahead can be meant', () => {
  const read = readLeadingMoment('mon this week impossible', NOW, { isTimeFirst: true, isAhead: true });
  expect(read && [shown(read.moment), read.words]).toEqual(['2026-03-16', 1]);
});

test.each(['3 offers sent', '100 seats', '25'])('%s is no time even where one is asked for', (phrase) => {
  expect(readLeadingMoment(phrase, NOW, { isTimeFirst: true })).toBeNull();
});

describe('their time', () => {
  const settings = { theirZone: 'America/Los_Angeles' };

  test.each([
    ['fri 9am their time', '2026-03-13 16:00'],
    ['9am their time', '2026-03-12 16:00'],
    ['tomorrow 9 their time', '2026-03-13 16:00'],
    ['9 their time tomorrow', '2026-03-13 16:00'],
    ['fri 9pm their local time', '2026-03-14 04:00'],
  ])('%s is %s', (phrase, value) => {
    expect(shown(readMoment(phrase, NOW, settings))).toBe(value);
  });

  test('is rejected if their zone is unknown', async () => {
    const error = await crmErrorOf(() => readMoment('3pm their time', NOW));
    expect(error.message).toContain('time zone is not known');
  });
});

describe('the holidays of a country', () => {
  const inCountry = async (code: string) => {
    const country = await loadCountry(code);
    return { holidayOn: (date: string) => country.holidayOn(date) };
  };

  test.each([
    // Easter Monday is a holiday in Germany, and none in the United States.
    ['DE', 'after easter', '2026-04-07'],
    ['US', 'after easter', '2026-04-06'],
    ['CA', 'canadian thanksgiving', '2026-10-12'],
    ['US', 'thanksgiving', '2026-11-26'],
    ['GB', 'the bank holiday', '2026-04-03'],
    ['GB', 'after the bank holiday', '2026-04-07'],
    ['GB', 'spring bank holiday', '2026-05-25'],
    ['US', 'labour day 10am', '2026-09-07 10:00'],
    ['AU', 'australia day', '2027-01-26'],
    // Days that nobody works on are no working days.
    ['DE', 'in 15 working days', '2026-04-02'],
    ['DE', 'in 16 working days', '2026-04-07'],
    ['US', 'in 16 working days', '2026-04-03'],
  ])('in %s, %s is %s', async (code, phrase, value) => {
    expect(shown(readMoment(phrase, NOW, await inCountry(code)))).toBe(value);
  });

  test('the last working day of a week is no holiday', async () => {
    const before = Date.parse('2026-03-31T10:00:00Z');
    expect(shown(readMoment('eow', before, await inCountry('DE')))).toBe('2026-04-02');
    expect(shown(readMoment('eow', before))).toBe('2026-04-03');
  });

  test('a bank holiday needs a country', () => {
    expect(tryReadMoment('the bank holiday', NOW)).toBeNull();
  });
});

describe('working hours', () => {
  const night = { workingHours: { start: 20 * 60, end: 23 * 60 }, workingDays: [5, 6] };

  test.each([
    ['fri 9', '2026-03-13 21:00'],
    ['fri 2', '2026-03-13 14:00'],
    ['eod', '2026-03-12 23:00'],
    ['end of week', '2026-03-15'],
  ])('decide the time of %s: %s', (phrase, value) => {
    expect(shown(readMoment(phrase, NOW, night))).toBe(value);
  });
});

test.each([
  ['2026-03-12T10:00:00Z', '2026-03-12 10:00'],
  ['2026-03-12T07:30:00Z', '2026-03-12 09:00'],
  ['2026-03-12T19:00:00Z', '2026-03-13 09:00'],
  ['2026-03-13T18:00:00Z', '2026-03-16 09:00'],
  ['2026-12-24T19:00:00Z', '2026-12-28 09:00'],
])('at %s, asap is the next working minute: %s', (now, value) => {
  expect(shown(readMoment('asap', Date.parse(now)))).toBe(value);
});

test.each([
  ['2026-12-28T10:00:00Z', '2026-12-29'],
  ['2026-12-31T10:00:00Z', '2027-01-04'],
  ['2027-01-02T10:00:00Z', '2027-12-27'],
])('at %s, the days between the years begin on %s', (now, value) => {
  expect(shown(readMoment('between christmas and new year', Date.parse(now)))).toBe(value);
});

describe('a weekday and a date that disagree', () => {
  test.each([
    ['fri 5 dec demo', 'fri 5 dec', '2026-12-05 is a Saturday'],
    ['friday, 5. dezember 2026', 'friday 5. december 2026', '2026-12-05 is a Saturday'],
    ['fri dec 5 3pm', 'fri dec 5', '2026-12-05 is a Saturday'],
    ['next fri 5 dec', 'next fri 5 dec', '2026-12-05 is a Saturday'],
    ['fri 2026-12-05', 'fri 2026-12-05', '2026-12-05 is a Saturday'],
    ['fri 24/12', 'fri 24/12', '2026-12-24 is a Thursday'],
    ['fri 5.12. 10 uhr', 'fri 5.12.', '2026-12-05 is a Saturday'],
    ['fri the 14th 3pm', 'fri the 14th', '2026-03-14 is a Saturday'],
    ['5 dec friday 3pm', '5 dec friday', '2026-12-05 is a Saturday'],
    ['tomorrow monday 3pm', 'tomorrow monday', '2026-03-13 is a Friday'],
    ['fri 5 may', 'fri 5 may', '2026-05-05 is a Tuesday'],
  ])('are named: %s', async (text, both, is) => {
    const error = await crmErrorOf(() => readLeadingMoment(text, NOW, { isTimeFirst: true }));
    expect(error.message).toBe(`"${both}" is no day: ${is}`);
    expect(error.hints[0]).toMatch(/^Give one of the two: "/);
  });
});

describe('abbreviations of a language', () => {
  test.each([
    ['de', 'di 9', '2026-03-17 09:00'],
    ['de', 'nächsten Mi 14 Uhr', '2026-03-18 14:00'],
    ['fr', 'jeu 14h', '2026-03-19 14:00'],
    ['es', 'mié 9', '2026-03-18 09:00'],
    ['it', 'ven 15', '2026-03-13 15:00'],
    ['nl', 'vr 15', '2026-03-13 15:00'],
    ['pt', 'qua 9h', '2026-03-18 09:00'],
  ] as const)('in %s: %s', (language, phrase, value) => {
    expect(tryReadMoment(phrase, NOW)).toBeNull();
    expect(shown(readMoment(phrase, NOW, { languages: [language] }))).toBe(value);
  });
});

describe('a text that is no phrase', () => {
  test.each([
    'friendly',
    'marching orders',
    'secondly',
    '5',
    'a',
    'the',
    'at',
    'in',
    'next',
    'o',
    '2',
    'sept',
    'fin',
  ])('%s', (text) => {
    expect(tryReadMoment(text, NOW)).toBeNull();
  });
});

test('any other text is rejected with a reason', () => {
  const word = fc.constantFrom(
    ...new Set(PHRASES.flatMap(([phrase]) => phrase.split(' '))),
    'is',
    '!',
    '99',
    '31.',
    '24:00',
    '+',
    '🙂',
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 7 }), (words) => {
      const text = words.join(' ');
      try {
        const leading = readLeadingMoment(text, NOW);
        if (leading) expect(leading.words).toBeLessThanOrEqual(words.length);
        const whole = tryReadMoment(text, NOW);
        // A phrase has the same meaning with or without a note.
        if (whole) expect(leading).toEqual({ moment: whole, words: words.length });
      } catch (error) {
        expect(error).toMatchObject({ kind: 'usage' });
      }
    }),
    { numRuns: 3000 },
  );
});
