import { expect, test } from 'vitest';
import { pipelineNamed } from '../../src/store/stages.ts';
import type { Store } from '../../src/store/store.ts';
import { agenda } from '../../src/store/today.ts';
import { addRecords, addUser, openStore } from '../support/store.ts';

// The tests act on 12 March 2026 at 10:00 UTC.
const names = (rows: readonly Readonly<Record<string, unknown>>[], field = 'name') =>
  rows.map((row) => row[field]);

async function stageId(store: Store, name: string): Promise<{ pipeline_id: number; stage_id: number }> {
  const { id, stages } = await pipelineNamed(store.db);
  const stage = stages.find((candidate) => candidate.name === name);
  if (!stage) throw new Error(`no stage ${name}`);
  return { pipeline_id: id, stage_id: stage.id };
}

test('tasks are ordered by day, timed ones first; done and later ones are omitted', async () => {
  const store = openStore();
  await addRecords(store, 'task', [
    { subject: 'today, low', due_date: '2026-03-12', priority: 'low' },
    { subject: 'today at 15', due_at: '2026-03-12T15:00:00.000Z' },
    { subject: 'today, high', due_date: '2026-03-12', priority: 'high' },
    { subject: 'today at 9', due_at: '2026-03-12T09:00:00.000Z' },
    { subject: 'overdue', due_date: '2026-03-01' },
    { subject: 'tomorrow', due_date: '2026-03-13' },
    { subject: 'some time' },
    { subject: 'done', due_date: '2026-03-01', status: 'done' },
  ]);
  const { tasks } = await agenda(store, null);
  expect(names(tasks, 'subject')).toEqual([
    'overdue',
    'today at 9',
    'today at 15',
    'today, high',
    'today, low',
  ]);
});

test('callbacks are due until the end of the day, without do-not-call leads', async () => {
  const store = openStore();
  const due = { next_attempt_at: '2026-03-12T16:00:00.000Z' };
  const [, , , tasked] = await addRecords(store, 'lead', [
    { first_name: 'Late', ...due },
    { first_name: 'Forgotten', next_attempt_at: '2026-02-01T09:00:00.000Z', phone: '+1 415 555 0100' },
    { first_name: 'Blocked', ...due, do_not_call: true },
    { first_name: 'Tasked', ...due },
    { first_name: 'Tomorrow', next_attempt_at: '2026-03-13T00:00:00.000Z' },
    { first_name: 'Gone', ...due, status: 'disqualified' },
  ]);
  await addRecords(store, 'task', [
    { subject: 'Call Tasked', kind: 'callback', lead_id: tasked ?? 0, due_date: '2026-03-12' },
  ]);
  const { callbacks, tasks } = await agenda(store, null);
  expect(callbacks).toMatchObject([
    { name: 'Forgotten', phone: '+14155550100' },
    { name: 'Late', phone: null },
  ]);
  expect(tasks).toMatchObject([{ subject: 'Call Tasked', about: 'Tasked' }]);
});

test('opportunities are due a week ahead, or when they are stuck in a stage', async () => {
  const store = openStore();
  const proposal = await stageId(store, 'proposal');
  const deal = { ...proposal, currency: 'USD', stage_since: '2026-03-11T00:00:00.000Z' };
  await addRecords(store, 'opp', [
    { ...deal, name: 'in a week', close_date: '2026-03-19' },
    { ...deal, name: 'in eight days', close_date: '2026-03-20' },
    { ...deal, name: 'slipped', close_date: '2026-03-01' },
    { ...deal, name: 'for 21 days', stage_since: '2026-02-19T10:00:00.000Z' },
    { ...deal, name: 'for 22 days', stage_since: '2026-02-18T10:00:00.000Z' },
    {
      ...deal,
      ...(await stageId(store, 'won')),
      name: 'won',
      close_date: '2026-03-12',
      stage_since: '2025-01-01T00:00:00.000Z',
    },
  ]);
  const { closing, stuck } = await agenda(store, null);
  expect(names(closing)).toEqual(['slipped', 'in a week']);
  expect(stuck).toMatchObject([{ name: 'for 22 days', days: 22, limit: 21, stage: 'proposal' }]);
});

test('own records and records without an owner are listed', async () => {
  const store = openStore();
  const [ann, bob] = [await addUser(store, 'Ann'), await addUser(store, 'Bob')];
  await addRecords(store, 'task', [
    { subject: 'hers', due_date: '2026-03-12', owner_id: ann },
    { subject: 'his', due_date: '2026-03-12', owner_id: bob },
    { subject: 'nobody’s', due_date: '2026-03-12' },
  ]);
  const subjects = async (user: string | null) => names((await agenda(store, user)).tasks, 'subject');
  expect(await subjects('ann')).toEqual(['hers', 'nobody’s']);
  expect(await subjects('somebody new')).toEqual(['nobody’s']);
  expect(await subjects(null)).toHaveLength(3);
});
