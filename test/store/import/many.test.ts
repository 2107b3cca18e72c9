import { expect, test } from 'vitest';
import { makePhoneReader } from '../../../src/domain/phones.ts';
import { builtInNouns } from '../../../src/nouns/index.ts';
import { Importer } from '../../../src/store/import/importer.ts';
import { noProgress } from '../../../src/store/progress.ts';
import { search } from '../../../src/store/search.ts';
import type { Store } from '../../../src/store/store.ts';
import { searchIndex } from '../../support/snapshot.ts';
import { openStore, rowsOf, writeEnv } from '../../support/store.ts';

/** More than the in-memory limit of lead keys, so that indexes are built at the end. */
const MANY = 12_000;
const FIELDS = ['external_id', 'first_name', 'last_name', 'company', 'email', 'phone', 'city'];

const row = (i: number) => ({
  external_id: `x${i}`,
  first_name: 'Ann',
  last_name: `Lee ${i % 50}`,
  company: `Company ${i}`,
  email: `ann${i}@company${i}.example`,
  phone: `+1212${5_000_000 + i}`,
});

async function importMany(store: Store): Promise<Record<string, number>> {
  const phones = await makePhoneReader('US');
  const env = { ...(await writeEnv()), phoneReader: async () => phones };
  const spec = builtInNouns().get('lead');
  const counts: Record<string, number> = {};
  await store.change(async (tx) => {
    const rules = {
      spec,
      declared: [],
      fed: spec.fields.filter(({ name }) => FIELDS.includes(name)),
      own: false,
      defaults: {},
      onMatch: 'update',
      create: new Set<string>(),
      origin: { system: '', userIds: new Map<string, number>() },
      currency: 'USD',
    } as const;
    const importer = await Importer.open(tx, rules, env);
    const take = async (values: ReturnType<typeof row>) => {
      const { kind } = importer.tryFast({ row: values }) ?? (await importer.process({ row: values }));
      counts[kind] = (counts[kind] ?? 0) + 1;
    };
    for (let i = 0; i < MANY; i++) {
      await take(row(i));
      if (i % 1000 === 0) await importer.indexPending();
    }
    // Already in the index.
    await take({ ...row(7), city: 'Atlantis' } as ReturnType<typeof row>);
    // Matched by name and company only, and by e-mail with a new value.
    const { first_name, last_name, company, email } = row(MANY - 1);
    await take({ first_name, last_name, company } as ReturnType<typeof row>);
    await take({ email, phone: '+442079460958' } as ReturnType<typeof row>);
    await importer.settle(noProgress);
  });
  return counts;
}

const schema = (store: Store) =>
  rowsOf(
    store.engine,
    "select name, sql from sqlite_schema where tbl_name in ('lead', 'email', 'phone') order by name",
  );

test('very many new leads leave a valid database, which finds and matches them', async () => {
  const store = openStore();
  const before = await schema(store);
  expect(await importMany(store)).toEqual({ made: MANY, unchanged: 1, changed: 2 });
  expect(await schema(store)).toEqual(before);
  expect(await store.engine.check()).toEqual([]);
  const found = await search(store.engine, 'company11000', await writeEnv(), { limit: 5 });
  expect(found.map(({ noun, id }) => `${noun} ${id}`)).toEqual(['lead 11001']);
  expect(await search(store.engine, 'atlantis', await writeEnv(), { limit: 5 })).toHaveLength(1);
  const { kept, rebuilt } = await searchIndex(store);
  expect(kept === rebuilt).toBe(true);
  const [merge] = await rowsOf(store.engine, "select v from search_text_config where k = 'automerge'");
  expect(merge?.v).toBe(4);
  expect(await importMany(store)).toEqual({ unchanged: MANY + 3 });
}, 60_000);
