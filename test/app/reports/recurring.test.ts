import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reportRecurring } from '../../../src/app/reports/recurring.ts';
import { addDaysTo, addMonthsTo } from '../../../src/domain/dates/calendar.ts';
import { RECURRING_MOVES } from '../../../src/store/reports/recurring.ts';
import { insertRecord } from '../../../src/store/write/record.ts';
import { openDeps } from '../../support/deps.ts';

const ALL = { filters: [] } as never;

const purchase = fc.record({
  customer: fc.integer({ min: 1, max: 4 }),
  // Also the first and last days of months, where they begin and end.
  start: fc.oneof(fc.integer({ min: -200, max: 200 }), fc.constantFrom(-1, 0, 30, 31, 58, 59)),
  isKnownBy: fc.constantFrom('starts_on', 'bought_on'),
  days: fc.option(fc.integer({ min: 0, max: 200 }), { nil: null }),
  minor: fc.integer({ min: 0, max: 3 }).map((hundreds) => hundreds * 100),
  recurring: fc.constantFrom('month', 'year'),
  currency: fc.constantFrom('USD', 'EUR'),
  status: fc.constantFrom('active', 'active', 'active', 'ended', 'refunded'),
});

type Purchase = typeof purchase extends fc.Arbitrary<infer T> ? T : never;

const FIRST = '2026-01-01';

/** When the purchases were entered, and so when those ended that ended on no day. */
const SAID_ON = '2026-02-28';

const firstDay = ({ start }: Purchase) => addDaysTo(FIRST, start);
const lastDay = (one: Purchase) =>
  one.days !== null ? addDaysTo(firstDay(one), one.days) : one.status === 'ended' ? SAID_ON : '9999-12-31';

/** What a customer pays a year on a day. */
function paidOn(all: readonly Purchase[], day: string): number {
  return all
    .filter((one) => firstDay(one) <= day && day <= lastDay(one))
    .reduce((sum, { minor, recurring }) => sum + minor * (recurring === 'month' ? 12 : 1), 0);
}

test('recurring amounts change by what the customers do, and the changes add up', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(purchase, { maxLength: 8 }), async (purchases) => {
      const deps = await openDeps({ now: `${SAID_ON}T12:00:00Z` });
      await deps.store.change(async (tx) => {
        for (const name of ['A', 'B']) await insertRecord(tx, 'account', { name }, deps);
        for (const last_name of ['C', 'D']) await insertRecord(tx, 'contact', { last_name }, deps);
        for (const one of purchases)
          await insertRecord(
            tx,
            'purchase',
            {
              name: 'Care',
              // Two companies, then two people without one.
              [one.customer <= 2 ? 'account_id' : 'contact_id']: ((one.customer - 1) % 2) + 1,
              recurring_amount: { minor: one.minor, currency: one.currency },
              recurring: one.recurring,
              [one.isKnownBy]: firstDay(one),
              ends_on: one.days === null ? null : lastDay(one),
              status: one.status,
            },
            deps,
          );
      });
      const { rows } = await reportRecurring(deps, {
        selection: ALL,
        period: { from: '2026-01-01', to: '2026-04-15' },
      });
      const expected: unknown[] = [];
      for (const month of ['2026-01', '2026-02', '2026-03', '2026-04']) {
        const before = addDaysTo(`${month}-01`, -1);
        const after = month === '2026-04' ? '2026-04-15' : addDaysTo(addMonthsTo(`${month}-01`, 1), -1);
        for (const currency of ['EUR', 'USD']) {
          const moves: Record<string, number> = {};
          let [start, end, isThere] = [0, 0, false];
          for (const customer of [1, 2, 3, 4]) {
            const own = purchases.filter(
              (one) => one.customer === customer && one.currency === currency && one.status !== 'refunded',
            );
            const [was, became] = [paidOn(own, before), paidOn(own, after)];
            [start, end] = [start + was, end + became];
            isThere ||= own.some((one) =>
              [before, after].some((day) => firstDay(one) <= day && day <= lastDay(one)),
            );
            const had = own.some((one) => firstDay(one) <= before);
            const move =
              was === 0
                ? had
                  ? 'reactivation'
                  : 'new'
                : became === 0
                  ? 'churn'
                  : became > was
                    ? 'expansion'
                    : 'contraction';
            moves[move] = (moves[move] ?? 0) + became - was;
          }
          if (isThere)
            expected.push([month, currency, start, ...RECURRING_MOVES.map((move) => moves[move] ?? 0), end]);
        }
      }
      const found = rows.map(({ period, currency, start, end, moves }) => [
        period,
        currency,
        start.minor,
        ...RECURRING_MOVES.map((move) => moves[move].minor),
        end.minor,
      ]);
      expect(found).toEqual(expected);
      for (const { start, end, moves } of rows)
        expect(
          RECURRING_MOVES.reduce((sum, move) => sum + Number(moves[move].minor), Number(start.minor)),
        ).toBe(Number(end.minor));
    }),
    { numRuns: 100 },
  );
});
