import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
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
    const read = readLeadingMoment(`${phrase} ${note}`, NOW);
    expect(read && shown(read.moment)).toBe(value);
    expect(`${phrase} ${note}`.split(' ').slice(read?.words).join(' ')).toBe(note);
  });
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
