import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SCREEN_LOCK_WAIT } from '../../../src/commands/screen-context.ts';
import { builtInNouns } from '../../../src/nouns/index.ts';
import { demoState, makeDemoDatabase } from '../../../src/store/demo/database.ts';
import type { Store } from '../../../src/store/store.ts';
import { crmErrorOf } from '../../support/crm-error.ts';
import { NOW } from '../../support/program.ts';
import { addRecords, databaseFolder, openStore, rowsOf, writeEnv } from '../../support/store.ts';

const now = Date.parse(NOW);

async function makeDemo(seed = 1): Promise<string> {
  const path = join(databaseFolder(), 'demo.db');
  await makeDemoDatabase(
    { schema: { nouns: builtInNouns() }, path, seed, now, me: 'tester' },
    await writeEnv(),
  );
  return path;
}

/** Every row of every table, except those of the search index. */
async function dump({ engine }: Store): Promise<Record<string, unknown>> {
  const tables = await rowsOf(
    engine,
    "select name from sqlite_schema where type = 'table' and name not like 'search_text_%' order by name",
  );
  const rows: Record<string, unknown> = {};
  for (const { name } of tables) rows[String(name)] = await rowsOf(engine, `select * from "${name}"`);
  return rows;
}

test('the same seed and moment create the same database, row for row', async () => {
  const [one, two, other] = [await makeDemo(), await makeDemo(), await makeDemo(2)];
  const first = await dump(openStore({ path: one }));
  expect(Object.keys(first)).toContain('stage_history');
  expect(await dump(openStore({ path: two }))).toEqual(first);
  expect(await dump(openStore({ path: other }))).not.toEqual(first);
});

test('every opportunity has the stage that it last entered, closed ones since their close day', async () => {
  const store = openStore({ path: await makeDemo() });
  const wrong = await rowsOf(
    store.engine,
    `select opp.id from opp join stage on stage.id = opp.stage_id
     join stage_history h on h.id = (select max(id) from stage_history where opp_id = opp.id)
     where h.stage_id <> opp.stage_id
       or (opp.closed_on is null) <> (stage.kind = 'open')
       or (opp.lost_reason is null) <> (stage.kind <> 'lost')
       or opp.closed_on <> substr(h.entered_at, 1, 10)`,
  );
  expect(wrong).toEqual([]);
});

test('accounts and contacts are customers since their first won deal or, without one, purchase, and reached each stage after the one before', async () => {
  const store = openStore({ path: await makeDemo() });
  for (const noun of ['account', 'contact']) {
    const wrong = await rowsOf(
      store.engine,
      `select r.id from "${noun}" r
       left join (select ${noun}_id as id, min(closed_on) as day from opp
         join stage on stage.id = opp.stage_id where stage.kind = 'won' group by 1) won on won.id = r.id
       left join (select ${noun}_id as id, min(bought_on) as day from purchase group by 1) bought on bought.id = r.id
       where r.lifecycle in ('customer', 'former') and coalesce(won.day, bought.day) is null
         or r.lifecycle = 'customer' and r.lifecycle_since < coalesce(won.day, bought.day)
         or exists (select 1 from lifecycle_history h where h.${noun}_id = r.id and h.reached_on > r.lifecycle_since)`,
    );
    expect(wrong).toEqual([]);
    const stages = await rowsOf(store.engine, `select distinct lifecycle from "${noun}" order by 1`);
    expect(stages.map(({ lifecycle }) => lifecycle)).toEqual(
      expect.arrayContaining(['customer', 'lead', 'opportunity']),
    );
  }
});

test('activities belong to the owner, and none is very recent', async () => {
  const store = openStore({ path: await makeDemo() });
  const wrong = await rowsOf(
    store.engine,
    `select 'step' as what, h.id from stage_history h join opp on opp.id = h.opp_id where h.user_id is not opp.owner_id
     union all select 'activity', id from activity where created_at <> at or user_id is null
     union all select 'opp', id from opp where updated_at > ?`,
    [new Date(now - 86_400_000).toISOString()],
  );
  expect(wrong).toEqual([]);
});

test('there is a change to undo and one to redo', async () => {
  const store = openStore({ path: await makeDemo() });
  await store.changes.redo(store.act);
  await store.changes.undo(store.act);
  const { undone } = await store.changes.undo(store.act);
  expect(undone.command).toBe('lead edit 42 --rating hot');
});

test('a demo differs from a user’s own database, and a changed one from a fresh one', async () => {
  const path = await makeDemo();
  expect(await demoState({ path, schema: { nouns: builtInNouns() }, now }, SCREEN_LOCK_WAIT)).toEqual({
    changes: 0,
  });
  await addRecords(openStore({ path }), 'account', [{ name: 'Acme Two' }]);
  expect(await demoState({ path, schema: { nouns: builtInNouns() }, now }, SCREEN_LOCK_WAIT)).toEqual({
    changes: 1,
  });

  const own = openStore({ path: join(databaseFolder(), 'crm.db') });
  await addRecords(own, 'account', [{ name: 'Acme' }]);
  const { engine } = own;
  const [file] = await rowsOf(engine, "select file from pragma_database_list where name = 'main'");
  expect(
    await demoState({ path: String(file?.file), schema: { nouns: builtInNouns() }, now }, SCREEN_LOCK_WAIT),
  ).toBe('foreign');
  expect(
    await demoState(
      { path: join(databaseFolder(), 'none.db'), schema: { nouns: builtInNouns() }, now },
      SCREEN_LOCK_WAIT,
    ),
  ).toBe('missing');
});

test('a file that is not a database is not changed', async () => {
  const path = join(databaseFolder(), 'notes.txt');
  writeFileSync(path, 'not a database, and far too dear to lose');
  expect(
    (await crmErrorOf(() => demoState({ path, schema: { nouns: builtInNouns() }, now }, SCREEN_LOCK_WAIT)))
      .kind,
  ).toBe('failed');
});
