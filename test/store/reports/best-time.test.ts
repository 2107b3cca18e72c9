import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WEEKDAYS, type WeekGrid } from '../../../src/domain/week-grid.ts';
import { bestTime } from '../../../src/store/reports/best-time.ts';
import { addRecords, openStore } from '../../support/store.ts';
import { everyActivity, FIRST_DAY, isDial, isWithin, LAST_DAY, someActivities } from './some-calls.ts';

const zoneBefore = process.env.TZ;
beforeAll(() => {
  process.env.TZ = 'Europe/Berlin';
});
afterAll(() => {
  process.env.TZ = zoneBefore;
});

const PERIOD = { since: FIRST_DAY, until: LAST_DAY };

function told(grid: WeekGrid): Map<string, number[]> {
  return new Map(
    [...grid.tried()].map(({ weekday, hour, trials, successes }) => [
      `${WEEKDAYS[weekday]} ${hour}`,
      [trials, successes],
    ]),
  );
}

test('every dial counts in the local hour of the called party', async () => {
  const store = openStore();
  const ids = await addRecords(store, 'lead', [
    { name: 'A', timezone: 'America/New_York', phone: '+49 30 901820' },
    { name: 'B', timezone: 'Asia/Kathmandu' },
    { name: 'C', phone: '+1 213 555 0123' },
    { name: 'D' },
    { name: 'E', timezone: 'nowhere at all' },
  ]);
  const zones = new Map<unknown, string>([
    [ids[0], 'America/New_York'],
    [ids[1], 'Asia/Kathmandu'],
    [ids[2], 'America/Los_Angeles'],
  ]);
  await fc.assert(
    fc.asyncProperty(someActivities(ids, [null]), async (rows) => {
      await addRecords(store, 'activity', rows);
      const expected = new Map<string, number[]>();
      let unplaced = 0;
      for (const call of (await everyActivity(store)).filter(isDial)) {
        if (!isWithin(call, FIRST_DAY, LAST_DAY)) continue;
        const zone = zones.get(call.lead_id);
        if (zone === undefined) unplaced++;
        const parts = new Intl.DateTimeFormat('en-US', {
          timeZone: zone ?? 'Europe/Berlin',
          weekday: 'short',
          hour: 'numeric',
          hourCycle: 'h23',
        }).formatToParts(new Date(String(call.at)));
        const part = (type: string) => parts.find((each) => each.type === type)?.value;
        const key = `${part('weekday')} ${Number(part('hour'))}`;
        const [dials = 0, connects = 0] = expected.get(key) ?? [];
        expected.set(key, [dials + 1, connects + (call.disposition === 'answered' ? 1 : 0)]);
      }
      const found = await bestTime(store.engine, PERIOD);
      expect(told(found.grid)).toEqual(expected);
      expect(found.unplaced).toBe(unplaced);
    }),
    { numRuns: 15 },
  );
});

test('a call to a contact counts in the zone of the contact', async () => {
  const store = openStore();
  const [contact] = await addRecords(store, 'contact', [{ name: 'A', timezone: 'Asia/Tokyo' }]);
  const call = { type: 'call', direction: 'out', disposition: 'answered', contact_id: contact! };
  await addRecords(store, 'activity', [{ ...call, at: '2026-03-05T23:30:00.000Z' }]);
  expect(told((await bestTime(store.engine, PERIOD)).grid)).toEqual(new Map([['Fri 8', [1, 1]]]));
});
