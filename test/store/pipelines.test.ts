import { describe, expect, test } from 'vitest';
import { readStage, readStages } from '../../src/domain/pipeline-stages.ts';
import {
  addPipeline,
  addStage,
  archivePipeline,
  editStage,
  moveStage,
  removeStage,
  renamePipeline,
} from '../../src/store/pipelines.ts';
import { type Pipeline, pipelineNamed } from '../../src/store/stages.ts';
import type { Store } from '../../src/store/store.ts';
import type { Tx } from '../../src/store/tx.ts';
import { crmErrorOf } from '../support/crm-error.ts';
import { addRecords, openStore } from '../support/store.ts';

const change = (store: Store, work: (tx: Tx, sales: Pipeline) => Promise<unknown>) =>
  store.change(async (tx) => work(tx, await pipelineNamed(tx, 'sales')));
const stages = async (store: Store, name = 'sales') =>
  (await pipelineNamed(store.db, name)).stages.map((stage) => stage.name);

describe('the stages of a pipeline', () => {
  test('are added at the given place, by default as the last open one', async () => {
    const store = openStore();
    await change(store, (tx, sales) =>
      addStage(tx, sales, readStage('demo:30'), { side: 'after', stage: 'Qualification' }),
    );
    await change(store, (tx, sales) => addStage(tx, sales, readStage('contract:90'), null));
    await change(store, (tx, sales) => addStage(tx, sales, readStage('dropped:lost'), null));
    expect(await stages(store)).toEqual([
      'prospecting',
      'qualification',
      'demo',
      'proposal',
      'negotiation',
      'contract',
      'won',
      'lost',
      'dropped',
    ]);
    await store.changes.undo(store.act);
    await store.changes.undo(store.act);
    await store.changes.undo(store.act);
    expect(await stages(store)).toHaveLength(6);
    const { stages: now } = await pipelineNamed(store.db, 'sales');
    expect(now.map((stage) => stage.position)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('can be moved, but an open one never after a closed one', async () => {
    const store = openStore();
    await change(store, (tx, sales) =>
      moveStage(tx, sales, 'negotiation', { side: 'before', stage: 'prospecting' }),
    );
    expect((await stages(store)).slice(0, 2)).toEqual(['negotiation', 'prospecting']);
    const error = await crmErrorOf(() =>
      change(store, (tx, sales) => moveStage(tx, sales, 'proposal', { side: 'after', stage: 'won' })),
    );
    expect(error).toMatchObject({
      kind: 'refused',
      message: '"proposal" is open and cannot come after "won", which is closed',
    });
  });

  test('keep their forecast category, independent of their chance', async () => {
    const store = openStore();
    await change(store, (tx, sales) => editStage(tx, sales, 'qualification', { probability: 80 }));
    const sales = await pipelineNamed(store.db, 'sales');
    const [, qualification] = sales.stages;
    expect(qualification).toMatchObject({ probability: 80, category: 'commit' });
    await store.change((tx) => tx.update('stage', qualification?.id as number, { category: 'omitted' }));
    await change(store, (tx, now) =>
      editStage(tx, now, 'qualification', { probability: 10, rottingDays: null }),
    );
    expect((await pipelineNamed(store.db, 'sales')).stages[1]).toMatchObject({
      probability: 10,
      category: 'omitted',
      rottingDays: null,
    });
  });

  test('are removed only if no deal is or was in them', async () => {
    const store = openStore();
    const { stages: all, id } = await pipelineNamed(store.db, 'sales');
    await addRecords(store, 'opp', [
      { name: 'Deal', currency: 'USD', pipeline_id: id, stage_id: all[0]?.id as number },
    ]);
    const remove = (name: string) => change(store, (tx, sales) => removeStage(tx, sales, name));
    expect(await crmErrorOf(() => remove('prospecting'))).toMatchObject({
      kind: 'conflict',
      message: '1 opp is in "prospecting"',
    });
    await store.change((tx) => tx.update('opp', 1, { stage_id: all[1]?.id as number }));
    expect(await crmErrorOf(() => remove('prospecting'))).toMatchObject({
      message: 'opps went through "prospecting", so it is part of their history',
    });
    await remove('proposal');
    expect(await stages(store)).toEqual(['prospecting', 'qualification', 'negotiation', 'won', 'lost']);
    expect(await crmErrorOf(() => remove('won'))).toMatchObject({ kind: 'refused' });
  });

  test('have unique names and valid chances', async () => {
    const store = openStore();
    for (const [work, kind] of [
      [(tx: Tx, sales: Pipeline) => addStage(tx, sales, readStage('PROPOSAL:5'), null), 'conflict'],
      [(tx: Tx, sales: Pipeline) => editStage(tx, sales, 'won', { name: 'Lost' }), 'conflict'],
      [(tx: Tx, sales: Pipeline) => editStage(tx, sales, 'won', { probability: 50 }), 'refused'],
      [(tx: Tx, sales: Pipeline) => editStage(tx, sales, 'propsal', { name: 'x' }), 'not-found'],
    ] as const)
      expect(await crmErrorOf(() => change(store, work))).toMatchObject({ kind });
  });
});

test('one pipeline is always active', async () => {
  const store = openStore();
  expect(
    await crmErrorOf(() => change(store, (tx, sales) => archivePipeline(tx, sales, true))),
  ).toMatchObject({
    message: '"sales" is the only active pipeline',
  });
  await store.change((tx) => addPipeline(tx, 'grants', readStages('idea:10')));
  await change(store, (tx, sales) => archivePipeline(tx, sales, true));
  expect((await pipelineNamed(store.db)).name).toBe('grants');
  await change(store, (tx, sales) => renamePipeline(tx, sales, 'old sales'));
  expect(await pipelineNamed(store.db, 'OLD SALES')).toMatchObject({ archived: true });
  expect(
    await crmErrorOf(() => store.change((tx) => addPipeline(tx, 'Grants', readStages('idea:10')))),
  ).toMatchObject({ kind: 'conflict', message: 'a pipeline "grants" exists' });
});
