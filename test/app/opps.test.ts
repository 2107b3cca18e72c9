import { expect, test } from 'vitest';
import type { Deps } from '../../src/app/deps.ts';
import { advanceOpps, loseOpps, moveOpps, reopenOpps, winOpps } from '../../src/app/opps/steps.ts';
import { addRecord } from '../../src/app/records/add.ts';
import { latestChangeId } from '../../src/store/history.ts';
import { crmErrorOf } from '../support/crm-error.ts';
import { openDeps } from '../support/deps.ts';

async function withOpps(...names: readonly string[]): Promise<Deps> {
  const deps = await openDeps();
  const spec = deps.store.db.nouns.get('opp');
  for (const name of names)
    await addRecord(deps, spec, { values: { name, stage: 'prospecting' }, allowDuplicate: false });
  return deps;
}

test('several opportunities move together, and the result says from where to where', async () => {
  const deps = await withOpps('Acme', 'Beta');
  const { changeId, steps, unchanged } = await advanceOpps(deps, { opps: [{ id: 1 }, { id: 2 }] });
  expect(steps.map(({ opp, from, to }) => [opp.name, from.name, to.name])).toEqual([
    ['Acme', 'prospecting', 'qualification'],
    ['Beta', 'prospecting', 'qualification'],
  ]);
  expect(unchanged).toEqual([]);
  expect(changeId).toBe(await latestChangeId(deps.store.db));
});

test('one that is there already is named, and changes nothing', async () => {
  const deps = await withOpps('Acme');
  const result = await moveOpps(deps, { opps: [{ id: 1 }], stage: 'prospecting' });
  expect(result).toEqual({ changeId: null, steps: [], unchanged: [1] });
});

test('one that moved since it was shown stays, and so do the others', async () => {
  const deps = await withOpps('Acme', 'Beta');
  const { steps } = await advanceOpps(deps, { opps: [{ id: 2 }] });
  const expectedStageId = steps[0]?.from.id as number;
  const opps = [
    { id: 1, expectedStageId },
    { id: 2, expectedStageId },
  ];
  expect(await crmErrorOf(() => advanceOpps(deps, { opps }))).toMatchObject({ kind: 'conflict' });
  expect((await moveOpps(deps, { opps: [{ id: 1 }], stage: 'prospecting' })).unchanged).toEqual([1]);
});

test('an opportunity is lost for a reason', async () => {
  const deps = await withOpps('Acme');
  expect(await crmErrorOf(() => loseOpps(deps, { opps: [{ id: 1 }], reason: ' ' }))).toMatchObject({
    kind: 'usage',
    detail: { code: 'reason-missing', step: 'lose-opp' },
  });
});

test('an opportunity is not won tomorrow, nor several for one amount', async () => {
  const deps = await withOpps('Acme', 'Beta');
  const tomorrow = () => winOpps(deps, { opps: [{ id: 1 }], on: '2026-03-13' });
  expect(await crmErrorOf(tomorrow)).toMatchObject({
    message: 'the closing day is in the future: 2026-03-13',
  });
  const amount = '1';
  const both = () => winOpps(deps, { opps: [{ id: 1 }, { id: 2 }], amount });
  expect(await crmErrorOf(both)).toMatchObject({
    message: 'an amount can be set for only one opportunity at a time',
  });
});

test('a closed opportunity comes back to where it was last', async () => {
  const deps = await withOpps('Acme');
  await advanceOpps(deps, { opps: [{ id: 1 }] });
  await winOpps(deps, { opps: [{ id: 1 }] });
  expect(await crmErrorOf(() => advanceOpps(deps, { opps: [{ id: 1 }] }))).toMatchObject({
    detail: { code: 'opp-closed', id: 1 },
  });
  const { steps } = await reopenOpps(deps, { opps: [{ id: 1 }] });
  expect(steps[0]?.to.name).toBe('qualification');
});
