import fc from 'fast-check';
import { DISPOSITIONS } from '../../../src/domain/call-results.ts';
import type { Row } from '../../../src/domain/field.ts';
import { ACTIVITY } from '../../../src/nouns/activity/definition.ts';
import { records } from '../../../src/store/records.ts';
import type { Store } from '../../../src/store/store.ts';

/** The days of the calls in the tests; the clocks of New York change among them. */
export const FIRST_DAY = '2026-03-01T00:00:00.000Z';
export const LAST_DAY = '2026-03-15T00:00:00.000Z';

/** Calls and meetings with these leads, by these users, often at the same moment on purpose. */
export function someActivities(leads: readonly number[], users: readonly (number | null)[]) {
  const hours = (Date.parse(LAST_DAY) - Date.parse(FIRST_DAY)) / 3_600_000;
  return fc.array(
    fc.record({
      type: fc.constantFrom('call', 'call', 'call', 'call', 'meeting', 'note'),
      at: fc
        .tuple(fc.integer({ min: -72, max: hours + 72 }), fc.constantFrom(0, 15, 50))
        .map(([hour, minute]) =>
          new Date(Date.parse(FIRST_DAY) + hour * 3_600_000 + minute * 60_000).toISOString(),
        ),
      direction: fc.constantFrom('out', 'out', 'out', 'in', null),
      disposition: fc.constantFrom('answered', 'answered', 'answered', ...DISPOSITIONS, null),
      outcome: fc.constantFrom('meeting-set', 'connected', 'callback', null),
      duration: fc.constantFrom(null, 0, 59, 60, 61, 300),
      user_id: fc.constantFrom(...users),
      lead_id: fc.constantFrom(...leads, null),
    }),
    { minLength: 1, maxLength: 40 },
  );
}

/** Every activity, as in lists. */
export async function everyActivity(store: Store): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const row of records(store.engine, { noun: 'activity', fields: ACTIVITY.fields }))
    rows.push(row);
  return rows;
}

/** Whether it is an outbound call. */
export const isDial = (row: Row) => row.type === 'call' && row.direction !== 'in';

/** Whether it is between two days, the second excluded. */
export const isWithin = (row: Row, since: string, until: string) =>
  String(row.at) >= since && String(row.at) < until;

/** The earlier one first; at the same moment, the one logged first. */
export const inTime = (a: Row, b: Row) =>
  String(a.at) < String(b.at) || (a.at === b.at && Number(a.id) < Number(b.id)) ? -1 : 1;
