import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeCallingTimes } from '../../../src/domain/calendar/calling-times.ts';
import { readWeekHours, type WeekHours } from '../../../src/domain/calendar/week-hours.ts';
import { makeZoneClock } from '../../../src/domain/calling/zone-clock.ts';
import { loadCountry } from '../../../src/domain/countries/load.ts';

const MINUTE_MS = 60_000;

async function timesOf(usual: string, countries: Readonly<Record<string, string>> = {}, areDefault = false) {
  const byCountry = new Map(Object.entries(countries).map(([code, text]) => [code, readWeekHours(text)]));
  const times = makeCallingTimes(makeZoneClock(), { usual: readWeekHours(usual), areDefault, byCountry });
  await times.load(PLACES);
  return times;
}

const PLACES = [
  { zone: 'Europe/Berlin', country: 'DE' },
  { zone: 'America/New_York', country: 'US' },
  { zone: 'America/St_Johns', country: 'CA' },
  { zone: 'Europe/Paris', country: 'FR' },
  { zone: 'Asia/Riyadh', country: 'SA' },
  { zone: 'Australia/Lord_Howe', country: 'AU' },
  { zone: 'Asia/Kathmandu', country: 'NP' },
  { zone: 'America/Santiago', country: 'CL' },
  { zone: 'Pacific/Auckland', country: '' },
];

/** A clock that is asked one minute at a time, by way of the names that it writes. */
function wallClock(zone: string) {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    weekday: 'short',
    hourCycle: 'h23',
  });
  return (moment: number) => {
    const part = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, value]));
    return {
      date: `${part.year}-${part.month}-${part.day}`,
      weekday: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(part.weekday as string),
      minutes: Number(part.hour) * 60 + Number(part.minute),
    };
  };
}

const has = (week: WeekHours, weekday: number, minutes: number) =>
  week.days[weekday]?.some(({ start, end }) => start <= minutes && minutes < end) === true;

test('every minute of a day is open or closed as a clock on the wall and a list of holidays say', async () => {
  const hours = [
    'mon-fri 9-18',
    '8-21',
    'sun-thu 08:30-12:00,13:00-17:45; fri 10-11',
    'mon-sun 0-24',
    'sat 1-3',
  ];
  const texts = fc.constantFrom(...hours);
  // Days around both switches of daylight saving of each zone, and any other.
  const days = fc.oneof(
    fc.constantFrom(
      '2026-03-08',
      '2026-03-29',
      '2026-04-05',
      '2026-09-06',
      '2026-10-04',
      '2026-10-25',
      '2026-11-01',
    ),
    fc
      .integer({ min: 0, max: 700 })
      .map((day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10)),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...PLACES), texts, days, async (place, text, day) => {
      const times = await timesOf(text);
      const usual = readWeekHours(text);
      const country = place.country === '' ? null : await loadCountry(place.country);
      const at = wallClock(place.zone);
      const legal = LEGAL[place.country];
      for (let moment = Date.parse(day); moment < Date.parse(day) + 26 * 3_600_000; moment += MINUTE_MS) {
        const { date, weekday, minutes } = at(moment);
        const isHoliday = country?.holidayOn(date) != null;
        const isClosed = isHoliday && (usual.restsOnHolidays || place.country === 'FR');
        const isOpen = !isClosed && has(usual, weekday, minutes) && (!legal || has(legal, weekday, minutes));
        expect([new Date(moment).toISOString(), times.isOpen(place, moment)]).toEqual([
          new Date(moment).toISOString(),
          isOpen,
        ]);
        // What is closed has a reason, and the other way round, but for hours that hold on weekends too.
        if (!isOpen) expect(times.problemAt(place, moment)).not.toBeNull();
        else if (usual.restsOnHolidays) expect(times.problemAt(place, moment)).toBeNull();
      }
    }),
    { numRuns: 25 },
  );
});

const LEGAL: Readonly<Record<string, WeekHours>> = {
  US: readWeekHours('8-21'),
  CA: readWeekHours('mon-fri 9-21:30; sat-sun 10-18'),
  FR: readWeekHours('mon-fri 10-13,14-20'),
};

test('by default the days are the working days of the country', async () => {
  const times = await timesOf('mon-fri 8-21', {}, true);
  const riyadh = { zone: 'Asia/Riyadh', country: 'SA' };
  const berlin = { zone: 'Europe/Berlin', country: 'DE' };
  const sunday = Date.parse('2026-03-15T09:00:00Z');
  const friday = Date.parse('2026-03-13T09:00:00Z');
  expect([times.isOpen(riyadh, sunday), times.isOpen(riyadh, friday)]).toEqual([true, false]);
  expect([times.isOpen(berlin, sunday), times.isOpen(berlin, friday)]).toEqual([false, true]);
});

test('the hours of a country hold as they are, and the law where there are none', async () => {
  const times = await timesOf('7-22', { FR: 'mon-sat 7-22' });
  const saturday = Date.parse('2026-03-14T06:30:00Z');
  expect(times.isOpen({ zone: 'Europe/Paris', country: 'FR' }, saturday)).toBe(true);
  const early = Date.parse('2026-03-12T11:30:00Z');
  expect(times.isOpen({ zone: 'America/New_York', country: 'US' }, early)).toBe(false);
});

test.each([
  ['2026-03-15T03:00:00Z', 'is on their weekend'],
  ['2026-04-03T10:00:00Z', 'is a public holiday there (Good Friday)'],
  ['2026-03-12T21:00:00Z', 'is outside their calling hours (mon-fri 08:00-21:00)'],
  ['2026-03-12T10:00:00Z', null],
])('%s in Berlin %s', async (moment, problem) => {
  const times = await timesOf('mon-fri 8-21');
  expect(times.problemAt({ zone: 'Europe/Berlin', country: 'DE' }, Date.parse(moment))).toBe(problem);
});
