import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Row } from '../../../src/domain/field.ts';
import type { Condition } from '../../../src/domain/filter/ast.ts';
import { addMinor, type Minor, type Money } from '../../../src/domain/money.ts';
import { PIPELINE_GROUPINGS } from '../../../src/domain/stages.ts';
import { OPP } from '../../../src/nouns/opp/definition.ts';
import { records } from '../../../src/store/records.ts';
import { type PipelineSum, pipelineSums, withEmptyStages } from '../../../src/store/reports/pipeline.ts';
import { pipelineNamed } from '../../../src/store/stages.ts';
import type { Store } from '../../../src/store/store.ts';
import { addRecords, addUser, openStore } from '../../support/store.ts';

/** The maximum amount of a deal, in minor units. */
const MOST = 10 ** 15 - 1;

const OPEN: Condition = { type: 'compare', field: fieldOf('status'), op: '=', value: 'open' };

function fieldOf(name: string) {
  const found = OPP.fields.find((field) => field.name === name);
  if (!found) throw new Error(`no field ${name}`);
  return found;
}

async function listed(store: Store, where?: Condition): Promise<Row[]> {
  const groups = PIPELINE_GROUPINGS.filter((by) => by !== 'month');
  const fields = [...groups, 'closed_on', 'close_date', 'currency', 'amount', 'weighted'].map(fieldOf);
  const rows: Row[] = [];
  for await (const row of records(store.engine, { noun: 'opp', fields, where })) rows.push(row);
  return rows;
}

/** The sums of the list: group and currency to count, amount and weighted. */
function addedUp(rows: readonly Row[], by: string): Map<string, Minor[]> {
  const sums = new Map<string, Minor[]>();
  for (const row of rows) {
    const closes = row.closed_on ?? row.close_date;
    const group = by === 'month' ? (closes === null ? null : String(closes).slice(0, 7)) : row[by];
    const key = `${group} ${row.currency}`;
    const [count = 0, amount = 0, weighted = 0] = sums.get(key) ?? [];
    const minor = (value: unknown) => (value as Money | null)?.minor ?? 0;
    sums.set(key, [
      addMinor(count, 1),
      addMinor(amount, minor(row.amount)),
      addMinor(weighted, minor(row.weighted)),
    ]);
  }
  return sums;
}

function reported(sums: readonly PipelineSum[]): Map<string, Minor[]> {
  return new Map(
    sums.map(({ group, currency, count, amount, weighted }) => [
      `${group} ${currency}`,
      [count, amount.minor, weighted.minor],
    ]),
  );
}

async function stageIds(store: Store): Promise<{ pipeline: number; stages: number[] }> {
  const { id, stages } = await pipelineNamed(store.db);
  return { pipeline: id, stages: stages.map((stage) => stage.id) };
}

test('every report sums up its opportunities', async () => {
  const store = openStore();
  const { pipeline, stages } = await stageIds(store);
  const owners = [null, await addUser(store, 'ann'), await addUser(store, 'bob')];
  const opp = fc.record({
    name: fc.constant('Deal'),
    pipeline_id: fc.constant(pipeline),
    stage_id: fc.constantFrom(...stages),
    owner_id: fc.constantFrom(...owners),
    source: fc.constantFrom(null, 'expo', 'web'),
    close_date: fc.constantFrom(null, '2026-03-31', '2026-04-01', '2027-04-30'),
    probability: fc.option(fc.integer({ min: 0, max: 100 })),
    amount: fc.option(
      fc.record({
        minor: fc.oneof(
          fc.integer({ min: 0, max: 10 ** 12 }),
          fc.integer({ min: -MOST, max: MOST }),
          fc.constant(MOST),
        ),
        currency: fc.constantFrom('USD', 'EUR', 'JPY'),
      }),
    ),
  });
  const asGiven = fc.array(
    opp.map((values) => ({ ...values, currency: values.amount?.currency ?? 'USD' })),
    { minLength: 1, maxLength: 40 },
  );
  await fc.assert(
    fc.asyncProperty(asGiven, async (opps) => {
      await addRecords(store, 'opp', opps);
      for (const where of [undefined, OPEN]) {
        const rows = await listed(store, where);
        for (const by of PIPELINE_GROUPINGS) {
          expect(reported(await pipelineSums(store.engine, by, { where, past: null }))).toEqual(
            addedUp(rows, by),
          );
        }
      }
    }),
    { numRuns: 15 },
  );
});

test('stages are in their order, including empty ones of an active pipeline', async () => {
  const store = openStore();
  const { pipeline, stages } = await stageIds(store);
  const usd = { minor: 100, currency: 'USD' };
  const [prospecting, , proposal] = stages as [number, number, number];
  await addRecords(store, 'opp', [
    { name: 'A', pipeline_id: pipeline, stage_id: proposal, amount: usd, currency: 'USD' },
    { name: 'B', pipeline_id: pipeline, stage_id: prospecting, amount: usd, currency: 'USD' },
  ]);
  const sums = await pipelineSums(store.engine, 'stage', { where: OPEN, past: null });
  const all = await withEmptyStages(store.engine, sums, ['open'], 'USD');
  expect(all.map(({ group, count }) => [group, count])).toEqual([
    ['prospecting', 1],
    ['qualification', 0],
    ['proposal', 1],
    ['negotiation', 0],
  ]);
});
