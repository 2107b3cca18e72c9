import fs from 'node:fs';
import { expect, test } from 'vitest';
import { checkFiles } from '../../../src/store/files/check-files.ts';
import { recordFile, removeUnneededFiles, storedFiles } from '../../../src/store/files/stored-files.ts';
import type { Store } from '../../../src/store/store.ts';
import { execute, openStore } from '../../support/store.ts';

const LATER = Date.parse('2100-01-01T00:00:00Z');

/** A store whose products have a file. */
async function storeWithPapers(): Promise<Store> {
  const store = openStore();
  await execute(store.engine, 'alter table product add column paper text references stored_file (hash)');
  return store;
}

/** Adds a product with a file of this text. */
async function add(store: Store, text: string) {
  const { files } = store.engine;
  const kept = await files.keep([Buffer.from(text)], { name: 'a.txt' });
  const { id } = await store.change(async (tx) => {
    await recordFile(tx, files, kept);
    const product = { name: text, name_key: text, paper: kept.hash };
    await tx.insert('product', product);
  });
  return { ...kept, change: id as number };
}

const hashesIn = (store: Store) => [...store.engine.files.entries()].map(({ hash }) => hash);

test('files stay while a record, an undo or a redo needs them', async () => {
  const store = await storeWithPapers();
  const { hash, change } = await add(store, 'offer');
  const stays = async () => {
    await removeUnneededFiles(store.engine, LATER);
    expect(hashesIn(store)).toEqual([hash]);
    expect(await storedFiles(store.db)).toMatchObject([{ hash }]);
  };
  await stays();
  await store.changes.undo(store.act, change);
  await stays();
  await store.changes.redo(store.act, change);
  await stays();
  await store.change((tx) => tx.remove('product', 1));
  await stays();
  await execute(store.engine, 'delete from change_row');
  await execute(store.engine, 'delete from change');
  await removeUnneededFiles(store.engine, LATER);
  expect([hashesIn(store), await storedFiles(store.db)]).toEqual([[], []]);
});

test('a file without a row stays for a day, as its change may not be made yet', async () => {
  const store = await storeWithPapers();
  const kept = await store.engine.files.keep([Buffer.from('draft')], { name: 'a.txt' });
  await removeUnneededFiles(store.engine, Date.now() + 3_600_000);
  expect(hashesIn(store)).toEqual([kept.hash]);
  await removeUnneededFiles(store.engine, Date.now() + 25 * 3_600_000);
  expect(hashesIn(store)).toEqual([]);
});

test('a change that refers to a file which is gone is refused', async () => {
  const store = await storeWithPapers();
  const kept = await store.engine.files.keep([Buffer.from('offer')], { name: 'a.txt' });
  store.engine.files.remove(kept.hash);
  await expect(store.change((tx) => recordFile(tx, store.engine.files, kept))).rejects.toThrow(
    'was removed meanwhile',
  );
});

test('the check names what is missing, altered, foreign or open to others', async () => {
  const store = await storeWithPapers();
  const { files } = store.engine;
  expect(await checkFiles(store.engine, LATER)).toEqual([{ what: 'files', detail: 'none' }]);
  const [one, other] = [await add(store, 'one'), await add(store, 'other')];
  expect(await checkFiles(store.engine, LATER)).toEqual([
    { what: 'files', detail: '2 files, 8 B, all as they were kept' },
  ]);
  fs.rmSync(files.pathOf(one.hash));
  fs.writeFileSync(files.pathOf(other.hash), 'OTHER');
  fs.chmodSync(files.path, 0o755);
  fs.writeFileSync(`${files.path}/notes.txt`, 'mine');
  const found = await checkFiles(store.engine, LATER);
  expect(found.map(({ problem }) => problem)).toEqual([
    'missing: copy it from a backup',
    'altered: copy it from a backup',
    'not a file of crm: move it elsewhere',
    expect.stringContaining('others may use'),
  ]);
  files.makePrivate();
  expect(await checkFiles(store.engine, LATER)).toHaveLength(3);
});
