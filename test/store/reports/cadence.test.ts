import fc from 'fast-check';
import { expect, test } from 'vitest';
import { attemptYields } from '../../../src/domain/call-metrics.ts';
import { attemptCounts } from '../../../src/store/reports/cadence.ts';
import { addRecords, addUser, openStore } from '../../support/store.ts';
import {
  everyActivity,
  FIRST_DAY,
  inTime,
  isDial,
  isWithin,
  LAST_DAY,
  someActivities,
} from './some-calls.ts';

const QUESTION = {
  since: FIRST_DAY,
  until: LAST_DAY,
  conversationSeconds: 60,
  meetingWords: ['meeting-set'],
};

test('attempts equal those found by going through the dials of each lead until an answer', async () => {
  const store = openStore();
  const leads = await addRecords(store, 'lead', [{ name: 'A' }, { name: 'B' }, { name: 'C' }, { name: 'D' }]);
  const ann = await addUser(store, 'ann');
  await fc.assert(
    fc.asyncProperty(someActivities(leads, [null, ann]), async (rows) => {
      await addRecords(store, 'activity', rows);
      const dials = (await everyActivity(store)).filter(isDial).toSorted(inTime);
      for (const userId of [undefined, ann]) {
        const expected = new Map<number, number[]>();
        for (const id of leads) {
          const own = dials.filter((call) => call.lead_id === id);
          const met = own.find((call) => call.disposition === 'answered');
          for (const call of own) {
            const isHers = userId === undefined || call.user === 'ann';
            if (!isHers || !isWithin(call, FIRST_DAY, LAST_DAY)) continue;
            if (met && String(call.at) > String(met.at)) continue;
            const attempt = own.filter(({ at }) => String(at) < String(call.at)).length + 1;
            const [n = 0, connects = 0, meetings = 0] = expected.get(attempt) ?? [];
            const answered = call.disposition === 'answered';
            const agreed = answered && call.outcome === 'meeting-set';
            expected.set(attempt, [n + 1, connects + Number(answered), meetings + Number(agreed)]);
          }
        }
        const counts = await attemptCounts(store.engine, { ...QUESTION, userId });
        expect(
          new Map(counts.map((each) => [each.attempt, [each.dials, each.connects, each.meetingsSet]])),
        ).toEqual(expected);
      }
    }),
    { numRuns: 25 },
  );
});

test('each attempt adds its rate of those not reached before, if there are enough dials', () => {
  const count = (attempt: number, dials: number, connects: number) => ({
    attempt,
    dials,
    connects,
    meetingsSet: 0,
  });
  const yields = attemptYields([count(1, 100, 20), count(2, 50, 5), count(3, 4, 4), count(4, 90, 9)], 20);
  expect(yields.map(({ reached, added }) => [reached, added])).toEqual([
    [0.2, 0.2],
    [expect.closeTo(0.28), expect.closeTo(0.08)],
    [null, null],
    [null, null],
  ]);
});
