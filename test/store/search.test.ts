import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SearchIndex, TextQuery } from '../../src/store/engine.ts';
import { search } from '../../src/store/search.ts';
import type { Store } from '../../src/store/store.ts';
import { addRecords, execute, openStore, writeEnv } from '../support/store.ts';

const LIMIT = { limit: 20 };

async function found(store: Store, text: string): Promise<string[]> {
  const hits = await search(store.engine, text, await writeEnv(), LIMIT);
  return hits.map(({ noun, id }) => `${noun}:${id}`);
}

async function filled(): Promise<Store> {
  const store = openStore();
  await addRecords(store, 'lead', [
    {
      first_name: 'Jané',
      last_name: "O'Brien",
      company: 'Müller & Söhne',
      email: 'jane.ob@mueller.de',
      phone: '+44 20 7946 0958',
      notes: 'Met at the fair, said "NOT now"',
    },
    { first_name: 'Ann', last_name: 'Fair', phone: '(415) 555-0100', tags: ['expo'] },
  ]);
  await addRecords(store, 'account', [{ name: 'Fair Play Ltd' }]);
  return store;
}

test.each([
  ['a word', 'brien', ['lead:1']],
  ['the beginning of a word', 'mül', ['lead:1']],
  ['a word without its accents, in another case', 'JANE muller', ['lead:1']],
  ['an e-mail', 'jane.ob@mueller.de', ['lead:1']],
  ['a part of an e-mail', 'ob@mueller', ['lead:1']],
  ['a number as dialled within its country', '020 7946 0958', ['lead:1']],
  ['a number as dialled from abroad', '+44 20-7946-0958', ['lead:1']],
  ['the digits of a number', '442079460958', ['lead:1']],
  ['a number of the own country', '415.555.0100', ['lead:2']],
  ['the end of a number as it was typed', '555-0100', ['lead:2']],
  ['a name and a number', 'ann 4155550100', ['lead:2']],
  ['a tag', 'expo', ['lead:2']],
  ['what is a word of a query language elsewhere', 'NOT', ['lead:1']],
  ['words that no record holds together', 'brien expo', []],
  ['nothing but signs', '"* -()', []],
])('finds by %s', async (_, text, expected) => {
  expect(await found(await filled(), text)).toEqual(expected);
});

test('ranks a match in the title before others, for all nouns', async () => {
  const store = await filled();
  expect(await found(store, 'fair')).toEqual(['account:1', 'lead:2', 'lead:1']);
});

test('ranks who it is before their work, and what happened with them last', async () => {
  const store = openStore();
  await addRecords(store, 'account', [
    {
      name: 'Acme',
      website: 'https://acme.example',
      email: 'office@acme.example',
      notes: 'Key account in Denver',
    },
    { name: 'Other' },
  ]);
  await addRecords(store, 'task', [{ subject: 'Acme' }]);
  await addRecords(store, 'activity', [
    { subject: 'Acme', type: 'note', at: '2026-01-05T10:00:00.000Z', account_id: 1 },
  ]);
  await addRecords(store, 'lead', [
    { first_name: 'Ann', last_name: 'Acme', notes: 'Wants a call in the spring' },
  ]);
  const refs = await found(store, 'acme');
  expect(refs.slice(0, 2).toSorted()).toEqual(['account:1', 'lead:1']);
  expect(refs.slice(2)).toEqual(['task:1', 'activity:1']);
});

test('shows the match if it is not in the title', async () => {
  const store = await filled();
  const [hit] = await search(store.engine, 'fair jan', await writeEnv(), LIMIT);
  expect(hit).toMatchObject({
    title: "Jané O'Brien · Müller & Söhne",
    match: expect.stringContaining('Met at the fair'),
  });
});

test('searches only the given nouns', async () => {
  const store = await filled();
  const hits = await search(store.engine, 'fair', await writeEnv(), { nouns: ['account'], limit: 20 });
  expect(hits.map(({ noun }) => noun)).toEqual(['account']);
});

