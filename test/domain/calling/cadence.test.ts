import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeCalendar } from '../../../src/domain/calendar/calendar.ts';
import { DISPOSITIONS } from '../../../src/domain/call-results.ts';
import { type Cadence, gapsText, nextTry, STANDARD_CADENCE } from '../../../src/domain/calling/cadence.ts';
import { isWithin, readHours } from '../../../src/domain/calling/hours.ts';
import {
  readGaps,
  readParts,
  readWorkingDays,
  workingDaysText,
} from '../../../src/domain/calling/read-cadence.ts';
import { makeZoneClock } from '../../../src/domain/calling/zone-clock.ts';
import { crmErrorOf } from '../../support/crm-error.ts';

const clock = makeZoneClock();
const times = { clock, calendar: makeCalendar() };

function following(
  disposition: Parameters<typeof nextTry>[1],
  last: string,
  zone: string,
  cadence?: Partial<Cadence>,
) {
  const at = nextTry(
    { ...STANDARD_CADENCE, ...cadence },
    disposition,
    Date.parse(last),
    { zone, country: '' },
    times,
  );
  return new Date(at).toISOString();
}

describe('the next attempt', () => {
  test('waits real hours', () => {
    expect(following('no-answer', '2026-03-12T09:00:00Z', 'Europe/London')).toBe('2026-03-12T13:00:00.000Z');
    expect(following('busy', '2026-03-12T09:00:00Z', 'Europe/London')).toBe('2026-03-12T09:30:00.000Z');
  });

  test('waits working days: from Thursday, two days end on Monday, at the same local time', () => {
    const parts = { parts: [] };
    expect(following('voicemail', '2026-03-12T09:00:00Z', 'Europe/London', parts)).toBe(
      '2026-03-16T09:00:00.000Z',
    );
    // The clocks in New York go forward on Sunday the 8th.
    expect(following('voicemail', '2026-03-05T15:00:00Z', 'America/New_York', parts)).toBe(
      '2026-03-09T14:00:00.000Z',
    );
  });

  test('waits over the holidays of their country', async () => {
    const calendar = makeCalendar();
    await calendar.load(['DE', 'US']);
    const cadence = { ...STANDARD_CADENCE, parts: [] };
    const next = (country: string) => {
      const last = Date.parse('2026-04-02T08:00:00Z');
      const place = { zone: 'Europe/Berlin', country };
      return new Date(nextTry(cadence, 'voicemail', last, place, { clock, calendar })).toISOString();
    };
    // From the Thursday before Easter: Good Friday and Easter Monday are no working days in Germany.
    expect(next('DE')).toBe('2026-04-08T08:00:00.000Z');
    expect(next('US')).toBe('2026-04-06T08:00:00.000Z');
  });

  test('after no answer is at another time of day', () => {
    expect(following('voicemail', '2026-03-10T09:00:00Z', 'Europe/London')).toBe('2026-03-12T11:00:00.000Z');
    expect(
      following('no-answer', '2026-03-10T08:00:00Z', 'Europe/London', {
        gaps: readGaps(['no-answer=1h'], STANDARD_CADENCE.gaps),
      }),
    ).toBe('2026-03-10T11:00:00.000Z');
  });

  test('is never before the gap ends, and never in the same part of the day', () => {
    const zones = fc.constantFrom(
      '',
      'Europe/London',
      'America/New_York',
      'Asia/Kolkata',
      'Pacific/Auckland',
    );
    const moments = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) });
    fc.assert(
      fc.property(zones, moments, (zone, last) => {
        const next = nextTry(STANDARD_CADENCE, 'no-answer', last, { zone, country: '' }, times);
        expect(next - last).toBeGreaterThanOrEqual(4 * 3_600_000);
        const tried = STANDARD_CADENCE.parts.find((part) => isWithin(part, clock.at(zone, last).minutes));
        if (tried) expect(isWithin(tried, clock.at(zone, next).minutes)).toBe(false);
      }),
    );
  });
});

test('a local time is converted to its moment, in any zone', () => {
  const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe');
  // Minutes from a Monday without a clock change.
  const minutes = fc.integer({ min: 0, max: 1439 });
  fc.assert(
    fc.property(zones, minutes, (zone, at) => {
      const local = { date: '2026-06-15', minutes: at };
      expect(clock.at(zone, clock.moment(zone, local))).toEqual(local);
    }),
  );
});

describe('parsing', () => {
  test('gaps', () => {
    const gaps = readGaps(['no-answer=90m, voicemail=2d', 'Busy=0'], STANDARD_CADENCE.gaps);
    expect(gaps).toMatchObject({
      'no-answer': { count: 90, unit: 'minutes' },
      voicemail: { count: 2, unit: 'days' },
      busy: { count: 0, unit: 'minutes' },
      gatekeeper: STANDARD_CADENCE.gaps.gatekeeper,
    });
    expect(readGaps([gapsText(gaps)], STANDARD_CADENCE.gaps)).toEqual(gaps);
    expect(Object.keys(gaps)).toHaveLength(DISPOSITIONS.length);
  });

  test('parts of the day and working days', () => {
    expect(readParts('14-17,8-11')).toEqual([
      { start: 480, end: 660 },
      { start: 840, end: 1020 },
    ]);
    expect(readWorkingDays('sun-tue')).toEqual([0, 1, 6]);
    expect(workingDaysText(readWorkingDays('mon-fri'))).toBe('mon-fri');
  });

  test.each([
    ['gap', () => readGaps(['voicmail=2d'], STANDARD_CADENCE.gaps), 'unknown disposition "voicmail"'],
    ['gap', () => readGaps(['voicemail=soon'], STANDARD_CADENCE.gaps), 'cannot read "soon" as a gap'],
    ['gap', () => readGaps(['busy=9999d'], STANDARD_CADENCE.gaps), 'a gap of 9999d is longer than a year'],
    ['hours', () => readHours('21:00-08:00'), 'cannot read "21:00-08:00" as hours of a day'],
    ['hours', () => readHours('8-25'), 'cannot read "8-25" as hours of a day'],
    ['parts', () => readParts('8-12,11-14'), 'the parts of the day "8-12,11-14" overlap'],
    ['days', () => readWorkingDays('mon-frx'), 'cannot read "mon-frx" as days of the week'],
  ])('rejects a bad %s and names it', async (_, read, message) => {
    expect(await crmErrorOf(read)).toMatchObject({ kind: 'usage', message });
  });
});
