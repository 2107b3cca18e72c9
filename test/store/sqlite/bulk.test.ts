import Database from 'better-sqlite3';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { SqliteBulk } from '../../../src/store/sqlite/bulk.ts';
import { addRecords, openStore } from '../../support/store.ts';

const COLUMNS = ['id', 'text', 'whole', 'real'];
const TABLE = 'create table row (id integer primary key, text text, whole integer, real real) strict';

const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom('', '\0', 'a\0b', '\ud800', '\\ud800', '\\u0000', '"', '[1]', '{}', 'null', '1', '🎉'),
);
const rows = fc.array(
  fc.tuple(
    fc.option(texts),
    fc.option(fc.maxSafeInteger()),
    fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
  ),
  { maxLength: 12 },
);

function stored(db: Database.Database) {
  return db
    .prepare('select *, typeof(text), typeof(whole), typeof(real), hex(text) from row order by id')
    .all();
}

test('rows added together hold what they hold when each value is bound', async () => {
  const property = fc.asyncProperty(rows, async (given) => {
    const numbered = given.map((row, at) => [at + 1, ...row]);
    const [together, alone] = [new Database(':memory:'), new Database(':memory:')];
    for (const db of [together, alone]) db.exec(TABLE);
    await new SqliteBulk(together, (act) => act()).insert('row', COLUMNS, numbered.flat());
    for (const row of numbered) alone.prepare('insert into row values (?, ?, ?, ?)').run(row);
    expect(stored(together)).toEqual(stored(alone));
    for (const db of [together, alone]) db.close();
  });
  await fc.assert(property, { numRuns: 300 });
});

test('more rows than one statement takes are all added', async () => {
  const db = new Database(':memory:');
  db.exec(TABLE);
  const values = Array.from({ length: 1201 }, (_, at) => [at + 1, 'same', at % 7, null]).flat();
  await new SqliteBulk(db, (act) => act()).insert('row', COLUMNS, values);
  expect(db.prepare('select count(*), max(id), sum(whole) from row').raw().get()).toEqual([1201, 1201, 3597]);
  db.close();
});

test('indexes are suspended, but for those that are needed or cost nothing', async () => {
  const db = new Database(':memory:');
  db.exec(TABLE);
  db.exec(
    'create unique index one on row (whole); create index two on row (text); create index three on row (real)',
  );
  const schema = () =>
    db.prepare("select name, sql from sqlite_schema where type = 'index' order by name").all();
  const before = schema();
  const bulk = new SqliteBulk(db, (act) => act());
  await bulk.suspendIndexes('row', ['text']);
  expect(schema()).toEqual(before.filter((index) => (index as { name: string }).name !== 'three'));
  await bulk.restoreIndexes();
  expect(schema()).toEqual(before);
  db.exec('create index four on row (real) where real is not null');
  await bulk.suspendIndexes('row', ['text'], ['real']);
  expect(schema().map((index) => (index as { name: string }).name)).toEqual(['four', 'one', 'two']);
  db.close();
});

test.each(['kept', 'given up'])('indexes that a change suspended are there when it is %s', async (end) => {
  const store = openStore();
  const change = store.change(async (tx) => {
    await tx.insert('lead', { name: 'Ann', name_key: 'ann' });
    await tx.suspendIndexes('lead', []);
    if (end === 'given up') throw new Error('given up');
  });
  if (end === 'kept') await change;
  else await expect(change).rejects.toThrow('given up');
  expect(await store.engine.check()).toEqual([]);
  await addRecords(store, 'lead', [{ last_name: 'Lee' }]);
  expect(await store.engine.check()).toEqual([]);
});
