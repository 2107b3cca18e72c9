import { expect, test } from 'vitest';
import { planCandidates } from '../../../src/store/reports/plan.ts';
import { addRecords, addUser, openStore } from '../../support/store.ts';

const NOW = Date.parse('2026-03-12T10:00:00.000Z');
const QUERY = { now: NOW, until: Date.parse('2026-03-13T00:00:00.000Z'), where: undefined, most: 10 };

test('candidates are the leads of the queue that the acting user can call today', async () => {
  const store = openStore();
  const me = await addUser(store, 'tester');
  const other = await addUser(store, 'other');
  const phone = (n: number) => ({ phone: `+1 213 555 01${n}` });
  const [, high, callback] = await addRecords(store, 'lead', [
    { name: 'Low', score: 1, owner_id: me, ...phone(10) },
    { name: 'High', score: 90, ...phone(11) },
    { name: 'Agreed', next_attempt_at: '2026-03-12T15:00:00.000Z', ...phone(12) },
    { name: 'Tomorrow', next_attempt_at: '2026-03-13T15:00:00.000Z', ...phone(13) },
    { name: 'Not mine', score: 95, owner_id: other, ...phone(14) },
    { name: 'Not to be called', score: 96, do_not_call: true, ...phone(15) },
    { name: 'Mute', score: 97 },
    { name: 'Just tried', score: 98, attempts: 1, last_attempt_at: '2026-03-12T09:59:00.000Z', ...phone(16) },
  ]);
  const found = await planCandidates(store, QUERY);
  expect(found.map(({ name, from, callback: agreed }) => [name, from > NOW, agreed])).toEqual([
    ['Agreed', true, true],
    ['Just tried', true, false],
    ['High', false, false],
    ['Low', false, false],
  ]);
  expect(found[2]).toMatchObject({
    id: high,
    phone: '+12135550111',
    place: { zone: 'America/Los_Angeles', country: 'US' },
    attempts: 0,
  });
  const few = await planCandidates(store, { ...QUERY, most: 0 });
  expect(few.map(({ id }) => id)).toEqual([callback]);
});
