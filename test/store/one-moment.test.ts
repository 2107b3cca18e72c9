import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readArchive } from '../../src/store/archive/dump.ts';
import type { Engine } from '../../src/store/engine.ts';
import { examine } from '../../src/store/health.ts';
import { pipelineSums, withEmptyStages } from '../../src/store/reports/pipeline.ts';
import { pipelineNamed } from '../../src/store/stages.ts';
import { Store } from '../../src/store/store.ts';
import { agenda } from '../../src/store/today.ts';
import { addRecords, databaseFolder, openStore, rowsOf } from '../support/store.ts';

/** A store with a concurrent write between any two of its reads. */
function beside(writer: Store, path: string, write: () => Promise<unknown>): Store {
  const reader = openStore({ path });
  const engine = new Proxy(reader.engine, {
    get(target, name) {
      const value = Reflect.get(target, name, target);
      if (name !== 'all') return typeof value === 'function' ? value.bind(target) : value;
      return async (...query: Parameters<Engine['all']>) => {
        const rows = await target.all(...query);
        await write();
        return rows;
      };
    },
  });
  expect(writer.engine).not.toBe(engine);
  return new Store(engine, reader.act);
}

async function world() {
  const path = join(databaseFolder(), 'crm.db');
  const writer = openStore({ path });
  let count = 0;
  const add = () =>
    addRecords(writer, 'lead', [{ first_name: 'Ann', phone: `+1608555${String(1000 + count++)}` }]);
  await add();
  return { reader: beside(writer, path, add), writer, added: () => count };
}

test('doctor finds no problem while others write', async () => {
  const { reader, added } = await world();
  const findings = await examine(reader);
  expect(added()).toBeGreaterThan(5);
  expect(findings.filter(({ problem }) => problem !== undefined)).toEqual([]);
  expect(findings.find(({ what }) => what === 'call queue')?.detail).toBe('1 lead');
});

test('an export of everything has the number of rows in its first line', async () => {
  const { reader } = await world();
  let [counted, written] = [0, 0];
  await readArchive(reader.engine, async (manifest, tables) => {
    counted = manifest.rows.lead as number;
    for await (const { table, rows } of tables) for await (const _ of rows) if (table === 'lead') written++;
  });
  expect([counted, written]).toEqual([1, 1]);
});

test('reads of a snapshot do not change, and own writes wait for its end', async () => {
  const { reader, writer, added } = await world();
  const count = async () => (await rowsOf(reader.engine, 'select count(*) as n from lead'))[0]?.n;
  await reader.read(async () => {
    const first = await count();
    await agenda(reader, null);
    const pipeline = await pipelineNamed(reader.db);
    const sums = await pipelineSums(reader.engine, 'stage', { where: undefined, past: null });
    expect(await withEmptyStages(reader.engine, sums, ['open'], 'USD')).toEqual([]);
    expect(pipeline.name).toBe('sales');
    expect(await count()).toBe(first);
    expect(added()).toBeGreaterThan(2);
  });
  expect(await count()).toBe(added() - 1);
  const order: string[] = [];
  const read = writer.read(async () => {
    await rowsOf(writer.engine, 'select 1');
    order.push('read');
  });
  const change = writer.change(async () => order.push('written'));
  await Promise.all([read, change]);
  expect(order).toEqual(['read', 'written']);
  expect(writer.engine.isReading).toBe(false);
});