test('treats any text as text', async () => {
  const store = await filled();
  const env = await writeEnv();
  const operators = fc.constantFrom(
    '"',
    '*',
    '-',
    '^',
    ':',
    '(',
    ')',
    ' NEAR(',
    ' OR ',
    ' AND ',
    ' NOT ',
    '\0',
    '+',
    "'",
  );
  const texts = fc.array(fc.oneof(operators, fc.string({ unit: 'binary' })), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(texts, async (parts) => {
      await expect(search(store.engine, parts.join(''), env, LIMIT)).resolves.toBeInstanceOf(Array);
    }),
  );
});

test('an outdated index is detected and rebuilt', async () => {
  const store = await filled();
  await execute(
    store.engine,
    "delete from search_text where rowid = (select id * 1024 + 1 from search_block where noun = 'lead')",
  );
  expect(await store.engine.search.gaps()).toEqual([{ noun: 'lead', missing: 1, stale: 0 }]);
  expect(await found(store, 'brien')).toEqual([]);

  await store.engine.search.rebuild();
  expect(await store.engine.search.gaps()).toEqual([]);
  expect(await found(store, 'brien')).toEqual(['lead:1']);
});

test('finds values of custom fields', async () => {
  const store = openStore();
  const field = { noun: 'lead', label: 'Shoe size', type: 'text', choices: null };
  for (const name of ['shoe_size', 'colour'])
    await store.change((tx) => tx.insert('field', { ...field, name }));
  await addRecords(store, 'lead', [{ last_name: 'Doe', shoe_size: 'forty-four', colour: 'teal' }]);
  const hits = await search(store.engine, 'forty teal', await writeEnv(), LIMIT);
  expect(hits).toMatchObject([{ noun: 'lead', id: 1, match: 'colour teal, shoe size forty-four' }]);
  // The name of a field is not a word of the record.
  expect(await found(store, 'shoe')).toEqual([]);
});

test('a record must contain all of very many words', async () => {
  const store = openStore();
  const words = Array.from({ length: 400 }, (_, at) => `w${at}x`);
  const [whole, part] = await addRecords(store, 'lead', [
    { first_name: 'Ann', notes: `${words.join(' ')} a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.rest` },
    {
      first_name: 'Bob',
      notes: `${words.toSpliced(7, 1).join(' ')} a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.other`,
    },
  ]);
  expect(await found(store, words.toReversed().join(' '))).toEqual([`lead:${whole}`]);
  expect((await found(store, words.toSpliced(7, 1).join(' '))).sort()).toEqual([
    `lead:${whole}`,
    `lead:${part}`,
  ]);
  expect(await found(store, [...words, 'missing'].join(' '))).toEqual([]);
  expect(await found(store, 'a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.re')).toEqual([`lead:${whole}`]);
});

test('a text of any length is searched within the limits of the index', async () => {
  const asked: TextQuery[] = [];
  const store = openStore();
  const index = store.engine.search;
  const watched: Partial<SearchIndex> = {
    find(query, ...rest) {
      asked.push(query);
      return index.find(query, ...rest);
    },
    textOf: (record) => index.textOf(record),
    bodiesOf: (noun, ids) => index.bodiesOf(noun, ids),
  };
  const engine = new Proxy(store.engine, {
    get: (target, name) => (name === 'search' ? watched : Reflect.get(target, name, target)),
  });
  const texts = [
    'ab '.repeat(40_000),
    '1 '.repeat(40_000),
    'a.'.repeat(40_000),
    'a"'.repeat(40_000),
    '('.repeat(80_000),
  ];
  const many = Array.from({ length: 8000 }, (_, at) => `w${at} 608555${1000 + at} x`).join(' ');
  for (const text of [...texts, many]) await search(engine, text, await writeEnv(), LIMIT);
  expect(asked.length).toBeGreaterThan(3);
  for (const { terms } of asked) expect(terms.flat().length).toBeLessThan(300);
  for (const { terms } of asked) expect(terms.flat().join('').length).toBeLessThan(20_000);
});
